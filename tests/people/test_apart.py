"""Two who are not to meet: written once, ended with a date, told as far as one may know."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.kernel.errors import Invalid, NotFound, NotPermitted
from app.kernel.references import PersonId
from app.people import operations
from app.people.models import KeptApart
from app.people.queries import apart_days, apart_rows, apart_told
from app.people.rules import ApartBasis
from tests.builders.appointments import a_wednesday
from tests.builders.people import a_person, kept_apart
from tests.builders.protected import sealed
from tests.cast import NOW, TODAY, Cast
from tests.support.client import Forms, OfficeClient

BEGAN = TODAY - timedelta(days=7)
NOTE = "Decreto del giudice"


def _keep(cast: Cast, one: PersonId, other: PersonId, **more: Any) -> None:
    who = more.pop("by", "bruno")
    kept_apart(cast[who], one, other, **{"valid_from": BEGAN, "note": NOTE, **more})


def _two(cast: Cast) -> tuple[PersonId, PersonId]:
    return a_person(cast["bruno"], "Agnelli"), a_person(cast["bruno"], "Lupi")


def test_it_is_read_from_either_side(app: Flask, cast: Cast) -> None:
    one, other = _two(cast)
    _keep(cast, other, one)
    for mine, theirs in ((one, other), (other, one)):
        row = apart_rows(cast["carla"].viewer, mine)[0]
        assert (row.other_id, row.basis, row.note) == (theirs, ApartBasis.VIOLENCE, NOTE)
        assert [
            day.other_id for day in apart_days(cast["carla"].organisation_id, [mine])[mine]
        ] == [theirs]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "refused"),
    [
        (BEGAN, None, True),
        (TODAY + timedelta(days=30), None, True),
        (BEGAN - timedelta(days=9), BEGAN, False),
        (BEGAN - timedelta(days=9), BEGAN + timedelta(days=1), True),
    ],
)
def test_the_same_days_are_written_once(
    app: Flask, cast: Cast, valid_from: date, valid_to: date | None, refused: bool
) -> None:
    one, other = _two(cast)
    _keep(cast, one, other)
    again = {"valid_from": valid_from, "valid_to": valid_to}
    if refused:
        with pytest.raises(Invalid, match="already_apart"):
            _keep(cast, other, one, **again)
    else:
        _keep(cast, other, one, **again)
        assert len(apart_rows(cast["bruno"].viewer, one)) == 2


def test_it_wants_two_people_and_days_in_order(app: Flask, cast: Cast) -> None:
    one, other = _two(cast)
    with pytest.raises(Invalid, match="same_person"):
        _keep(cast, one, one)
    with pytest.raises(Invalid, match="valid_to"):
        _keep(cast, one, other, valid_to=BEGAN)
    for who in ("anna", "gino", "elena"):
        with pytest.raises(NotPermitted):
            _keep(cast, one, other, by=who)


def test_it_is_ended_and_stays_written(app: Flask, cast: Cast) -> None:
    one, other = _two(cast)
    _keep(cast, one, other)
    apart_id = db.session.scalars(select(KeptApart.id)).one()
    by: dict[str, Any] = {"actor": cast["carla"].viewer, "now": NOW, "person_id": other}
    operations.end_apart(**by, apart_id=apart_id, ends_on=TODAY)
    assert apart_rows(cast["bruno"].viewer, one)[0].valid_to == TODAY
    assert apart_told(cast["bruno"].viewer, [one], TODAY) == {}
    with pytest.raises(NotFound):
        operations.end_apart(**by, apart_id=apart_id, ends_on=TODAY)


def test_each_is_told_what_she_may_know(app: Flask, cast: Cast) -> None:
    one, other = _two(cast)
    _keep(cast, one, other)
    assert apart_told(cast["bruno"].viewer, [one], TODAY) == {one: ("Lupi Ada",)}
    assert apart_told(cast["gino"].viewer, [one], TODAY) == {one: ()}  # only whom to ask
    assert apart_told(cast["anna"].viewer, [one], TODAY) == {}
    assert apart_rows(cast["gino"].viewer, one) == []


def test_whoever_is_protected_is_in_nobody_elses_list(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    hers = sealed(cast)
    other = a_person(cast["bruno"], "Lupi")
    _keep(cast, other, hers.person_id)
    assert len(apart_rows(cast["bruno"].viewer, other)) == 1
    assert apart_rows(cast["carla"].viewer, other) == []
    assert apart_told(cast["carla"].viewer, [other], TODAY) == {other: ()}
    with pytest.raises(NotFound):
        _keep(cast, other, hers.person_id, by="carla", valid_from=TODAY + timedelta(days=900))


def test_the_page_adds_and_tells(client: OfficeClient, cast: Cast) -> None:
    bruno = client.enter(cast["bruno"])
    one, other = _two(cast)
    page = f"/people/{one}/apart"
    shown = bruno.get(page)
    form = next(form for form in Forms(shown.text).found if form.action in (page, "")).values
    found = bruno.post(page, data={**form, "text": "Lupi", "search": "1"})
    form = next(form for form in Forms(found.text).found if form.action in (page, "")).values
    assert str(other) in found.text
    answer = bruno.post(
        page, data={**form, "person": str(other), "basis": "assessment", "note": "Parola riservata"}
    )
    assert answer.status_code == 303
    there = bruno.get(f"/people/{one}").text
    assert "Con Lupi" in there
    assert "Parola riservata" not in there
    assert "Parola riservata" in bruno.get(page).text
