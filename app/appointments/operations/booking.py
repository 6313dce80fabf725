"""Giving a place, keeping it for three minutes, moving it. Two people never get the same one."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.appointments import queries
from app.appointments.models import Appointment, AppointmentWorker
from app.appointments.operations.claims import (
    REFUSALS,
    PlaceTaken,
    give_back,
    lock_hours,
    take_hours,
)
from app.appointments.operations.interpreting import ask_at
from app.appointments.operations.moving import move, record, take
from app.appointments.operations.notices import promise, refuse_without_way, tell_at_once
from app.appointments.procedure.appointment import APPOINTMENT
from app.appointments.rules import (
    HOLD_LASTS,
    ZONE,
    AppointmentAction,
    AppointmentFacts,
    AppointmentFault,
    AppointmentState,
    Ask,
    AskedPlace,
    CancelCause,
    Origin,
    Place,
    PlaceFor,
    Purpose,
    WorkGroup,
    asked_again,
)
from app.appointments.rules.overlap import Overlap
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import AppointmentId, EngagementId, PersonId
from app.notifications.rules import Language, NoticeKind
from app.people.queries import is_known, may_be_written_to
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key


@dataclass(frozen=True, kw_only=True)
class Booking:
    """Who comes, when and with whom, for which of the five reasons, and by whom it was asked."""

    person_id: PersonId
    place: AskedPlace
    reason: Purpose
    origin: Origin
    place_for: PlaceFor = PlaceFor.FRONT_OFFICE
    wants_earlier: bool = False
    work_group: WorkGroup = WorkGroup.UNKNOWN
    phone: str = ""
    practical: str = ""
    remind: bool = False  # she asked for a message
    language: Language = Language.ITALIAN
    held_id: AppointmentId | None = None  # the place was kept while she was on the telephone


@use_case("appointments.appointment.book", permission=None, refusals=REFUSALS)
def book(*, actor: Viewer, now: datetime, booking: Booking) -> AppointmentId:
    """Give a free place to a person and return the appointment.

    Refuses a place that is taken or was never there, or is kept aside for others, and a person
    already expected at that hour, a reminder to no number; `NotFound` for somebody out of reach.
    """
    if not is_known(actor, booking.person_id):
        raise NotFound
    if booking.remind:
        refuse_without_way(actor, booking.person_id, booking.phone)
    ask = _ask(actor, booking.reason, booking.place_for)
    return _given(actor, now, booking, ask).id


@use_case("appointments.appointment.hold", permission=None, refusals=REFUSALS)
def hold(
    *,
    actor: Viewer,
    now: datetime,
    place: AskedPlace,
    purpose: Purpose = Purpose.OTHER,
    place_for: PlaceFor = PlaceFor.FRONT_OFFICE,
    instead_of: AppointmentId | None = None,
) -> AppointmentId:
    """Keep a free place for three minutes while somebody talks; then it is free again by itself.

    What was kept before, `instead_of`, is free at once. Refuses as `book`.
    """
    lock_hours(actor.organisation_id, [place.engagement_id], now, day=place.day)
    _let_go(actor, now, instead_of)
    row, facts = _looked_up(actor, now, place, _ask(actor, purpose, place_for))
    row.origin, row.booked_at, row.booked_by = Origin.URP_PHONE, now, actor.label
    step = APPOINTMENT.step(None, AppointmentAction.HOLD, facts, actor.may)
    about("appointment", row.id)
    db.session.add(row)
    db.session.flush()
    record(actor, now, row, step)
    take_hours(row, (), hold_expires_at=now + HOLD_LASTS)
    return row.id


@use_case("appointments.appointment.move", permission=None, refusals=REFUSALS)
def move_to(
    *,
    actor: Viewer,
    now: datetime,
    appointment_id: AppointmentId,
    version: int,
    place: AskedPlace,
    cause: CancelCause | None = None,
) -> AppointmentId:
    """Give another place instead: the old one is free at once, the two stay linked.

    `cause` says that it is ours. Refuses as `book`; when the new place is taken nothing changes.
    """
    row = take(actor, now, appointment_id, version)
    interpreted = queries.interpreter_wanted(row)
    move(actor, now, row, AppointmentAction.MOVE, reason_code=cause or "")
    booking = Booking(
        person_id=_person_of(row),
        place=place,
        reason=Purpose(row.reason),
        origin=Origin(row.origin),
        place_for=PlaceFor(row.place_for),
        wants_earlier=row.wants_earlier,
        work_group=WorkGroup(row.work_group or WorkGroup.UNKNOWN),
        phone=row.phone,
        practical=row.practical or "",
        remind=row.remind,
        language=Language(row.notice_language),
    )
    ask = asked_again(booking.reason, booking.place_for, ours=cause is not None)
    following = _given(actor, now, booking, ask, queries.joined_to(row))
    following.moved_from_id = row.id
    if interpreted is not None:
        ask_at(actor, now, following, *interpreted)
    if cause is not None:
        tell_at_once(actor, now, following, NoticeKind.MOVED)
    return following.id


def give(
    actor: Viewer,
    now: datetime,
    booking: Booking,
    place: Place,
    joined: Collection[EngagementId] = (),
    *,
    overlap: Overlap | None = None,
) -> Appointment:
    """Write an appointment at a place whose hours are locked, and take them for everybody.

    With an `overlap`, over whoever has them: whoever calls has looked at the right.
    """
    row = _appointment(actor, place, asked_again(booking.reason, booking.place_for))
    if overlap is not None:
        row.data_key_id = _data_key(actor, now)
        row.overlap_reason, row.overlap_words = overlap.reason, overlap.words
    facts = AppointmentFacts(now=now, starts_at=row.starts_at)
    return _written(actor, now, booking, row, facts=facts, joined=joined)


def _given(
    actor: Viewer,
    now: datetime,
    booking: Booking,
    ask: Ask,
    joined: Collection[EngagementId] = (),
) -> Appointment:
    whose = (booking.place.engagement_id, *joined, booking.person_id)
    hours = [UUID(str(one)) for one in whose]
    hours += queries.not_to_meet(actor, booking.person_id)
    lock_hours(actor.organisation_id, hours, now, day=booking.place.day)
    row = _still_held(actor, now, booking, ask)
    if row is None:
        row, facts = _looked_up(actor, now, booking.place, ask)
    else:
        facts = AppointmentFacts(now=now, starts_at=row.starts_at)
        give_back(row)
    return _written(actor, now, booking, row, facts=facts, joined=joined)


def _written(
    actor: Viewer,
    now: datetime,
    booking: Booking,
    row: Appointment,
    *,
    facts: AppointmentFacts,
    joined: Collection[EngagementId],
) -> Appointment:
    held = AppointmentState.HELD if row in db.session else None
    facts = replace(facts, **queries.of_her_hour(actor, booking.person_id, row, now))
    step = APPOINTMENT.step(held, AppointmentAction.BOOK, facts, actor.may)
    row.state, row.person_id = step.to, booking.person_id
    row.origin, row.wants_earlier = booking.origin, booking.wants_earlier
    row.work_group, row.phone = booking.work_group, booking.phone
    row.booked_by, row.booked_at = actor.label, now
    row.remind = booking.remind and bool(
        may_be_written_to(actor.organisation_id, [booking.person_id])
    )
    row.notice_language = booking.language
    if booking.practical:
        row.data_key_id = row.data_key_id or _data_key(actor, now)
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
    take_hours(row, joined)
    promise(actor, now, row)
    return row


def _data_key(actor: Viewer, now: datetime) -> UUID:
    return create_data_key(
        organisation_id=actor.organisation_id, root_kind="appointment", now=now
    ).id


def _still_held(actor: Viewer, now: datetime, booking: Booking, ask: Ask) -> Appointment | None:
    """Return the place kept for this very booking; one kept for another is let go."""
    row = None if booking.held_id is None else queries.held_for_change(actor, booking.held_id, now)
    if row is None:
        return None
    kept = AskedPlace(row.local_date, row.local_minute, row.engagement_id, row.site_id)
    if kept == booking.place and (row.reason, row.place_for) == (ask.purpose, ask.place_for):
        return row
    _let_go(actor, now, row.id)
    return None


def _let_go(actor: Viewer, now: datetime, held_id: AppointmentId | None) -> None:
    row = None if held_id is None else queries.held_for_change(actor, held_id, now)
    if row is not None:
        move(actor, now, row, AppointmentAction.RELEASE)


def _ask(actor: Viewer, reason: Purpose, place_for: PlaceFor = PlaceFor.FRONT_OFFICE) -> Ask:
    """Return what is asked, by whoever only gives places or by whoever also receives."""
    receives = actor.may(Permission.APPOINTMENTS_APPOINTMENT_ATTEND)
    return Ask(purpose=reason, place_for=place_for, by_front_office=not receives)


def _looked_up(
    actor: Viewer, now: datetime, wanted: AskedPlace, ask: Ask
) -> tuple[Appointment, AppointmentFacts]:
    """Return the appointment to be and what is so of its place; `PlaceTaken` when it is gone."""
    found = queries.find_place(actor, wanted, now=now, ask=ask)
    if found.place is None:
        raise PlaceTaken(AppointmentFault.PLACE_TAKEN)
    row = _appointment(actor, found.place, ask)
    facts = AppointmentFacts(
        now=now,
        starts_at=row.starts_at,
        quota_left=found.quota_left,
        given_here=found.given_here,
        in_time=found.in_time,
    )
    return row, facts


def _appointment(actor: Viewer, place: Place, ask: Ask) -> Appointment:
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
        reason=ask.purpose,
        place_for=ask.place_for,
        wants_earlier=False,
        remind=False,
        notice_language=Language.ITALIAN,
        phone="",
        booked_by="",
    )


def _person_of(row: Appointment) -> PersonId:
    if row.person_id is None:
        raise PlaceTaken(AppointmentFault.PERSON_MISSING)
    return row.person_id
