"""Giving a place, keeping it for three minutes, moving it. Two people never get the same one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.appointments import queries
from app.appointments.models import Appointment, AppointmentWorker
from app.appointments.operations.claims import REFUSALS, PlaceTaken, lock_hours, take_hours
from app.appointments.operations.moving import move, record, take
from app.appointments.procedure.appointment import APPOINTMENT
from app.appointments.rules import (
    HOLD_LASTS,
    ZONE,
    AppointmentAction,
    AppointmentFacts,
    AppointmentFault,
    AppointmentState,
    AskedPlace,
    Origin,
    Place,
    Purpose,
    WorkGroup,
)
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import AppointmentId, EngagementId, PersonId
from app.people.queries import person_row
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key


@dataclass(frozen=True, kw_only=True)
class Booking:
    """Who comes, when and with whom, for which of the five reasons, and by whom it was asked."""

    person_id: PersonId
    place: AskedPlace
    reason: Purpose
    origin: Origin
    work_group: WorkGroup = WorkGroup.UNKNOWN
    phone: str = ""
    practical: str = ""


@use_case("appointments.appointment.book", permission=None, refusals=REFUSALS)
def book(*, actor: Viewer, now: datetime, booking: Booking) -> AppointmentId:
    """Give a free place to a person and return the appointment.

    Refuses a place that is taken or was never there, and a person already expected at that hour.
    """
    person_row(actor, booking.person_id)
    return _given(actor, now, booking).id


@use_case("appointments.appointment.hold", permission=None, refusals=REFUSALS)
def hold(*, actor: Viewer, now: datetime, place: AskedPlace) -> AppointmentId:
    """Keep a free place for three minutes while somebody talks; then it is free again by itself."""
    lock_hours(actor.organisation_id, [place.engagement_id], now)
    found = queries.find_place(actor, place, now=now)
    row = _appointment(actor, _or_refuse(found), Purpose.OTHER, Origin.URP_PHONE)
    row.booked_at = now
    facts = AppointmentFacts(now=now, starts_at=row.starts_at)
    step = APPOINTMENT.step(None, AppointmentAction.HOLD, facts, actor.may)
    about("appointment", row.id)
    db.session.add(row)
    db.session.flush()
    record(actor, now, row, step)
    take_hours(row, hold_expires_at=now + HOLD_LASTS)
    return row.id


@use_case("appointments.appointment.move", permission=None, refusals=REFUSALS)
def move_to(
    *,
    actor: Viewer,
    now: datetime,
    appointment_id: AppointmentId,
    version: int,
    place: AskedPlace,
) -> AppointmentId:
    """Give another place instead: the old one is free at once, the two stay linked.

    Refuses as `book`; when the new place is taken nothing changes.
    """
    row = take(actor, now, appointment_id, version)
    move(actor, now, row, AppointmentAction.MOVE)
    booking = Booking(
        person_id=_person_of(row),
        place=place,
        reason=Purpose(row.reason),
        origin=Origin(row.origin),
        work_group=WorkGroup(row.work_group or WorkGroup.UNKNOWN),
        phone=row.phone,
        practical=row.practical or "",
    )
    following = _given(actor, now, booking, queries.joined_to(row))
    following.moved_from_id = row.id
    return following.id


def give(
    actor: Viewer,
    now: datetime,
    booking: Booking,
    place: Place,
    joined: Collection[EngagementId] = (),
) -> Appointment:
    """Write an appointment at a place whose hours are locked, and take them for everybody."""
    row = _appointment(actor, place, booking.reason, booking.origin)
    facts = AppointmentFacts(
        now=now,
        starts_at=row.starts_at,
        person_free=queries.is_free(actor, booking.person_id, place.span, now),
    )
    step = APPOINTMENT.step(None, AppointmentAction.BOOK, facts, actor.may)
    row.person_id = booking.person_id
    row.work_group, row.phone = booking.work_group, booking.phone
    row.booked_by, row.booked_at = actor.label, now
    if booking.practical:
        key = create_data_key(
            organisation_id=actor.organisation_id, root_kind="appointment", now=now
        )
        row.data_key_id = key.id
        row.practical = booking.practical
    about("appointment", row.id)
    about("person", booking.person_id)
    db.session.add(row)
    db.session.flush()
    db.session.add_all(
        AppointmentWorker(
            organisation_id=row.organisation_id, appointment_id=row.id, engagement_id=worker
        )
        for worker in joined
    )
    record(actor, now, row, step)
    take_hours(row)
    return row


def _given(
    actor: Viewer, now: datetime, booking: Booking, joined: Collection[EngagementId] = ()
) -> Appointment:
    wanted = (booking.place.engagement_id, *joined, booking.person_id)
    lock_hours(actor.organisation_id, [UUID(str(one)) for one in wanted], now)
    place = _or_refuse(queries.find_place(actor, booking.place, now=now))
    return give(actor, now, booking, place, joined)


def _or_refuse(place: Place | None) -> Place:
    if place is None:
        raise PlaceTaken(AppointmentFault.PLACE_TAKEN)
    return place


def _appointment(actor: Viewer, place: Place, reason: Purpose, origin: Origin) -> Appointment:
    span = place.span
    return Appointment(
        organisation_id=actor.organisation_id,
        engagement_id=place.engagement_id,
        site_id=place.site_id,
        state=AppointmentState.HELD,
        local_date=place.day,
        local_minute=place.minute,
        zone=ZONE,
        fold=0,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        reason=reason,
        origin=origin,
        phone="",
        booked_by="",
    )


def _person_of(row: Appointment) -> PersonId:
    if row.person_id is None:
        raise PlaceTaken(AppointmentFault.PERSON_MISSING)
    return row.person_id
