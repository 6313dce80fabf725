"""The very days on which the office of the seeds is closed, and terms that cross them."""

from datetime import date

import pytest

from app.kernel.working_days import (
    add_working_days,
    is_working_day,
    last_working_day_not_after,
    national_holidays,
    next_working_day,
    working_days_between,
)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 12, 25),  # two Friday desks lost in a row
        date(2027, 1, 1),
        date(2027, 1, 6),  # a Wednesday of appointments
        date(2027, 3, 29),  # Easter Monday
        date(2027, 6, 2),
        date(2027, 10, 4),  # national again since 2026
        date(2027, 11, 1),
        date(2026, 12, 8),
        date(2026, 11, 22),  # a Sunday
    ],
)
def test_the_office_is_closed(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 12, 7), date(2028, 2, 29)])
def test_the_office_works(day: date) -> None:
    assert is_working_day(day)


def test_no_patron_is_anybodys_default() -> None:
    assert is_working_day(date(2026, 12, 7))  # the province's
    assert is_working_day(date(2028, 8, 14))
    assert not is_working_day(date(2026, 9, 21), {date(2026, 9, 21)})


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 11, 23), 2, date(2026, 11, 25)),
        (date(2026, 11, 20), 2, date(2026, 11, 24)),
        (date(2026, 12, 23), 3, date(2026, 12, 29)),  # Christmas and Saint Stephen between
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_a_term_counts_working_days(start: date, number: int, end: date) -> None:
    assert add_working_days(start, number) == end


def test_a_term_looks_forward() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 11, 23), -1)


def test_a_date_of_the_court_on_a_sunday_is_sent_by_friday() -> None:
    assert last_working_day_not_after(date(2026, 11, 22)) == date(2026, 11, 20)
    assert last_working_day_not_after(date(2026, 11, 23)) == date(2026, 11, 23)


def test_the_next_working_day_jumps_what_is_closed() -> None:
    assert next_working_day(date(2026, 12, 24)) == date(2026, 12, 28)


def test_days_between_are_counted_as_the_term_counts_them() -> None:
    assert working_days_between(date(2026, 12, 23), date(2026, 12, 29)) == 3
    assert working_days_between(date(2026, 12, 29), date(2026, 12, 23)) == 0


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2026, 12, 25), "Natale"), (date(2027, 1, 6), "Epifania")],
)
def test_a_holiday_has_its_italian_name(day: date, name: str) -> None:
    assert national_holidays(day.year)[day] == name
