"""Tickets: the line as each counter sees it, and one ticket with what may be done with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.desk.models.tickets import Ticket
from app.desk.procedure.tickets import (
    TICKET,
    TicketAction,
    TicketFacts,
    TicketState,
)
from app.desk.queries.openings import OpeningNow, opening_now, queues_of, visible_to
from app.desk.queries.steps import GROUPS, LastStep, last_step, steps_of
from app.desk.rules.queue import Queue, Waiting, in_order
from app.kernel.actor import Actor, SystemActor, Viewer
from app.kernel.references import AccountId, AppointmentId, EngagementId, TicketId
from app.kernel.workflow import Offer
from app.transaction.loading import found, locked

_INSIDE = (TicketState.CALLED, TicketState.SERVING)


@dataclass(frozen=True, kw_only=True)
class TicketRow:
    """One ticket as the board shows it, with what this viewer may do with it."""

    id: TicketId
    version: int
    code: str
    queue: Queue
    state: TicketState
    since: datetime
    taken_at: datetime
    taken_by: AccountId | None
    place_at: datetime
    due_at: datetime | None
    first: bool
    precedence: bool
    calls: int
    worker_id: AccountId | None
    worker: str
    counter: int | None
    wanted_id: EngagementId | None
    not_for_id: AccountId | None
    expected_back_at: datetime | None
    opening_id: UUID
    appointment_id: AppointmentId | None
    offers: tuple[Offer[TicketState, TicketAction], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state not in TICKET.final

    def is_for(self, viewer: Viewer) -> bool:
        """Whether the counter of this worker calls it: her queue, or the person wants her."""
        if self.not_for_id == viewer.account_id:
            return False
        if self.wanted_id is not None:
            return self.wanted_id in viewer.engagement_ids
        return self.queue in queues_of(viewer)


def tickets_of(viewer: Viewer, opening_id: UUID | None) -> list[TicketRow]:
    """Return all the tickets of an opening as they were taken, without what may be done."""
    if opening_id is None:
        return []
    rows = db.session.scalars(
        select(Ticket)
        .where(visible_to(viewer, viewer.organisation_id, Ticket), Ticket.opening_id == opening_id)
        .order_by(Ticket.taken_at, Ticket.code)
        .execution_options(populate_existing=True)
    )
    return [_row(row) for row in rows]


def in_line(
    tickets: Iterable[TicketRow], calls: Mapping[Queue, Sequence[bool]], now: datetime
) -> list[TicketRow]:
    """Return who waits, social work before papers, each in the order of the rule. Unscoped."""
    waiting = [one for one in tickets if one.state is TicketState.WAITING]
    line: list[TicketRow] = []
    for group in GROUPS:
        here = {one.code: one for one in waiting if one.queue in group}
        ordered = in_order(map(_waiting, here.values()), calls[next(iter(group))], now)
        line += [here[one.code] for one in ordered]
    return line


def line_for(viewer: Viewer, opening_id: UUID, now: datetime) -> list[TicketRow]:
    """Return who waits for the counter of this worker, the next one first."""
    calls = steps_of(viewer, opening_id, now).calls
    return _filtered(viewer, tickets_of(viewer, opening_id), calls, now)


def _filtered(
    viewer: Viewer,
    tickets: Sequence[TicketRow],
    calls: Mapping[Queue, Sequence[bool]],
    now: datetime,
) -> list[TicketRow]:
    """Order only those this counter calls: who wants a colleague is in nobody's way."""
    return in_line((one for one in tickets if one.is_for(viewer)), calls, now)


def next_for(
    viewer: Viewer,
    tickets: Sequence[TicketRow],
    calls: Mapping[Queue, Sequence[bool]],
    now: datetime,
) -> TicketRow | None:
    """Return whom the counter of this worker calls next."""
    return next(iter(_filtered(viewer, tickets, calls, now)), None)


def facts_of(
    ticket: TicketRow,
    viewer: Actor,
    *,
    opening: OpeningNow | None,
    last: LastStep | None,
    now: datetime,
    serving_another: bool = False,
    next_in_line: bool = True,
) -> TicketFacts:
    """Return what the table asks about a ticket and about who presses. Unscoped."""
    account = getattr(viewer, "account_id", None)
    too_old = {"last_is_recent": False}
    return TicketFacts(
        **(last.facts(viewer, now) if last else too_old),
        mine=ticket.worker_id == account,
        taken_by_me=ticket.taken_by == account,
        serving_another=serving_another,
        next_in_line=next_in_line or ticket.state is not TicketState.WAITING,
        calls=ticket.calls,
        same_opening=opening is not None and opening.id == ticket.opening_id,
    )


def offers_of(
    viewer: Viewer, ticket: TicketRow, facts: TicketFacts, last: LastStep | None
) -> tuple[Offer[TicketState, TicketAction], ...]:
    """Return what this viewer may do with a ticket now; a press is taken back to where it began."""
    back = last.came_from if last else None
    return tuple(
        offer
        for offer in TICKET.offers(ticket.state, facts, viewer.may)
        if offer.action is not TicketAction.UNDO or offer.to is back
    )


def is_inside(viewer: Viewer, tickets: Iterable[TicketRow], but: TicketId | None = None) -> bool:
    """Return whether this worker already has somebody called or inside, `but` left out."""
    return any(
        one.worker_id == viewer.account_id and one.state in _INSIDE and one.id != but
        for one in tickets
    )


def ticket_page(viewer: Viewer, ticket_id: TicketId, now: datetime) -> TicketRow:
    """Return one ticket with what this viewer may do with it now; `NotFound` out of reach."""
    reach = visible_to(viewer, viewer.organisation_id, Ticket)
    mine = select(Ticket).where(reach, Ticket.id == ticket_id)
    ticket = _row(found(mine.execution_options(populate_existing=True)))
    tickets = tickets_of(viewer, ticket.opening_id)
    steps = steps_of(viewer, ticket.opening_id, now)
    following, last = next_for(viewer, tickets, steps.calls, now), steps.last.get(ticket.id)
    facts = facts_of(
        ticket,
        viewer,
        opening=opening_now(viewer, now),
        last=last,
        now=now,
        serving_another=is_inside(viewer, tickets, ticket.id),
        next_in_line=following is not None and following.id == ticket.id,
    )
    return replace(ticket, offers=offers_of(viewer, ticket, facts, last))


def ahead_of(viewer: Viewer, ticket: TicketRow, now: datetime) -> int:
    """Return how many wait before a ticket in its own line."""
    group = next(one for one in GROUPS if ticket.queue in one)
    tickets = [one for one in tickets_of(viewer, ticket.opening_id) if one.queue in group]
    line = in_line(tickets, steps_of(viewer, ticket.opening_id, now).calls, now)
    return next((place for place, one in enumerate(line) if one.id == ticket.id), 0)


def ticket_for_change(actor: Viewer, ticket_id: TicketId, version: int | None = None) -> Ticket:
    """Return the ticket to be changed; `NotFound` out of reach, `Conflict` when it changed."""
    reach = visible_to(actor, actor.organisation_id, Ticket)
    return locked(select(Ticket).where(reach, Ticket.id == ticket_id), version)


def claim_first(actor: Viewer, line: Iterable[TicketRow]) -> Ticket | None:
    """Return the first of `line` that nobody else is calling at this moment, locked for us.

    A row another counter holds is skipped, not waited for: both counters get a person at once.
    """
    for one in line:
        row = db.session.scalar(
            select(Ticket)
            .where(
                visible_to(actor, actor.organisation_id, Ticket),
                Ticket.id == one.id,
                Ticket.state == TicketState.WAITING,
            )
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        if row is not None:
            return row
    return None


def facts_for_change(actor: Viewer, ticket: Ticket, now: datetime, **known: Any) -> TicketFacts:
    """Return what the table asks about a ticket under change; `known` are facts of the caller."""
    row = _row(ticket)
    opening = opening_now(actor, now)
    if "next_in_line" not in known and row.state is TicketState.WAITING:
        line = line_for(actor, row.opening_id, now)
        known["next_in_line"] = bool(line) and line[0].id == row.id
    last = last_step(actor, ticket, now)
    return replace(facts_of(row, actor, opening=opening, last=last, now=now), **known)


def inside_for_change(actor: Viewer, opening_id: UUID) -> list[Ticket]:
    """Return whom this worker has called or is receiving, to be changed."""
    rows = db.session.scalars(
        select(Ticket)
        .where(
            visible_to(actor, actor.organisation_id, Ticket),
            Ticket.opening_id == opening_id,
            Ticket.worker_id == actor.account_id,
            Ticket.state.in_(_INSIDE),
        )
        .order_by(Ticket.taken_at, Ticket.code)
        .with_for_update()
    )
    return list(rows)


def not_present_for_sweep(actor: SystemActor, opening_id: UUID) -> list[Ticket]:
    """Return who did not come back to an opening, to be closed by the program."""
    rows = db.session.scalars(
        select(Ticket)
        .where(
            Ticket.organisation_id == actor.organisation_id,
            Ticket.opening_id == opening_id,
            Ticket.state == TicketState.NOT_PRESENT,
        )
        .order_by(Ticket.taken_at, Ticket.code)
        .with_for_update()
    )
    return list(rows)


def _waiting(row: TicketRow) -> Waiting:
    return Waiting(
        code=row.code,
        place_at=row.place_at,
        queue=row.queue,
        precedence=row.precedence,
        due_at=row.due_at,
        first=row.first,
    )


def _row(row: Ticket) -> TicketRow:
    return TicketRow(
        id=row.id,
        version=row.version,
        code=row.code,
        queue=Queue(row.queue),
        state=TicketState(row.state),
        since=row.since,
        taken_at=row.taken_at,
        taken_by=row.taken_by,
        place_at=row.place_at,
        due_at=row.due_at,
        first=row.first,
        precedence=row.precedence,
        calls=row.calls,
        worker_id=row.worker_id,
        worker=row.worker,
        counter=row.counter,
        wanted_id=row.wanted_id,
        not_for_id=row.not_for_id,
        expected_back_at=row.expected_back_at,
        opening_id=row.opening_id,
        appointment_id=row.appointment_id,
    )
