"""Who is on duty, who is away, and which openings have nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, false, select

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.db import Owned, db
from app.kernel.actor import Actor, Reach, Reader, Viewer
from app.kernel.references import EngagementId, OrganisationId, ShiftId, SiteId
from app.kernel.working_days import working_days_between
from app.organisations.queries import closed_days, openings_ahead, sites
from app.organisations.rules import Opening, OpeningKind
from app.rota.models import Absence, Shift
from app.rota.rules import AbsenceKind, Post
from app.transaction.keeping import until_written
from app.transaction.loading import found

_DAY = timedelta(days=1)
STAFFED = (OpeningKind.WALK_IN, OpeningKind.APPOINTMENTS)  # an opening of these wants somebody


@dataclass(frozen=True)
class DutyRow:
    """Somebody on duty."""

    id: ShiftId
    engagement_id: EngagementId
    name: str
    kind: OpeningKind
    day: date
    site_id: SiteId
    site: str
    from_minute: int
    to_minute: int
    away: bool = False  # on the rota, yet absent that day
    post: Post | None = None  # none of a shift written by hand


@dataclass(frozen=True)
class AbsenceRow:
    """Somebody away, both days included."""

    id: UUID
    engagement_id: EngagementId
    name: str
    kind: AbsenceKind
    first_day: date
    last_day: date

    def takes(self, worker: EngagementId, day: date) -> bool:
        """Return whether somebody is away on a day because of it."""
        return self.engagement_id == worker and self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class RotaDay:
    """One day of the rota: who is on duty, and the openings that have nobody."""

    day: date
    duties: tuple[DutyRow, ...]
    holes: tuple[Opening, ...]
    lost: tuple[Opening, ...]


def visible_to(
    viewer: Actor, organisation_id: OrganisationId, table: type[Owned]
) -> ColumnElement[bool]:
    """Return the criterion of the rota this viewer may read: everybody on the staff."""
    if viewer.reach(Permission.ROTA_SHIFT_READ) is not Reach.ORGANISATION:
        return false()
    return table.organisation_id == organisation_id


def on_duty(viewer: Viewer, kind: OpeningKind, day: date) -> tuple[DutyRow, ...]:
    """Return who is on duty for a kind of opening on a day, the absent and the reserve left out."""
    rows = duties_between(viewer, day, day + timedelta(days=1), kind)
    return tuple(row for row in rows if not row.away and row.post is not Post.RESERVE)


def is_on_duty(viewer: Viewer, day: date) -> bool:
    """Return whether the viewer has a turn on a day, and is not away."""
    rows = db.session.scalars(
        select(Shift).where(
            *current(viewer),
            Shift.day == day,
            Shift.engagement_id.in_(sorted(viewer.engagement_ids)),
        )
    )
    return any(not row.away for row in duty_rows(viewer, list(rows), named=False))


def absent_on(viewer: Viewer, day: date) -> frozenset[EngagementId]:
    """Return who is away on a day."""
    return frozenset(row.engagement_id for row in _absences(viewer, day, day))


def away_longer(viewer: Viewer, on: date, working_days: int) -> frozenset[EngagementId]:
    """Return who is away on a day, by an absence of more than so many working days in all."""
    rows = until_written(viewer, f"away on {on}", lambda known: _absences(known, on, on))
    if not rows:
        return frozenset()
    closed = closed_days(viewer, min(row.first_day for row in rows))
    return frozenset(
        row.engagement_id
        for row in rows
        if working_days_between(row.first_day - _DAY, row.last_day, closed) > working_days
    )


def duties_between(
    viewer: Viewer, start: date, end: date, kind: OpeningKind | None = None
) -> tuple[DutyRow, ...]:
    """Return the shifts from `start` up to, not including, `end`, in order of time."""
    wanted = [] if kind is None else [Shift.kind == kind]
    rows = db.session.scalars(
        select(Shift)
        .where(*current(viewer), *wanted, Shift.day >= start, Shift.day < end)
        .order_by(Shift.day, Shift.from_minute, Shift.id)
    )
    return duty_rows(viewer, list(rows))


@dataclass(frozen=True)
class PresentHours:
    """Somebody on duty and not away, without her name: for whoever only counts."""

    day: date
    site_id: SiteId
    engagement_id: EngagementId
    from_minute: int
    to_minute: int


def present_between(
    viewer: Reader, start: date, end: date, kind: OpeningKind
) -> list[PresentHours]:
    """Return who is on duty from `start` up to, not including, `end`, with one question."""
    away = (
        select(Absence.id)
        .where(
            Absence.organisation_id == Shift.organisation_id,
            Absence.engagement_id == Shift.engagement_id,
            Absence.cancelled_at.is_(None),
            Absence.first_day <= Shift.day,
            Absence.last_day >= Shift.day,
        )
        .exists()
    )
    columns = (Shift.day, Shift.site_id, Shift.engagement_id, Shift.from_minute, Shift.to_minute)
    rows = db.session.execute(
        select(*columns).where(
            *current(viewer), Shift.kind == kind, Shift.day >= start, Shift.day < end, ~away
        )
    )
    return [PresentHours(*row) for row in rows]


def absence(viewer: Viewer, absence_id: UUID) -> AbsenceRow:
    """Return one absence, also of the past; `NotFound` out of reach."""
    reach = visible_to(viewer, viewer.organisation_id, Absence)
    return _rows(viewer, [found(select(Absence).where(reach, Absence.id == absence_id))])[0]


def absences(viewer: Viewer, from_day: date) -> list[AbsenceRow]:
    """Return the absences under way or to come, the nearest first."""
    return _rows(viewer, _absences(viewer, from_day))


def _rows(viewer: Viewer, rows: Sequence[Absence]) -> list[AbsenceRow]:
    names = names_of(viewer, {row.engagement_id for row in rows})
    return [
        AbsenceRow(
            row.id,
            row.engagement_id,
            names.get(row.engagement_id, ""),
            AbsenceKind(row.kind),
            row.first_day,
            row.last_day,
        )
        for row in rows
    ]


def rota(viewer: Viewer, start: date, end: date) -> tuple[RotaDay, ...]:
    """Return the days from `start` up to `end` with an opening or a shift, holes said."""
    duties = duties_between(viewer, start, end)
    openings = openings_ahead(viewer, start, end)
    days = sorted({*(row.day for row in duties), *(opening.day for opening in _staffed(openings))})
    return tuple(_rota_day(day, duties, openings) for day in days)


def _rota_day(day: date, duties: Sequence[DutyRow], openings: Sequence[Opening]) -> RotaDay:
    mine = tuple(row for row in duties if row.day == day)
    here = [opening for opening in _staffed(openings) if opening.day == day]
    return RotaDay(
        day,
        mine,
        tuple(opening for opening in here if opening.held and not _covered(opening, mine)),
        tuple(opening for opening in here if not opening.held),
    )


def _staffed(openings: Sequence[Opening]) -> Iterator[Opening]:
    return (opening for opening in openings if opening.rule.kind in STAFFED)


def _covered(opening: Opening, duties: Sequence[DutyRow]) -> bool:
    return any(
        row.kind is opening.rule.kind
        and not row.away
        and row.post is not Post.RESERVE
        and row.from_minute < opening.rule.to_minute
        and opening.rule.from_minute < row.to_minute
        for row in duties
    )


def current(viewer: Reader) -> tuple[ColumnElement[bool], ...]:
    """Return the criteria of the shifts in force that this viewer may read."""
    return visible_to(viewer, viewer.organisation_id, Shift), Shift.cancelled_at.is_(None)


def _absences(viewer: Viewer, start: date, end: date | None = None) -> Sequence[Absence]:
    until = [] if end is None else [Absence.first_day <= end]
    return db.session.scalars(
        select(Absence)
        .where(
            visible_to(viewer, viewer.organisation_id, Absence),
            Absence.cancelled_at.is_(None),
            Absence.last_day >= start,
            *until,
        )
        .order_by(Absence.first_day)
    ).all()


def duty_rows(viewer: Viewer, rows: Sequence[Shift], *, named: bool = True) -> tuple[DutyRow, ...]:
    """Return shifts already read, in order of time, with whoever is away; `named`: whose they are
    and where, too.
    """
    if not rows:
        return ()
    names = names_of(viewer, {row.engagement_id for row in rows}) if named else {}
    places = {site.id: site.name for site in sites(viewer)} if named else {}
    away = _absences(viewer, rows[0].day, rows[-1].day)
    return tuple(
        DutyRow(
            row.id,
            row.engagement_id,
            names.get(row.engagement_id, ""),
            OpeningKind(row.kind),
            row.day,
            row.site_id,
            places.get(row.site_id, ""),
            row.from_minute,
            row.to_minute,
            away=any(
                one.engagement_id == row.engagement_id and one.first_day <= row.day <= one.last_day
                for one in away
            ),
            post=Post(row.post) if row.post else None,
        )
        for row in rows
    )
