"""The board of the desk: who is where, who is next, how long it may take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from app.db import db
from app.desk.models import DeskOpening, Ticket
from app.desk.procedure.tickets import TICKET, TicketAction, TicketState
from app.desk.queries.openings import (
    CounterRow,
    OpeningNow,
    counters,
    opening_now,
    visible_to,
)
from app.desk.queries.safety import SupportRow, met_how, support_calls
from app.desk.queries.steps import GROUPS, LastStep, steps_of
from app.desk.queries.tickets import (
    TicketRow,
    facts_of,
    in_line,
    is_inside,
    next_for,
    offers_of,
    tickets_of,
)
from app.desk.rules.queue import LONG_PAUSE, Expected, Queue, expected_wait, slots_left
from app.kernel.actor import Viewer, once_each_viewer
from app.kernel.clock import in_rome
from app.kernel.references import OrganisationId, TicketId
from app.people.rules import Measure

_MOST_LEFT = 50
_LATELY = timedelta(days=3)  # over a week-end: read on the next morning of work
_SHOWN_AGAIN = 5  # minutes after which the estimates are worth telling again
_AT_A_COUNTER = (TicketState.CALLED, TicketState.SERVING, TicketState.PAUSED)


@dataclass(frozen=True)
class QueueLength:
    """How many wait in a line and how long it may take: all that the reception reads."""

    queue: Queue
    waiting: int
    expected: Expected | None
    beyond_closing: bool


@dataclass(frozen=True)
class CounterView:
    """A counter with whoever is there."""

    counter: CounterRow
    tickets: tuple[TicketRow, ...]


@dataclass(frozen=True, kw_only=True)
class Board:
    """Everything the page of the desk shows, at one instant."""

    now: datetime
    opening: OpeningNow
    mine: CounterView | None
    others: tuple[CounterView, ...]
    line: tuple[TicketRow, ...]
    next: TicketRow | None
    interrupted: tuple[TicketRow, ...]
    paused_alone: tuple[TicketRow, ...]
    not_present: tuple[TicketRow, ...]
    concluded_by_me: tuple[TicketRow, ...]
    support: tuple[SupportRow, ...]
    met: Mapping[TicketId, tuple[Measure, ...]]
    pressed: tuple[TicketRow, TicketAction] | None  # my last press, while it can be taken back
    lengths: tuple[QueueLength, ...]
    totals: dict[TicketState, int]
    newest: str
    seen: str
    taken: int

    @property
    def longer_than_foreseen(self) -> bool:
        """Whether somebody at a counter had to run: the room is told, not why."""
        views = [*self.others, *([self.mine] if self.mine else [])]
        return any(view.counter.away_since for view in views)

    def minutes(self, ticket: TicketRow) -> int:
        """How long a person has been waiting since her arrival."""
        return max(int((self.now - ticket.taken_at).total_seconds() // 60), 0)

    def long_pause(self, ticket: TicketRow) -> bool:
        """Whether somebody was asked to wait a moment and it has become long."""
        return self.now - ticket.since > LONG_PAUSE


def board(viewer: Viewer, now: datetime) -> Board | None:
    """Return the board of the opening that is on, or None: always the same few queries."""
    opening = opening_now(viewer, now)
    if opening is None:
        return None
    tickets, steps = tickets_of(viewer, opening.id), steps_of(viewer, opening.id, now)
    seats = counters(viewer, opening.id)
    following, last = next_for(viewer, tickets, steps.calls, now), steps.last
    known = _Known(tickets, following, opening, last, now)
    rows = [_with_offers(viewer, one, known) for one in tickets]
    support = support_calls(viewer, opening.id, now)
    line = in_line(rows, steps.calls, now)
    views = [_view(seat, rows) for seat in seats]
    mine = next((view for view in views if view.counter.account_id == viewer.account_id), None)
    return Board(
        now=now,
        opening=opening,
        mine=mine,
        others=tuple(view for view in views if view is not mine),
        line=tuple(line),
        next=following,
        interrupted=_in(rows, TicketState.INTERRUPTED),
        paused_alone=_left_alone(rows, seats),
        not_present=_in(rows, TicketState.NOT_PRESENT),
        concluded_by_me=tuple(
            one for one in _in(rows, TicketState.DONE) if one.worker_id == viewer.account_id
        ),
        support=tuple(support),
        met=met_how(viewer, opening.id, now) if any(one.due_at for one in tickets) else {},
        pressed=_pressed(viewer, rows, last),
        lengths=_lengths(opening, rows, seats, now),
        totals={state: len(_in(rows, state)) for state in TicketState},
        newest=rows[-1].code if rows else "",
        seen=_seen(opening, rows, seats, support),
        taken=len(rows),
    )


@dataclass(frozen=True)
class Front:
    """The desk in few words, for the page of the day: who sits there and how many wait."""

    opening: OpeningNow
    seats: tuple[CounterRow, ...]
    waiting: int

    @property
    def away(self) -> tuple[CounterRow, ...]:
        """Who had to leave her counter in a hurry."""
        return tuple(seat for seat in self.seats if seat.away_since is not None)


@once_each_viewer
def front(viewer: Viewer, now: datetime) -> Front | None:
    """Return the desk of the opening that is on, without its tickets one by one, or None."""
    opening = opening_now(viewer, now)
    if opening is None:
        return None
    waiting = db.session.scalar(
        select(func.count()).select_from(Ticket).where(
            visible_to(viewer, viewer.organisation_id, Ticket),
            Ticket.opening_id == opening.id,
            Ticket.state == TicketState.WAITING,
        )
    )  # fmt: skip
    return Front(opening, tuple(counters(viewer, opening.id)), waiting or 0)


def queue_lengths(viewer: Viewer, now: datetime) -> tuple[QueueLength, ...]:
    """Return how many wait and how long it may take, for who answers at the reception."""
    opening = opening_now(viewer, now)
    if opening is None:
        return ()
    tickets = tickets_of(viewer, opening.id)
    return _lengths(opening, tickets, counters(viewer, opening.id), now)


@dataclass(frozen=True)
class _Known:
    """What the board knows when it asks what may be done with each ticket."""

    tickets: Sequence[TicketRow]
    following: TicketRow | None
    opening: OpeningNow
    last: Mapping[TicketId, LastStep]
    now: datetime


def _with_offers(viewer: Viewer, ticket: TicketRow, known: _Known) -> TicketRow:
    last = known.last.get(ticket.id)
    facts = facts_of(
        ticket,
        viewer,
        opening=known.opening,
        last=last,
        now=known.now,
        serving_another=is_inside(viewer, known.tickets, ticket.id),
        next_in_line=known.following is not None and known.following.id == ticket.id,
    )
    return replace(ticket, offers=offers_of(viewer, ticket, facts, last))


# What has a way back of its own.
BACK_BY = {
    TicketAction.TAKE: TicketAction.VOID,
    TicketAction.CONCLUDE: TicketAction.REOPEN,
}


def _pressed(
    viewer: Viewer, rows: Sequence[TicketRow], last: Mapping[TicketId, LastStep]
) -> tuple[TicketRow, TicketAction] | None:
    """Return the last press of this viewer, if it is still the last of its ticket."""
    mine = [ticket_id for ticket_id, step in last.items() if step.by == viewer.account_id]
    ticket = next((one for one in rows if mine and one.id == mine[-1]), None)
    if ticket is None:
        return None
    done = last[ticket.id].action
    back = BACK_BY.get(done, TicketAction.UNDO)
    offered = any(offer.action is back and offer.enabled for offer in ticket.offers)
    return (ticket, done) if offered else None


def _view(seat: CounterRow, rows: Sequence[TicketRow]) -> CounterView:
    here = (one for one in rows if one.worker_id == seat.account_id and one.state in _AT_A_COUNTER)
    return CounterView(seat, tuple(here))


def _in(rows: Sequence[TicketRow], state: TicketState) -> tuple[TicketRow, ...]:
    return tuple(one for one in rows if one.state is state)


def _left_alone(rows: Sequence[TicketRow], seats: Sequence[CounterRow]) -> tuple[TicketRow, ...]:
    """Return who was called or paused by somebody who has got up meanwhile."""
    sitting = {seat.account_id for seat in seats}
    return tuple(one for one in rows if one.state in _AT_A_COUNTER and one.worker_id not in sitting)


def _lengths(
    opening: OpeningNow, rows: Sequence[TicketRow], seats: Sequence[CounterRow], now: datetime
) -> tuple[QueueLength, ...]:
    """Return both lines, social work before papers."""
    return tuple(
        _length(opening, group, rows, seats, now)
        for group in GROUPS
        if group & opening.queues or any(one.queue in group and one.is_open for one in rows)
    )


def _length(
    opening: OpeningNow,
    group: frozenset[Queue],
    rows: Sequence[TicketRow],
    seats: Sequence[CounterRow],
    now: datetime,
) -> QueueLength:
    here = [one for one in rows if one.queue in group]
    waiting = len(_in(here, TicketState.WAITING))
    workers = sum(1 for seat in seats if seat.away_since is None and seat.serves & group)
    running = [
        (now - one.since).total_seconds() / 60 for one in here if one.state is TicketState.SERVING
    ]
    queue = Queue.PRACTICES if Queue.PRACTICES in group else Queue.SOCIAL
    usual = opening.usual.get(queue, 0.0)
    facts: dict[str, Any] = {"workers": workers, "openings": opening.openings_behind}
    expected = expected_wait(waiting, running, usual, **facts) if usual else None
    room = slots_left(opening.minutes_left, opening.slot_minutes, workers)
    beyond = waiting > room and workers > 0
    return QueueLength(queue, waiting, expected, beyond)


def _seen(
    opening: OpeningNow,
    rows: Sequence[TicketRow],
    seats: Sequence[CounterRow],
    support: Sequence[SupportRow],
) -> str:
    """Return the board in a few numbers: any change, or five minutes, makes others."""
    asked = "".join(f"{one.id.hex[-4:]}{one.ended_at is None:d}" for one in support)
    changes = sum(one.version for one in rows) + sum(seat.version for seat in seats)
    shown_at = opening.minute // _SHOWN_AGAIN
    return f"{len(rows)}-{changes}-{len(seats)}-{opening.version}-{asked}-{shown_at}"


@dataclass(frozen=True)
class LeftOpen:
    """A ticket of an opening that is over and that nobody closed."""

    id: TicketId
    code: str
    state: TicketState
    day: date


def left_open(viewer: Viewer, now: datetime) -> list[LeftOpen]:
    """Return the tickets nobody closed in openings that are over: somebody went home unheard."""
    standing = [state for state in TicketState if state not in TICKET.final]
    return _left(viewer, Ticket.state.in_(standing), _over(now))


def not_received(viewer: Viewer, now: datetime) -> list[LeftOpen]:
    """Return who had a number lately and no interview: a date in hand, or her own choice."""
    lately = in_rome(now).date() - _LATELY
    return _left(viewer, Ticket.state == TicketState.NOT_RECEIVED, DeskOpening.day >= lately)


def _over(now: datetime) -> ColumnElement[bool]:
    wall = in_rome(now)
    minute = wall.hour * 60 + wall.minute
    return or_(
        DeskOpening.day < wall.date(),
        (DeskOpening.day == wall.date()) & (DeskOpening.to_minute <= minute),
    )


def _left(viewer: Viewer, *criteria: ColumnElement[bool]) -> list[LeftOpen]:
    rows = db.session.execute(
        select(Ticket.id, Ticket.code, Ticket.state, DeskOpening.day)
        .join(
            DeskOpening,
            (DeskOpening.organisation_id == Ticket.organisation_id)
            & (DeskOpening.id == Ticket.opening_id),
        )
        .where(visible_to(viewer, viewer.organisation_id, Ticket), *criteria)
        .order_by(DeskOpening.day, Ticket.code)
        .limit(_MOST_LEFT)
    )
    return [LeftOpen(id_, code, TicketState(state), day) for id_, code, state, day in rows]


def to_sweep(now: datetime) -> Sequence[tuple[OrganisationId, UUID]]:
    """Return the openings that are over with somebody who did not come back.

    Unscoped: the program looks in every body.
    """
    rows = db.session.execute(
        select(DeskOpening.organisation_id, DeskOpening.id)
        .join(
            Ticket,
            (Ticket.organisation_id == DeskOpening.organisation_id)
            & (Ticket.opening_id == DeskOpening.id),
        )
        .where(Ticket.state == TicketState.NOT_PRESENT, _over(now))
        .distinct()
    )
    return [(body, opening_id) for body, opening_id in rows]
