"""Registering, correcting, relating: what is kept, what is refused."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AccessEntry
from app.db import db
from app.kernel.errors import Conflict, Invalid, NotFound, NotPermitted
from app.people import operations, queries
from app.people.models import Person
from app.people.rules import AddressKind, BirthKnown, Kinship, PersonDetails
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast

BORN = {"birth_known": BirthKnown.EXACT, "birth_date": date(1985, 4, 2)}


def _page(cast: Cast, person_id) -> queries.PersonPage:
    return queries.person_page(cast["bruno"].viewer, person_id, TODAY)


def test_a_surname_is_enough(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], "Ferri", "")
    assert _page(cast, person_id).name == "Ferri"


def test_a_likely_double_is_refused_until_somebody_has_looked(app: Flask, cast: Cast) -> None:
    a_person(cast["bruno"], "Rossi", "Anna", **BORN)
    again = {"actor": cast["anna"].viewer, "now": NOW}
    details = PersonDetails(surname="ROSSI", given="Anna", **BORN)
    with pytest.raises(operations.LooksKnown):
        operations.register_person(**again, details=details)
    operations.register_person(**again, details=details, is_another=True)
    assert len(queries.search(cast["bruno"].viewer, "rossi anna")) == 2


@pytest.mark.parametrize("code", ["PRVTST15C52C523X", "123", "ABC"])
def test_an_unreadable_code_is_refused_on_its_field(app: Flask, cast: Cast, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        a_person(cast["bruno"], identifier=code)
    assert refusal.value.reasons[0].startswith("identifier:")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("prvtst15c52c523u", "tax_code"),
        ("PRVTSTMRCRNCRNPB", "tax_code"),
        ("93000120159", "provisional"),
        ("STP0300000000001", "stp"),
        ("ENI0300000000001", "eni"),
        ("", "none"),
    ],
)
def test_every_code_of_the_desk_is_accepted(app: Flask, cast: Cast, typed: str, kind: str) -> None:
    page = _page(
        cast, a_person(cast["bruno"], identifier=typed, no_identifier_reason="non ricorda")
    )
    assert page.identifier_kind == kind
    assert page.identifier == typed.upper()
    assert page.no_identifier_reason == ("" if typed else "non ricorda")


def test_the_code_is_never_stored_in_clear(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], identifier="PRVTST15C52C523U")
    row = db.session.scalars(select(Person).where(Person.id == person_id)).one()
    assert b"PRVTST" not in (row.identifier_sealed or b"")


def test_a_corrected_surname_stays_findable(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], "Ravasi", "Pierina")
    operations.correct_person(
        actor=cast["bruno"].viewer,
        now=NOW,
        person_id=person_id,
        version=_page(cast, person_id).version,
        details=PersonDetails(surname="Cogliati", given="Pierina"),
    )
    assert [row.name for row in queries.search(cast["bruno"].viewer, "ravasi")] == [
        "Cogliati Pierina"
    ]


def test_a_form_opened_on_an_older_version_is_a_conflict(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    change = {
        "actor": cast["bruno"].viewer,
        "now": NOW,
        "person_id": person_id,
        "version": _page(cast, person_id).version,
    }
    operations.correct_person(**change, details=PersonDetails(surname="Prima"))
    with pytest.raises(Conflict):
        operations.correct_person(**change, details=PersonDetails(surname="Seconda"))
    assert _page(cast, person_id).surname == "Prima"


def test_another_body_can_change_nothing(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    with pytest.raises(NotFound):
        operations.correct_person(
            actor=cast["zeno"].viewer,
            now=NOW,
            person_id=person_id,
            version=1,
            details=PersonDetails(surname="Altro"),
        )


def test_the_front_office_registers_but_does_not_correct(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["anna"], "Nuova", "Persona", phone="333 7654321")
    with pytest.raises(NotPermitted):
        operations.correct_person(
            actor=cast["anna"].viewer,
            now=NOW,
            person_id=person_id,
            version=1,
            details=PersonDetails(surname="Altro"),
        )


def test_reading_a_page_leaves_its_line(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    operations.consult_person(
        actor=cast["carla"].viewer, now=NOW, person_id=person_id, purpose="people.person"
    )
    (line,) = db.session.scalars(select(AccessEntry).where(AccessEntry.result == "granted"))
    assert (line.subject_id, line.actor_id) == (person_id, cast["carla"].account_id)


def test_an_address_ends_where_the_next_of_its_kind_begins(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    common = {"actor": cast["bruno"].viewer, "now": NOW, "person_id": person_id}
    for street, start in (("via Uno", date(2020, 1, 1)), ("via Due", date(2026, 1, 1))):
        operations.add_address(
            **common,
            kind=AddressKind.REGISTERED,
            street=street,
            municipality="Cernusco sul Naviglio",
            valid_from=start,
        )
    now, before = _page(cast, person_id).addresses
    assert (now.street, now.valid_to) == ("via Due", None)
    assert (before.street, before.valid_to) == ("via Uno", date(2026, 1, 1))


def test_a_household_has_dates_and_a_free_label(app: Flask, cast: Cast) -> None:
    bruno = {"actor": cast["bruno"].viewer, "now": NOW}
    mother, child = a_person(cast["bruno"], "Diop", "Awa"), a_person(cast["bruno"], "Diop", "Noemi")
    household_id = operations.found_household(
        **bruno, person_id=mother, label="via Buonarroti", valid_from=date(2020, 1, 1)
    )
    operations.join_household(
        **bruno, household_id=household_id, person_id=child, valid_from=date(2020, 1, 1)
    )
    (household,) = _page(cast, child).households
    assert household.label == "via Buonarroti"
    assert {member.name for member in household.members} == {"Diop Awa", "Diop Noemi"}
    with pytest.raises(Invalid):
        operations.join_household(
            **bruno, household_id=household_id, person_id=child, valid_from=date(2021, 1, 1)
        )
    member = next(m for m in household.members if m.person_id == child)
    operations.leave_household(
        **bruno, person_id=child, member_id=member.id, ends_on=date(2026, 11, 1)
    )
    assert _page(cast, child).households == ()


def test_a_relation_is_read_from_both_sides(app: Flask, cast: Cast) -> None:
    mother, child = a_person(cast["bruno"], "Diop", "Awa"), a_person(cast["bruno"], "Diop", "Noemi")
    operations.relate(
        actor=cast["bruno"].viewer,
        now=NOW,
        person_id=child,
        other_id=mother,
        kind=Kinship.PARENT,
        valid_from=None,
    )
    assert [(r.name, r.kind) for r in _page(cast, child).relations] == [
        ("Diop Awa", Kinship.PARENT)
    ]
    assert [(r.name, r.kind) for r in _page(cast, mother).relations] == [
        ("Diop Noemi", Kinship.CHILD)
    ]


def test_a_relation_is_written_once_from_whichever_side(app: Flask, cast: Cast) -> None:
    mother, child = a_person(cast["bruno"], "Diop", "Awa"), a_person(cast["bruno"], "Diop", "Noemi")
    bruno = {"actor": cast["bruno"].viewer, "now": NOW, "valid_from": date(2020, 1, 1)}
    operations.relate(**bruno, person_id=child, other_id=mother, kind=Kinship.PARENT)
    for one, other, kind in ((child, mother, Kinship.PARENT), (mother, child, Kinship.CHILD)):
        with pytest.raises(Invalid, match="person:already_related"):
            operations.relate(**bruno, person_id=one, other_id=other, kind=kind)
    operations.relate(**bruno, person_id=child, other_id=mother, kind=Kinship.OTHER)


def test_what_is_over_stays_over(app: Flask, cast: Cast) -> None:
    one, other = a_person(cast["bruno"], "Villa", "Sara"), a_person(cast["bruno"], "Villa", "Ugo")
    bruno = {"actor": cast["bruno"].viewer, "now": NOW, "person_id": one}
    operations.relate(**bruno, other_id=other, kind=Kinship.SPOUSE, valid_from=date(2010, 1, 1))
    (relation,) = _page(cast, one).relations
    operations.end_relation(**bruno, relation_id=relation.id, ends_on=date(2020, 1, 1))
    with pytest.raises(NotFound):
        operations.end_relation(**bruno, relation_id=relation.id, ends_on=date(2025, 1, 1))
    (relation,) = _page(cast, one).relations
    assert relation.valid_to == date(2020, 1, 1)


def test_nobody_is_sent_away_in_the_name_of_somebody_else(app: Flask, cast: Cast) -> None:
    mother, stranger = a_person(cast["bruno"], "Diop", "Awa"), a_person(cast["bruno"], "Altra")
    bruno = {"actor": cast["bruno"].viewer, "now": NOW}
    operations.found_household(
        **bruno, person_id=mother, label="via Buonarroti", valid_from=date(2020, 1, 1)
    )
    (household,) = _page(cast, mother).households
    with pytest.raises(NotFound):  # the trail would name the stranger
        operations.leave_household(
            **bruno, person_id=stranger, member_id=household.members[0].id, ends_on=TODAY
        )


def test_nobody_is_related_to_herself(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    with pytest.raises(Invalid):
        operations.relate(
            actor=cast["bruno"].viewer,
            now=NOW,
            person_id=person_id,
            other_id=person_id,
            kind=Kinship.SIBLING,
            valid_from=None,
        )
