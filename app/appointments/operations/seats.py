"""The numbered places of a group: each given to one person, the database is the judge."""

from datetime import datetime

from app.accounts.policy import Permission
from app.appointments import queries
from app.appointments.models import GroupSeat
from app.appointments.operations.claims import give_back_seat, lock_hours, take_seat
from app.appointments.rules import AppointmentFault, Span
from app.appointments.rules.items import ItemFault, free_seat
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow
from app.kernel.references import AgendaItemId, PersonId
from app.people.queries import person_row
from app.transaction.use_case import use_case

_KEEP = Permission.APPOINTMENTS_ITEM_KEEP
# What the two unique keys say, should two come past the lock on the group.
_TAKEN = NotAllowedNow(ItemFault.NO_SEAT_LEFT)
_SEATED = NotAllowedNow(ItemFault.ALREADY_SEATED)
_ELSEWHERE = NotAllowedNow(AppointmentFault.PERSON_ELSEWHERE)
_REFUSALS = {
    "time_claim_free": _ELSEWHERE,
    "uq_group_seat_organisation_id_item_id_number": _TAKEN,
    "uq_group_seat_organisation_id_item_id_person_id": _SEATED,
}


@use_case("appointments.seat.give", permission=_KEEP, refusals=_REFUSALS)
def give_seat(*, actor: Viewer, now: datetime, item_id: AgendaItemId, person_id: PersonId) -> int:
    """Give the first free place of a group and return its number.

    Refuses when the group is full or over, and a person who has a place already, or is expected
    elsewhere at that hour, or would meet somebody whom she is not to.
    """
    row = queries.item_for_change(actor, item_id)
    if row.cancelled_at is not None or row.ends_at <= now:
        raise NotAllowedNow(ItemFault.IN_THE_PAST)
    person = person_row(actor, person_id)
    taken = {seat.person_id: seat.number for seat in queries.seats_for_change(actor, row.id)}
    if person.id in taken:
        raise _SEATED
    number = free_seat(taken.values(), row.seats)
    if number is None:
        raise _TAKEN
    hours = [person.id, *queries.not_to_meet(actor, person.id)]
    lock_hours(actor.organisation_id, hours, now)
    if not queries.is_free(actor, person.id, Span(row.starts_at, row.ends_at), now):
        raise _ELSEWHERE
    if not queries.meets_nobody(actor, [person.id], row):
        raise NotAllowedNow(ItemFault.HOUR_NOT_GIVEN)
    take_seat(row, person.id)
    db.session.add(
        GroupSeat(
            organisation_id=row.organisation_id,
            item_id=row.id,
            number=number,
            person_id=person.id,
            given_at=now,
        )
    )
    about("agenda_item", row.id)
    about("person", person.id)
    return number


@use_case("appointments.seat.give_back", permission=_KEEP)
def give_seat_back(
    *, actor: Viewer, now: datetime, item_id: AgendaItemId, person_id: PersonId
) -> None:
    """Free the place of somebody who does not come any more; nothing where she had none."""
    row = queries.item_for_change(actor, item_id)
    about("agenda_item", row.id)
    about("person", person_row(actor, person_id).id)
    for seat in queries.seats_for_change(actor, row.id):
        if seat.person_id == person_id:
            db.session.delete(seat)
            give_back_seat(row, person_id)
