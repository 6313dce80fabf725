"""When somebody is on duty and when she is away: what can be true and what cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.accounts.policy import Role

LONGEST_SERIES = timedelta(days=366)
RECEIVING = (Role.SOCIAL_WORKER, Role.SUPERVISOR, Role.ADMIN_OFFICER)  # who may be on duty

FEWEST = 2  # social workers at an opening: fewer is said, never refused


class AbsenceKind(StrEnum):
    """Why somebody is away, as far as a colleague may know: never an illness."""

    LEAVE = "leave"
    TRAINING = "training"
    SERVICE_ELSEWHERE = "service_elsewhere"
    NOT_SAID = "not_said"


class RotaFault(StrEnum):
    """Why a change of the rota is refused."""

    SHIFT_BACKWARDS = "shift_backwards"
    ALREADY_ON_DUTY = "already_on_duty"
    SERIES_BACKWARDS = "series_backwards"
    SERIES_TOO_LONG = "series_too_long"
    ABSENCE_BACKWARDS = "absence_backwards"
    NOT_SHORTER = "not_shorter"
    NO_SUCH_WORKER = "no_such_worker"
    AWAY_THAT_DAY = "away_that_day"
    CHANGED_MEANWHILE = "rota_changed_meanwhile"
    ALREADY_PUBLISHED = "rota_already_published"
    MONTH_IS_OVER = "rota_month_is_over"
    HOURS_OUT_OF_RANGE = "hours_out_of_range"
    SWAP_ASKED_ALREADY = "swap_asked_already"


@dataclass(frozen=True)
class Hours:
    """From a minute of the day to another, the second not included."""

    from_minute: int
    to_minute: int

    @property
    def fault(self) -> RotaFault | None:
        """Why these hours cannot be."""
        return None if 0 <= self.from_minute < self.to_minute <= 1440 else RotaFault.SHIFT_BACKWARDS

    def overlaps(self, other: "Hours") -> bool:
        """Return whether the two share a minute."""
        return self.from_minute < other.to_minute and other.from_minute < self.to_minute


def series_fault(first: date, last: date) -> RotaFault | None:
    """Return why the same shift cannot be repeated every week from `first` to `last`."""
    if last < first:
        return RotaFault.SERIES_BACKWARDS
    return RotaFault.SERIES_TOO_LONG if last - first > LONGEST_SERIES else None


def weekly(first: date, last: date) -> Iterator[date]:
    """Yield `first` and the same weekday of each week up to `last`, included."""
    day = first
    while day <= last:
        yield day
        day += timedelta(weeks=1)


def month_start(day: date) -> date:
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def month_after(day: date) -> date:
    """Return the first day of the month after that of a day."""
    return month_start(month_start(day) + timedelta(days=32))


def months_before(day: date, months: int) -> date:
    """Return the first day of the month so many months before that of a day."""
    for _ in range(months):
        day = month_start(month_start(day) - timedelta(days=1))
    return month_start(day)
