"""A seal hides whose case it is, and nobody is told that there is something hidden."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.appointments.queries import of_days
from app.cases import operations, queries
from app.cases.operations.placements import lift_protection
from app.cases.queries import scope
from app.cases.rules.case import TeamAccess, WhySealed
from app.db import db
from app.desk.models import Message
from app.desk.queries.messages import messages, taken_by
from app.desk.rules.messages import Kind
from app.kernel.actor import Reach, Viewer
from app.kernel.errors import NotFound
from app.kernel.references import PersonId
from app.people import operations as people
from app.people import queries as finding
from app.people.models import HouseholdMember, Person, Relationship
from app.practices.queries import counts, of_person
from app.practices.rules import Shelf
from tests.builders.appointments import WEDNESDAY, a_wednesday
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.desk import a_message
from tests.builders.people import a_person
from tests.builders.placements import a_member, a_search, placement_page
from tests.builders.practices import a_practice
from tests.builders.protected import GIVEN, PHONE, SURNAME, TAX_CODE, everybody_knows_her, seal
from tests.cast import NOW, TODAY, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting


def _see(cast: Cast, person_id: PersonId) -> set[str]:
    """Who, of the cast, may learn that somebody is in the archive."""
    found = set()
    for who in ("anna", "bruno", "carla", "dario", "gino"):
        try:
            finding.person_row(cast[who].viewer, person_id)
        except NotFound:
            continue
        found.add(who)
    return found


def _under_seal(cast: Cast, **lists: TeamAccess) -> tuple[PersonId, Any]:
    person = a_person(cast["bruno"], SURNAME, GIVEN, phone=PHONE, identifier=TAX_CODE)
    case_id = an_open_case(cast["bruno"], person)
    seal(cast, case_id, **lists)
    return person, case_id


def test_who_follows_is_named_or_may_seal_sees_her_and_nobody_else(app: Flask, cast: Cast) -> None:
    person, case_id = _under_seal(cast)
    assert _see(cast, person) == {"bruno", "dario"}
    on_it: dict[str, Any] = {"actor": cast["dario"].viewer, "now": NOW, "case_id": case_id}
    clerk = engagement_of(cast["gino"])
    operations.list_on_case(**on_it, engagement_id=clerk, access=TeamAccess.NAMED)
    assert _see(cast, person) == {"bruno", "dario", "gino"}
    operations.list_on_case(**on_it, engagement_id=clerk, access=TeamAccess.KEPT_OUT)
    assert _see(cast, person) == {"bruno", "dario"}
    version = queries.load(cast["dario"].viewer, case_id).version
    operations.unseal_case(**on_it, version=version, why=WhySealed.NO_LONGER_NEEDED)
    assert _see(cast, person) == {"anna", "bruno", "carla", "dario", "gino"}


def test_the_clerk_named_on_the_case_goes_on_with_her_practice(app: Flask, cast: Cast) -> None:
    person = a_person(cast["bruno"])
    a_practice(cast["gino"], person)
    case_id = an_open_case(cast["bruno"], person)
    seal(cast, case_id)
    assert of_person(cast["gino"].viewer, person, NOW.date()) == []
    assert counts(cast["gino"].viewer)[Shelf.COLLECTING] == 0
    on_it: dict[str, Any] = {"actor": cast["dario"].viewer, "now": NOW, "case_id": case_id}
    clerk = engagement_of(cast["gino"])
    operations.list_on_case(**on_it, engagement_id=clerk, access=TeamAccess.NAMED)
    assert len(of_person(cast["gino"].viewer, person, NOW.date())) == 1


def test_an_older_case_gives_no_right_to_what_happened_after(app: Flask, cast: Cast) -> None:
    """Nor does the team of who held it; another open case, which somebody follows today, does."""
    a_wednesday(cast)
    hers = everybody_knows_her(cast)
    assert any(row.person_id == hers.person_id for row in _cases_of(cast, "carla", hers.person_id))
    seal(cast, hers.case_id)
    assert _see(cast, hers.person_id) == {"bruno", "dario"}
    assert _cases_of(cast, "carla", hers.person_id) == []
    an_open_case(cast["dario"], hers.person_id, holder_id=engagement_of(cast["carla"]))
    assert _see(cast, hers.person_id) == {"bruno", "carla", "dario"}


def _cases_of(cast: Cast, who: str, person_id: PersonId) -> list[queries.CaseBrief]:
    return queries.cases_of(cast[who].viewer, [person_id])


def test_a_page_open_when_she_is_sealed_answers_not_found(app: Flask, cast: Cast) -> None:
    person = a_person(cast["bruno"], SURNAME, GIVEN)
    case_id = an_open_case(cast["bruno"], person)
    carla: OfficeClient = app.test_client()
    carla.enter(cast["carla"])
    page = f"/people/{person}/edit"
    shown = carla.get(page)
    assert shown.status_code == 200
    seal(cast, case_id)
    typed = {"surname": "Altra", "given": "Persona", "birth_known": "unknown"}
    for address in (page, f"/people/{person}/names/new", f"/people/{person}/addresses/new"):
        assert carla.get(address).status_code == 404
        assert carla.post(address, data={**_proof(shown.text), **typed}).status_code == 404
    assert db.session.scalar(select(Person.surname).where(Person.id == person)) == SURNAME


def _proof(text: str) -> dict[str, Any]:
    return Forms(text).found[-1].values


def test_a_relative_keeps_her_own_page_without_her(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    hers = everybody_knows_her(cast)
    member = _the(select(HouseholdMember.id).where(HouseholdMember.person_id == hers.person_id))
    relation = _the(select(Relationship.id).where(Relationship.other_id == hers.person_id))
    seal(cast, hers.case_id)
    carla, bruno = cast["carla"].viewer, cast["bruno"].viewer
    page = finding.person_page(carla, hers.daughter, TODAY)
    assert [len(one.members) for one in page.households] == [1]
    assert page.relations == ()
    assert finding.live_with(carla, [hers.daughter], TODAY) == []
    assert len(finding.person_page(bruno, hers.daughter, TODAY).relations) == 1
    on_her: dict[str, Any] = {
        "actor": carla, "now": NOW, "person_id": hers.daughter, "ends_on": TODAY,
    }  # fmt: skip
    with pytest.raises(NotFound):
        people.leave_household(**on_her, member_id=member)
    with pytest.raises(NotFound):
        people.end_relation(**on_her, relation_id=relation)


def _the(statement: Any) -> Any:
    return db.session.scalars(statement).one()


def test_an_hour_given_to_her_is_taken_and_says_no_more(app: Flask, cast: Cast) -> None:
    """Of the worker who waits for somebody at that hour: she must not believe it free."""
    a_wednesday(cast, "carla")
    hers = everybody_knows_her(cast)
    seal(cast, hers.case_id)
    (row,) = of_days(cast["carla"].viewer, WEDNESDAY, WEDNESDAY.replace(day=30), NOW)
    assert (row.hidden, row.person_id, row.person, row.phone) == (True, None, "", "")
    assert of_days(cast["gino"].viewer, WEDNESDAY, WEDNESDAY.replace(day=30), NOW) == []
    carla: OfficeClient = app.test_client()
    carla.enter(cast["carla"])
    page = carla.get(f"/agenda?giorno={WEDNESDAY}").text
    assert "Ora occupata" in page
    assert f"/appointments/{row.id}" not in page
    assert carla.get(f"/appointments/{row.id}").status_code == 404


def test_what_was_taken_for_others_comes_to_who_follows_her(app: Flask, cast: Cast) -> None:
    person = a_person(cast["bruno"], SURNAME, GIVEN)
    a_message(cast["anna"], cast["carla"], caller=SURNAME, person_id=person)
    seal(cast, an_open_case(cast["bruno"], person))
    assert messages(cast["carla"].viewer) == []
    assert taken_by(cast["anna"].viewer) == []
    assert [row.caller for row in messages(cast["bruno"].viewer)] == [SURNAME]


NOBODYS = "PRVTST15C52C523U"
NEWCOMERS = (
    {"surname": SURNAME, "given": GIVEN},
    {"surname": "Altra", "given": "Persona", "identifier": TAX_CODE},
)


@pytest.mark.parametrize("typed", NEWCOMERS, ids=("her name", "her tax code"))
def test_who_looks_like_her_is_registered_and_who_follows_is_told_in_silence(
    app: Flask, cast: Cast, typed: dict[str, str]
) -> None:
    _under_seal(cast)
    anna: OfficeClient = app.test_client()
    anna.enter(cast["anna"])
    answers = [
        anna.submit("/people/new", {**known, "birth_known": "unknown"})
        for known in (typed, {"surname": "Nessuna", "given": "Mai"})
    ]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert {_page_of(anna, answer.location) for answer in answers} == {200}
    (told,) = messages(cast["bruno"].viewer)
    assert (told.kind, told.is_mine) == (Kind.NEWCOMER, True)
    assert messages(cast["carla"].viewer) == []
    assert taken_by(cast["anna"].viewer) == []
    bruno: OfficeClient = app.test_client()
    bruno.enter(cast["bruno"])
    assert answers[0].location in bruno.get(f"/messages/{told.id}").text


def _page_of(client: OfficeClient, address: str) -> int:
    return client.get(address).status_code


def test_who_may_see_her_is_asked_whether_it_is_her(app: Flask, cast: Cast) -> None:
    _under_seal(cast)
    bruno: OfficeClient = app.test_client()
    bruno.enter(cast["bruno"])
    typed = {"surname": "Altra", "given": "Persona", "identifier": TAX_CODE}
    assert bruno.submit("/people/new", {**typed, "birth_known": "unknown"}).status_code == 422
    assert db.session.scalars(select(Message)).all() == []


def test_who_waits_for_a_secret_place_is_there_for_who_looks_for_it(app: Flask, cast: Cast) -> None:
    """The mother of the case, who enters with her, and nobody's case of their own is lost."""
    mother, followed = a_person(cast["bruno"], "Hoxhaj"), a_person(cast["carla"], "Hoxhaj", "Sara")
    an_open_case(cast["carla"], followed)
    placement = a_search(cast, case_id=an_open_case(cast["bruno"], mother))
    a_member(cast, placement, person_id=followed)
    assert _see(cast, mother) == {"bruno", "dario"}
    assert _see(cast, followed) == {"bruno", "carla", "dario"}
    a_message(cast["anna"], caller="Hoxhaj Ada")
    assert [row.is_mine for row in messages(cast["bruno"].viewer)] == [True]
    lift_protection(
        actor=cast["dario"].viewer,
        now=NOW,
        placement_id=placement,
        version=placement_page(cast, "bruno", placement).version,
        words="Sentita: non c'è pericolo",
    )
    everybody = {"anna", "bruno", "carla", "dario", "gino"}
    assert (_see(cast, mother), _see(cast, followed)) == (everybody, everybody)


def _cost(viewer: Viewer, text: str) -> int:
    with counting() as sent:
        finding.search(viewer, text)
    return len(sent)


def test_the_question_costs_the_same_for_her_and_for_nobody(app: Flask, cast: Cast) -> None:
    _under_seal(cast)
    anna = cast["anna"].viewer
    pairs = ((f"{SURNAME} {GIVEN}", "Nessuna Mai"), (PHONE, "000 5559999"), (TAX_CODE, NOBODYS))
    finding.search(anna, "Nessuna Mai")
    for pair in pairs:
        costs = {_cost(anna, text) for text in pair}
        assert len(costs) == 1, pair
    assert finding.search(anna, SURNAME) == []


@pytest.mark.parametrize("reach", Reach)
def test_who_is_hidden_is_asked_by_no_other_right_than_its_question_is_made_of(
    monkeypatch: pytest.MonkeyPatch, reach: Reach
) -> None:
    """The question is made once for all who have the same few reaches: no other may decide."""
    asked = set()

    def reaching(_viewer: Viewer, permission: str) -> Reach:
        asked.add(permission)
        return reach

    monkeypatch.setattr(Viewer, "reach", reaching)
    scope._few.__wrapped__((reach,) * len(scope._DECIDING))
    assert asked == set(scope._DECIDING)
