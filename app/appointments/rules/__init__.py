"""What an appointment is, which places are free, and what each act asks first."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.kernel.clock import office_date, rome_to_utc
from app.kernel.references import EngagementId, SiteId

ZONE = "Europe/Rome"
_YEARS = range(2000, 2200)  # of a place somebody may ask for
HOLD_LASTS = timedelta(minutes=3)
UNDO_LASTS = timedelta(minutes=10)
LATE_UNDER = timedelta(hours=24)
MISSED_AFTER = timedelta(minutes=15)
OWN_WORKER_WITHIN = timedelta(days=14)  # then anybody's places are proposed, and it is said


class AppointmentState(StrEnum):
    """Where an appointment stands."""

    HELD = "held"
    BOOKED = "booked"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    IN_PROGRESS = "in_progress"
    ATTENDED = "attended"
    NO_SHOW = "no_show"
    CANCELLED_PERSON = "cancelled_person"
    CANCELLED_OFFICE = "cancelled_office"
    NOT_HELD = "not_held"
    MOVED = "moved"
    EXPIRED = "expired"


class AppointmentAction(StrEnum):
    """What is done with an appointment."""

    HOLD = "hold"
    EXPIRE = "expire"
    BOOK = "book"
    CONFIRM = "confirm"
    ARRIVE = "arrive"
    START = "start"
    ATTEND = "attend"
    NO_SHOW = "no_show"
    CANCEL_BY_PERSON = "cancel_by_person"
    CANCEL_BY_OFFICE = "cancel_by_office"
    TOLD_PERSON = "told_person"
    FAIL_BY_OFFICE = "fail_by_office"
    MOVE = "move"
    RESTORE = "restore"


class Purpose(StrEnum):
    """Why somebody comes, in five words that tell no need: the front office reads them."""

    FIRST_INTERVIEW = "first_interview"
    OWN_WORKER = "own_worker"
    DOCUMENTS = "documents"
    PRACTICE = "practice"
    OTHER = "other"


class WorkGroup(StrEnum):
    """Who should receive the person. Not a need: it is deleted after the meeting."""

    CHILD = "child"
    ADULT = "adult"
    OLDER_PERSON = "older_person"
    PERSON_WITH_DISABILITY = "person_with_disability"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """By whom it was given."""

    URP_DESK = "urp_desk"
    URP_PHONE = "urp_phone"
    WORKER = "worker"
    DESK = "desk"


class CancelCause(StrEnum):
    """Why the office cannot keep an appointment. Ours, never counted against the person."""

    ABSENCE = "absence"
    CLOSURE = "closure"
    EMERGENCY = "emergency"
    OTHER = "other"


class Notice(StrEnum):
    """Whether a person called off a day before, so that the place could serve somebody else."""

    IN_TIME = "in_time"
    LATE = "late"


class ToldHow(StrEnum):
    """How a person was told that her appointment is off."""

    PHONE = "phone"
    MESSAGE = "message"
    LETTER = "letter"
    IN_PERSON = "in_person"


class Resource(StrEnum):
    """What cannot be in two places at once."""

    WORKER = "worker"
    ROOM = "room"
    PERSON = "person"


class AppointmentFault(StrEnum):
    """Why an act on an appointment is refused, or what to know before."""

    PLACE_TAKEN = "place_taken"
    PERSON_ELSEWHERE = "person_elsewhere"
    PERSON_MISSING = "person_missing"
    NOT_STARTED_YET = "not_started_yet"
    NOT_MISSED_YET = "not_missed_yet"
    UNDO_IS_OVER = "undo_is_over"
    NOT_TODAY = "not_today"
    LATE_NOTICE = "late_notice"
    ALREADY_TOLD = "already_told"


State, Action = AppointmentState, AppointmentAction
WAITED_FOR = frozenset({State.BOOKED, State.CONFIRMED})
GOING_ON = frozenset({*WAITED_FOR, State.ARRIVED, State.IN_PROGRESS})
FINAL = frozenset(State) - GOING_ON - {State.HELD}
# States whose place is given back at once; who came keeps her hour in the past.
GIVES_BACK = FINAL - {State.ATTENDED}


@dataclass(frozen=True, kw_only=True)
class AppointmentFacts:
    """What the conditions look at."""

    now: datetime
    starts_at: datetime
    place_free: bool = True
    person_known: bool = True
    person_free: bool = True
    by_the_same: bool = False  # who asks took the last step, less than ten minutes ago
    by_supervisor: bool = False
    told: bool = False


def place_free(facts: AppointmentFacts) -> str | None:
    """The place is still nobody's."""
    return None if facts.place_free else AppointmentFault.PLACE_TAKEN


def person_known(facts: AppointmentFacts) -> str | None:
    """It is said for whom."""
    return None if facts.person_known else AppointmentFault.PERSON_MISSING


def person_free(facts: AppointmentFacts) -> str | None:
    """The person is not expected elsewhere at the same time."""
    return None if facts.person_free else AppointmentFault.PERSON_ELSEWHERE


def has_started(facts: AppointmentFacts) -> str | None:
    """The hour has come."""
    return None if facts.starts_at <= facts.now else AppointmentFault.NOT_STARTED_YET


def quarter_hour_passed(facts: AppointmentFacts) -> str | None:
    """A quarter of an hour has passed: somebody late is not somebody who did not come."""
    passed = facts.now - facts.starts_at >= MISSED_AFTER
    return None if passed else AppointmentFault.NOT_MISSED_YET


def is_today(facts: AppointmentFacts) -> str | None:
    """It is for today (said, not refused: people come on the wrong day)."""
    same = office_date(facts.starts_at) == office_date(facts.now)
    return None if same else AppointmentFault.NOT_TODAY


def a_day_before(facts: AppointmentFacts) -> str | None:
    """At least 24 hours are left (said, not refused)."""
    return AppointmentFault.LATE_NOTICE if notice(facts) is Notice.LATE else None


def same_person_or_supervisor(facts: AppointmentFacts) -> str | None:
    """Who did it takes it back within ten minutes; later, whoever is responsible."""
    allowed = facts.by_the_same or facts.by_supervisor
    return None if allowed else AppointmentFault.UNDO_IS_OVER


def not_told_yet(facts: AppointmentFacts) -> str | None:
    """Nobody has told her yet."""
    return AppointmentFault.ALREADY_TOLD if facts.told else None


def notice(facts: AppointmentFacts) -> Notice:
    """Return whether calling off now is late. For statistics: never a sanction."""
    return Notice.LATE if facts.starts_at - facts.now < LATE_UNDER else Notice.IN_TIME


@dataclass(frozen=True)
class Span:
    """From an instant to another, the second not included."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two share an instant."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


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
Avoid = Collection[tuple[SiteId, Span]]


def free_places(
    windows: Iterable[OpenWindow],
    duties: Collection[OnDuty],
    busy: Busy,
    *,
    now: datetime,
    avoid: Avoid = (),
) -> list[Place]:
    """Return the free places in order of time.

    Openings of the day (closures already left out) by who is on duty then (absences already left
    out), cut every `slot_minutes` from the opening, without what is taken, what is past, and the
    hours to `avoid` at a site, because somebody not to be met is expected there.
    """
    found = {
        place
        for window in windows
        for duty in duties
        for place in _places(window, duty)
        if _is_free(place, busy, now, avoid)
    }
    return sorted(found)


def nearest(places: Iterable[Place], wanted: AskedPlace, limit: int = 3) -> list[Place]:
    """Return the free places nearest in time to the one that was taken."""

    def distance(place: Place) -> tuple[int, int, Place]:
        minutes = (place.day - wanted.day).days * 1440 + place.minute - wanted.minute
        return abs(minutes), int(place.engagement_id != wanted.engagement_id), place

    return sorted(sorted(places, key=distance)[:limit])


def _places(window: OpenWindow, duty: OnDuty) -> Iterator[Place]:
    if (window.day, window.site_id) != (duty.day, duty.site_id):
        return
    step = window.slot_minutes
    for minute in range(window.from_minute, window.to_minute - step + 1, step):
        if duty.from_minute <= minute and minute + step <= duty.to_minute:
            yield Place(window.day, minute, duty.engagement_id, window.site_id, step)


def _is_free(place: Place, busy: Busy, now: datetime, avoid: Avoid) -> bool:
    try:
        span = place.span
    except ValueError:  # the clock skips that hour: nobody can come then
        return False
    if span.starts_at <= now or any(
        span.overlaps(one) for one in busy.get(place.engagement_id, ())
    ):
        return False
    return not any(site == place.site_id and span.overlaps(one) for site, one in avoid)
