"""When a reminder leaves, and why there is none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.clock import rome_to_utc
from app.kernel.working_days import last_working_day_not_after

SUBJECT = "appointment"  # what a notice about an appointment says it is about
DAYS_BEFORE = (0, 1, 2, 3, 5)  # among which an office chooses; none leaves where it says 0
_MINUTE = 10 * 60
_DAY = timedelta(days=1)


class ReminderFault(StrEnum):
    """Why no reminder can be promised."""

    NO_NUMBER_FOR_REMINDER = "no_number_for_reminder"
    NOT_SO_MANY_DAYS = "not_so_many_days"


@dataclass(frozen=True)
class ReminderRule:
    """How many working days before it leaves, from a day on; 0: the office sends none."""

    valid_from: date
    days_before: int = 2


def reminded_at(day: date, closed: Collection[date], days_before: int) -> datetime:
    """Return when somebody is reminded of a day: some working days of the office before, at ten."""
    before = day
    for _ in range(days_before):
        before = last_working_day_not_after(before - _DAY, closed)
    return rome_to_utc(before, _MINUTE)
