"""What a telephone reads behind a secret address: hours taken, never a name nor a reason."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, select

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.appointments.models import AgendaItem, Appointment, CalendarFeed
from app.appointments.queries.items import of_workers
from app.appointments.queries.scope import receives
from app.appointments.rules import GIVES_BACK, AppointmentState
from app.appointments.rules.calendar import Event
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.clock import office_date
from app.kernel.references import EngagementId
from app.organisations.queries import sites
from app.transaction.loading import found, locked

_OPEN = Permission.APPOINTMENTS_FEED_OPEN
_BACK, _AHEAD = timedelta(days=30), timedelta(days=366)
_MOST = 2000


@dataclass(frozen=True)
class FeedRow:
    """One address in the list of who opened it."""

    id: UUID
    of: str
    opened_at: datetime


@dataclass(frozen=True)
class FeedWords:
    """The neutral words of a calendar: of an appointment, of other time."""

    appointment: str
    item: str


def feed_hash(token: str) -> bytes:
    """Return what is kept of a token. Unscoped: it is arithmetic."""
    return sha256(token.encode()).digest()


def feeds(viewer: Viewer) -> list[FeedRow]:
    """Return the addresses that are open and that the viewer may close."""
    rows = db.session.scalars(
        select(CalendarFeed)
        .where(_visible_to(viewer), CalendarFeed.closed_at.is_(None))
        .order_by(CalendarFeed.opened_at)
    ).all()
    names = names_of(viewer, {row.engagement_id for row in rows if row.engagement_id})
    words: dict[UUID | None, str] = dict(
        [*((site.id, site.name) for site in sites(viewer)), *names.items()]
    )
    return [
        FeedRow(
            row.id,
            words.get(row.engagement_id or row.site_id, ""),
            row.opened_at,
        )
        for row in rows
    ]


def feed_for_change(actor: Viewer, feed_id: UUID) -> CalendarFeed:
    """Return the address to be closed; `NotFound` out of reach."""
    return locked(select(CalendarFeed).where(_visible_to(actor), CalendarFeed.id == feed_id))


def feed_events(token: str, now: datetime, words: FeedWords) -> list[Event]:
    """Return what the address of `token` tells; `NotFound` when there is none.

    Unscoped: the token is the door, it opens only hours, and only of its own body.
    """
    feed = found(
        select(CalendarFeed).where(
            CalendarFeed.token_hash == feed_hash(token), CalendarFeed.closed_at.is_(None)
        )
    )
    today = office_date(now)
    found_ = _appointments(feed, today, words.appointment)
    if feed.engagement_id is not None:
        found_ += _items(feed, feed.engagement_id, today, words.item)
    return sorted(found_, key=lambda event: (event.starts_at, event.id))


def _appointments(feed: CalendarFeed, today: date, title: str) -> list[Event]:
    gone = (*GIVES_BACK, AppointmentState.HELD)
    of = (
        Appointment.site_id == feed.site_id
        if feed.engagement_id is None
        else receives([feed.engagement_id])
    )
    rows = db.session.scalars(
        select(Appointment)
        .where(
            Appointment.organisation_id == feed.organisation_id,
            of,
            Appointment.state.not_in(gone),
            Appointment.local_date.between(today - _BACK, today + _AHEAD),
        )
        .order_by(Appointment.starts_at)
        .limit(_MOST)
    )
    return [
        Event(row.id, row.starts_at, row.ends_at, title, row.booked_at or row.starts_at)
        for row in rows
    ]


def _items(feed: CalendarFeed, worker: EngagementId, today: date, title: str) -> list[Event]:
    rows = db.session.scalars(
        select(AgendaItem)
        .where(
            AgendaItem.organisation_id == feed.organisation_id,
            of_workers([worker]),
            AgendaItem.cancelled_at.is_(None),
            AgendaItem.local_date.between(today - _BACK, today + _AHEAD),
        )
        .order_by(AgendaItem.starts_at)
        .limit(_MOST)
    )
    return [
        Event(row.id, row.starts_at, row.ends_at, title, row.made_at, row.version) for row in rows
    ]


def _visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the addresses this viewer may close: hers, or all of the body."""
    mine = CalendarFeed.organisation_id == viewer.organisation_id
    if viewer.reach(_OPEN) is Reach.ORGANISATION:
        return mine
    if not viewer.may(_OPEN):
        return false()
    return and_(mine, CalendarFeed.engagement_id.in_(list(viewer.engagement_ids)))
