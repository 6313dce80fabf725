"""When a reminder leaves, and why there is none."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.clock import rome_to_utc
from app.kernel.working_days import last_working_day_not_after

SUBJECT = "appointment"  # what a notice about an appointment says it is about
_DAYS_BEFORE, _MINUTE = 2, 10 * 60
_DAY = timedelta(days=1)


class ReminderFault(StrEnum):
    """Why no reminder can be promised."""

    NO_NUMBER_FOR_REMINDER = "no_number_for_reminder"


def reminded_at(day: date, closed: Collection[date]) -> datetime:
    """Return when somebody is reminded of a day: two working days of the office before, at ten."""
    before = day
    for _ in range(_DAYS_BEFORE):
        before = last_working_day_not_after(before - _DAY, closed)
    return rome_to_utc(before, _MINUTE)
