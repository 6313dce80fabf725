"""How somebody is to be met for a while: decided by one, read by who meets her, gone by itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.kernel.errors import Invalid, NotFound, NotPermitted
from app.people import operations
from app.people.models import PersonMeasure
from app.people.queries import measures_in_force, measures_of
from app.people.rules import Measure, measure_fault
from tests.builders.appointments import a_wednesday, an_appointment
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

ENDS, REVIEW = date(2026, 12, 21), date(2026, 12, 7)


def _decide(
    cast: Cast, person_id: Any, kind: Measure = Measure.BY_APPOINTMENT, **told: Any
) -> None:
    known = {"actor": cast["dario"].viewer, "now": NOW, "ends_on": ENDS, "review_on": REVIEW}
    operations.decide_measure(person_id=person_id, kind=kind, **{**known, **told})


@pytest.mark.parametrize(
    ("ends_on", "review_on", "fault"),
    [
        (ENDS, REVIEW, None),
        (ENDS, ENDS, None),
        (TODAY, REVIEW, "ends_on:measure_without_end"),
        (ENDS, TODAY, "review_on:review_outside"),
        (REVIEW, ENDS, "review_on:review_outside"),
    ],
)
def test_it_has_an_end_and_a_review_before_it(
    ends_on: date, review_on: date, fault: str | None
) -> None:
    assert measure_fault(TODAY, ends_on, review_on) == fault


def test_it_vanishes_by_itself(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    _decide(cast, person_id)
    known = cast["bruno"].viewer
    last = ENDS - timedelta(days=1)
    assert measures_of(known, [person_id], last) == {person_id: (Measure.BY_APPOINTMENT,)}
    assert measures_of(known, [person_id], ENDS) == {}


def test_the_front_office_reads_only_what_to_do(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    _decide(cast, person_id)
    _decide(cast, person_id, Measure.IN_TWO)
    urp = measures_of(cast["anna"].viewer, [person_id], TODAY)
    assert urp == {person_id: (Measure.ASK_SUPERVISOR,)}
    assert set(measures_of(cast["carla"].viewer, [person_id], TODAY)[person_id]) == {
        Measure.IN_TWO,
        Measure.BY_APPOINTMENT,
    }
    assert measures_of(cast["zeno"].viewer, [person_id], TODAY) == {}


def test_the_supervisor_alone_decides(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    for who in ("anna", "bruno", "gino", "elena"):
        with pytest.raises(NotPermitted):
            _decide(cast, person_id, actor=cast[who].viewer)
    with pytest.raises(Invalid):
        _decide(cast, person_id, ends_on=TODAY)


def test_the_review_is_deciding_again_and_one_is_in_force(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    _decide(cast, person_id)
    later = NOW + timedelta(days=14)
    _decide(cast, person_id, now=later, ends_on=date(2027, 1, 31), review_on=date(2027, 1, 15))
    on = TODAY + timedelta(days=14)
    rows = measures_in_force(cast["dario"].viewer, on, person_id)
    assert [(row.valid_to, row.review_on) for row in rows] == [
        (date(2027, 1, 31), date(2027, 1, 15))
    ]
    assert len(db.session.scalars(select(PersonMeasure)).all()) == 2, "the past stays"


def test_it_is_ended_before_its_time(app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    _decide(cast, person_id)
    dario = cast["dario"].viewer
    measure_id = measures_in_force(dario, TODAY, person_id)[0].id
    ended: dict[str, Any] = {
        "actor": dario,
        "now": NOW + timedelta(days=1),
        "person_id": person_id,
        "measure_id": measure_id,
    }
    operations.end_measure(**ended)
    assert measures_in_force(dario, TODAY + timedelta(days=1)) == []
    with pytest.raises(NotFound):
        operations.end_measure(**ended)


def test_who_will_meet_her_reads_it_where_she_is(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    person_id = a_person(cast["bruno"])
    appointment = an_appointment(cast["anna"], person_id)
    page = f"/people/{person_id}/measures"
    typed = {"kind": Measure.IN_TWO, "ends_on": "21/12/2026", "review_on": "07/12/2026"}
    assert client.enter(cast["dario"]).submit(page, typed).status_code == 303
    assert "Riesaminare come si incontra una persona" in client.get("/deadlines").text
    pages = (f"/people/{person_id}", f"/appointments/{appointment}")
    client.enter(cast["carla"])
    assert all("Colloquio in due" in client.get(address).text for address in pages)
    assert "Riesaminare" not in client.get("/deadlines").text
    client.enter(cast["anna"])
    for address in pages:
        shown = client.get(address).text
        assert "Fissare solo con la responsabile" in shown
        assert "in due" not in shown
    found = client.submit("/booking", {"text": "brambilla", "search": "1"}).text
    assert "fissare solo con la responsabile" in found


def test_one_of_today_decided_by_mistake_was_never_in_force(
    client: OfficeClient, cast: Cast
) -> None:
    person_id = a_person(cast["bruno"])
    _decide(cast, person_id)
    measure_id = measures_in_force(cast["dario"].viewer, TODAY)[0].id
    page = f"/people/{person_id}/measures"
    client.enter(cast["dario"])
    assert client.submit(page, action=f"{page}/{measure_id}/end").status_code == 303
    assert db.session.scalars(select(PersonMeasure)).all() == []
