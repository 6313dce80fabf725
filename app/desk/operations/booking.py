"""The booking desk: a new person, her place and the end of her waiting, together or not at all."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.policy import Permission
from app.appointments.operations import Booking, PlaceTaken, book
from app.appointments.rules import AppointmentFault, AskedPlace, Origin, Purpose, WorkGroup
from app.desk.operations.messages import close_booked
from app.kernel.actor import Viewer
from app.kernel.references import AppointmentId, MessageId, PersonId
from app.people.operations import register_with_phone
from app.people.operations.contacts import ContactDetails
from app.people.queries import phone_of
from app.people.rules import PersonDetails
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody not yet in the archive: a name is enough, a number if she has one."""

    details: PersonDetails
    contact: ContactDetails | None
    is_another: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the operator has on the page when she confirms."""

    place: AskedPlace
    purpose: Purpose
    group: WorkGroup
    origin: Origin
    person_id: PersonId | None = None
    newcomer: Newcomer | None = None
    phone: str = ""
    practical: str = ""
    message_id: MessageId | None = None


@use_case(
    "desk.booking.book",
    permission=Permission.APPOINTMENTS_APPOINTMENT_BOOK,
    refusals={"time_claim_free": PlaceTaken(AppointmentFault.PLACE_TAKEN)},
)
def book_place(*, actor: Viewer, now: datetime, asked: Asked) -> AppointmentId:
    """Give a place to a person, registering her first if she is new; return the appointment.

    Who waited to be called waits no more; without another number hers is the one in the archive.
    Refuses what booking and registering refuse, and then nothing at all has happened: the new
    person is not in the archive either.
    """
    person_id = asked.person_id
    if asked.newcomer is not None:
        person_id = register_with_phone(
            actor=actor,
            now=now,
            details=asked.newcomer.details,
            contact=asked.newcomer.contact,
            is_another=asked.newcomer.is_another,
        )
    if person_id is None:
        raise PlaceTaken(AppointmentFault.PERSON_MISSING)
    appointment_id = book(
        actor=actor,
        now=now,
        booking=Booking(
            person_id=person_id,
            place=asked.place,
            reason=asked.purpose,
            origin=asked.origin,
            work_group=asked.group,
            phone=asked.phone or phone_of(actor, person_id),
            practical=asked.practical,
        ),
    )
    if asked.message_id is not None:
        close_booked(actor=actor, now=now, message_id=asked.message_id)
    return appointment_id
