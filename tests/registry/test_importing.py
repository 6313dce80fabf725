"""A file of the registry taken in: whole households, the same again, what it changes and may not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.desk.models import Message
from app.desk.rules.messages import Kind
from app.kernel.errors import NotAllowedNow
from app.kernel.tax_code import compute
from app.people import operations as people
from app.people import queries as known
from app.people.models import Address, Household, Person, Relationship
from app.people.rules import AddressKind, BirthKnown, Kinship
from app.registry import operations, queries
from app.registry.models import ImportPiece, ImportRow, RegistryLink
from app.registry.rules import ImportState, Outcome, Takes
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.builders.registry import FAMILY, an_import, imported, run
from tests.cast import NOW, TODAY, Cast

CODE = compute("Prelato", "Ugo", date(1970, 5, 3), female=False, place="C523")
UGO = {"birth_known": BirthKnown.EXACT, "birth_date": date(1970, 5, 3)}


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def _page(cast: Cast, name: str) -> known.PersonPage:
    (row,) = known.search(cast["dario"].viewer, name)
    return known.person_page(cast["dario"].viewer, row.id, TODAY)


def test_a_household_enters_whole_and_the_same_file_again_changes_nothing(
    app: Flask, cast: Cast
) -> None:
    page = imported(cast["dario"])
    assert page.state is ImportState.DONE
    assert page.counts == {Outcome.NEW: 3}
    ugo = _page(cast, "prelato ugo")
    assert [(one.kind, one.name) for one in ugo.relations] == [
        (Kinship.CHILD, "Prelato Leo"),
        (Kinship.SPOUSE, "Sereni Ida"),
    ]
    (household,) = ugo.households
    assert household.label == "Prelato, via del Collaudo 4"
    assert len(household.members) == 3
    assert [(one.street, one.municipality) for one in ugo.addresses] == [
        ("via del Collaudo 4", "Collaudo")
    ]
    before = [_count(one) for one in (Person, Household, Address, Relationship, RegistryLink)]
    assert imported(cast["gino"]).counts == {Outcome.SAME: 3}
    assert [_count(one) for one in (Person, Household, Address, Relationship, RegistryLink)] == (
        before
    )
    assert _count(ImportPiece) == 0
    assert _count(ImportRow) == 3, "the newer file replaces the older one"


def test_only_the_known_are_brought_up_to_date_unless_everybody_is_asked_for(
    app: Flask, cast: Cast
) -> None:
    a_person(cast["bruno"], "Prelato", "Ugo", **UGO)
    page = imported(cast["dario"], takes=Takes.KNOWN)
    assert page.counts == {Outcome.CHANGED: 1, Outcome.ASIDE: 2}
    assert known.search(cast["dario"].viewer, "sereni") == []
    assert [one.municipality for one in _page(cast, "prelato ugo").addresses] == ["Collaudo"]


def test_the_registry_wins_for_the_address_a_death_and_a_missing_code_alone(
    app: Flask, cast: Cast
) -> None:
    person_id = a_person(cast["bruno"], "Prelato", "Ugo", birthplace="Altrove", **UGO)
    by = {"actor": cast["bruno"].viewer, "now": NOW}
    people.add_address(
        **by,
        person_id=person_id,
        kind=AddressKind.REGISTERED,
        street="via Vecchia 1",
        municipality="Prima",
        valid_from=date(2010, 1, 1),
    )
    row = f"PRELATO;Ugo;{CODE};03/05/1970;M;F1;IS;via del Collaudo 4;01/02/2015;"
    assert imported(cast["dario"], [row]).counts == {Outcome.CHANGED: 1}
    page = _page(cast, "prelato ugo")
    assert (page.surname, page.birthplace, page.identifier) == ("Prelato", "Altrove", CODE)
    assert [(one.municipality, one.valid_to) for one in page.addresses] == [
        ("Collaudo", None),
        ("Prima", date(2015, 2, 1)),
    ]
    died = row.removesuffix(";") + ";10/11/2026"
    assert imported(cast["dario"], [died]).counts == {Outcome.CHANGED: 1}
    assert _page(cast, "prelato ugo").died_on == date(2026, 11, 10)
    assert imported(cast["dario"], [died]).counts == {Outcome.SAME: 1}


def test_what_else_differs_is_shown_and_never_written_over(app: Flask, cast: Cast) -> None:
    imported(cast["dario"])
    changed = FAMILY[0].replace("Prelato;Ugo;;03/05/1970", f"Prelati;Ugo;{CODE};04/05/1970")
    page = _page(cast, "prelato ugo")
    people.correct_person(
        actor=cast["bruno"].viewer,
        now=NOW,
        person_id=page.id,
        version=page.version,
        details=replace(
            known.known_facts(cast["bruno"].viewer, [page.id], TODAY)[page.id].details,
            identifier=CODE,
        ),
    )
    imported(cast["dario"], [changed])
    after = _page(cast, "prelato ugo")
    assert (after.surname, after.birth.on) == ("Prelato", date(1970, 5, 3))
    said = queries.said_of(cast["dario"].viewer, page.id)
    assert said is not None
    assert {words for _, words in said.differences} == {"Prelati", "04/05/1970"}


def test_who_may_be_somebody_known_waits_for_a_person_and_her_household_does_not(
    app: Flask, cast: Cast
) -> None:
    person_id = a_person(cast["bruno"], "Prelatto", "Ugo", **UGO)
    page = imported(cast["dario"])
    assert page.counts == {Outcome.DOUBTFUL: 1, Outcome.NEW: 2}
    (row,) = queries.doubtful_rows(cast["dario"].viewer, page.id, 0, 50, TODAY)
    assert (
        operations.decide_known(
            actor=cast["gino"].viewer, now=NOW, row_id=row.id, person_id=person_id
        )
        == person_id
    )
    ugo = _page(cast, "prelatto ugo")
    assert len(ugo.households[0].members) == 3
    assert {(one.kind, one.name) for one in ugo.relations} == {
        (Kinship.SPOUSE, "Sereni Ida"),
        (Kinship.CHILD, "Prelato Leo"),
    }
    assert imported(cast["dario"]).counts == {Outcome.SAME: 3}


def test_who_is_another_is_registered_and_never_proposed_again(app: Flask, cast: Cast) -> None:
    a_person(cast["bruno"], "Prelatto", "Ugo", **UGO)
    page = imported(cast["dario"], FAMILY[:1])
    (row,) = queries.doubtful_rows(cast["dario"].viewer, page.id, 0, 50, TODAY)
    fresh = operations.decide_another(actor=cast["gino"].viewer, now=NOW, row_id=row.id)
    assert fresh is not None
    assert known.likely_pairs(cast["dario"].viewer) == []
    assert imported(cast["dario"], FAMILY[:1]).counts == {Outcome.SAME: 1}


def test_who_is_decided_to_be_somebody_is_nobody_else(app: Flask, cast: Cast) -> None:
    """Neither another resident of the same file, nor of a file decided meanwhile."""
    person_id = a_person(cast["bruno"], "Prelatto", "Ugo", **UGO)
    twin = FAMILY[0].replace("Prelato;Ugo", "Prellato;Ugo").replace(";F1;", ";F8;")
    page = imported(cast["dario"], [FAMILY[0], twin])
    first, second = queries.doubtful_rows(cast["dario"].viewer, page.id, 0, 50, TODAY)
    by: dict[str, Any] = {"actor": cast["gino"].viewer, "now": NOW, "person_id": person_id}
    operations.decide_known(**by, row_id=first.id)
    with pytest.raises(NotAllowedNow, match="registry_import_not_now"):
        operations.decide_known(**by, row_id=second.id)
    renamed = FAMILY[0].replace("Prelato;Ugo", "Prelàtt;Ugo")
    page = imported(cast["dario"], [renamed])
    (again,) = queries.doubtful_rows(cast["dario"].viewer, page.id, 0, 50, TODAY)
    assert operations.decide_known(**by, row_id=again.id) == person_id, "her code has changed"
    assert _count(RegistryLink) == 1


def test_who_is_decided_in_two_files_is_decided_once(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], "Prelatto", "Ugo", **UGO)
    other = a_person(cast["bruno"], "Prellato", "Ugo", **UGO)
    page = imported(cast["dario"], FAMILY[:1])
    (row,) = queries.doubtful_rows(cast["dario"].viewer, page.id, 0, 50, TODAY)
    newer = an_import(cast["dario"], FAMILY[:1])
    (one,) = queries.running()
    for _ in range(2):
        operations.go_on(actor=one.viewer, now=NOW, import_id=newer)
    (same,) = queries.doubtful_rows(cast["dario"].viewer, newer, 0, 50, TODAY)
    by: dict[str, Any] = {"actor": cast["gino"].viewer, "now": NOW}
    operations.decide_known(**by, row_id=row.id, person_id=person_id)
    with pytest.raises(NotAllowedNow, match="registry_import_not_now"):
        operations.decide_known(**by, row_id=same.id, person_id=other)
    with pytest.raises(NotAllowedNow, match="registry_import_not_now"):
        operations.decide_another(**by, row_id=same.id)
    operations.leave_row(**by, row_id=same.id)


def test_two_people_with_two_codes_are_two(app: Flask, cast: Cast) -> None:
    twin = compute("Prelato", "Ugolino", date(1970, 5, 3), female=False, place="C523")
    a_person(cast["bruno"], "Prelato", "Ugolino", identifier=twin, **UGO)
    row = FAMILY[0].replace("Ugo;;", f"Ugo;{CODE};")
    assert imported(cast["dario"], [row]).counts == {Outcome.NEW: 1}


@pytest.mark.parametrize("known_to_it", [False, True])
def test_nothing_is_written_or_told_of_who_is_hidden(
    app: Flask, cast: Cast, known_to_it: bool
) -> None:
    if known_to_it:
        imported(cast["dario"], FAMILY[:1])
        person_id = _page(cast, "prelato ugo").id
    else:
        person_id = a_person(cast["bruno"], "Prelato", "Ugo", **UGO)
    seal(cast, an_open_case(cast["bruno"], person_id))
    before = [_count(one) for one in (Person, Address, RegistryLink, Message)]
    moved = FAMILY[0].replace("via del Collaudo 4", "via Nuova 1") + "10/10/2026"
    for takes in Takes:
        assert imported(cast["dario"], [moved], takes).counts == {Outcome.ASIDE: 1}, (
            "as of somebody who is not in the archive"
        )
    assert [_count(one) for one in (Person, Address, RegistryLink, Message)] == before
    row = db.session.scalars(select(Person).where(Person.id == person_id)).one()
    assert row.died_on is None


def test_who_follows_somebody_hidden_hears_of_who_looks_like_her(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], "Prelatto", "Ugo", **UGO)
    seal(cast, an_open_case(cast["bruno"], person_id))
    assert imported(cast["dario"]).counts == {Outcome.NEW: 3}
    assert [one.kind for one in db.session.scalars(select(Message))] == [Kind.NEWCOMER]


def test_killed_half_way_it_goes_on_and_nobody_is_there_twice(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        f"Collaudi;Nome{number};;{date(1950, 1, 1) + timedelta(days=17 * number)};F;F{number // 3};"
        f"{'IS' if number % 3 == 0 else 'FG'};via Prova {number};;"
        for number in range(450)
    ]
    import_id = an_import(cast["dario"], rows)
    (one,) = queries.running()
    by = {"actor": one.viewer, "now": NOW, "import_id": import_id}
    assert operations.read_rows(**by, at_once=100) == 100
    assert operations.read_rows(**by) == 350
    done = operations.take_households(**by)
    assert 45 < done <= 50
    monkeypatch.setattr("app.registry.operations.taking._seen", _killed)
    with pytest.raises(KeyboardInterrupt):
        operations.take_households(**by)
    monkeypatch.undo()
    assert _count(RegistryLink) == done, "what was under way is as if it had never begun"
    run(import_id)
    assert queries.import_page(cast["dario"].viewer, import_id).counts == {Outcome.NEW: 450}
    assert _count(RegistryLink) == 450
    assert imported(cast["dario"], rows).counts == {Outcome.SAME: 450}


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_who_moved_house_leaves_the_household_before(app: Flask, cast: Cast) -> None:
    imported(cast["dario"])
    alone = FAMILY[2].replace("F1;FG;via del Collaudo 4", "F9;IS;via Altra 2")
    imported(cast["dario"], [*FAMILY[:2], alone.replace("01/02/2015", "20/11/2026")])
    leo = _page(cast, "prelato leo")
    assert leo.households == ()
    assert next(one for one in leo.addresses if one.valid_to is None).street == "via Altra 2"
    assert len(_page(cast, "sereni").households[0].members) == 2


def test_who_lives_there_with_her_birth_written_otherwise_is_looked_at(
    app: Flask, cast: Cast
) -> None:
    written = {"birth_known": BirthKnown.EXACT, "birth_date": date(1970, 3, 5)}
    for given, street in (("Ugo", "Via del Collaudo, n. 4"), ("Ugo", "via del Collaudo 44")):
        person_id = a_person(cast["bruno"], "Prelato", given, **written)
        people.add_address(
            actor=cast["bruno"].viewer,
            now=NOW,
            person_id=person_id,
            kind=AddressKind.REGISTERED,
            street=street,
            municipality="Collaudo",
            valid_from=TODAY - timedelta(days=900),
        )
    page = imported(cast["dario"])
    assert page.counts == {Outcome.DOUBTFUL: 1, Outcome.NEW: 2}
    (row,) = queries.doubtful_rows(cast["dario"].viewer, page.id, 0, 9, TODAY)
    assert row.resident.details.given == "Ugo"


def test_at_one_home_with_another_surname_or_another_name_nobody_is_a_double(
    app: Flask, cast: Cast
) -> None:
    for surname, given in (("Altri", "Ugo"), ("Prelato", "Gedeone")):
        person_id = a_person(
            cast["bruno"], surname, given, birth_known=BirthKnown.EXACT,
            birth_date=date(1970, 3, 5),
        )  # fmt: skip
        people.add_address(
            actor=cast["bruno"].viewer, now=NOW, person_id=person_id, municipality="Collaudo",
            kind=AddressKind.CURRENT_STAY, street="via del Collaudo 4",
            valid_from=TODAY - timedelta(days=900),
        )  # fmt: skip
    assert imported(cast["dario"]).counts == {Outcome.NEW: 3}


def test_the_rows_of_an_earlier_file_are_forgotten_some_at_a_time(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.registry.operations.bringing.FORGOTTEN_TOGETHER", 2)
    before = imported(cast["dario"])
    import_id = an_import(cast["dario"])
    (one,) = queries.running()
    left = []
    while operations.go_on(actor=one.viewer, now=NOW, import_id=import_id):
        left.append(_count(ImportRow))
    assert left[-2:] == [4, 3], "three of the new file, and one of the three before, then none"
    assert queries.import_page(cast["dario"].viewer, import_id).state is ImportState.DONE
    assert queries.import_page(cast["dario"].viewer, before.id).replaced
