"""Calling and receiving: who is next, who does not answer, who has to wait again."""

from datetime import datetime
from typing import Any

from app.accounts.policy import Permission
from app.desk import queries
from app.desk.models.tickets import DeskCounter, Ticket
from app.desk.operations.openings import my_counter
from app.desk.operations.steps import (
    allowed,
    opening_id_of,
    opening_to_work_in,
    seat,
    take_step,
    write_step,
)
from app.desk.operations.visits import begin_visit
from app.desk.procedure.tickets import TicketAction
from app.desk.rules.queue import DeskFault, JumpCause, PassTarget, Queue, WithoutInterviewCause
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow
from app.kernel.references import TicketId
from app.transaction.use_case import use_case

_QUEUE_OF = {PassTarget.TO_SOCIAL: Queue.SOCIAL, PassTarget.TO_PRACTICES: Queue.PRACTICES}


@use_case("desk.ticket.call_next", permission=Permission.DESK_TICKET_SERVE)
def call_next(*, actor: Viewer, now: datetime) -> TicketId:
    """Call to my counter whoever is next for it, and return the ticket.

    Precedences, then appointments at their hour, then arrival; after two precedences who has
    waited longest. Two counters never call the same person. Refuses when nobody waits, and who has
    no counter open.
    """
    opening = opening_to_work_in(actor, now)
    counter = my_counter(actor, opening_id_of(opening))
    ticket = queries.claim_first(actor, queries.line_for(actor, counter.opening_id, now))
    if ticket is None:
        raise NotAllowedNow(DeskFault.NOBODY_WAITS)
    _call(actor, now, ticket, counter, TicketAction.CALL, next_in_line=True)
    return ticket.id


@use_case("desk.ticket.call", permission=Permission.DESK_TICKET_SERVE)
def call(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Call the one who is next, or who had not answered and is here again.

    Refuses who is not next in line: for her there is the call out of order.
    """
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    counter = my_counter(actor, opening_id_of(opening_to_work_in(actor, now)))
    _call(actor, now, ticket, counter, TicketAction.CALL)


@use_case("desk.ticket.call_out_of_order", permission=Permission.DESK_TICKET_SERVE)
def call_out_of_order(
    *, actor: Viewer, now: datetime, ticket_id: TicketId, version: int, reason: JumpCause
) -> None:
    """Call somebody before her turn, with a reason from the list."""
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    counter = my_counter(actor, opening_id_of(opening_to_work_in(actor, now)))
    _call(actor, now, ticket, counter, TicketAction.CALL_OUT_OF_ORDER, detail=reason)


def _call(
    actor: Viewer,
    now: datetime,
    ticket: Ticket,
    counter: DeskCounter,
    action: TicketAction,
    *,
    detail: str = "",
    next_in_line: bool | None = None,
) -> None:
    known: dict[str, Any] = {} if next_in_line is None else {"next_in_line": next_in_line}
    step = allowed(actor, now, ticket, action, detail, **known)
    counts = ticket.calls == 0 and not ticket.first  # a second call is not a second turn
    jumped = ticket.precedence or action is TicketAction.CALL_OUT_OF_ORDER
    ticket.calls += 1
    seat(ticket, actor, counter.number)
    write_step(
        ticket, step, actor=actor, now=now, detail=detail, by_precedence=jumped if counts else None
    )


@use_case("desk.ticket.start", permission=Permission.DESK_TICKET_SERVE)
def start(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Begin the interview, or take up one that was paused or interrupted.

    Refuses who was called by another counter; whoever is free takes up an interrupted one.
    """
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    counter = my_counter(actor, opening_id_of(opening_to_work_in(actor, now)))
    step = allowed(actor, now, ticket, TicketAction.START)
    seat(ticket, actor, counter.number)
    ticket.first, ticket.expected_back_at = False, None
    write_step(ticket, step, actor=actor, now=now)
    begin_visit(actor, now, ticket)


@use_case("desk.ticket.no_answer", permission=Permission.DESK_TICKET_SERVE)
def no_answer(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Note that nobody answered the first call: the place in line is kept."""
    take_step(
        actor=actor, now=now, ticket_id=ticket_id, version=version, action=TicketAction.NO_ANSWER
    )


@use_case("desk.ticket.mark_not_present", permission=Permission.DESK_TICKET_SERVE)
def mark_not_present(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Note that nobody answered twice: her place is kept for thirty minutes."""
    take_step(
        actor=actor,
        now=now,
        ticket_id=ticket_id,
        version=version,
        action=TicketAction.MARK_NOT_PRESENT,
    )


@use_case("desk.ticket.pause", permission=Permission.DESK_TICKET_SERVE)
def pause(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Let somebody wait a moment without losing her worker: a call, a paper to fetch."""
    take_step(actor=actor, now=now, ticket_id=ticket_id, version=version, action=TicketAction.PAUSE)


@use_case("desk.ticket.interrupt", permission=None)
def interrupt(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Stop an interview because its worker is called away: it is offered to the others at once."""
    take_step(
        actor=actor, now=now, ticket_id=ticket_id, version=version, action=TicketAction.INTERRUPT
    )


@use_case("desk.ticket.return_to_queue", permission=Permission.DESK_TICKET_SERVE)
def return_to_queue(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Send somebody back to the waiting room as the first of the line."""
    ticket = take_step(
        actor=actor,
        now=now,
        ticket_id=ticket_id,
        version=version,
        action=TicketAction.RETURN_TO_QUEUE,
    )
    ticket.first = True


@use_case("desk.ticket.pass_to", permission=Permission.DESK_TICKET_SERVE)
def pass_to(
    *, actor: Viewer, now: datetime, ticket_id: TicketId, version: int, to: PassTarget
) -> None:
    """Pass somebody to the other queue or to a colleague: same number, place by first arrival.

    "I cannot follow her" asks for no reason and shows none: the program no longer offers her to me.
    """
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    step = allowed(actor, now, ticket, TicketAction.PASS_TO, to)
    ticket.queue = _QUEUE_OF.get(to, Queue(ticket.queue))
    ticket.wanted_id, ticket.first = None, False
    if to is PassTarget.TO_A_COLLEAGUE:
        ticket.not_for_id = actor.account_id
    write_step(ticket, step, actor=actor, now=now, detail=to)


@use_case("desk.ticket.close_without_interview", permission=Permission.DESK_TICKET_SERVE)
def close_without_interview(
    *,
    actor: Viewer,
    now: datetime,
    ticket_id: TicketId,
    version: int,
    why: WithoutInterviewCause | None,
) -> None:
    """Let somebody go who could not be received: with a date in hand, or because she prefers so.

    Refuses silence: nobody with a ticket leaves without one of the two.
    """
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    detail = str(why or "")
    ends_well = why is not None
    action = TicketAction.CLOSE_WITHOUT_INTERVIEW
    step = allowed(actor, now, ticket, action, detail, ends_well=ends_well)
    write_step(ticket, step, actor=actor, now=now, detail=detail)
