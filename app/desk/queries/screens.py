"""What hangs in the waiting room: codes and places, never a name, a reason or a worker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from app.accounts.policy import Permission
from app.db import db
from app.desk.models import DeskCounter, DeskOpening, DeskScreen, Ticket, TicketStep
from app.desk.procedure.tickets import TicketAction, TicketState
from app.desk.queries.openings import visible_to
from app.desk.queries.steps import GROUPS, taken_back
from app.desk.rules.queue import Expected, Queue, expected_wait
from app.kernel.actor import Viewer
from app.kernel.clock import in_rome
from app.kernel.errors import NotFound, NotPermitted
from app.kernel.references import OrganisationId
from app.transaction.loading import locked

CALLS_SHOWN = 4
_CALLS_READ = 12  # somebody called twice stands once
_BEFORE = 60


@dataclass(frozen=True)
class CallLine:
    """One call: the code and where to go. `key` tells a second call from the first."""

    code: str
    counter: int
    key: str


@dataclass(frozen=True)
class LetterLine:
    """How many wait with a letter; how long, where there is a past to learn from."""

    letter: str
    waiting: int
    expected: Expected | None


@dataclass(frozen=True)
class ScreenPage:
    """All that stands on the screen, in plain codes."""

    calls: tuple[CallLine, ...] = ()
    letters: tuple[LetterLine, ...] = ()
    closes_at: int | None = None
    over: bool = False
    distribution_closed: bool = False
    longer_than_foreseen: bool = False


@dataclass(frozen=True)
class ScreenState:
    """What one question tells: whether anything changed since the screen last asked."""

    body: OrganisationId
    opening: DeskOpening | None
    steps: int
    seats: int
    minute: int

    @property
    def tag(self) -> str:
        """What changes when something on the screen changes: at the latest with the minute."""
        opening = (self.opening.id, self.opening.version) if self.opening else None
        told = (opening, self.steps, self.seats, self.minute)
        return sha256(repr(told).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class ScreenRow:
    """One screen in the list of who manages them."""

    id: UUID
    name: str
    opened_at: datetime


def screen_hash(token: str) -> bytes:
    """Return what is kept of a token. Unscoped: it is arithmetic."""
    return sha256(token.encode()).digest()


def screens(viewer: Viewer) -> list[ScreenRow]:
    """Return the screens that are open, for who manages them."""
    if not viewer.may(Permission.DESK_BOARD_MANAGE):
        raise NotPermitted(Permission.DESK_BOARD_MANAGE)
    rows = db.session.scalars(
        select(DeskScreen)
        .where(
            visible_to(viewer, viewer.organisation_id, DeskScreen), DeskScreen.closed_at.is_(None)
        )
        .order_by(DeskScreen.name, DeskScreen.opened_at)
    )
    return [ScreenRow(row.id, row.name, row.opened_at) for row in rows]


def screen_for_change(actor: Viewer, screen_id: UUID) -> DeskScreen:
    """Return the screen to be closed; `NotFound` out of reach."""
    reach = visible_to(actor, actor.organisation_id, DeskScreen)
    return locked(select(DeskScreen).where(reach, DeskScreen.id == screen_id))


def _counted(table: type[TicketStep] | type[DeskCounter], what: Any) -> Any:
    return (
        select(what)
        .select_from(table)
        .where(
            DeskOpening.id.is_not(None),
            table.organisation_id == DeskOpening.organisation_id,
            table.opening_id == DeskOpening.id,
        )
        .correlate(DeskOpening)
        .scalar_subquery()
    )


# Written once: it is asked a hundred times a second, and writing it takes longer than answering.
_STATE = (
    select(
        DeskScreen.organisation_id,
        DeskOpening,
        _counted(TicketStep, func.count()),
        _counted(DeskCounter, func.sum(DeskCounter.version)),
    )
    .outerjoin(
        DeskOpening,
        (DeskOpening.organisation_id == DeskScreen.organisation_id)
        & (DeskOpening.day == bindparam("day"))
        & (DeskOpening.from_minute - _BEFORE <= bindparam("minute")),
    )
    .where(DeskScreen.token_hash == bindparam("token_hash"), DeskScreen.closed_at.is_(None))
    .order_by(DeskOpening.from_minute.desc())
    .limit(1)
    .execution_options(populate_existing=True)
)


def screen_state(token: str, now: datetime) -> ScreenState:
    """Return what the screen of `token` would show, as one number; `NotFound` when there is none.

    Unscoped: the token is the door, it opens only codes, and only of its own body. One question,
    because every screen asks it every two seconds.
    """
    wall = in_rome(now)
    minute = wall.hour * 60 + wall.minute
    asked = {"day": wall.date(), "minute": minute, "token_hash": screen_hash(token)}
    row = db.session.execute(_STATE, asked).first()
    if row is None:
        raise NotFound
    return ScreenState(row[0], row[1], row[2] or 0, row[3] or 0, minute)


def screen_page(state: ScreenState, now: datetime) -> ScreenPage:
    """Return what a screen shows. Unscoped: its state was reached through the token."""
    opening = state.opening
    if opening is None:
        return ScreenPage()
    seats = db.session.scalars(
        select(DeskCounter)
        .where(
            DeskCounter.organisation_id == state.body,
            DeskCounter.opening_id == opening.id,
            DeskCounter.left_at.is_(None),
        )
        .execution_options(populate_existing=True)
    ).all()
    return ScreenPage(
        _calls(state.body, opening.id),
        tuple(_letters(opening, seats, now)),
        closes_at=opening.to_minute,
        over=state.minute >= opening.to_minute,
        distribution_closed=opening.distribution_closed_at is not None,
        longer_than_foreseen=any(seat.away_since for seat in seats),
    )


def _calls(body: OrganisationId, opening_id: UUID) -> tuple[CallLine, ...]:
    """Return the last four codes called, the latest first, each where it was called last."""
    rows = db.session.execute(
        select(Ticket.code, TicketStep.counter, TicketStep.id)
        .join(
            Ticket,
            (Ticket.organisation_id == TicketStep.organisation_id)
            & (Ticket.id == TicketStep.ticket_id),
        )
        .where(
            TicketStep.organisation_id == body,
            TicketStep.opening_id == opening_id,
            TicketStep.action.in_((TicketAction.CALL, TicketAction.CALL_OUT_OF_ORDER)),
            ~taken_back(),
        )
        .order_by(TicketStep.at.desc(), TicketStep.id.desc())
        .limit(_CALLS_READ)
    )
    latest: dict[str, CallLine] = {}
    for code, counter, id_ in rows:
        if counter is not None:
            latest.setdefault(code, CallLine(code, counter, id_.hex[-12:]))
    return tuple(latest.values())[:CALLS_SHOWN]


def _letters(
    opening: DeskOpening, seats: Sequence[DeskCounter], now: datetime
) -> Iterator[LetterLine]:
    """Yield each letter with somebody waiting, with the range of its line."""
    tickets = db.session.execute(
        select(Ticket.letter, Ticket.queue, Ticket.state, Ticket.since).where(
            Ticket.organisation_id == opening.organisation_id,
            Ticket.opening_id == opening.id,
            Ticket.state.in_((TicketState.WAITING, TicketState.SERVING)),
        )
    ).all()
    for group in GROUPS:
        papers = Queue.PRACTICES in group
        here = [one for one in tickets if one.queue in group]
        waiting = [one.letter for one in here if one.state == TicketState.WAITING]
        running = [_minutes(now - o.since) for o in here if o.state == TicketState.SERVING]
        workers = sum(not seat.away_since and seat.for_papers is papers for seat in seats)
        usual = opening.usual_papers if papers else opening.usual_social
        expected = expected_wait(len(waiting), running, usual, workers, opening.openings_behind)
        for letter in sorted(set(waiting)):
            yield LetterLine(letter, waiting.count(letter), expected if usual else None)


def _minutes(lasted: timedelta) -> float:
    return lasted.total_seconds() / 60
