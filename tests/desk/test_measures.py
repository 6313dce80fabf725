"""How long a place is waited for: measured on Mondays, once, as it was; said where it was not."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.appointments.queries import places
from app.appointments.rules import Ask, Purpose
from app.db import db
from app.desk.jobs import measure_free_places
from app.desk.models import PlaceMeasure
from app.desk.queries.measures import measures
from app.desk.rules.measures import (
    Measure,
    is_due,
    longer_by,
    measured,
    mondays,
    run_short,
)
from app.desk.rules.messages import Kind
from app.kernel.clock import rome_to_utc
from tests.builders.appointments import WEDNESDAY, a_wednesday
from tests.builders.desk import a_message
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient
from tests.support.together import together

MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)


@pytest.mark.parametrize(
    ("day", "minute", "due"),
    [
        (MONDAY, 11 * 60 + 59, False),
        (MONDAY, 12 * 60, True),
        (MONDAY, 23 * 60 + 59, True),
        (MONDAY + timedelta(days=1), 0, False),
        (MONDAY - timedelta(days=1), 12 * 60, False),
    ],
)
def test_it_is_measured_on_mondays_from_noon_to_midnight(day: date, minute: int, due: bool) -> None:
    assert is_due(rome_to_utc(day, minute)) is due


def test_a_measure_counts_days_and_the_places_of_two_weeks() -> None:
    days = [MONDAY + timedelta(days=n) for n in (15, 2, 14)]
    found = measured(Purpose.OTHER, days, MONDAY)
    assert found == Measure(purpose=Purpose.OTHER, days=2, places_soon=2)
    none = measured(Purpose.OTHER, [], MONDAY)
    assert none == Measure(purpose=Purpose.OTHER, days=None, places_soon=0)


@pytest.mark.parametrize(("waiting", "places_soon", "short"), [(3, 3, False), (4, 3, True)])
def test_places_run_short_when_more_wait(waiting: int, places_soon: int, short: bool) -> None:
    assert run_short(waiting, places_soon) is short


@pytest.mark.parametrize(
    ("days", "before", "by"), [(9, 2, 7), (2, 9, -7), (None, 2, None), (2, None, None)]
)
def test_what_had_no_place_is_not_compared(
    days: int | None, before: int | None, by: int | None
) -> None:
    assert longer_by(days, before) == by


def test_todays_monday_is_missing_only_from_noon_on() -> None:
    first = MONDAY - 2 * WEEK
    assert mondays(rome_to_utc(MONDAY, 11 * 60), first) == [MONDAY - WEEK, first]
    assert mondays(rome_to_utc(MONDAY, 12 * 60), first) == [MONDAY, MONDAY - WEEK, first]


def _kept() -> int:
    return db.session.scalar(select(func.count()).select_from(PlaceMeasure)) or 0


def test_the_program_finds_what_the_front_office_would_find(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    a_message(cast["anna"], kind=Kind.CALL_BACK)
    assert measure_free_places(NOW).done == len(Purpose)
    latest = measures(cast["dario"].viewer, NOW).latest
    assert latest is not None
    assert latest.waiting == 1
    for purpose in Purpose:
        free = places(cast["anna"].viewer, now=NOW, ask=Ask(purpose=purpose))
        assert latest.of[purpose].days == (WEDNESDAY - MONDAY).days
        assert latest.of[purpose].places_soon == len(free)


def test_a_monday_is_measured_once(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    measure_free_places(NOW)
    assert measure_free_places(NOW + timedelta(hours=1)).done == 0
    assert measure_free_places(NOW + timedelta(days=1)).done == 0
    assert _kept() == len(Purpose)


@pytest.mark.races
def test_three_schedulers_measure_once(own_app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    done = together(own_app, lambda _: measure_free_places(NOW).done, times=3)
    assert sorted(map(str, done)) == ["0", "0", str(len(Purpose))]
    assert _kept() == len(Purpose)


def _measured_at(*moments: datetime) -> None:
    for moment in moments:
        measure_free_places(moment)


def test_the_page_says_what_was_missed_and_what_cannot_be_compared(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    _measured_at(NOW - 4 * WEEK, NOW - WEEK, NOW)
    client.enter(cast["dario"])
    text = client.get("/reports/waits").text
    assert text.count("non misurato") == 3  # two Mondays, and the words that explain it
    assert "misura dei posti" in text
    assert "28 giorni in meno" in text
    assert "I posti non bastano" not in text


def test_who_waits_for_more_than_there_is_raises_the_alarm(
    client: OfficeClient, cast: Cast
) -> None:
    a_message(cast["anna"], kind=Kind.CALL_BACK)
    a_wednesday(cast, day=WEDNESDAY + 3 * WEEK)
    _measured_at(NOW)
    client.enter(cast["dario"])
    assert "I posti non bastano" in client.get("/reports/waits").text
    assert "Posti che non bastano" in client.get("/today").text


def test_before_the_first_measure_the_page_says_when(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["dario"])
    assert "la prima si fa lunedì" in client.get("/reports/waits").text


def test_the_figures_are_of_who_answers_for_the_office(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["anna"])
    assert client.get("/reports/waits").status_code == 403
    assert measures(cast["bruno"].viewer, NOW).mondays == ()
