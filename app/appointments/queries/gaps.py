"""Who is booked on days that fall away, where else she may go, what was decided of her."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select

from app.appointments.models import Appointment, AppointmentStep
from app.appointments.queries.apart import places_fit_for
from app.appointments.queries.items import ItemRow
from app.appointments.queries.lists import rows_of
from app.appointments.queries.places import busy_spans, place_rows, places
from app.appointments.queries.plan_office import items_outside
from app.appointments.queries.received import is_received
from app.appointments.queries.rows import AppointmentRow, PlaceRow
from app.appointments.queries.scope import visible_to
from app.appointments.rules import (
    OWN_WORKER_WITHIN,
    WAITED_FOR,
    AppointmentState,
    Ask,
    CancelCause,
    Gap,
    Place,
    PlaceFor,
    Purpose,
    Span,
    asked_again,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import AppointmentId
from app.organisations.queries import openings_if
from app.organisations.rules import ClosedDays, Opening, OpeningKind, Season
from app.rota.queries import STAFFED, DutyRow, duties_between
from app.rota.rules import FEWEST

_OTHERS = 2  # places offered besides the one proposed


@dataclass(frozen=True)
class Hit:
    """Somebody booked on days that fall away, and the places she may have instead."""

    row: AppointmentRow
    proposed: PlaceRow | None
    same_hour: tuple[PlaceRow, ...]
    others: tuple[PlaceRow, ...]

    @property
    def places(self) -> tuple[PlaceRow, ...]:
        """All the places offered, the proposed one first."""
        first = () if self.proposed is None else (self.proposed,)
        return tuple(dict.fromkeys((*first, *self.same_hour, *self.others)))

    def offering(self, more: Sequence[PlaceRow]) -> "Hit":
        """Return the same with more places to choose from."""
        return replace(self, others=(*self.others, *more))


@dataclass(frozen=True)
class After:
    """Somebody who was booked on days that fell away: what was decided, and where she goes now."""

    row: AppointmentRow
    moved_to: AppointmentRow | None

    @property
    def gone(self) -> bool:
        """Whether she is no longer expected then."""
        return self.row.state not in WAITED_FOR


def gap_of(closed: ClosedDays) -> Gap | None:
    """Return the days that fall away with a closure; None where nobody is booked. Unscoped."""
    if closed.kind not in (None, OpeningKind.APPOINTMENTS, OpeningKind.PLAN_OFFICE):
        return None
    return Gap(
        first_day=closed.starts_on,
        last_day=closed.ends_on - timedelta(days=1),
        cause=CancelCause.CLOSURE,
        site_id=closed.site_id,
        kind=closed.kind,
    )


def hit_by(viewer: Viewer, gap: Gap, now: datetime) -> list[AppointmentRow]:
    """Return who is booked on days that fall away and is still to come, in order of time.

    Only those the viewer may see: who follows the others finds them on her own page of the day.
    """
    if not gap.takes_kind(OpeningKind.APPOINTMENTS):
        return []
    return rows_of(
        viewer,
        select(Appointment)
        .where(
            *_within(viewer, gap, now),
            Appointment.state.in_(WAITED_FOR),
            Appointment.starts_at > now,
        )
        .order_by(Appointment.starts_at, Appointment.id),
    )


def hits(viewer: Viewer, gap: Gap, now: datetime) -> list[Hit]:
    """Return who is hit, each with a place of her own proposed and some others."""
    return with_places(viewer, hit_by(viewer, gap, now), now, but=gap)


def with_places(
    viewer: Viewer, rows: Sequence[AppointmentRow], now: datetime, but: Gap | None = None
) -> list[Hit]:
    """Return who is booked with other places, none of them in some days, no two the same first."""
    if not rows:
        return []
    start = min(row.day for row in rows) if but is None else but.first_day
    free = {
        reason: [
            place
            for place in places(viewer, now=now, from_day=start, ask=_moved(reason))
            if but is None or not but.takes(place)
        ]
        for reason in {row.reason for row in rows}
    }
    found: list[tuple[AppointmentRow, Place | None, list[Place], list[Place]]] = []
    given: set[Place] = set()
    people = [row.person_id for row in rows if row.person_id is not None]
    fit = {reason: places_fit_for(viewer, people, theirs) for reason, theirs in free.items()}
    for row in rows:
        fits = free[row.reason]
        if row.person_id is not None:
            fits = fit[row.reason].get(row.person_id, fits)
        left = [place for place in fits if not any(place.meets(one) for one in given)]
        proposed = _proposed(row, left, office_date(now))
        given.update(() if proposed is None else (proposed,))
        same = [place for place in fits if (place.day, place.minute) == (row.day, row.minute)]
        later = [place for place in left if place.day >= row.day and place != proposed]
        found.append((row, proposed, same, later[:_OTHERS]))
    used: set[Place] = set(given)
    for _, _, same, later in found:
        used.update(same, later)
    shown = dict(zip(used, place_rows(viewer, list(used)), strict=True))
    return [
        Hit(
            row,
            None if one is None else shown[one],
            tuple(shown[place] for place in same),
            tuple(shown[place] for place in later),
        )
        for row, one, same, later in found
    ]


def _moved(reason: Purpose) -> Ask:
    """Return what a place is asked for when somebody is moved because of us."""
    return asked_again(reason, PlaceFor.FRONT_OFFICE, ours=True)


def _proposed(row: AppointmentRow, free: Sequence[Place], today: date) -> Place | None:
    """Return the next place: today the same hour with a colleague, then hers, then anybody's."""
    same = [one for one in free if (one.day, one.minute) == (row.day, row.minute)]
    if same and row.day == today:
        return same[0]
    later = [one for one in free if (one.day, one.minute) > (row.day, row.minute)]
    until = row.day + OWN_WORKER_WITHIN
    hers = [one for one in later if one.engagement_id == row.engagement_id and one.day <= until]
    return next(iter((*hers, *later)), None)


def after(viewer: Viewer, gap: Gap, now: datetime) -> list[After]:
    """Return whom a gap made move or be called off, and who is still booked in it."""
    if not gap.takes_kind(OpeningKind.APPOINTMENTS):
        return []
    steps = select(AppointmentStep.appointment_id).where(
        AppointmentStep.organisation_id == viewer.organisation_id,
        AppointmentStep.reason_code == gap.cause,
    )
    ended = (AppointmentState.MOVED, AppointmentState.CANCELLED_OFFICE)
    mine = (Appointment.state.in_(ended)) & Appointment.id.in_(steps)
    rows = rows_of(
        viewer,
        select(Appointment)
        .where(*_within(viewer, gap, now), mine | Appointment.state.in_(WAITED_FOR))
        .order_by(Appointment.starts_at, Appointment.id),
    )
    following = _following(viewer, [row.id for row in rows], now)
    return [After(row, following.get(row.id)) for row in rows]


def restorable(viewer: Viewer, gap: Gap, now: datetime) -> tuple[list[After], list[After]]:
    """Return whom a gap made move or be called off: those whose hour is still free, the others.

    Only what is still to come. The database has the last word when one is given back.
    """
    gone = [one for one in after(viewer, gap, now) if one.gone and one.row.starts_at > now]
    workers = {one.row.engagement_id for one in gone}
    busy = busy_spans(viewer, workers, gap.first_day, gap.last_day + timedelta(days=1), now)
    free: list[After] = []
    given: list[After] = []
    for one in gone:
        span = Span(one.row.starts_at, one.row.ends_at)
        taken = any(span.overlaps(other) for other in busy.get(one.row.engagement_id, ()))
        (given if taken else free).append(one)
    return free, given


@dataclass(frozen=True)
class PreviewRow:
    """An opening as it would be, and how many would be on duty."""

    opening: Opening
    is_seasonal: bool
    on_duty: int

    @property
    def is_thin(self) -> bool:
        """Whether in the season too few are on duty where somebody must be received."""
        wanted = self.opening.held and self.opening.rule.kind in STAFFED
        return self.is_seasonal and wanted and self.on_duty < FEWEST


@dataclass(frozen=True)
class SeasonPreview:
    """The weeks of a season before it is kept, and who is booked outside them."""

    rows: tuple[PreviewRow, ...]
    booked: tuple[AppointmentRow, ...]
    plan_office: tuple[ItemRow, ...]


def season_preview(viewer: Viewer, season: Season, end: date, now: datetime) -> SeasonPreview:
    """Return the openings there would be up to a day, and who is booked when none would."""
    openings = [one for one in openings_if(viewer, season, end) if one.rule.kind in season.kinds]
    duties = [row for row in duties_between(viewer, season.starts_on, end) if not row.away]
    rows = tuple(
        PreviewRow(
            one,
            one.day < season.ends_on,
            len({duty.engagement_id for duty in duties if _is_at(duty, one)}),
        )
        for one in openings
    )
    booked = _outside(viewer, season, openings, now)
    plan_office: list[ItemRow] = []
    if OpeningKind.PLAN_OFFICE in season.kinds:
        plan_office = items_outside(viewer, openings, (season.starts_on, season.ends_on), now)
    return SeasonPreview(rows, tuple(booked), tuple(plan_office))


def _outside(
    viewer: Viewer, season: Season, openings: Sequence[Opening], now: datetime
) -> list[AppointmentRow]:
    """Return who is booked in a season when the office would not receive by appointment."""
    if OpeningKind.APPOINTMENTS not in season.kinds:
        return []
    gap = Gap(
        first_day=season.starts_on,
        last_day=season.ends_on - timedelta(days=1),
        cause=CancelCause.CLOSURE,
        site_id=season.site_id,
    )
    hit = [row for row in hit_by(viewer, gap, now) if row.place_for is not PlaceFor.INVITED]
    return [row for row in hit if not is_received(row, openings, (), {})]


def _is_at(duty: DutyRow, opening: Opening) -> bool:
    rule = opening.rule
    return (
        (duty.day, duty.kind, duty.site_id) == (opening.day, rule.kind, rule.site_id)
        and duty.from_minute < rule.to_minute
        and rule.from_minute < duty.to_minute
    )


def _within(viewer: Viewer, gap: Gap, now: datetime) -> list[ColumnElement[bool]]:
    found = [
        visible_to(viewer, office_date(now)),
        Appointment.local_date >= gap.first_day,
        Appointment.local_date <= gap.last_day,
    ]
    if gap.site_id is not None:
        found.append(Appointment.site_id == gap.site_id)
    if gap.engagement_id is not None:
        found.append(Appointment.engagement_id == gap.engagement_id)
    return found


def _following(
    viewer: Viewer, ids: Sequence[AppointmentId], now: datetime
) -> dict[AppointmentId, AppointmentRow]:
    links = db.session.execute(
        select(Appointment.moved_from_id, Appointment.id).where(
            visible_to(viewer, office_date(now)),
            Appointment.moved_from_id.in_(ids),
            Appointment.state.in_(WAITED_FOR),
        )
    ).all()
    rows = rows_of(
        viewer,
        select(Appointment).where(
            visible_to(viewer, office_date(now)), Appointment.id.in_([to for _, to in links])
        ),
    )
    by_id = {row.id: row for row in rows}
    return {before: by_id[to] for before, to in links if before is not None and to in by_id}
