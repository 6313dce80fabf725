"""Working days of a municipal office: Monday to Friday, without holidays and its own closures.

National holidays come from the law as the `holidays` library keeps it (4 October is one again
from 2026). The patron's day and local closures are given by the caller: no day is a default.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import holidays

_SATURDAY = 5
_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def national_holidays(year: int) -> dict[date, str]:
    """Return the national holidays of a year with their Italian names."""
    return dict(holidays.country_holidays("IT", years=year, language="it_IT").items())


def is_working_day(day: date, closures: Collection[date] = frozenset()) -> bool:
    """Return whether the office works on `day`; `closures` are its own closed days."""
    if day.weekday() >= _SATURDAY or day in closures:
        return False
    return day not in national_holidays(day.year)


def add_working_days(start: date, number: int, closures: Collection[date] = frozenset()) -> date:
    """Return the day `number` working days after `start`, which itself does not count.

    Refuses a negative number: a term looks forward.
    """
    if number < 0:
        raise ValueError("a term looks forward")
    day = start
    for _ in range(number):
        day = next_working_day(day, closures)
    return day


def next_working_day(day: date, closures: Collection[date] = frozenset()) -> date:
    """Return the first working day after `day`."""
    following = day + _DAY
    while not is_working_day(following, closures):
        following += _DAY
    return following


def last_working_day_not_after(day: date, closures: Collection[date] = frozenset()) -> date:
    """Return `day` or the working day before it.

    For a date a judge has written on a holiday: the date stays, "send by Friday" is said beside it.
    """
    while not is_working_day(day, closures):
        day -= _DAY
    return day


def send_by(day: date, closures: Collection[date] = frozenset()) -> date | None:
    """Return the working day before a day that is none, nothing where the office works on it."""
    last = last_working_day_not_after(day, closures)
    return None if last == day else last


def working_days_between(start: date, end: date, closures: Collection[date] = frozenset()) -> int:
    """Return how many working days follow `start` up to and including `end`; 0 if none."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, closures) for day in days)
