"""Which opening of the desk is on, and who sits at its counters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select

from app.accounts.policy import Permission, Role
from app.db import Owned, db
from app.desk.models.tickets import DeskCounter, DeskOpening, TicketInterval
from app.desk.procedure.tickets import TicketState
from app.desk.rules.queue import LAST_NUMBER_BEFORE, OPENINGS_LOOKED_AT, Queue, usual_minutes
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.clock import in_rome, office_date
from app.kernel.references import AccountId, OrganisationId, SiteId
from app.organisations.queries import openings_of_day
from app.organisations.rules import OpeningKind
from app.transaction.loading import locked

_BEFORE = 60  # minutes before the doors open: people already stand in line
_QUEUES = {OpeningKind.WALK_IN: Queue.SOCIAL, OpeningKind.ADMIN_COUNTERS: Queue.PRACTICES}
_SOCIAL = frozenset({Queue.SOCIAL, Queue.APPOINTMENTS})
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
    slot_minutes: int = 0
    openings_behind: int = 0
    usual: Mapping[Queue, float] = field(default_factory=dict)

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
    away_reason: str
    back_at: datetime | None
    serves: frozenset[Queue]


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
    row = _row_of(viewer, wall.date(), minute)
    if row is not None and minute < row.to_minute:
        return _written(row, minute)
    planned = _planned(viewer, now, minute)
    if row is not None and (planned is None or planned.from_minute <= row.from_minute):
        return _written(row, minute)
    return planned


def _row_of(viewer: Viewer, day: date, minute: int) -> DeskOpening | None:
    return db.session.scalar(
        select(DeskOpening)
        .where(
            visible_to(viewer, viewer.organisation_id, DeskOpening),
            DeskOpening.day == day,
            DeskOpening.from_minute - _BEFORE <= minute,
        )
        .order_by(DeskOpening.from_minute.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def _planned(viewer: Viewer, now: datetime, minute: int) -> OpeningNow | None:
    """Return what the hours of the office say, before anybody came."""
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
    return OpeningNow(
        day=together[0].day,
        from_minute=latest,
        to_minute=max(opening.rule.to_minute for opening in together),
        site_id=together[0].rule.site_id,
        queues=frozenset(_QUEUES[opening.rule.kind] for opening in together),
        minute=minute,
    )


def _written(row: DeskOpening, minute: int) -> OpeningNow:
    has = {Queue.SOCIAL: row.walk_in, Queue.PRACTICES: row.papers}
    return OpeningNow(
        day=row.day,
        from_minute=row.from_minute,
        to_minute=row.to_minute,
        site_id=row.site_id,
        queues=frozenset(queue for queue, there in has.items() if there),
        minute=minute,
        id=row.id,
        version=row.version,
        closed_at=row.distribution_closed_at,
        slot_minutes=row.slot_minutes,
        openings_behind=row.openings_behind,
        usual={
            Queue.SOCIAL: row.usual_social,
            Queue.APPOINTMENTS: row.usual_social,
            Queue.PRACTICES: row.usual_papers,
        },
    )


@dataclass(frozen=True)
class History:
    """How the last openings of a weekday went: how many, and the median interview by queue."""

    openings: int
    social: float
    papers: float


def history_before(viewer: Viewer, day: date) -> History:
    """Return what the last eight openings of the same weekday teach, before one begins."""
    ids = list(
        db.session.scalars(
            select(DeskOpening.id)
            .where(
                visible_to(viewer, viewer.organisation_id, DeskOpening),
                DeskOpening.weekday == day.weekday(),
                DeskOpening.day < day,
            )
            .order_by(DeskOpening.day.desc())
            .limit(OPENINGS_LOOKED_AT)
        )
    )
    rows = db.session.execute(
        select(TicketInterval.queue, TicketInterval.started_at, TicketInterval.ended_at).where(
            visible_to(viewer, viewer.organisation_id, TicketInterval),
            TicketInterval.opening_id.in_(ids),
            TicketInterval.state == TicketState.SERVING,
        )
    )
    lasted: dict[bool, list[float]] = {True: [], False: []}
    for queue, began, ended in rows:
        if ended is not None:
            lasted[queue == Queue.PRACTICES].append((ended - began).total_seconds() / 60)
    return History(len(ids), usual_minutes(lasted[False]), usual_minutes(lasted[True]))


def opening_for_change(actor: Viewer, opening_id: UUID, version: int | None = None) -> DeskOpening:
    """Return the opening to be changed; `NotFound` out of reach, `Conflict` when it changed."""
    reach = visible_to(actor, actor.organisation_id, DeskOpening)
    return locked(select(DeskOpening).where(reach, DeskOpening.id == opening_id), version)


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
    roles: frozenset[str] = getattr(viewer, "roles", frozenset())
    if Role.ADMIN_OFFICER in roles and not roles & {Role.SOCIAL_WORKER, Role.SUPERVISOR}:
        return frozenset({Queue.PRACTICES})
    return _SOCIAL


def _counter_row(row: DeskCounter) -> CounterRow:
    return CounterRow(
        row.id,
        row.version,
        row.account_id,
        row.worker,
        row.number,
        row.away_since,
        row.away_reason,
        row.back_at,
        frozenset({Queue.PRACTICES}) if row.for_papers else _SOCIAL,
    )
