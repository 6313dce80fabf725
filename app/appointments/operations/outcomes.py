"""How an appointment goes and ends: arriving, starting, ending, being called off, coming back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.appointments import queries
from app.appointments.models import Appointment
from app.appointments.operations.claims import REFUSALS, lock_hours, take_hours
from app.appointments.operations.moving import move, take
from app.appointments.operations.notices import promise, take_back, tell_at_once
from app.appointments.rules import (
    AppointmentAction,
    AppointmentState,
    CancelCause,
    ToldHow,
    notice,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import AppointmentId
from app.notifications.rules import NoticeKind
from app.transaction.use_case import use_case


@use_case("appointments.appointment.confirm", permission=None)
def confirm(*, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int) -> None:
    """Note that the person has confirmed."""
    move(actor, now, take(actor, now, appointment_id, version), AppointmentAction.CONFIRM)


@use_case("appointments.appointment.arrive", permission=None)
def arrive(*, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int) -> None:
    """Note that the person is here; another day than today is said, not refused."""
    move(actor, now, take(actor, now, appointment_id, version), AppointmentAction.ARRIVE)


@use_case("appointments.appointment.start", permission=None)
def start(*, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int) -> None:
    """Note that the interview has begun. Only whoever receives her."""
    move(actor, now, take(actor, now, appointment_id, version), AppointmentAction.START)


@use_case("appointments.appointment.attend", permission=None)
def attend(*, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int) -> None:
    """Note that it was held. What only served the meeting is deleted. Not before its hour."""
    row = take(actor, now, appointment_id, version)
    move(actor, now, row, AppointmentAction.ATTEND)
    row.work_group = None
    row.practical_sealed = None


@use_case("appointments.appointment.no_show", permission=None)
def no_show(*, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int) -> None:
    """Note that nobody came, a quarter of an hour after the beginning and not before."""
    move(actor, now, take(actor, now, appointment_id, version), AppointmentAction.NO_SHOW)


@use_case("appointments.appointment.cancel_by_person", permission=None)
def cancel_by_person(
    *, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int
) -> None:
    """Note that the person called it off; within 24 hours it is late, never a sanction."""
    row = take(actor, now, appointment_id, version)
    late = notice(queries.facts_of(actor, row, now))
    move(actor, now, row, AppointmentAction.CANCEL_BY_PERSON, reason_code=late)


@use_case("appointments.appointment.cancel_by_office", permission=None)
def cancel_by_office(
    *,
    actor: Viewer,
    now: datetime,
    appointment_id: AppointmentId,
    version: int,
    cause: CancelCause,
) -> None:
    """Call it off because of us: it stays a task until somebody has told the person."""
    row = take(actor, now, appointment_id, version)
    row.told_at = row.told_how = None
    move(actor, now, row, AppointmentAction.CANCEL_BY_OFFICE, reason_code=cause)
    tell_at_once(actor, now, row, NoticeKind.CALLED_OFF)


@use_case("appointments.appointment.told_person", permission=None)
def told_person(
    *, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int, how: ToldHow
) -> None:
    """Note that the person knows it is off, and how she was told."""
    row = take(actor, now, appointment_id, version)
    move(actor, now, row, AppointmentAction.TOLD_PERSON, reason_code=how)
    row.told_at, row.told_how = now, how


@use_case("appointments.appointment.fail_by_office", permission=None)
def fail_by_office(
    *, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int
) -> None:
    """Note that she was here and we could not receive her: counted as ours, never as hers."""
    move(actor, now, take(actor, now, appointment_id, version), AppointmentAction.FAIL_BY_OFFICE)


@use_case("appointments.appointment.restore", permission=None, refusals=REFUSALS)
def restore(*, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int) -> None:
    """Take back what was called off, missed or moved: within ten minutes, later the supervisor.

    Refuses when the place was given to somebody else meanwhile. What it was moved to is given back.
    """
    row = take(actor, now, appointment_id, version)
    resources = [UUID(str(one)) for one in (row.engagement_id, row.person_id) if one]
    resources += queries.not_to_meet(actor, row.person_id)
    lock_hours(actor.organisation_id, resources, now)
    for following in _following(row):
        move(actor, now, following, AppointmentAction.MOVE)
    move(actor, now, row, AppointmentAction.RESTORE)
    row.told_at = row.told_how = None
    take_hours(row, queries.joined_to(row))
    take_back(row)
    promise(actor, now, row)


def _following(row: Appointment) -> list[Appointment]:
    """Return what this one was moved to, if it is still to be held."""
    if row.state != AppointmentState.MOVED:
        return []
    return list(
        db.session.scalars(
            select(Appointment).where(
                Appointment.organisation_id == row.organisation_id,
                Appointment.moved_from_id == row.id,
                Appointment.state.in_((AppointmentState.BOOKED, AppointmentState.CONFIRMED)),
            )
        )
    )
