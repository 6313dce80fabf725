"""Giving out numbers: by letter, at the arrival of a booked person, and taking one back."""

from datetime import datetime
from typing import Any

from app.accounts.policy import Permission
from app.audit.context import about
from app.desk import queries
from app.desk.models.tickets import Ticket
from app.desk.operations.steps import (
    allowed,
    begin,
    opening_id_of,
    opening_to_work_in,
    take_step,
    write_step,
)
from app.desk.procedure.tickets import TICKET, TicketAction, TicketFacts, TicketState
from app.desk.rules.queue import LETTERS, DeskFault, Queue, place_after_return, ticket_code
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow
from app.kernel.references import AppointmentId, EngagementId, TicketId
from app.transaction.numbers import next_number
from app.transaction.use_case import use_case

ONE_NUMBER_EACH = {
    "uq_ticket_organisation_id_appointment_id": NotAllowedNow(DeskFault.ALREADY_ARRIVED)
}


@use_case("desk.ticket.take", permission=Permission.DESK_TICKET_TAKE)
def take(*, actor: Viewer, now: datetime, queue: Queue, precedence: bool = False) -> TicketId:
    """Give the next number of a queue and return the ticket: no name, no reason.

    Refuses when no opening is on, when it has no such queue, and when the distribution is closed,
    unless the supervisor gives it.
    """
    return give(actor, now, queue, precedence=precedence)


def give(
    actor: Viewer,
    now: datetime,
    queue: Queue,
    action: TicketAction = TicketAction.TAKE,
    *,
    number: int | None = None,
    arrived_at: datetime | None = None,
    **known: Any,
) -> TicketId:
    """Give the next number of a queue; or, of paper, this one to who arrived at an hour."""
    opening = opening_to_work_in(actor, now)
    if queue is not Queue.APPOINTMENTS and queue not in opening.queues:
        raise NotAllowedNow(DeskFault.NO_OPENING)
    facts = TicketFacts(distribution_open=opening.gives_numbers or number is not None)
    step = TICKET.step(None, action, facts, actor.may)
    letter = LETTERS[queue]
    number = number or next_number(actor.organisation_id, f"ticket-{letter}", opening.period)
    ticket = Ticket(
        organisation_id=actor.organisation_id,
        opening_id=opening_id_of(opening),
        letter=letter,
        number=number,
        code=ticket_code(queue, number),
        queue=queue,
        state=TicketState.WAITING,
        since=arrived_at or now,
        taken_at=arrived_at or now,
        taken_by=actor.account_id,
        place_at=arrived_at or now,
        first=False,
        calls=0,
        worker="",
        **{"precedence": False, **known},
    )
    begin(ticket, step, actor=actor, now=now)
    return ticket.id


@use_case(
    "desk.ticket.take_for_appointment",
    permission=Permission.DESK_TICKET_TAKE,
    refusals=ONE_NUMBER_EACH,
)
def take_for_appointment(
    *,
    actor: Viewer,
    now: datetime,
    appointment_id: AppointmentId,
    due_at: datetime,
    wanted_id: EngagementId,
) -> TicketId:
    """Give a C number to a booked person: her hour counts, and only her worker calls her.

    Refuses a second number for the same appointment. Joins the use case that marks the arrival.
    """
    return give(
        actor,
        now,
        Queue.APPOINTMENTS,
        TicketAction.TAKE_FROM_APPOINTMENT,
        appointment_id=appointment_id,
        due_at=due_at,
        wanted_id=wanted_id,
    )


@use_case("desk.ticket.void", permission=Permission.DESK_TICKET_TAKE)
def void(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Cancel a number given by mistake: who gave it, or the supervisor."""
    take_step(actor=actor, now=now, ticket_id=ticket_id, version=version, action=TicketAction.VOID)


@use_case("desk.ticket.mark_precedence", permission=Permission.DESK_TICKET_TAKE)
def mark_precedence(
    *,
    actor: Viewer,
    now: datetime,
    ticket_id: TicketId,
    version: int,
    precedence: bool,
) -> None:
    """Give or take away the precedence of who waits. The reason is said, never written."""
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    if TicketState(ticket.state) in TICKET.final:
        raise NotAllowedNow(DeskFault.ALREADY_CLOSED)
    ticket.precedence = precedence
    about("ticket", ticket.id)


@use_case("desk.ticket.come_back", permission=Permission.DESK_TICKET_TAKE)
def come_back(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Put back in line who did not answer: at her place within thirty minutes, else at the end."""
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    lost_at = ticket.since
    step = allowed(actor, now, ticket, TicketAction.COME_BACK)
    write_step(ticket, step, actor=actor, now=now)
    place = place_after_return(ticket.place_at, lost_at, now)
    if place != ticket.place_at:
        ticket.place_at, ticket.due_at = place, None


@use_case("desk.ticket.leave", permission=Permission.DESK_TICKET_TAKE)
def leave(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Note that somebody went away without waiting: it is counted, it is nobody's fault."""
    take_step(actor=actor, now=now, ticket_id=ticket_id, version=version, action=TicketAction.LEAVE)
