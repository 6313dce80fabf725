"""What hangs in the waiting room: codes and places, never a name, a reason or a worker."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.db import db
from app.desk.models import DeskCounter, DeskOpening, DeskScreen, Ticket, TicketStep
from app.desk.procedure.tickets import TicketAction, TicketState
from app.desk.queries.openings import visible_to
from app.kernel.actor import Viewer
from app.kernel.clock import in_rome
from app.kernel.errors import NotPermitted
from app.kernel.references import OrganisationId
from app.transaction.loading import found, locked

CALLS_SHOWN = 4
_BEFORE = 60


@dataclass(frozen=True)
class CallLine:
    """One call: the code and where to go."""

    code: str
    counter: int


@dataclass(frozen=True)
class ScreenPage:
    """All that stands on the screen, in plain codes."""

    calls: tuple[CallLine, ...]
    waiting: tuple[tuple[str, int], ...]
    distribution_closed: bool
    longer_than_foreseen: bool

    @property
    def tag(self) -> str:
        """What changes when something on the screen changes."""
        return sha256(repr(self).encode()).hexdigest()[:24]


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


def screen_page(token: str, now: datetime) -> ScreenPage:
    """Return what the screen of `token` shows; `NotFound` when there is none.

    Unscoped: the token is the door, it opens only codes, and only of its own body.
    """
    body = found(
        select(DeskScreen.organisation_id).where(
            DeskScreen.token_hash == screen_hash(token), DeskScreen.closed_at.is_(None)
        )
    )
    wall = in_rome(now)
    opening = db.session.scalar(
        select(DeskOpening)
        .where(
            DeskOpening.organisation_id == body,
            DeskOpening.day == wall.date(),
            DeskOpening.from_minute - _BEFORE <= wall.hour * 60 + wall.minute,
        )
        .order_by(DeskOpening.from_minute.desc())
        .limit(1)
    )
    if opening is None:
        return ScreenPage((), (), distribution_closed=False, longer_than_foreseen=False)
    return ScreenPage(
        _calls(body, opening.id),
        _waiting(body, opening.id),
        distribution_closed=opening.distribution_closed_at is not None,
        longer_than_foreseen=_somebody_away(body, opening.id),
    )


def _calls(body: OrganisationId, opening_id: UUID) -> tuple[CallLine, ...]:
    """Return the last calls of people who are still expected or inside, the latest first."""
    rows = db.session.execute(
        select(Ticket.code, TicketStep.counter)
        .join(
            Ticket,
            (Ticket.organisation_id == TicketStep.organisation_id)
            & (Ticket.id == TicketStep.ticket_id),
        )
        .where(
            TicketStep.organisation_id == body,
            TicketStep.opening_id == opening_id,
            TicketStep.action.in_((TicketAction.CALL, TicketAction.CALL_OUT_OF_ORDER)),
        )
        .order_by(TicketStep.at.desc(), TicketStep.id.desc())
        .limit(CALLS_SHOWN)
    )
    return tuple(CallLine(code, counter) for code, counter in rows if counter is not None)


def _waiting(body: OrganisationId, opening_id: UUID) -> tuple[tuple[str, int], ...]:
    letters = db.session.scalars(
        select(Ticket.letter).where(
            Ticket.organisation_id == body,
            Ticket.opening_id == opening_id,
            Ticket.state == TicketState.WAITING,
        )
    ).all()
    return tuple((letter, letters.count(letter)) for letter in sorted(set(letters)))


def _somebody_away(body: OrganisationId, opening_id: UUID) -> bool:
    away = select(DeskCounter.id).where(
        DeskCounter.organisation_id == body,
        DeskCounter.opening_id == opening_id,
        DeskCounter.left_at.is_(None),
        DeskCounter.away_since.is_not(None),
    )
    return db.session.scalar(away.limit(1)) is not None
