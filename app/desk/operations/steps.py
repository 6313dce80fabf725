"""One step of a ticket: the table allows it, the step is written, the interval changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.audit.context import about
from app.audit.recorder import DECLARED_WRITE
from app.db import db
from app.desk import queries
from app.desk.models.tickets import DeskOpening, Ticket, TicketInterval, TicketStep
from app.desk.procedure.tickets import TICKET, TicketAction, TicketState
from app.desk.queries.openings import OpeningNow
from app.desk.rules.queue import DeskFault, Queue
from app.kernel.actor import Actor, Viewer
from app.kernel.errors import NotAllowedNow
from app.kernel.references import TicketId, new_id
from app.kernel.workflow import Step
from app.organisations.queries import setting
from app.organisations.rules import SettingKey
from app.transaction.steps import step_columns

_First = Step[TicketState, TicketAction, Any]
# What a step may change of a ticket besides its state: what is put back when it is taken back.
_KEPT = (
    "queue", "place_at", "due_at", "first", "calls", "worker_id", "worker", "counter", "wanted_id",
    "not_for_id", "expected_back_at",
)  # fmt: skip
_READ: Mapping[str, Callable[[Any], Any]] = {"_at": datetime.fromisoformat, "_id": UUID}


@dataclass(frozen=True)
class TicketChange:
    """A step the table allows, with what the ticket was before it."""

    step: _First
    before: dict[str, Any]


def opening_to_work_in(actor: Viewer, now: datetime) -> OpeningNow:
    """Return the opening that is on, made at its first number; `NotAllowedNow` without one."""
    opening = queries.opening_now(actor, now)
    if opening is None:
        raise NotAllowedNow(DeskFault.NO_OPENING)
    if opening.id is not None:
        return opening
    _make(actor, opening)
    made = queries.opening_now(actor, now)
    if made is None:
        raise NotAllowedNow(DeskFault.NO_OPENING)
    return made


def _make(actor: Viewer, opening: OpeningNow) -> None:
    """Write the opening down, unless somebody at another counter just did."""
    behind = queries.history_before(actor, opening.day)
    slot = setting(actor, SettingKey.SLOT_MINUTES, opening.day) or "0"
    on_sqlite = db.session.connection().dialect.name == "sqlite"
    row = (sqlite.insert if on_sqlite else postgresql.insert)(DeskOpening).values(
        organisation_id=actor.organisation_id,
        id=new_id(),
        version=1,
        day=opening.day,
        weekday=opening.day.weekday(),
        from_minute=opening.from_minute,
        to_minute=opening.to_minute,
        site_id=opening.site_id,
        walk_in=Queue.SOCIAL in opening.queues,
        papers=Queue.PRACTICES in opening.queues,
        slot_minutes=int(slot),
        openings_behind=behind.openings,
        usual_social=behind.social,
        usual_papers=behind.papers,
    )
    db.session.execute(
        row.on_conflict_do_nothing(index_elements=["organisation_id", "day", "from_minute"]),
        execution_options={DECLARED_WRITE: True},
    )


def opening_id_of(opening: OpeningNow) -> UUID:
    """Return the id of an opening that has been written down."""
    if opening.id is None:
        raise LookupError("the opening was not written down yet")
    return opening.id


def begin(ticket: Ticket, step: _First, *, actor: Viewer, now: datetime, detail: str = "") -> None:
    """Write the first step of a ticket and open its first interval."""
    db.session.add(ticket)
    db.session.flush()
    _append(ticket, step, actor=actor, now=now, detail=detail)
    _open(ticket, ticket.taken_at)
    about("ticket", ticket.id)


def take_step(
    *,
    actor: Viewer,
    now: datetime,
    ticket_id: TicketId,
    version: int,
    action: TicketAction,
    detail: str = "",
) -> Ticket:
    """Load a ticket, ask the table and write the step; what else changes is the caller's.

    Raises what `Procedure.step` raises, `NotFound` out of reach, `Conflict` when it changed.
    """
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    step = allowed(actor, now, ticket, action, detail)
    write_step(ticket, step, actor=actor, now=now, detail=detail)
    return ticket


def allowed(
    actor: Viewer,
    now: datetime,
    ticket: Ticket,
    action: TicketAction,
    detail: str = "",
    *,
    to: TicketState | None = None,
    **known: Any,
) -> TicketChange:
    """Return the step of `action` from where the ticket is; `known` are facts of the caller."""
    facts = queries.facts_for_change(actor, ticket, now, **known)
    step = TICKET.step(TicketState(ticket.state), action, facts, actor.may, to=to, reason=detail)
    return TicketChange(step, {name: _plain(getattr(ticket, name)) for name in _KEPT})


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _put_back(ticket: Ticket, before: Mapping[str, Any]) -> None:
    """Make a ticket again what it was before a step, its state excepted."""
    for name, value in before.items():
        read = _READ.get(name[-3:])
        setattr(ticket, name, read(value) if read and value is not None else value)


def write_step(
    ticket: Ticket,
    change: TicketChange,
    *,
    actor: Actor,
    now: datetime,
    undoes: TicketStep | None = None,
    **told: Any,
) -> None:
    """Append the step, close the open interval, open the next one unless it is the end.

    Who goes back to the waiting room is at no counter any more. `told` goes into the step: its
    `detail`, whether it was `by_precedence`.
    """
    step = change.step
    undoes_id = undoes.id if undoes else None
    now = _close(ticket, now)
    ticket.state, ticket.since = step.to, now
    _append(ticket, step, actor=actor, now=now, before=change.before, undoes_id=undoes_id, **told)
    if undoes is not None:
        _put_back(ticket, undoes.before or {})
    elif step.to in (TicketState.WAITING, TicketState.NOT_PRESENT):
        _unseat(ticket, keep_calls=step.action is TicketAction.NO_ANSWER)
    if step.to not in TICKET.final:
        _open(ticket, now)
    about("ticket", ticket.id)


def seat(ticket: Ticket, actor: Viewer, number: int) -> None:
    """Put a ticket at the counter of whoever calls or receives."""
    ticket.counter, ticket.worker_id, ticket.worker = number, actor.account_id, actor.name


def _unseat(ticket: Ticket, *, keep_calls: bool) -> None:
    ticket.counter, ticket.worker_id, ticket.worker = None, None, ""
    ticket.calls = ticket.calls if keep_calls else 0
    ticket.expected_back_at = None


def _append(
    ticket: Ticket,
    step: _First,
    *,
    actor: Actor,
    now: datetime,
    detail: str = "",
    **told: Any,
) -> None:
    db.session.add(
        TicketStep(
            organisation_id=ticket.organisation_id,
            ticket_id=ticket.id,
            opening_id=ticket.opening_id,
            counter=ticket.counter,
            **told,
            **step_columns(actor, now, step, reason_code=detail),
        )
    )


def _close(ticket: Ticket, now: datetime) -> datetime:
    """End the interval that is open and return when; written at once: two may never be open.

    Whoever waited for her turn to write read the clock before who wrote first: never backwards.
    """
    interval = db.session.scalar(
        select(TicketInterval).where(
            TicketInterval.organisation_id == ticket.organisation_id,
            TicketInterval.ticket_id == ticket.id,
            TicketInterval.ended_at.is_(None),
        )
    )
    if interval is not None:
        now = interval.ended_at = max(now, interval.started_at)
        db.session.flush()
    return now


def _open(ticket: Ticket, now: datetime) -> None:
    db.session.add(
        TicketInterval(
            organisation_id=ticket.organisation_id,
            ticket_id=ticket.id,
            opening_id=ticket.opening_id,
            queue=ticket.queue,
            state=ticket.state,
            started_at=now,
            counter=ticket.counter,
            worker_id=ticket.worker_id,
        )
    )
