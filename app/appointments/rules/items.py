"""What else takes a worker's time: visits, meetings, hearings, courses, being away."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.appointments.rules import Span
from app.kernel.clock import rome_to_utc
from app.kernel.references import EngagementId, PersonId

BACK_AWAITED = timedelta(minutes=30)  # then the supervisor is told, without a noise
TRAVELS = (0, 15, 30, 45, 60, 90)
LENGTHS = (15, 30, 45, 60, 90)
MOST_WORKERS = 12
MOST_TIMES = 26
MOST_SEATS = 30


class ItemKind(StrEnum):
    """What the time is for."""

    HOME_VISIT = "home_visit"
    MEETING = "meeting"
    HEARING = "hearing"
    COURSE = "course"
    GROUP = "group"
    PLAN_OFFICE = "plan_office"
    UNAVAILABLE = "unavailable"


class MeetingPlace(StrEnum):
    """Where a worker meets somebody she follows."""

    OFFICE = "office"
    HOME = "home"
    ELSEWHERE = "elsewhere"


class ItemFault(StrEnum):
    """Why a piece of time cannot be kept as it was asked."""

    HOURS_TAKEN = "hours_taken"
    HOURS_NOT_IN_ORDER = "hours_not_in_order"
    HOUR_SKIPPED = "hour_skipped"
    IN_THE_PAST = "in_the_past"
    NOT_HERS = "not_hers"
    PLACE_NEEDED = "place_needed"
    SEATS_NEEDED = "seats_needed"
    ALREADY_OFF = "already_off"
    NOT_LEFT_YET = "not_left_yet"
    NO_SEAT_LEFT = "no_seat_left"
    ALREADY_SEATED = "already_seated"
    OUTSIDE_HOURS = "outside_hours"
    HOUR_NOT_GIVEN = "hour_not_given"


# Kinds that happen somewhere else: the way there and back is time too.
AWAY = frozenset({ItemKind.HOME_VISIT, ItemKind.HEARING})


@dataclass(frozen=True, kw_only=True)
class Hours:
    """From a minute of the wall clock to another of the same day, with the way there and back."""

    day: date
    minute: int
    to_minute: int
    before: int = 0
    after: int = 0

    @property
    def span(self) -> Span:
        """The instants of the thing itself. Raises `ValueError` where the clock skips an hour.

        Of an hour that comes twice in autumn, it begins at the first and ends at the second.
        """
        starts_at = rome_to_utc(self.day, self.minute)
        return Span(starts_at, rome_to_utc(self.day, self.to_minute, fold=1))

    @property
    def taken(self) -> Span:
        """The instants that nobody else can have: the way there and back too."""
        span = self.span
        before, after = timedelta(minutes=self.before), timedelta(minutes=self.after)
        return Span(span.starts_at - before, span.ends_at + after)


@dataclass(frozen=True, kw_only=True)
class ItemDetails:
    """What somebody asks to be kept: what, when, whose time, and where if it is elsewhere."""

    kind: ItemKind
    hours: Hours
    workers: tuple[EngagementId, ...]
    place: str = ""
    words: str = ""
    outside: str = ""  # why outside the hours of the plan office, if it is
    person_id: PersonId | None = None
    seats: int = 0


def item_faults(
    details: ItemDetails, now: datetime, *, own: Collection[EngagementId], everybody: bool
) -> list[ItemFault]:
    """Return why it cannot be kept, before asking what else is there."""
    faults: list[ItemFault] = []
    hours = details.hours
    if hours.to_minute <= hours.minute:
        faults.append(ItemFault.HOURS_NOT_IN_ORDER)
    elif _skipped(hours):
        faults.append(ItemFault.HOUR_SKIPPED)
    elif hours.span.ends_at <= now:
        faults.append(ItemFault.IN_THE_PAST)
    if not everybody and not set(details.workers) & set(own):
        faults.append(ItemFault.NOT_HERS)
    if details.kind in AWAY and not details.place:
        faults.append(ItemFault.PLACE_NEEDED)
    if details.kind is ItemKind.GROUP and not details.seats:
        faults.append(ItemFault.SEATS_NEEDED)
    return faults


def is_missing(back_at: datetime, now: datetime) -> bool:
    """Return whether somebody should have been back for half an hour."""
    return now - back_at >= BACK_AWAITED


def weekly(first: date, every: int, times: int) -> list[date]:
    """Return the days of a series, the same day of the week every so many weeks."""
    return [first + timedelta(weeks=every * number) for number in range(min(times, MOST_TIMES))]


def free_seat(taken: Iterable[int], seats: int) -> int | None:
    """Return the first seat nobody has, from one; nothing when the group is full."""
    used = set(taken)
    return next((number for number in range(1, seats + 1) if number not in used), None)


@dataclass(frozen=True)
class SeriesDay:
    """One day of a series before it is saved, with what speaks against it."""

    day: date
    closed: str = ""
    taken: str = ""

    @property
    def free(self) -> bool:
        """Whether nothing speaks against it."""
        return not (self.closed or self.taken)


def series(
    days: Iterable[date], closed: Mapping[date, str], taken: Mapping[date, str]
) -> list[SeriesDay]:
    """Return the days of a series with the holidays and the taken hours they fall on."""
    return [SeriesDay(day, closed.get(day, ""), taken.get(day, "")) for day in days]


def _skipped(hours: Hours) -> bool:
    try:
        return hours.taken is None
    except ValueError:
        return True
