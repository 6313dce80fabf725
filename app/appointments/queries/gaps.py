"""Who is booked on days that fall away, where else she may go, what was decided of her."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select

from app.accounts.policy import Permission
from app.appointments.models import Appointment, AppointmentStep
from app.appointments.queries.apart import places_fit_for
from app.appointments.queries.lists import rows_of
from app.appointments.queries.places import WEEKS_AHEAD, place_rows, places
from app.appointments.queries.rows import AppointmentRow, PlaceRow
from app.appointments.queries.scope import may_on, visible_to
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
    asked_again,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import AppointmentId
from app.kernel.working_days import is_working_day
from app.organisations.queries import closed_days, days_ahead, openings_if, openings_of_day
from app.organisations.rules import ClosedDays, Opening, OpeningKind, Season
from app.rota.queries import STAFFED, AbsenceRow, DutyRow, absences, duties_between
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
    if closed.kind not in (None, OpeningKind.APPOINTMENTS):
        return None
    return Gap(
        first_day=closed.starts_on,
        last_day=closed.ends_on - timedelta(days=1),
        cause=CancelCause.CLOSURE,
        site_id=closed.site_id,
    )


def hit_by(viewer: Viewer, gap: Gap, now: datetime) -> list[AppointmentRow]:
    """Return who is booked on days that fall away and is still to come, in order of time.

    Only those the viewer may see: who follows the others finds them on her own page of the day.
    """
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
    rows = hit_by(viewer, gap, now)
    if not rows:
        return []
    free = {
        reason: [
            place
            for place in places(viewer, now=now, from_day=gap.first_day, ask=_moved(reason))
            if not gap.takes(place)
        ]
        for reason in {row.reason for row in rows}
    }
    found: list[tuple[AppointmentRow, Place | None, list[Place], list[Place]]] = []
    given: set[Place] = set()
    people = [row.person_id for row in rows if row.person_id is not None]
    fit = {reason: places_fit_for(viewer, people, found) for reason, found in free.items()}
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


def stranded(viewer: Viewer, now: datetime) -> list[AppointmentRow]:
    """Return who is booked when nobody will receive her: the office closed, or her worker away.

    Only where the viewer may decide about it.
    """
    today = office_date(now)
    end = today + timedelta(weeks=WEEKS_AHEAD)
    rows = rows_of(
        viewer,
        select(Appointment)
        .where(
            visible_to(viewer, today),
            Appointment.state.in_(WAITED_FOR),
            Appointment.starts_at > now,
            Appointment.local_date < end,
        )
        .order_by(Appointment.starts_at, Appointment.id),
    )
    mine = [row for row in rows if may_on(viewer, row, Permission.APPOINTMENTS_APPOINTMENT_CANCEL)]
    if not mine:
        return []
    openings, closed = days_ahead(viewer, today, end)
    away = absences(viewer, today)
    return [row for row in mine if not _received(row, openings, away, closed)]


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
    if OpeningKind.APPOINTMENTS not in season.kinds:
        return SeasonPreview(rows, ())
    gap = Gap(
        first_day=season.starts_on,
        last_day=season.ends_on - timedelta(days=1),
        cause=CancelCause.CLOSURE,
        site_id=season.site_id,
    )
    hit = [row for row in hit_by(viewer, gap, now) if row.place_for is not PlaceFor.INVITED]
    out = [row for row in hit if not _received(row, openings, (), {})]
    return SeasonPreview(rows, tuple(out))


def _is_at(duty: DutyRow, opening: Opening) -> bool:
    rule = opening.rule
    return (
        (duty.day, duty.kind, duty.site_id) == (opening.day, rule.kind, rule.site_id)
        and duty.from_minute < rule.to_minute
        and rule.from_minute < duty.to_minute
    )


def received_on(viewer: Viewer, row: Appointment) -> bool:
    """Return whether at the hour of an appointment the office is open and its worker is there."""
    day, part = row.local_date, PlaceFor(row.place_for)
    shown = _Hour(day, row.local_minute, row.site_id, row.engagement_id, part)
    openings, away = openings_of_day(viewer, day), absences(viewer, day)
    return _received(shown, openings, away, closed_days(viewer, day))


@dataclass(frozen=True)
class _Hour:
    day: date
    minute: int
    site_id: object
    engagement_id: object
    place_for: PlaceFor


def _received(
    row: "AppointmentRow | _Hour",
    openings: Sequence[Opening],
    away: Sequence[AbsenceRow],
    closed: Collection[date],
) -> bool:
    """Return whether the office receives then; by invitation, on any day on which it works."""
    invited = row.place_for is PlaceFor.INVITED
    is_open = (invited and is_working_day(row.day, closed)) or any(
        one.held
        and one.day == row.day
        and one.rule.kind is OpeningKind.APPOINTMENTS
        and one.rule.site_id == row.site_id
        and one.rule.from_minute <= row.minute < one.rule.to_minute
        for one in openings
    )
    return is_open and not any(
        one.engagement_id == row.engagement_id and one.first_day <= row.day <= one.last_day
        for one in away
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
