"""Whether somebody booked will be received: the office open at her hour, her worker there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.accounts.policy import Permission
from app.appointments.models import Appointment
from app.appointments.queries.lists import rows_of
from app.appointments.queries.places import WEEKS_AHEAD
from app.appointments.queries.rows import AppointmentRow
from app.appointments.queries.scope import may_on, visible_to
from app.appointments.rules import WAITED_FOR, CancelCause, PlaceFor
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import AppointmentId, EngagementId, SiteId
from app.kernel.working_days import is_working_day
from app.organisations.queries import closed_days, days_ahead, openings_of_day
from app.organisations.rules import Opening, OpeningKind
from app.rota.queries import AbsenceRow, absences


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
    return [row for row in mine if not is_received(row, openings, away, closed)]


def causes_of(viewer: Viewer, rows: Sequence[AppointmentRow]) -> dict[AppointmentId, CancelCause]:
    """Return why each is not received: her worker is away, else the office is closed then."""
    away = absences(viewer, min((row.day for row in rows), default=date.max))
    return {
        row.id: CancelCause.ABSENCE if _is_away(row, away) else CancelCause.CLOSURE for row in rows
    }


def received_on(viewer: Viewer, row: Appointment) -> bool:
    """Return whether at the hour of an appointment the office is open and its worker is there."""
    day, part = row.local_date, PlaceFor(row.place_for)
    shown = _Hour(day, row.local_minute, row.site_id, row.engagement_id, part)
    openings, away = openings_of_day(viewer, day), absences(viewer, day)
    return is_received(shown, openings, away, closed_days(viewer, day))


@dataclass(frozen=True)
class _Hour:
    day: date
    minute: int
    site_id: SiteId
    engagement_id: EngagementId
    place_for: PlaceFor


def is_received(
    row: "AppointmentRow | _Hour",
    openings: Sequence[Opening],
    away: Sequence[AbsenceRow],
    closed: Collection[date],
) -> bool:
    """Return whether the office receives then; by invitation, on any day on which it works.

    Unscoped: of what was already read.
    """
    invited = row.place_for is PlaceFor.INVITED
    is_open = (invited and is_working_day(row.day, closed)) or any(
        one.held
        and one.day == row.day
        and one.rule.kind is OpeningKind.APPOINTMENTS
        and one.rule.site_id == row.site_id
        and one.rule.from_minute <= row.minute < one.rule.to_minute
        for one in openings
    )
    return is_open and not _is_away(row, away)


def _is_away(row: "AppointmentRow | _Hour", away: Sequence[AbsenceRow]) -> bool:
    return any(one.takes(row.engagement_id, row.day) for one in away)
