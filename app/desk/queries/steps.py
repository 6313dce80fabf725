"""What was done last with a ticket, and what of it was taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from app.db import db
from app.desk.models.tickets import Ticket, TicketStep
from app.desk.procedure.tickets import NOT_UNDONE, TicketAction, TicketState
from app.desk.queries.openings import visible_to
from app.desk.rules.queue import UNDO_LASTS, Queue
from app.kernel.actor import Actor, Viewer
from app.kernel.references import TicketId

GROUPS = (frozenset({Queue.SOCIAL, Queue.APPOINTMENTS}), frozenset({Queue.PRACTICES}))


def taken_back() -> ColumnElement[bool]:
    """Return the criterion of a step that somebody took back. Unscoped: it compares two steps."""
    undo = aliased(TicketStep)
    return exists().where(
        undo.organisation_id == TicketStep.organisation_id, undo.undoes_id == TicketStep.id
    )


@dataclass(frozen=True)
class LastStep:
    """The last thing done with a ticket, by whom and when."""

    action: TicketAction
    by: UUID | None
    at: datetime
    came_from: TicketState | None

    def facts(self, viewer: Actor, now: datetime) -> dict[str, bool]:
        """Return what the table asks before the press is taken back."""
        return {
            "last_is_undoable": self.action not in NOT_UNDONE,
            "last_is_mine": self.by is not None and self.by == getattr(viewer, "account_id", None),
            "last_is_recent": now - self.at <= UNDO_LASTS,
        }


@dataclass(frozen=True)
class Steps:
    """What the line and its presses depend on: calls in turn, the last press of each ticket.

    `calls` says for each queue whether each call so far was a precedence, in order; `last` knows
    only what was done in ten minutes, in the order in which it was done.
    """

    calls: Mapping[Queue, Sequence[bool]]
    last: Mapping[TicketId, LastStep]


def steps_of(viewer: Viewer, opening_id: UUID | None, now: datetime) -> Steps:
    """Return what the steps of an opening tell, with one query; a call taken back is no turn."""
    calls: dict[Queue, list[bool]] = {queue: [] for queue in Queue}
    last: dict[TicketId, LastStep] = {}
    for step in _steps(viewer, opening_id, now) if opening_id else ():
        if step.at >= now - UNDO_LASTS:
            last.pop(step.ticket_id, None)  # the order is that of the last presses
            last[step.ticket_id] = _last(step)
        if step.by_precedence is not None and not step.back:
            for member in next(one for one in GROUPS if step.queue in one):
                calls[member].append(step.by_precedence)
    return Steps(calls, last)


def _steps(viewer: Viewer, opening_id: UUID, now: datetime) -> Iterable[Any]:
    counted = TicketStep.by_precedence.is_not(None)
    return db.session.execute(
        select(
            TicketStep.ticket_id,
            TicketStep.action,
            TicketStep.actor_id,
            TicketStep.at,
            TicketStep.from_state,
            TicketStep.by_precedence,
            Ticket.queue,
            taken_back().label("back"),
        )
        .join(
            Ticket,
            (Ticket.organisation_id == TicketStep.organisation_id)
            & (Ticket.id == TicketStep.ticket_id),
        )
        .where(
            visible_to(viewer, viewer.organisation_id, TicketStep),
            TicketStep.opening_id == opening_id,
            or_(counted, TicketStep.at >= now - UNDO_LASTS),
        )
        .order_by(TicketStep.at, TicketStep.id)
    )


def last_step(actor: Viewer, ticket: Ticket, now: datetime) -> LastStep | None:
    """Return the last step of one ticket, unless more than ten minutes have gone by."""
    step = step_to_undo(actor, ticket)
    return _last(step) if step is not None and step.at >= now - UNDO_LASTS else None


def _last(step: Any) -> LastStep:
    came = TicketState(step.from_state) if step.from_state else None
    return LastStep(TicketAction(step.action), step.actor_id, step.at, came)


def step_to_undo(actor: Viewer, ticket: Ticket) -> TicketStep | None:
    """Return the last step of a ticket, to be taken back."""
    return db.session.scalar(
        select(TicketStep)
        .where(
            visible_to(actor, actor.organisation_id, TicketStep),
            TicketStep.ticket_id == ticket.id,
        )
        .order_by(TicketStep.at.desc(), TicketStep.id.desc())
        .limit(1)
    )
