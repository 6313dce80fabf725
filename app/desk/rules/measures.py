"""How long the next free place is to be waited for, measured every Monday, reason by reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.appointments.rules import Purpose
from app.kernel.clock import in_rome

SOON_WEEKS = 2  # how far the places are counted that are set against who waits
MEASURED_FROM = 12  # o'clock, on a Monday
MONDAYS_SHOWN = 9  # two months: the first stands four weeks and more behind the last
COMPARED_WEEKS = 4
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What was found for one reason: days to the next free place, none when no day had any."""

    purpose: Purpose
    days: int | None
    places_soon: int


def is_soon(day: date, today: date) -> bool:
    """Return whether a place is among those that are set against who waits."""
    return day <= today + SOON_WEEKS * _WEEK


def run_short(waiting: int, places_soon: int) -> bool:
    """Return whether more people wait for a place than there are places soon."""
    return waiting > places_soon


def is_due(now: datetime) -> bool:
    """Return whether today is measured from now on: a Monday that has gone by is not made up."""
    wall = in_rome(now)
    return wall.weekday() == 0 and wall.hour >= MEASURED_FROM


def measured(purpose: Purpose, days: Iterable[date], today: date) -> Measure:
    """Return the measure of a reason, from the days of its free places."""
    found = list(days)
    return Measure(
        purpose=purpose,
        days=(min(found) - today).days if found else None,
        places_soon=sum(is_soon(day, today) for day in found),
    )


def last_monday(now: datetime) -> date:
    """Return the last Monday that was to be measured."""
    today = in_rome(now).date()
    last = today - timedelta(days=today.weekday())
    return last - _WEEK if last == today and not is_due(now) else last


def mondays(now: datetime, first: date) -> list[date]:
    """Return the last Mondays that were to be measured, the latest first, none before `first`."""
    last = last_monday(now)
    return [day for day in (last - n * _WEEK for n in range(MONDAYS_SHOWN)) if day >= first]


def longer_by(days: int | None, before: int | None) -> int | None:
    """Return how much longer one waits than before; None where one of the two had no place."""
    return None if days is None or before is None else days - before
