"""The opening and its counters: who sits where, who had to run, when the numbers end."""

from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.desk import queries
from app.desk.models.tickets import DeskCounter
from app.desk.operations.messages import ask_to_cover
from app.desk.operations.steps import (
    TicketChange,
    allowed,
    opening_id_of,
    opening_to_work_in,
    write_step,
)
from app.desk.procedure.tickets import TICKET, TicketAction, TicketFacts, TicketState
from app.desk.queries.cover import to_cover
from app.desk.rules.queue import AwayCause, DeskFault, Queue
from app.kernel.actor import SystemActor, Viewer
from app.kernel.errors import Invalid, NotAllowedNow
from app.transaction.use_case import use_case

_TAKEN = {"uq_desk_counter_number_in_use": Invalid(f"number:{DeskFault.COUNTER_TAKEN}")}


def my_counter(actor: Viewer, opening_id: UUID) -> DeskCounter:
    """Return the counter of who asks; `NotAllowedNow` without one, or while she is away."""
    counter = queries.counter_of(actor, opening_id)
    if counter is None:
        raise NotAllowedNow(DeskFault.NO_COUNTER)
    if counter.away_since is not None:
        raise NotAllowedNow(DeskFault.COUNTER_AWAY)
    return counter


@use_case("desk.counter.open", permission=Permission.DESK_TICKET_SERVE, refusals=_TAKEN)
def open_counter(*, actor: Viewer, now: datetime, number: int) -> None:
    """Sit down at a counter for this opening; refuses a number where a colleague already sits."""
    opening = opening_to_work_in(actor, now)
    opening_id = opening_id_of(opening)
    counter = queries.counter_of(actor, opening_id, left_too=True)
    if counter is None:
        counter = DeskCounter(
            organisation_id=actor.organisation_id,
            opening_id=opening_id,
            account_id=actor.account_id,
            worker=actor.name,
            for_papers=Queue.PRACTICES in queries.queues_of(actor),
            opened_at=now,
            away_reason="",
        )
        db.session.add(counter)
    counter.number, counter.left_at = number, None
    about("desk_opening", opening_id)


@use_case("desk.counter.leave", permission=Permission.DESK_TICKET_SERVE)
def leave_counter(*, actor: Viewer, now: datetime) -> None:
    """Get up from the counter at the end; refuses while somebody is called or inside there."""
    opening_id = opening_id_of(opening_to_work_in(actor, now))
    counter = my_counter(actor, opening_id)
    if queries.is_inside(actor, queries.tickets_of(actor, opening_id)):
        raise NotAllowedNow(DeskFault.COUNTER_BUSY)
    counter.left_at = now
    about("desk_opening", opening_id)


@use_case("desk.counter.run", permission=Permission.DESK_TICKET_SERVE)
def leave_in_a_hurry(*, actor: Viewer, now: datetime, reason: AwayCause, back_at: datetime) -> None:
    """Leave the counter for an emergency: school, Carabinieri, hospital.

    The interview under way is interrupted and offered to the others at once, who was only called
    goes back first in line. Who is on the rota and at no counter is asked to come, the supervisor
    too where fewer than two are left. The reason is read by her, never in the waiting room.
    """
    if back_at <= now:
        raise Invalid(f"back:{DeskFault.RETURN_IN_THE_PAST}")
    opening = opening_to_work_in(actor, now)
    opening_id = opening_id_of(opening)
    counter = my_counter(actor, opening_id)
    counter.away_since, counter.away_reason, counter.back_at = now, reason, back_at
    for ticket in queries.inside_for_change(actor, opening_id):
        called = ticket.state == TicketState.CALLED
        action = TicketAction.RETURN_TO_QUEUE if called else TicketAction.INTERRUPT
        step = allowed(actor, now, ticket, action, reason)
        write_step(ticket, step, actor=actor, now=now, detail=reason)
        ticket.first = called
        ticket.expected_back_at = None if called else back_at
    ask_to_cover(actor=actor, now=now, to=to_cover(actor, opening_id, opening.day))
    about("desk_opening", opening_id)


@use_case("desk.counter.return", permission=Permission.DESK_TICKET_SERVE)
def return_to_counter(*, actor: Viewer, now: datetime) -> None:
    """Say that one is back at the counter."""
    opening_id = opening_id_of(opening_to_work_in(actor, now))
    counter = queries.counter_of(actor, opening_id)
    if counter is None:
        raise NotAllowedNow(DeskFault.NO_COUNTER)
    counter.away_since, counter.away_reason, counter.back_at = None, "", None
    about("desk_opening", opening_id)


@use_case("desk.distribution.close", permission=Permission.DESK_TICKET_SERVE)
def close_distribution(*, actor: Viewer, now: datetime) -> None:
    """Stop giving numbers for this opening; who waits is kept, and received."""
    opening = opening_to_work_in(actor, now)
    row = queries.opening_for_change(actor, opening_id_of(opening))
    if row.distribution_closed_at is not None:
        raise NotAllowedNow(DeskFault.ALREADY_CLOSED)
    row.distribution_closed_at = now
    about("desk_opening", row.id)


@use_case("desk.distribution.reopen", permission=Permission.DESK_TICKET_SERVE)
def reopen_distribution(*, actor: Viewer, now: datetime) -> None:
    """Give numbers again, after the distribution was closed by mistake or too early."""
    opening = opening_to_work_in(actor, now)
    row = queries.opening_for_change(actor, opening_id_of(opening))
    if row.distribution_closed_at is None:
        raise NotAllowedNow(DeskFault.ALREADY_OPEN)
    row.distribution_closed_at = None
    about("desk_opening", row.id)


@use_case("desk.opening.sweep", permission=Permission.DESK_TICKET_TAKE)
def sweep_opening(*, actor: SystemActor, now: datetime, opening_id: UUID) -> int:
    """Close, at the end of an opening, the tickets of who did not come back; return how many.

    The program ends nobody else's: whoever is still waiting is listed for the supervisor.
    """
    gone = queries.not_present_for_sweep(actor, opening_id)
    for ticket in gone:
        step = TICKET.step(TicketState(ticket.state), TicketAction.LEAVE, TicketFacts(), actor.may)
        write_step(ticket, TicketChange(step, {}), actor=actor, now=now)
    return len(gone)
