"""Who may see which appointment: the criterion every query about appointments starts from."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from app.accounts.policy import Permission
from app.appointments.models import Appointment, AppointmentWorker, TimeClaim
from app.appointments.rules import HOLD_LASTS, AppointmentState
from app.appointments.rules.places import LONGEST_TAKEN
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.clock import office_date
from app.kernel.references import AppointmentId, EngagementId
from app.people.queries import may_be_named
from app.transaction.loading import found, locked

_DOORS = (Permission.APPOINTMENTS_APPOINTMENT_BOOK, Permission.APPOINTMENTS_APPOINTMENT_RECEIVE)


def visible_to(viewer: Viewer, today: date) -> ColumnElement[bool]:
    """Return the criterion of the appointments this viewer may see.

    Who reads the agenda sees them all. Who only gives places sees those of today and to come: how
    an appointment ended tells a story. Those of somebody protected are of who may see her.
    """
    return and_(_within_duty(viewer, today), may_be_named(viewer, Appointment.person_id))


def hours_visible_to(viewer: Viewer, today: date) -> ColumnElement[bool]:
    """Return the criterion of the hours of the agenda: hers are taken, whoever they are for."""
    hers = receives(viewer.engagement_ids)
    named = may_be_named(viewer, Appointment.person_id)
    return and_(_within_duty(viewer, today), or_(hers, named))


def receives(workers: Collection[EngagementId]) -> ColumnElement[bool]:
    """Return the criterion of the appointments in which one of `workers` receives, also jointly.

    Unscoped: a part of a criterion.
    """
    joint = exists().where(
        AppointmentWorker.organisation_id == Appointment.organisation_id,
        AppointmentWorker.appointment_id == Appointment.id,
        AppointmentWorker.engagement_id.in_(list(workers)),
    )
    return or_(Appointment.engagement_id.in_(list(workers)), joint)


def joined_to(row: Appointment) -> list[EngagementId]:
    """Return who else receives in an appointment. Unscoped: of one already reached."""
    return list(
        db.session.scalars(
            select(AppointmentWorker.engagement_id).where(
                AppointmentWorker.organisation_id == row.organisation_id,
                AppointmentWorker.appointment_id == row.id,
            )
        )
    )


def claims_within(starts_at: datetime, ends_at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the criteria of what is taken between two instants. Unscoped: a part of a criterion.

    The first one keeps the search near its days: a year of history is not walked through.
    """
    return (
        TimeClaim.starts_at > starts_at - LONGEST_TAKEN,
        TimeClaim.starts_at < ends_at,
        TimeClaim.ends_at > starts_at,
    )


def _within_duty(viewer: Viewer, today: date) -> ColumnElement[bool]:
    mine = Appointment.organisation_id == viewer.organisation_id
    if viewer.reach(Permission.APPOINTMENTS_AGENDA_READ) is Reach.ORGANISATION:
        return mine
    if viewer.may(Permission.APPOINTMENTS_AGENDA_READ):
        return and_(mine, receives(viewer.engagement_ids))
    if any(viewer.reach(permission) is Reach.ORGANISATION for permission in _DOORS):
        return and_(mine, Appointment.local_date >= today)
    return false()


def load(viewer: Viewer, appointment_id: AppointmentId, today: date) -> Appointment:
    """Return one appointment; `NotFound` out of reach."""
    return found(
        select(Appointment).where(visible_to(viewer, today), Appointment.id == appointment_id)
    )


def for_change(
    viewer: Viewer, appointment_id: AppointmentId, today: date, version: int | None
) -> Appointment:
    """Return the appointment to be changed; `NotFound` out of reach, `Conflict` if it changed."""
    mine = select(Appointment).where(visible_to(viewer, today), Appointment.id == appointment_id)
    return locked(mine, version)


def held_for_change(
    viewer: Viewer, appointment_id: AppointmentId, now: datetime
) -> Appointment | None:
    """Return a place that is kept for three minutes, to be changed; None once they have passed."""
    return db.session.scalar(
        select(Appointment)
        .where(
            visible_to(viewer, office_date(now)),
            Appointment.id == appointment_id,
            *_kept_now(now),
        )
        .with_for_update()
    )


def kept_now(viewer: Viewer, now: datetime) -> list[Appointment]:
    """Return the places that somebody keeps at this moment. Of rows: for the lists of this page."""
    return list(
        db.session.scalars(
            select(Appointment).where(visible_to(viewer, office_date(now)), *_kept_now(now))
        )
    )


def _kept_now(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Appointment.state == AppointmentState.HELD, Appointment.booked_at > now - HOLD_LASTS


class SomebodysHour(Protocol):
    """An appointment, as a row of the database or of a page."""

    @property
    def id(self) -> AppointmentId:
        """Which one."""

    @property
    def engagement_id(self) -> EngagementId:
        """Whose hour it is."""


def may_on(viewer: Viewer, row: SomebodysHour, permission: str) -> bool:
    """Return whether the viewer may do this on this appointment: her own only reaches her own.

    How it went is said also by who received in it with a colleague.
    """
    reach = viewer.reach(permission)
    if reach is Reach.ORGANISATION or reach is Reach.NONE:
        return reach is Reach.ORGANISATION
    if row.engagement_id in viewer.engagement_ids:
        return True
    joint = permission == Permission.APPOINTMENTS_APPOINTMENT_ATTEND
    return joint and bool(received_jointly(viewer, [row.id]))


def may_attend(viewer: Viewer, rows: Collection[SomebodysHour]) -> set[AppointmentId]:
    """Return of which appointments the viewer may say how they went, with one question."""
    permission = Permission.APPOINTMENTS_APPOINTMENT_ATTEND
    if viewer.reach(permission) is not Reach.OWN:
        return {row.id for row in rows if viewer.may(permission)}
    hers = {row.id for row in rows if row.engagement_id in viewer.engagement_ids}
    return hers | received_jointly(viewer, [row.id for row in rows if row.id not in hers])


def received_jointly(viewer: Viewer, ids: Collection[AppointmentId]) -> set[AppointmentId]:
    """Return in which of some appointments the viewer receives with a colleague."""
    rows = db.session.scalars(
        select(AppointmentWorker.appointment_id).where(
            AppointmentWorker.organisation_id == viewer.organisation_id,
            AppointmentWorker.appointment_id.in_(list(ids)),
            AppointmentWorker.engagement_id.in_(list(viewer.engagement_ids)),
        )
    )
    return set(rows)
