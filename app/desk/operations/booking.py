"""The booking desk: a new person, her place and the end of her waiting, together or not at all."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.policy import Permission
from app.appointments.operations import Booking, PlaceTaken, ask_interpreter, book
from app.appointments.queries import future_of
from app.appointments.rules import (
    AppointmentFault,
    AskedPlace,
    Origin,
    PlaceFor,
    Purpose,
    WorkGroup,
)
from app.appointments.rules.interpreter import InterpreterWay
from app.desk.operations.messages import close_booked
from app.desk.rules.queue import DeskFault
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow
from app.kernel.references import AppointmentId, MessageId, PersonId
from app.notifications.rules import Language
from app.people.matching import Strength
from app.people.operations import LooksKnown, describe, register_with_phone
from app.people.operations.contacts import ContactDetails
from app.people.queries import doubles
from app.people.rules import PersonDetails, PersonFault
from app.transaction.use_case import use_case


class AlreadyExpected(NotAllowedNow):
    """She has a place to come for the same reason: perhaps it is to be moved."""


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody not yet in the archive: a name and a number are enough."""

    details: PersonDetails
    contact: ContactDetails
    is_another: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the operator has on the page when she confirms."""

    place: AskedPlace
    purpose: Purpose
    group: WorkGroup
    origin: Origin
    place_for: PlaceFor = PlaceFor.FRONT_OFFICE
    wants_earlier: bool = False
    add_anyway: bool = False  # besides one for the same reason that she already has
    person_id: PersonId | None = None
    newcomer: Newcomer | None = None
    phone: str = ""
    practical: str = ""
    interpreter: str = ""  # the language, where somebody is to interpret
    interpreter_way: InterpreterWay = InterpreterWay.PRESENCE
    remind: bool = False
    language: Language = Language.ITALIAN
    message_id: MessageId | None = None
    held_id: AppointmentId | None = None


@use_case(
    "desk.booking.book",
    permission=Permission.APPOINTMENTS_APPOINTMENT_BOOK,
    refusals={"time_claim_free": PlaceTaken(AppointmentFault.PLACE_TAKEN)},
)
def book_place(*, actor: Viewer, now: datetime, asked: Asked) -> AppointmentId:
    """Give a place to a person, registering her first if she is new; return the appointment.

    Who waited to be called waits no more. Refuses what booking and registering refuse, and then
    nothing at all has happened: the new person is not in the archive either.
    """
    person_id = asked.person_id
    if asked.newcomer is not None:
        _refuse_a_double(actor, asked.newcomer)
        person_id = register_with_phone(
            actor=actor,
            now=now,
            details=asked.newcomer.details,
            contact=asked.newcomer.contact,
            is_another=asked.newcomer.is_another,
        )
    if person_id is None:
        raise PlaceTaken(AppointmentFault.PERSON_MISSING)
    if asked.newcomer is None and not asked.add_anyway:
        _refuse_the_same(actor, now, person_id, asked.purpose)
    appointment_id = book(actor=actor, now=now, booking=_booking(asked, person_id))
    if asked.interpreter:
        ask_interpreter(
            actor=actor,
            now=now,
            appointment_id=appointment_id,
            version=None,
            language=asked.interpreter,
            way=asked.interpreter_way,
        )
    if asked.message_id is not None:
        close_booked(actor=actor, now=now, message_id=asked.message_id)
    return appointment_id


def _booking(asked: Asked, person_id: PersonId) -> Booking:
    return Booking(
        person_id=person_id,
        place=asked.place,
        reason=asked.purpose,
        origin=asked.origin,
        place_for=asked.place_for,
        wants_earlier=asked.wants_earlier,
        work_group=asked.group,
        phone=asked.phone,
        practical=asked.practical,
        remind=asked.remind,
        language=asked.language,
        held_id=asked.held_id,
    )


def _refuse_the_same(actor: Viewer, now: datetime, person_id: PersonId, purpose: Purpose) -> None:
    """Refuse a second place for the same reason until somebody said that another is needed."""
    expected = future_of(actor, [person_id], now).get(person_id, ())
    if any(one.reason is purpose for one in expected):
        raise AlreadyExpected(f"add_anyway:{DeskFault.ALREADY_EXPECTED}")


def _refuse_a_double(actor: Viewer, newcomer: Newcomer) -> None:
    """Refuse somebody of the same name until somebody looked: by telephone no birth is asked."""
    if newcomer.is_another:
        return
    typed = describe(actor.organisation_id, newcomer.details, newcomer.contact.value)
    found = doubles(actor, typed)
    if any(like.strength >= Strength.MEDIUM for _, like in found):
        raise LooksKnown(PersonFault.LOOKS_KNOWN)
