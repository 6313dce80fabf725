"""When the office is open, and the very openings that the coming holidays take away."""

from datetime import date

import pytest

from app.kernel.references import SiteId, new_id
from app.organisations.rules import (
    AccessMode,
    OpeningKind,
    WeeklyRule,
    lost_openings,
    openings_on,
    patron_days,
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
