"""Which places are free: openings by who is on duty, without what is taken."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from app.accounts.queries import names_of
from app.appointments.models import TimeClaim
from app.appointments.queries.rows import PlaceRow
from app.appointments.rules import (
    AskedPlace,
    Avoid,
    OnDuty,
    OpenWindow,
    Place,
    Resource,
    Span,
    asked,
    free_places,
    nearest,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.references import EngagementId
from app.organisations.queries import openings_ahead, setting_on, sites
from app.organisations.rules import Opening, OpeningKind, SettingKey
from app.rota.queries import duties_between

WEEKS_AHEAD = 8


def places(
    viewer: Viewer,
    *,
    now: datetime,
    worker: EngagementId | None = None,
    from_day: date | None = None,
    weeks: int = WEEKS_AHEAD,
    avoid: Avoid = (),
) -> list[Place]:
    """Return the free places of the coming weeks in order of time, with five questions in all.

    `worker` keeps the places of one worker; `avoid` leaves out hours at a site where somebody not
    to be met is expected.
    """
    start = max(from_day or office_date(now), office_date(now))
    end = start + timedelta(weeks=weeks)
    openings = [
        opening
        for opening in openings_ahead(viewer, start, end)
        if opening.held and opening.rule.kind is OpeningKind.APPOINTMENTS
    ]
    duties = [
        OnDuty(row.day, row.site_id, row.engagement_id, row.from_minute, row.to_minute)
        for row in duties_between(viewer, start, end, OpeningKind.APPOINTMENTS)
        if not row.away and worker in (None, row.engagement_id)
    ]
    windows = _windows(viewer, openings)
    busy = busy_spans(viewer, {duty.engagement_id for duty in duties}, start, end, now)
    return free_places(windows, duties, busy, now=now, avoid=avoid)


def place_rows(viewer: Viewer, found: Sequence[Place]) -> list[PlaceRow]:
    """Return places as a page offers them, with two questions however many they are."""
    names = names_of(viewer, {place.engagement_id for place in found})
    where = {site.id: site.name for site in sites(viewer)}
    return [
        PlaceRow(
            place.code,
            place.day,
            place.minute,
            place.engagement_id,
            names.get(place.engagement_id, ""),
            place.site_id,
            where.get(place.site_id, ""),
        )
        for place in found
    ]


def nearest_places(viewer: Viewer, wanted: AskedPlace, *, now: datetime) -> list[PlaceRow]:
    """Return the three free places nearest to one that was taken."""
    return place_rows(viewer, nearest(places(viewer, now=now), wanted))


def find_place(viewer: Viewer, wanted: AskedPlace, *, now: datetime) -> Place | None:
    """Return the place somebody asks for if it is still free, None otherwise."""
    around = places(viewer, now=now, worker=wanted.engagement_id, from_day=wanted.day, weeks=1)
    return next((place for place in around if asked(place) == wanted), None)


def busy_spans(
    viewer: Viewer, resources: Collection[UUID], start: date, end: date, now: datetime
) -> dict[EngagementId, list[Span]]:
    """Return what is taken of each resource between two days; a hold that ran out takes nothing."""
    rows = db.session.execute(
        select(TimeClaim.resource_id, TimeClaim.starts_at, TimeClaim.ends_at).where(
            TimeClaim.organisation_id == viewer.organisation_id,
            TimeClaim.resource_id.in_(list(resources)),
            TimeClaim.exclusive,
            TimeClaim.starts_at < rome_to_utc(end, 0),
            TimeClaim.ends_at > rome_to_utc(start, 0),
            or_(TimeClaim.hold_expires_at.is_(None), TimeClaim.hold_expires_at > now),
        )
    )
    found: dict[EngagementId, list[Span]] = {}
    for resource_id, starts_at, ends_at in rows:
        found.setdefault(EngagementId(resource_id), []).append(Span(starts_at, ends_at))
    return found


def is_free(viewer: Viewer, resource_id: UUID, span: Span, now: datetime) -> bool:
    """Return whether nothing of a worker's or a person's time overlaps a span."""
    taken = db.session.scalar(
        select(TimeClaim.id)
        .where(
            TimeClaim.organisation_id == viewer.organisation_id,
            TimeClaim.resource_id == resource_id,
            TimeClaim.resource_kind.in_((Resource.WORKER, Resource.PERSON)),
            TimeClaim.exclusive,
            TimeClaim.starts_at < span.ends_at,
            TimeClaim.ends_at > span.starts_at,
            or_(TimeClaim.hold_expires_at.is_(None), TimeClaim.hold_expires_at > now),
        )
        .limit(1)
    )
    return taken is None


def _windows(viewer: Viewer, openings: Sequence[Opening]) -> list[OpenWindow]:
    lengths = setting_on(viewer, SettingKey.SLOT_MINUTES, {opening.day for opening in openings})
    return [
        OpenWindow(
            opening.day,
            opening.rule.site_id,
            opening.rule.from_minute,
            opening.rule.to_minute,
            int(lengths.get(opening.day) or 30),
        )
        for opening in openings
    ]
