"""Which places are free: openings by who is on duty, without what is taken and what is avoided."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.kernel.clock import rome_to_utc
from app.kernel.references import EngagementId, SiteId

_YEARS = range(2000, 2200)  # of a place somebody may ask for
APART = timedelta(hours=1)  # between two people who are not to meet, at one site
LONGEST_TAKEN = timedelta(days=2)  # nothing outlasts its day, with the way there and back


@dataclass(frozen=True)
class Span:
    """From an instant to another, the second not included."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two share an instant."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def widened(span: Span) -> Span:
    """Return a span with the hour before and after: who is not to be met is not that near."""
    return Span(span.starts_at - APART, span.ends_at + APART)


@dataclass(frozen=True, order=True)
class Place:
    """Half an hour of somebody: on a day, from a minute of the wall clock, at a site."""

    day: date
    minute: int
    engagement_id: EngagementId
    site_id: SiteId
    minutes: int

    @property
    def span(self) -> Span:
        """The two instants. Raises `ValueError` when the wall clock skips that hour."""
        starts_at = rome_to_utc(self.day, self.minute)
        return Span(starts_at, starts_at + timedelta(minutes=self.minutes))

    def meets(self, other: "Place") -> bool:
        """Return whether the two take the same worker at the same time."""
        same = self.engagement_id == other.engagement_id
        return same and self.span.overlaps(other.span)

    @property
    def code(self) -> str:
        """The place in one word, as a form carries it."""
        return f"{self.day:%Y%m%d}.{self.minute}.{self.engagement_id.hex}.{self.site_id.hex}"


@dataclass(frozen=True)
class AskedPlace:
    """The place somebody chose on a page: to be looked for again before it is given."""

    day: date
    minute: int
    engagement_id: EngagementId
    site_id: SiteId


def asked(place: Place) -> AskedPlace:
    """Return a place as somebody asks for it."""
    return AskedPlace(place.day, place.minute, place.engagement_id, place.site_id)


def read_place(code: str) -> AskedPlace | None:
    """Return the place a form carries, nothing when the word is not one."""
    try:
        day, minute, engagement, site = code.split(".")
        on = date(int(day[:4]), int(day[4:6]), int(day[6:8]))
        found = AskedPlace(on, int(minute), EngagementId(UUID(engagement)), SiteId(UUID(site)))
    except ValueError:
        return None
    return found if 0 <= found.minute < 1440 and on.year in _YEARS else None


@dataclass(frozen=True)
class OpenWindow:
    """The office receives by appointment on a day, at a site, between two minutes."""

    day: date
    site_id: SiteId
    from_minute: int
    to_minute: int
    slot_minutes: int


@dataclass(frozen=True)
class OnDuty:
    """Somebody receives on a day, at a site, between two minutes."""

    day: date
    site_id: SiteId
    engagement_id: EngagementId
    from_minute: int
    to_minute: int


Busy = Mapping[EngagementId, Sequence[Span]]
# Hours somebody is there whom one is not to meet, and the site; none where it is not known which.
Avoid = Collection[tuple[SiteId | None, Span]]


def free_places(
    windows: Iterable[OpenWindow],
    duties: Collection[OnDuty],
    busy: Busy,
    *,
    now: datetime,
    avoid: Avoid = (),
    minutes: int | None = None,
) -> list[Place]:
    """Return the free places in order of time.

    Openings of the day (closures already left out) by who is on duty then (absences already left
    out), cut every `slot_minutes` from the opening, without what is taken, what is past, and the
    hours to `avoid` at a site, because somebody not to be met is expected there. Each lasts
    `minutes`, or as long as the cut.
    """
    there: dict[tuple[date, SiteId], list[OnDuty]] = {}
    for duty in duties:
        there.setdefault((duty.day, duty.site_id), []).append(duty)
    found = {
        place
        for window in windows
        for duty in there.get((window.day, window.site_id), ())
        for place in _places(window, duty, minutes or window.slot_minutes)
        if _is_free(place, busy, now, avoid)
    }
    return sorted(found, key=_in_time)


def _in_time(place: Place) -> tuple[date, int, EngagementId, SiteId, int]:
    """Return the order of a place as a tuple: sorting by it asks Python nothing."""
    return place.day, place.minute, place.engagement_id, place.site_id, place.minutes


def nearest(places: Iterable[Place], wanted: AskedPlace, limit: int = 3) -> list[Place]:
    """Return the free places nearest in time to the one that was taken."""

    def distance(place: Place) -> tuple[int, int, Place]:
        minutes = (place.day - wanted.day).days * 1440 + place.minute - wanted.minute
        return abs(minutes), int(place.engagement_id != wanted.engagement_id), place

    return sorted(sorted(places, key=distance)[:limit])


def _places(window: OpenWindow, duty: OnDuty, lasts: int) -> Iterator[Place]:
    for minute in range(window.from_minute, window.to_minute - lasts + 1, window.slot_minutes):
        if duty.from_minute <= minute and minute + lasts <= duty.to_minute:
            yield Place(window.day, minute, duty.engagement_id, window.site_id, lasts)


def _is_free(place: Place, busy: Busy, now: datetime, avoid: Avoid) -> bool:
    try:
        span = place.span
    except ValueError:  # the clock skips that hour: nobody can come then
        return False
    if span.starts_at <= now or any(
        span.overlaps(one) for one in busy.get(place.engagement_id, ())
    ):
        return False
    return not is_avoided(place.site_id, span, avoid)


def is_avoided(site_id: SiteId | None, span: Span, avoid: Avoid) -> bool:
    """Return whether an hour at a site is one of those to avoid; an unknown site may be any."""
    return any(
        (site == site_id or None in (site, site_id)) and span.overlaps(one) for site, one in avoid
    )
