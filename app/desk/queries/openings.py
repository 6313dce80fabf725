"""Which opening of the desk is on, and who sits at its counters."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select

from app.accounts.policy import Permission, Role
from app.db import Owned, db
from app.desk.models.tickets import DeskCounter, DeskOpening
from app.desk.rules.queue import LAST_NUMBER_BEFORE, Queue
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.clock import in_rome, office_date
from app.kernel.errors import Conflict, NotFound
from app.kernel.references import AccountId, OrganisationId, SiteId
from app.organisations.queries import openings_of_day
from app.organisations.rules import Opening, OpeningKind

_BEFORE = 60  # minutes before the doors open: people already stand in line
_QUEUES = {OpeningKind.WALK_IN: Queue.SOCIAL, OpeningKind.ADMIN_COUNTERS: Queue.PRACTICES}
_WORK = (Permission.DESK_BOARD_READ, Permission.DESK_TICKET_TAKE)


@dataclass(frozen=True)
class OpeningNow:
    """The opening of the desk that is on, or about to be; `id` once somebody came."""

    day: date
    from_minute: int
    to_minute: int
    site_id: SiteId
    queues: frozenset[Queue]
    minute: int
    id: UUID | None = None
    version: int = 0
    closed_at: datetime | None = None

    @property
    def period(self) -> str:
        """What the numbers begin again with."""
        return f"{self.day.isoformat()}-{self.from_minute}"

    @property
    def gives_numbers(self) -> bool:
        """Whether somebody may still take a number."""
        last = self.to_minute - LAST_NUMBER_BEFORE
        return self.closed_at is None and self.minute <= last

    @property
    def minutes_left(self) -> int:
        """How long until the doors close."""
        return max(self.to_minute - max(self.minute, self.from_minute), 0)

    @property
    def over(self) -> bool:
        """Whether the hours of the opening have passed."""
        return self.minute >= self.to_minute


@dataclass(frozen=True)
class CounterRow:
    """A worker at a counter."""

    id: UUID
    version: int
    account_id: AccountId
    worker: str
    number: int
    away_since: datetime | None
    back_at: datetime | None


def visible_to(
    viewer: Actor, organisation_id: OrganisationId, table: type[Owned]
) -> ColumnElement[bool]:
    """Return the criterion of what belongs to the desk of the viewer's body: the whole queue.

    Whoever gives numbers or serves sees who waits; nobody sees a name there.
    """
    if not any(viewer.reach(permission) is Reach.ORGANISATION for permission in _WORK):
        return false()
    return table.organisation_id == organisation_id


def opening_now(viewer: Viewer, now: datetime) -> OpeningNow | None:
    """Return the opening of the desk that is on, or that begins within the hour, or None.

    One that has ended stays until midnight, or until the next begins: somebody may still wait.
    """
    wall = in_rome(now)
    minute = wall.hour * 60 + wall.minute
    started = [
        opening
        for opening in openings_of_day(viewer, office_date(now))
        if opening.held
        and opening.rule.kind in _QUEUES
        and opening.rule.from_minute - _BEFORE <= minute
    ]
    if not started:
        return None
    latest = max(opening.rule.from_minute for opening in started)
    together = [opening for opening in started if opening.rule.from_minute == latest]
    return _with_its_row(viewer, together, minute)


def _with_its_row(viewer: Viewer, together: list[Opening], minute: int) -> OpeningNow:
    first = together[0]
    row = db.session.scalar(
        select(DeskOpening).where(
            visible_to(viewer, viewer.organisation_id, DeskOpening),
            DeskOpening.day == first.day,
            DeskOpening.from_minute == first.rule.from_minute,
        )
    )
    return OpeningNow(
        day=first.day,
        from_minute=first.rule.from_minute,
        to_minute=max(opening.rule.to_minute for opening in together),
        site_id=first.rule.site_id,
        queues=frozenset(_QUEUES[opening.rule.kind] for opening in together),
        minute=minute,
        id=row.id if row else None,
        version=row.version if row else 0,
        closed_at=row.distribution_closed_at if row else None,
    )


def opening_for_change(actor: Viewer, opening_id: UUID, version: int | None = None) -> DeskOpening:
    """Return the opening to be changed; `NotFound` out of reach, `Conflict` when it changed."""
    row = db.session.scalar(
        select(DeskOpening)
        .where(visible_to(actor, actor.organisation_id, DeskOpening), DeskOpening.id == opening_id)
        .with_for_update()
    )
    if row is None:
        raise NotFound
    if version is not None and row.version != version:
        raise Conflict("changed_meanwhile")
    return row


def counters(viewer: Viewer, opening_id: UUID | None) -> list[CounterRow]:
    """Return who sits where in an opening, by number."""
    if opening_id is None:
        return []
    rows = db.session.scalars(
        select(DeskCounter)
        .where(
            visible_to(viewer, viewer.organisation_id, DeskCounter),
            DeskCounter.opening_id == opening_id,
            DeskCounter.left_at.is_(None),
        )
        .order_by(DeskCounter.number)
    )
    return [_counter_row(row) for row in rows]


def counter_of(actor: Viewer, opening_id: UUID, *, left_too: bool = False) -> DeskCounter | None:
    """Return the counter of who asks, to be changed; with `left_too` also one she has left."""
    there = or_(DeskCounter.left_at.is_(None), DeskCounter.left_at.is_not(None) & left_too)
    return db.session.scalar(
        select(DeskCounter)
        .where(
            visible_to(actor, actor.organisation_id, DeskCounter),
            DeskCounter.opening_id == opening_id,
            DeskCounter.account_id == actor.account_id,
            there,
        )
        .with_for_update()
    )


def queues_of(viewer: Actor) -> frozenset[Queue]:
    """Return what the counter of this worker is for: papers, or social work and appointments."""
    roles = getattr(viewer, "roles", frozenset())
    if Role.ADMIN_OFFICER in roles and not roles & {Role.SOCIAL_WORKER, Role.SUPERVISOR}:
        return frozenset({Queue.PRACTICES})
    return frozenset({Queue.SOCIAL, Queue.APPOINTMENTS})


def _counter_row(row: DeskCounter) -> CounterRow:
    return CounterRow(
        row.id,
        row.version,
        row.account_id,
        row.worker,
        row.number,
        row.away_since,
        row.back_at,
    )
