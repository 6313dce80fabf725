"""Which places are free: openings by who is on duty, without what is taken."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from app.accounts.queries import names_of
from app.appointments import rules
from app.appointments.models import Appointment, TimeClaim
from app.appointments.queries.apart import hours_to_avoid
from app.appointments.queries.rows import DayRoom, KeptPlace, PlaceRow
from app.appointments.queries.scope import claims_within, kept_now
from app.appointments.queries.settings import kept_aside, purpose_rules
from app.appointments.rules import (
    GIVEN_FROM_OPENINGS,
    GIVES_BACK,
    HOLD_LASTS,
    AppointmentState,
    Ask,
    AskedPlace,
    Avoid,
    Busy,
    Given,
    OnDuty,
    OpenWindow,
    Place,
    PlaceFor,
    Purpose,
    Resource,
    Span,
    asked,
    first_day,
    free_places,
    may_give,
    nearest,
    places_taken,
    within_quota,
)
from app.db import db
from app.kernel.actor import Reader, Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.references import EngagementId, PersonId
from app.organisations.queries import openings_ahead, setting_on, sites
from app.organisations.rules import Opening, OpeningKind, SettingKey
from app.rota.queries import present_between

WEEKS_AHEAD = 8


def places(
    viewer: Reader,
    *,
    now: datetime,
    worker: EngagementId | None = None,
    from_day: date | None = None,
    weeks: int = WEEKS_AHEAD,
    person: PersonId | None = None,
    ask: Ask | None = None,
) -> list[Place]:
    """Return the free places of the coming weeks in order of time.

    `worker` keeps the places of one worker; `person` leaves out those near somebody whom she is not
    to meet. With `ask`, those that may be given for it: as long as its reason says,
    with its notice, out of what is not kept aside for others.
    """
    start = max(from_day or office_date(now), office_date(now))
    end = start + timedelta(weeks=weeks)
    calendar = _calendar(viewer, start, end, now)
    avoid: Avoid = ()
    if person is not None:
        avoid = hours_to_avoid(viewer, [person], start, end).get(person, ())
    free = calendar.free(avoid=avoid) if ask is None else _for(viewer, calendar, ask, avoid=avoid)
    return [place for place in free if worker in (None, place.engagement_id)]


def places_by_purpose(viewer: Reader, *, now: datetime) -> dict[Purpose, list[Place]]:
    """Return the free places of the coming weeks for each reason, read once.

    As the front office would find them where it gives the reason, else as whoever receives.
    """
    today = office_date(now)
    calendar = _calendar(viewer, today, today + timedelta(weeks=WEEKS_AHEAD), now)
    return {
        purpose: _for(viewer, calendar, Ask(purpose=purpose, by_front_office=rule.by_front_office))
        for purpose, rule in purpose_rules(viewer, today).items()
    }


@dataclass(frozen=True)
class _Calendar:
    """What was read of some days: when the office receives, who is there, what is taken."""

    windows: Sequence[OpenWindow]
    duties: Sequence[OnDuty]
    busy: Busy
    start: date
    end: date
    now: datetime

    def free(self, *, minutes: int | None = None, avoid: Avoid = ()) -> list[Place]:
        """Return the free places, as long as the days say or as `minutes`."""
        return free_places(
            self.windows, self.duties, self.busy, now=self.now, avoid=avoid, minutes=minutes
        )


def _calendar(viewer: Reader, start: date, end: date, now: datetime) -> _Calendar:
    openings = [
        opening
        for opening in openings_ahead(viewer, start, end)
        if opening.held and opening.rule.kind is OpeningKind.APPOINTMENTS
    ]
    duties = [
        OnDuty(row.day, row.site_id, row.engagement_id, row.from_minute, row.to_minute)
        for row in present_between(viewer, start, end, OpeningKind.APPOINTMENTS)
    ]
    busy = busy_spans(viewer, {duty.engagement_id for duty in duties}, start, end, now)
    return _Calendar(_windows(viewer, openings), duties, busy, start, end, now)


def _for(viewer: Reader, calendar: _Calendar, ask: Ask, *, avoid: Avoid = ()) -> list[Place]:
    """Return the free places that may be given for what is asked."""
    rule = purpose_rules(viewer, office_date(calendar.now))[ask.purpose]
    if not may_give(rule, ask):
        return []
    first = first_day(rule, ask, office_date(calendar.now))
    free = calendar.free(minutes=rule.minutes, avoid=avoid)
    wanted = [one for one in free if one.day >= first]
    if rule.minutes or avoid:  # what is kept aside is counted over what is free for anybody
        free = calendar.free()
    return _unreserved(viewer, calendar, wanted, free, ask)


def _unreserved(
    viewer: Reader, calendar: _Calendar, wanted: list[Place], free: list[Place], ask: Ask
) -> list[Place]:
    kept = [] if ask.ours else kept_aside(viewer)
    if not kept:
        return wanted
    given = _given(viewer, calendar)
    return within_quota(wanted, free, given, kept, place_for=ask.place_for, now=calendar.now)


def _given(viewer: Reader, calendar: _Calendar) -> Given:
    """Return how many places of each part are taken, by day and worker.

    A long one counts as more; what ran out is not taken.
    """
    rows = db.session.execute(
        select(
            Appointment.local_date,
            Appointment.engagement_id,
            Appointment.place_for,
            Appointment.starts_at,
            Appointment.ends_at,
        ).where(
            Appointment.organisation_id == viewer.organisation_id,
            Appointment.local_date >= calendar.start,
            Appointment.local_date < calendar.end,
            Appointment.place_for.not_in((PlaceFor.FRONT_OFFICE, PlaceFor.INVITED)),
            Appointment.state.not_in(GIVES_BACK),
            or_(
                Appointment.state != AppointmentState.HELD,
                Appointment.booked_at > calendar.now - HOLD_LASTS,
            ),
        )
    )
    slots = {window.day: window.slot_minutes for window in calendar.windows}
    given: Counter[tuple[date, EngagementId, PlaceFor]] = Counter()
    for day, worker, part, starts_at, ends_at in rows:
        minutes = (ends_at - starts_at) // timedelta(minutes=1)
        given[day, worker, PlaceFor(part)] += places_taken(minutes, slots.get(day, minutes))
    return given


def room_by_day(viewer: Viewer, now: datetime) -> list[DayRoom]:
    """Return what is left of each day of appointments to come, with how much may be given for what.

    A place given for one takes from the others: the numbers of a day are not to be added up.
    """
    start = office_date(now)
    calendar = _calendar(viewer, start, start + timedelta(weeks=WEEKS_AHEAD), now)
    free = calendar.free()
    kept, given = kept_aside(viewer), _given(viewer, calendar)
    rooms = {
        part: rules.room_by_day(free, given, kept, place_for=part, now=now)
        for part in GIVEN_FROM_OPENINGS
    }
    return [
        DayRoom(day, number, {part: rooms[part][day] for part in GIVEN_FROM_OPENINGS})
        for day, number in sorted(Counter(place.day for place in free).items())
    ]


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


def kept_places(viewer: Viewer, now: datetime) -> list[KeptPlace]:
    """Return the places that somebody keeps at this moment while she talks."""
    kept = kept_now(viewer, now)
    if not kept:
        return []
    shown = place_rows(
        viewer,
        [
            Place(row.local_date, row.local_minute, row.engagement_id, row.site_id, 0)
            for row in kept
        ],
    )
    return [
        KeptPlace(row.id, row.booked_by, (row.booked_at or now) + HOLD_LASTS, place)
        for row, place in zip(kept, shown, strict=True)
    ]


def nearest_places(
    viewer: Viewer,
    wanted: AskedPlace,
    *,
    now: datetime,
    ask: Ask | None = None,
    person: PersonId | None = None,
) -> list[PlaceRow]:
    """Return the three free places nearest to one that was taken."""
    found = places(viewer, now=now, ask=ask, person=person)
    return place_rows(viewer, nearest(found, wanted))


@dataclass(frozen=True, kw_only=True)
class FoundPlace:
    """A place looked for again before it is given: none when it is taken; and what else is so."""

    place: Place | None
    quota_left: bool = True
    given_here: bool = True
    in_time: bool = True


def find_place(viewer: Viewer, wanted: AskedPlace, *, now: datetime, ask: Ask) -> FoundPlace:
    """Return the place somebody asks for, as it stands now for what it is asked for."""
    calendar = _calendar(viewer, wanted.day, wanted.day + timedelta(days=1), now)
    free = calendar.free()
    rule = purpose_rules(viewer, office_date(now))[ask.purpose]
    long = free if rule.minutes is None else calendar.free(minutes=rule.minutes)
    place = next((one for one in long if asked(one) == wanted), None)
    return FoundPlace(
        place=place,
        quota_left=place is None or bool(_unreserved(viewer, calendar, [place], free, ask)),
        given_here=may_give(rule, ask),
        in_time=wanted.day >= first_day(rule, ask, office_date(now)),
    )


def busy_spans(
    viewer: Reader, resources: Collection[UUID], start: date, end: date, now: datetime
) -> dict[EngagementId, list[Span]]:
    """Return what is taken of each resource between two days, also by what stands over another.

    A hold that ran out takes nothing.
    """
    rows = db.session.execute(
        select(TimeClaim.resource_id, TimeClaim.starts_at, TimeClaim.ends_at).where(
            TimeClaim.organisation_id == viewer.organisation_id,
            TimeClaim.resource_id.in_(list(resources)),
            *claims_within(rome_to_utc(start, 0), rome_to_utc(end, 0)),
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
            TimeClaim.resource_kind.in_((Resource.WORKER, Resource.PERSON, Resource.INTERPRETER)),
            *claims_within(span.starts_at, span.ends_at),
            or_(TimeClaim.hold_expires_at.is_(None), TimeClaim.hold_expires_at > now),
        )
        .limit(1)
    )
    return taken is None


def _windows(viewer: Reader, openings: Sequence[Opening]) -> list[OpenWindow]:
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
