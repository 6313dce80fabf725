"""When the office is open, and the very openings that the coming holidays take away."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.kernel.references import SiteId, new_id
from app.organisations.rules import (
    AccessMode,
    ClosedDays,
    OpeningKind,
    Season,
    WeeklyRule,
    left_outside,
    lost_openings,
    on_one_day,
    openings_between,
    openings_on,
    patron_days,
    recoveries,
    with_season,
)

SITE = SiteId(new_id())


def _rule(weekday: int, kind: OpeningKind = OpeningKind.WALK_IN, **changes: object) -> WeeklyRule:
    given = {
        "kind": kind, "site_id": SITE, "weekday": weekday, "from_minute": 510, "to_minute": 750,
        "mode": AccessMode.FREE_ACCESS, "valid_from": date(2020, 1, 1), **changes,
    }  # fmt: skip
    return WeeklyRule(**given)  # type: ignore[arg-type]


RULES = [_rule(0), _rule(2, OpeningKind.APPOINTMENTS), _rule(4)]


@pytest.mark.parametrize(
    ("day", "openings"),
    [
        (date(2026, 11, 23), 1),
        (date(2026, 11, 24), 0),
        (date(2026, 11, 25), 1),
        (date(2019, 12, 30), 0),
    ],
)
def test_a_day_has_the_openings_of_its_weekday(day: date, openings: int) -> None:
    assert len(openings_on(day, RULES, {})) == openings


def test_a_rule_ends_the_day_it_says() -> None:
    rules = [_rule(0, valid_to=date(2026, 11, 23))]
    assert openings_on(date(2026, 11, 16), rules, {})
    assert not openings_on(date(2026, 11, 23), rules, {})


def test_the_openings_lost_in_the_next_eight_weeks_are_told() -> None:
    lost = [opening.day for opening in lost_openings(date(2026, 11, 23), RULES, {})]
    assert lost == [date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 6)]


@pytest.mark.parametrize("day", [date(2027, 3, 29), date(2027, 10, 4), date(2027, 11, 1)])
def test_mondays_of_holiday_are_lost_with_their_reason(day: date) -> None:
    (opening,) = openings_on(day, RULES, {})
    assert not opening.held
    assert opening.lost_because


def test_a_holiday_on_a_sunday_is_no_opening_day_either() -> None:
    (opening,) = openings_on(date(2027, 3, 28), [_rule(6)], {})
    assert opening.lost_because == "Pasqua"


# The holidays of the coming year that take an opening away, and the day that would recover it.
HOLIDAYS = [
    (date(2026, 12, 8), None),  # a Tuesday: nothing was open
    (date(2026, 12, 25), date(2026, 12, 29)),
    (date(2027, 1, 1), date(2027, 1, 5)),
    (date(2027, 1, 6), date(2027, 1, 7)),
    (date(2027, 3, 29), date(2027, 3, 30)),
    (date(2027, 6, 2), date(2027, 6, 3)),
    (date(2027, 10, 4), date(2027, 10, 5)),
    (date(2027, 11, 1), date(2027, 11, 2)),
    (date(2027, 12, 8), date(2027, 12, 9)),
]


@pytest.mark.parametrize(("holiday", "recovery"), HOLIDAYS)
def test_what_a_holiday_takes_may_be_recovered_on_the_next_day_without_an_opening(
    holiday: date, recovery: date | None
) -> None:
    lost = [one for one in lost_openings(holiday, RULES, {}) if one.day == holiday]
    assert recoveries(lost, RULES, {}) == ([] if recovery is None else [recovery])


def test_two_lost_openings_are_not_recovered_on_the_same_day() -> None:
    closed = {date(2026, 12, 14) + timedelta(days=n): "Trasloco" for n in range(7)}
    lost = lost_openings(date(2026, 12, 14), RULES, closed)[:3]
    assert recoveries(lost, RULES, closed) == [
        date(2026, 12, 22),  # of Monday, after the week that is closed
        date(2026, 12, 21),  # of Wednesday's appointments
        date(2026, 12, 23),  # of Friday: Tuesday is given
    ]


def test_an_opening_of_one_day_comes_back_on_no_other_week() -> None:
    rule = on_one_day(
        date(2027, 1, 7),
        kind=OpeningKind.WALK_IN,
        site_id=SITE,
        mode=AccessMode.FREE_ACCESS,
        hours=(510, 750),
    )
    days = [one.day for one in openings_between(date(2027, 1, 2), date(2027, 2, 1), [rule], {})]
    assert days == [date(2027, 1, 7)]


AUGUST = Season(
    starts_on=date(2027, 8, 2),
    ends_on=date(2027, 8, 30),
    site_id=SITE,
    kinds=frozenset({OpeningKind.WALK_IN}),
    weekdays=frozenset({4}),
    from_minute=540,
    to_minute=660,
)


def test_in_august_only_fridays_then_the_ordinary_hours_come_back() -> None:
    rules = with_season(RULES, AUGUST)
    found = openings_between(date(2027, 7, 26), date(2027, 9, 4), rules, {})
    walk_in = [one for one in found if one.rule.kind is OpeningKind.WALK_IN]
    shown = [(one.day.strftime("%d/%m"), one.rule.from_minute) for one in walk_in]
    assert shown == [
        ("26/07", 510), ("30/07", 510),
        ("06/08", 540), ("13/08", 540), ("20/08", 540), ("27/08", 540),
        ("30/08", 510), ("03/09", 510),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({}, [(date(2020, 1, 1), date(2027, 8, 2)), (date(2027, 8, 30), None)]),
        ({"valid_from": date(2027, 8, 9)}, [(date(2027, 8, 30), None)]),
        ({"valid_to": date(2027, 8, 9)}, [(date(2020, 1, 1), date(2027, 8, 2))]),
        ({"valid_from": date(2027, 8, 9), "valid_to": date(2027, 8, 16)}, []),
        ({"valid_from": date(2027, 8, 30)}, None),
        ({"valid_to": date(2027, 8, 2)}, None),
        ({"site_id": SiteId(new_id())}, None),
        ({"kind": OpeningKind.APPOINTMENTS}, None),
    ],
)
def test_what_is_left_of_the_ordinary_hours_around_a_season(
    given: dict[str, Any], left: list[tuple[date, date | None]] | None
) -> None:
    rule = _rule(0, **given)
    assert AUGUST.touches(rule) is (left is not None)
    if left is not None:
        pieces = left_outside(rule, AUGUST)
        assert [(one.valid_from, one.valid_to) for one in pieces] == left


OTHER = SiteId(new_id())


@pytest.mark.parametrize(
    ("part", "held"),
    [
        ({}, False),
        ({"site_id": SITE}, False),
        ({"site_id": OTHER}, True),
        ({"kind": OpeningKind.WALK_IN}, False),
        ({"kind": OpeningKind.APPOINTMENTS}, True),
        ({"ends_on": date(2026, 12, 7)}, True),
    ],
)
def test_a_closure_takes_what_it_says(part: dict[str, Any], held: bool) -> None:
    given = {"starts_on": date(2026, 12, 4), "ends_on": date(2026, 12, 9), "reason": "x", **part}
    (opening,) = openings_on(date(2026, 12, 7), [_rule(0)], {}, [ClosedDays(**given)])
    assert opening.held is held


def test_a_closure_of_the_office_has_its_own_words() -> None:
    closed = {date(2026, 12, 7): "Ponte"}
    (opening,) = openings_on(date(2026, 12, 7), RULES, closed)
    assert opening.lost_because == "Ponte"


@pytest.mark.parametrize(
    ("text", "days"),
    [("15/08", [date(2026, 8, 15)]), ("31/02", []), ("domani", []), ("", []), ("29/02", [])],
)
def test_a_patrons_day_is_a_day_or_nothing(text: str, days: list[date]) -> None:
    assert patron_days(text, [2026]) == days
