"""What was measured of the places, Monday by Monday, and what is needed to measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, select

from app.accounts.policy import Permission
from app.appointments.rules import Purpose
from app.db import db
from app.desk.models import Message, PlaceMeasure
from app.desk.queries.messages import waiting_for_a_place
from app.desk.rules.measures import (
    COMPARED_WEEKS,
    Measure,
    last_monday,
    longer_by,
    mondays,
    run_short,
)
from app.kernel.actor import Reach, Reader, Viewer


@dataclass(frozen=True, kw_only=True)
class MeasuredDay:
    """A Monday: what was found for each reason, how many waited, when it was measured, by whom."""

    day: date
    measured_at: datetime
    measured_by: str
    soon_weeks: int
    waiting: int
    of: Mapping[Purpose, Measure]

    @property
    def places_soon(self) -> int:
        """The places set against who waits: those of a first interview, as on the URP's page."""
        first = self.of.get(Purpose.FIRST_INTERVIEW)
        return first.places_soon if first else 0

    @property
    def is_short(self) -> bool:
        """Whether more people waited than there were places."""
        return run_short(self.waiting, self.places_soon)


@dataclass(frozen=True)
class Monday:
    """A Monday that was to be measured, and what was found: nothing when it was not."""

    day: date
    found: MeasuredDay | None


@dataclass(frozen=True)
class Measures:
    """The last Mondays, the latest first, and how much longer one waits than four weeks before."""

    mondays: tuple[Monday, ...]
    latest: MeasuredDay | None
    before: MeasuredDay | None  # four weeks earlier, if it was measured

    def longer(self, purpose: Purpose) -> int | None:
        """Return by how many days the wait grew; None where the two cannot be compared."""
        if self.latest is None or self.before is None:
            return None
        now, then = self.latest.of.get(purpose), self.before.of.get(purpose)
        return longer_by(now.days, then.days) if now and then else None


def measures_visible_to(viewer: Reader) -> ColumnElement[bool]:
    """Return the criterion of the measures: of whoever answers for the whole office."""
    if viewer.reach(Permission.REPORTS_CASELOAD_READ) is not Reach.ORGANISATION:
        return false()
    return PlaceMeasure.organisation_id == viewer.organisation_id


def measures(viewer: Viewer, now: datetime) -> Measures:
    """Return what was measured on the last Mondays; those that were missed stay empty."""
    first = db.session.scalar(
        select(func.min(PlaceMeasure.measured_on)).where(measures_visible_to(viewer))
    )
    days = mondays(now, first) if first else []
    found = _days(viewer, days)
    rows = tuple(Monday(day, found.get(day)) for day in days)
    latest = rows[0].found if rows else None
    before = rows[COMPARED_WEEKS].found if len(rows) > COMPARED_WEEKS else None
    return Measures(rows, latest, before)


def last_measured(viewer: Viewer, now: datetime) -> MeasuredDay | None:
    """Return what was measured on the last Monday, if it was."""
    day = last_monday(now)
    return _days(viewer, [day]).get(day)


def count_waiting(viewer: Reader) -> int:
    """Return how many wait to be called for a place."""
    mine = waiting_for_a_place(viewer)
    return db.session.scalar(select(func.count()).select_from(Message).where(mine)) or 0


def is_measured(actor: Reader, day: date) -> bool:
    """Return whether a day has its measures already."""
    row: UUID | None = db.session.scalar(
        select(PlaceMeasure.id)
        .where(measures_visible_to(actor), PlaceMeasure.measured_on == day)
        .limit(1)
    )
    return row is not None


def _days(viewer: Viewer, days: list[date]) -> dict[date, MeasuredDay]:
    rows = db.session.scalars(
        select(PlaceMeasure).where(measures_visible_to(viewer), PlaceMeasure.measured_on.in_(days))
    )
    by_day: dict[date, list[PlaceMeasure]] = {}
    for row in rows:
        by_day.setdefault(row.measured_on, []).append(row)
    return {day: _day(day, same) for day, same in by_day.items()}


def _day(day: date, rows: list[PlaceMeasure]) -> MeasuredDay:
    one = rows[0]
    return MeasuredDay(
        day=day,
        measured_at=one.measured_at,
        measured_by=one.measured_by,
        soon_weeks=one.soon_weeks,
        waiting=one.waiting,
        of={
            Purpose(row.purpose): Measure(
                purpose=Purpose(row.purpose), days=row.days, places_soon=row.places_soon
            )
            for row in rows
        },
    )
