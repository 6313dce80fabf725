"""A boy in the penal area: a case apart, measures with an outcome, and no word on the offence."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases import cards, operations, queries
from app.cases.models import PenalMeasure
from app.cases.queries import life_events
from app.cases.rules.case import CaseFault, CaseKind
from app.cases.rules.penal import PenalFault, PenalMeasureKind, PenalOutcome
from app.db import db
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import PersonId
from app.people import operations as people
from app.people.rules import BirthKnown, Kinship
from app.tasks.models import Task
from app.tasks.queries import tasks_of
from app.tasks.rules import TaskCode
from tests.builders.cases import an_open_case, closed, engagement_of
from tests.builders.people import a_person, kept_apart
from tests.builders.practices import a_practice
from tests.builders.second_level import a_measure, a_penal_case
from tests.cast import NOW, TODAY, Cast
from tests.support.client import Forms, OfficeClient

CANARY = "Kanarinello"


def test_it_stands_beside_the_ordinary_one(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    boy = a_person(bruno, "Bonfanti", "Samuele")
    ordinary, penal = an_open_case(bruno, boy), a_penal_case(bruno, boy)
    assert {row.case_id for row in queries.open_cases_of(bruno.viewer, [boy])} == {ordinary, penal}
    with pytest.raises(NotAllowedNow, match=CaseFault.OTHER_PENAL_CASE):
        a_penal_case(bruno, boy)


def test_who_does_not_reach_it_is_not_told_that_it_is_there(app: Flask, cast: Cast) -> None:
    boy = a_person(cast["bruno"], "Bonfanti", "Samuele")
    first = a_penal_case(cast["bruno"], boy)
    second = a_penal_case(cast["carla"], boy)
    assert first != second


def test_a_measure_begins_and_ends_once(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = a_penal_case(bruno)
    measure = a_measure(bruno, case_id)
    (row,) = queries.measures_of(bruno.viewer, case_id)
    assert (row.weekdays, row.place, row.outcome) == ((1, 3), "Biblioteca", None)
    with pytest.raises(Invalid, match=PenalFault.WRITTEN_ALREADY):
        a_measure(bruno, case_id)
    with pytest.raises(Invalid, match=PenalFault.DAYS_BACKWARDS):
        a_measure(bruno, case_id, kind=PenalMeasureKind.PRESCRIPTIONS,
                  ends_on=TODAY - timedelta(days=1))  # fmt: skip
    end: dict[str, Any] = {
        "actor": bruno.viewer, "now": NOW, "case_id": case_id, "measure_id": measure,
        "outcome": PenalOutcome.POSITIVE,
    }  # fmt: skip
    with pytest.raises(Invalid, match=PenalFault.NOT_YET):
        operations.end_measure(**end, ended_on=TODAY + timedelta(days=1))
    operations.end_measure(**end, ended_on=TODAY)
    with pytest.raises(NotAllowedNow, match=PenalFault.MEASURE_OVER):
        operations.end_measure(**end, ended_on=TODAY)
    assert queries.measures_of(bruno.viewer, case_id)[0].outcome is PenalOutcome.POSITIVE


def test_only_a_penal_case_has_measures(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    with pytest.raises(NotAllowedNow, match=PenalFault.NOT_PENAL):
        a_measure(bruno, case_id)
    with pytest.raises(NotFound):
        queries.measures_of(bruno.viewer, case_id)


def test_there_is_no_place_for_the_offence(app: Flask, cast: Cast) -> None:
    """What is typed of a measure is what is done in the week; the rest are codes and days."""
    free = {c.name for c in PenalMeasure.__table__.columns if c.name.endswith("_sealed")}
    assert free == {"activity_sealed", "place_sealed"}
    client: OfficeClient = app.test_client()
    client.enter(cast["bruno"])
    case_id = a_penal_case(cast["bruno"])
    page = client.get(f"/cases/{case_id}/penal/new")
    names = set(Forms(page.text).found[-1].values)
    assert {"activity", "place", "starts_on"} <= names
    assert not {"offence", "crime", "words", "story"} & names
    assert "<textarea" not in page.text


def test_the_page_says_yes_and_the_measure(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = a_penal_case(bruno)
    client: OfficeClient = app.test_client()
    client.enter(bruno)
    typed = {
        "authority": "juvenile_court_penal", "kind": "probation", "starts_on": "24/09/2026",
        "ends_on": "24/07/2027", "joint_on": "28/07/2026", "activity": "Riordino",
        "place": "Biblioteca", "weekdays": ["1", "3"],
    }  # fmt: skip
    assert client.submit(f"/cases/{case_id}/penal/new", typed).status_code == 303
    page = client.get(f"/cases/{case_id}/penal").text
    for words in ("Procedimento penale: <strong>sì", "Messa alla prova", "martedì, giovedì"):
        assert words in page, words
    again = client.submit(f"/cases/{case_id}/penal/new", typed)
    assert again.status_code == 422
    assert "è già scritta" in again.text
    (row,) = queries.measures_of(bruno.viewer, case_id)
    address = f"/cases/{case_id}/penal/{row.id}/end"
    assert client.submit(address, {"ended_on": "oggi", "outcome": "revoked"}).status_code == 303
    assert "Revocata" in client.get(f"/cases/{case_id}/penal").text


def test_who_follows_the_mother_sees_nothing_of_it(app: Flask, cast: Cast) -> None:
    """Story 5: Luca has the mother's practice and her case; the boy's penal case is not there."""
    bruno, carla = cast["bruno"], cast["carla"]
    mother, boy = a_person(carla, "Teli", "Laura"), a_person(bruno, "Bonfanti", "Samuele")
    people.relate(
        actor=bruno.viewer, now=NOW, person_id=boy, other_id=mother, kind=Kinship.PARENT,
        valid_from=None,
    )  # fmt: skip
    hers = an_open_case(carla, mother)
    a_practice(cast["gino"], mother)
    penal = a_penal_case(bruno, boy)
    a_measure(bruno, penal, activity=CANARY)
    number = queries.load(bruno.viewer, penal).number
    for who in ("carla", "gino", "anna", "teo"):
        client: OfficeClient = app.test_client()
        client.enter(cast[who])
        pages = [
            client.get(address).text
            for address in (
                f"/people/{mother}", f"/people/{boy}", f"/cases/{hers}", f"/cases/{hers}/story",
                f"/cases/{penal}", f"/cases/{penal}/penal", "/cases?list=team", "/today",
                "/deadlines", "/service-requests",
            )
        ]  # fmt: skip
        for secret in (CANARY, "enale", number, str(penal)):
            assert [page for page in pages if secret in page] == [], (who, secret)


@pytest.mark.parametrize("first", [CaseKind.ORDINARY, CaseKind.PENAL], ids=("hers", "his"))
def test_two_who_must_not_meet_are_told_to_the_supervisor_alone(
    app: Flask, cast: Cast, first: CaseKind
) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    one, other = _apart(cast)
    an_open_case(carla, one, kind=first)
    last = CaseKind.PENAL if first is CaseKind.ORDINARY else CaseKind.ORDINARY
    case_id = an_open_case(bruno, other, kind=last)
    told = tasks_of(cast["dario"].viewer, TODAY)
    assert [(row.code, row.person, row.case_id) for row in told] == [
        (TaskCode.BOTH_FOLLOWED, "", case_id)
    ]
    for who in (bruno, carla):
        assert tasks_of(who.viewer, TODAY) == []


def test_what_the_supervisor_alone_was_told_does_not_go_with_the_ordinary_case(
    app: Flask, cast: Cast
) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    one, other = _apart(cast)
    a_penal_case(carla, one)
    case_id = an_open_case(bruno, other)
    operations.reassign(
        actor=dario.viewer, now=NOW, case_id=case_id, to_id=engagement_of(carla),
        version=queries.load(dario.viewer, case_id).version,
    )  # fmt: skip
    assert tasks_of(carla.viewer, TODAY) == []
    assert len(tasks_of(dario.viewer, TODAY)) == 1


def test_beside_an_open_penal_case_a_closed_one_is_not_opened_again(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    boy = a_person(bruno, "Bonfanti", "Samuele")
    before = a_penal_case(bruno, boy)
    closed(cast, before)
    a_penal_case(bruno, boy)
    again: dict[str, Any] = {"actor": dario.viewer, "now": NOW, "case_id": before, "why": "Torna."}
    with pytest.raises(NotAllowedNow, match=CaseFault.OTHER_PENAL_CASE):
        operations.reopen_case(**again)


def test_who_has_the_penal_case_still_reads_who_follows_the_ordinary_one(
    app: Flask, cast: Cast
) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    boy = a_person(bruno, "Bonfanti", "Samuele")
    a_penal_case(bruno, boy)

    def shown() -> list[str]:
        with app.test_request_context():
            card = cards.person_card(bruno.viewer, boy, NOW)
        return [row.text for row in card.rows] if card else []

    assert "Apri una cartella" in shown()
    an_open_case(carla, boy)
    assert "Seguita da Carla" in shown()


def test_the_eighteenth_birthday_goes_to_who_follows_the_ordinary_case(
    app: Flask, cast: Cast
) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    born = TODAY.replace(year=TODAY.year - 18)
    boy = a_person(bruno, "Bonfanti", "Samuele", birth_known=BirthKnown.EXACT, birth_date=born)
    ordinary = an_open_case(carla, boy)
    a_penal_case(bruno, boy)
    told = {one.effect: one for one in life_events(cast["dario"].viewer, TODAY)}
    assert [one.case_id for one in told.values()] == [ordinary]


def test_two_ordinary_cases_or_one_that_is_not_open_are_no_news(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    one, _ = _apart(cast)
    a_penal_case(bruno, one)
    third, fourth = _apart(cast)
    an_open_case(cast["carla"], third)
    an_open_case(bruno, fourth)
    assert db.session.scalars(select(Task)).all() == []


def _apart(cast: Cast) -> tuple[PersonId, PersonId]:
    one, other = a_person(cast["bruno"], "Prima"), a_person(cast["bruno"], "Seconda")
    kept_apart(cast["bruno"], one, other)
    return one, other
