"""Taking back the last press: the step stays, another one says that it did not count."""

from datetime import datetime

from app.accounts.policy import Permission
from app.desk import queries
from app.desk.operations.openings import my_counter
from app.desk.operations.steps import allowed, seat, write_step
from app.desk.procedure.tickets import TicketAction, TicketState
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow
from app.kernel.references import TicketId
from app.transaction.use_case import use_case

_AT_A_COUNTER = (TicketState.CALLED, TicketState.SERVING, TicketState.PAUSED)


@use_case("desk.ticket.undo", permission=Permission.DESK_TICKET_TAKE)
def undo(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Take back the last press on a ticket, within ten minutes, by who made it.

    Queue, place, calls and counter are again what they were; a call that was taken back is no turn
    of the line. Refuses what has its own way back: a number is cancelled, an interview reopened.
    """
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    last = queries.step_to_undo(actor, ticket)
    if last is None or last.from_state is None:
        raise NotAllowedNow("nothing_to_undo")
    change = allowed(actor, now, ticket, TicketAction.UNDO, to=TicketState(last.from_state))
    write_step(ticket, change, actor=actor, now=now, undoes=last)
    if change.step.to in _AT_A_COUNTER and ticket.worker_id == actor.account_id:
        seat(ticket, actor, my_counter(actor, ticket.opening_id).number)
