"""When the plan office receives, and where one of its appointments may be moved."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.appointments.rules.items import Hours
from app.appointments.rules.places import Span
from app.kernel.references import SiteId
from app.organisations.rules import Opening, OpeningKind

KIND = OpeningKind.PLAN_OFFICE
STEP = 30  # minutes between two hours that are proposed
PROPOSED = 3


@dataclass(frozen=True, order=True)
class AskedHour:
    """Another hour of an appointment of the plan office, as long as it was."""

    day: date
    minute: int

    @property
    def code(self) -> str:
        """The hour in one word, as a form carries it."""
        return f"{self.day:%Y%m%d}.{self.minute}"


def read_hour_code(code: str) -> AskedHour | None:
    """Return the hour a form carries, nothing when the word is not one."""
    day, _, minute = code.partition(".")
    try:
        return AskedHour(date(int(day[:4]), int(day[4:6]), int(day[6:8])), int(minute))
    except ValueError:
        return None


def receives_then(hours: Hours, openings: Iterable[Opening]) -> bool:
    """Return whether the plan office is open at those hours, from the first minute to the last."""
    return any(one.held for one in _around(hours, openings))


def is_at(hours: Hours, site_id: SiteId, openings: Iterable[Opening]) -> bool:
    """Return whether the opening those hours fall in, held or lost, is at a site."""
    return any(one.rule.site_id == site_id for one in _around(hours, openings))


def free_hours(
    wanted: Hours, openings: Iterable[Opening], busy: Collection[Span], now: datetime
) -> Iterator[AskedHour]:
    """Yield the hours of the plan office's openings at which nothing is taken, in order of time."""
    lasts = wanted.to_minute - wanted.minute
    for one in (one for one in openings if one.rule.kind is KIND and one.held):
        for minute in range(one.rule.from_minute, one.rule.to_minute - lasts + 1, STEP):
            hours = moved(wanted, AskedHour(one.day, minute))
            try:
                taken = hours.taken
            except ValueError:  # the clock skips that hour
                continue
            if taken.starts_at > now and not any(taken.overlaps(span) for span in busy):
                yield AskedHour(one.day, minute)


def moved(hours: Hours, to: AskedHour) -> Hours:
    """Return the same length, with the same way there and back, at another hour."""
    return Hours(
        day=to.day,
        minute=to.minute,
        to_minute=to.minute + hours.to_minute - hours.minute,
        before=hours.before,
        after=hours.after,
    )


def _around(hours: Hours, openings: Iterable[Opening]) -> Iterator[Opening]:
    return (
        one
        for one in openings
        if one.rule.kind is KIND
        and one.day == hours.day
        and one.rule.from_minute <= hours.minute
        and hours.to_minute <= one.rule.to_minute
    )
