"""Opening and closing the secret address of a calendar."""

from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.appointments.models import CalendarFeed
from app.appointments.queries import feeds as queries
from app.audit.context import about
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.errors import NotPermitted
from app.kernel.references import EngagementId, SiteId, new_token
from app.transaction.use_case import use_case

_OPEN = Permission.APPOINTMENTS_FEED_OPEN


@use_case("appointments.feed.open", permission=_OPEN)
def open_feed(*, actor: Viewer, now: datetime, of: EngagementId | SiteId, is_site: bool) -> str:
    """Open an address and return its token, which is shown once and kept nowhere.

    Of her own hours; of a site or of a colleague only who answers for the office.
    """
    if actor.reach(_OPEN) is not Reach.ORGANISATION and (is_site or of not in actor.engagement_ids):
        raise NotPermitted(_OPEN)
    token = new_token()
    feed = CalendarFeed(
        organisation_id=actor.organisation_id,
        engagement_id=None if is_site else EngagementId(of),
        site_id=SiteId(of) if is_site else None,
        token_hash=queries.feed_hash(token),
        opened_at=now,
    )
    db.session.add(feed)
    about("calendar_feed", feed.id)
    return token


@use_case("appointments.feed.close", permission=_OPEN)
def close_feed(*, actor: Viewer, now: datetime, feed_id: UUID) -> None:
    """Close an address: it answers nothing any more."""
    feed = queries.feed_for_change(actor, feed_id)
    feed.closed_at = feed.closed_at or now
    about("calendar_feed", feed.id)
