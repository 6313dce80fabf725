"""In which order people wait, when an offer may be kept, and what the procedure looks at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.catalogue.rules import PathCode

TRIES = 3  # on as many different days, by two different channels, the last by letter
CHANNELS = 2
MOST_POINTS = 100
TOLD_BY = 5  # positions are told to families in ranges
EXTENSION = timedelta(days=7)
WARNED_BEFORE = timedelta(days=2)
USUAL_PAUSE = timedelta(days=180)
MOST_FROZEN = timedelta(days=366)
EARLIEST = timedelta(days=3 * 366)  # an older application is a slip of the finger


class Criterion(StrEnum):
    """What puts somebody before another who asked on the same day."""

    FAMILY_EMERGENCY = "family_emergency"
    SCHOOL_ENDS = "school_ends_this_year"
    SOLE_CARER = "sole_carer_over_65"
    NEED = "points_of_need"


# The order of the office until an act of the council: from the first that decides to the last.
STARTING_ORDER: Mapping[PathCode, tuple[Criterion, ...]] = {PathCode.CDD: tuple(Criterion)}


class TryChannel(StrEnum):
    """How the family was looked for."""

    PHONE = "by_phone"
    EMAIL = "by_email"
    LETTER = "by_letter"
    IN_PERSON = "in_person_try"


class TryOutcome(StrEnum):
    """What came of looking for them."""

    NO_ANSWER = "no_answer_to_try"
    MESSAGE_LEFT = "message_left_to_try"
    SENT = "sent_to_family"
    SPOKEN = "spoken_with"


class LeaveCause(StrEnum):
    """Why somebody waits no longer."""

    MOVED = "moved_elsewhere"
    DECEASED = "deceased"
    OTHER_SERVICE = "found_other_service"
    NO_LONGER_NEEDED = "no_longer_needed"
    NOT_ELIGIBLE = "not_eligible"


class Interest(StrEnum):
    """What the family says, asked whether the place is still wanted."""

    STILL = "still_wanted"
    NO_ANSWER = "no_answer_on_interest"


class ExtensionCause(StrEnum):
    """Why somebody has more time to answer."""

    HOSPITAL = "in_hospital"
    HOLIDAY = "on_holiday"


class Others(StrEnum):
    """What becomes of the other centres of the same application, once one is accepted."""

    CLOSE = "close_the_others"
    KEEP = "keep_the_others"


class WaitingFault(StrEnum):
    """Why something about the list is refused."""

    COMPLETE_IN_THE_FUTURE = "complete_in_the_future"
    COMPLETE_TOO_OLD = "complete_too_old"
    CAPACITY_FULL = "capacity_full"
    NOT_FIRST_NOW = "not_first_now"
    OFFERED_ELSEWHERE = "offered_elsewhere"
    ALREADY_EXTENDED = "already_extended"
    TRIES_MISSING = "tries_missing"
    TRY_IN_THE_FUTURE = "try_in_the_future"
    KEPT_ONCE = "kept_once"
    STILL_TIME_TO_ANSWER = "still_time_to_answer"
    NOT_WARNED_YET = "not_warned_yet"
    FROZEN_TOO_LONG = "frozen_too_long"
    NOT_AFTER_TODAY = "not_after_today"
    TOO_MANY_POINTS = "too_many_points"
    NO_CRITERIA = "no_criteria"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One time the family was looked for about an offer."""

    on: date
    channel: TryChannel


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What decides the place of one entry. `points` holds, by criterion, what was written last."""

    entry_id: UUID
    by_court: bool
    points: Mapping[Criterion, int]
    moved_last_at: datetime | None
    complete_on: date
    listed_at: datetime


@dataclass(frozen=True, kw_only=True)
class WaitingFacts:
    """Everything the procedure looks at."""

    first: bool = True
    offered_elsewhere: bool = False
    wanted: int = 0
    free: int | None = None
    extended: bool = False
    tries: tuple[Attempt, ...] = ()
    asked_for: bool = True
    refused_before: bool = False
    answer_by: date | None = None
    warned_on: date | None = None
    today: date = date.min


def key_of(
    standing: Standing, order: Sequence[Criterion]
) -> tuple[bool, tuple[int, ...], bool, float, date, datetime, UUID]:
    """Return what a list is sorted by: the court, the criteria in their order, then the date.

    Who could not be reached stands at the end of those with the same criteria, in the order in
    which they came there: never behind somebody with less need.
    """
    moved = standing.moved_last_at
    return (
        not standing.by_court,
        tuple(-standing.points.get(criterion, 0) for criterion in order),
        moved is not None,
        0.0 if moved is None else moved.timestamp(),
        standing.complete_on,
        standing.listed_at,
        standing.entry_id,
    )


def in_order(standings: Collection[Standing], order: Sequence[Criterion]) -> list[UUID]:
    """Return the entries in the order in which they are called."""
    return [one.entry_id for one in sorted(standings, key=lambda one: key_of(one, order))]


def positions_told(position: int) -> tuple[int, int]:
    """Return the range in which a letter tells a position: five by five, so that nobody counts who
    stands beside her.
    """
    first = (position - 1) // TOLD_BY * TOLD_BY + 1
    return first, first + TOLD_BY - 1


def tries_enough(tries: Collection[Attempt]) -> bool:
    """Return whether the family was really looked for: three days, two channels, last by letter."""
    last = max(tries, key=lambda one: (one.on, one.channel is TryChannel.LETTER), default=None)
    return (
        last is not None
        and last.channel is TryChannel.LETTER
        and len({one.on for one in tries}) >= TRIES
        and len({one.channel for one in tries}) >= CHANNELS
    )


def complete_fault(complete_on: date, today: date) -> str | None:
    """Return why an application cannot have been complete on a day (`field:code`), or None."""
    if complete_on > today:
        return f"complete_on:{WaitingFault.COMPLETE_IN_THE_FUTURE}"
    if complete_on < today - EARLIEST:
        return f"complete_on:{WaitingFault.COMPLETE_TOO_OLD}"
    return None


def freeze_fault(until: date, today: date) -> str | None:
    """Return why somebody cannot be left out of the offers until a day (`field:code`), or None."""
    if until <= today:
        return f"until:{WaitingFault.NOT_AFTER_TODAY}"
    return f"until:{WaitingFault.FROZEN_TOO_LONG}" if until > today + MOST_FROZEN else None


def points_fault(criterion: Criterion, points: int) -> str | None:
    """Return why so many points cannot be given (`field:code`), or None: only need is counted."""
    most = MOST_POINTS if criterion is Criterion.NEED else 1
    return None if 0 <= points <= most else f"points:{WaitingFault.TOO_MANY_POINTS}"


def order_fault(criteria: Sequence[Criterion]) -> str | None:
    """Return why criteria are no order (`field:code`), or None: none at all, or one twice."""
    if not criteria or len(set(criteria)) != len(criteria):
        return f"first:{WaitingFault.NO_CRITERIA}"
    return None
