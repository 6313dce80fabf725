"""Who is next, how long it may take, whether the opening is long enough: of whoever waits."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from statistics import median

PRECEDENCES_IN_A_ROW = 2
KEEPS_PLACE = timedelta(minutes=30)
LONG_PAUSE = timedelta(minutes=20)
TO_ANSWER = timedelta(minutes=3)
TRIES = 2
UNDO_LASTS = timedelta(minutes=10)
FEWEST_AT_THE_DESK = 2
LAST_NUMBER_BEFORE = 30  # minutes before the end of an opening: the last number of the day
OPENINGS_OF_HISTORY = 5
OPENINGS_LOOKED_AT = 8
LONGEST_NOTE = 500
_ROUND = 10


class Queue(StrEnum):
    """What people wait for. The letter on the ticket never tells why."""

    SOCIAL = "social"
    PRACTICES = "practices"
    APPOINTMENTS = "appointments"


LETTERS = {Queue.SOCIAL: "A", Queue.PRACTICES: "B", Queue.APPOINTMENTS: "C"}


class DeskFault(StrEnum):
    """Why something at the desk is refused."""

    NO_OPENING = "no_opening"
    NOBODY_WAITS = "nobody_waits"
    NO_COUNTER = "no_counter"
    COUNTER_TAKEN = "counter_taken"
    COUNTER_BUSY = "counter_busy"
    COUNTER_AWAY = "counter_away"
    RETURN_IN_THE_PAST = "return_in_the_past"
    NO_OUTCOME = "no_outcome"
    NO_AREA = "no_area"
    MESSAGE_FOR_WHOM = "message_for_whom"
    ALREADY_CLOSED = "desk_already_closed"
    ALREADY_OPEN = "distribution_already_open"
    ALREADY_ARRIVED = "ticket_already_given"
    ALREADY_EXPECTED = "already_expected"


class JumpCause(StrEnum):
    """Why somebody is called before her turn."""

    FEELS_UNWELL = "feels_unwell"
    SMALL_CHILDREN = "small_children"
    SAFETY = "safety"
    QUICK_PAPER = "quick_paper"
    OWN_WORKER = "own_worker"


class AwayCause(StrEnum):
    """Why a worker leaves her counter in a hurry: chosen from a list, never shown outside."""

    SCHOOL = "away_school"
    POLICE = "away_police"
    HOSPITAL = "away_hospital"
    HOME_VISIT = "away_home_visit"
    PERSONAL = "away_personal"


class WithoutInterviewCause(StrEnum):
    """How somebody leaves with a ticket and no interview: a date in hand, or her own choice."""

    HAS_A_DATE = "has_a_date"
    DOES_NOT_WANT = "does_not_want"


class PassTarget(StrEnum):
    """To whom somebody is passed on with the same ticket. Nobody reads why."""

    TO_SOCIAL = "to_social"
    TO_PRACTICES = "to_practices"
    TO_A_COLLEAGUE = "to_a_colleague"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Somebody who waits, with what her turn depends on.

    `place_at` is her arrival, or the moment she came back too late to keep it. `due_at` is the
    hour of an appointment. `first` is who was already inside and had to go out again.
    """

    code: str
    place_at: datetime
    queue: Queue = Queue.SOCIAL
    precedence: bool = False
    due_at: datetime | None = None
    first: bool = False


def in_order(waiting: Iterable[Waiting], called: Sequence[bool], now: datetime) -> list[Waiting]:
    """Return who waits in the order in which she will be called.

    Precedences, then appointments at their hour, then arrival; after two precedences in a row who
    has waited longest passes. `called` says of the calls so far, the last one last, whether each
    was a precedence. Who was interrupted goes before everybody: she had already been received.
    """
    left = sorted(waiting, key=_arrival)
    row = _in_a_row(called)
    line: list[Waiting] = []
    while left:
        chosen = _chosen(left, row, now)
        left.remove(chosen)
        line.append(chosen)
        if not chosen.first:
            row = row + 1 if chosen.precedence else 0
    return line


def _chosen(left: Sequence[Waiting], row: int, now: datetime) -> Waiting:
    """Return who is next of `left`, sorted by arrival, after `row` precedences in a row."""
    back = [one for one in left if one.first]
    if back:
        return back[0]
    precedences = [one for one in left if one.precedence]
    ready = [one for one in left if not one.precedence and (one.due_at or now) <= now]
    if precedences and (row < PRECEDENCES_IN_A_ROW or not ready):
        return precedences[0]
    due = [one for one in ready if one.due_at is not None]
    if due and row < PRECEDENCES_IN_A_ROW:
        return min(due, key=_hour)
    return ready[0] if ready else min(left, key=_hour)


def _hour(one: Waiting) -> tuple[datetime, str]:
    return one.due_at or one.place_at, one.code


def _arrival(one: Waiting) -> tuple[datetime, str]:
    return one.place_at, one.code


def _in_a_row(called: Sequence[bool]) -> int:
    return sum(1 for _ in takewhile(bool, reversed(called)))


def place_after_return(kept: datetime, lost_at: datetime, now: datetime) -> datetime:
    """Return the place of who did not answer and is back: the old one for thirty minutes."""
    return kept if now - lost_at <= KEEPS_PLACE else now


@dataclass(frozen=True)
class Expected:
    """How long somebody may wait: a range in minutes, never a promise."""

    least: int
    most: int


def expected_wait(
    ahead: int, running: Collection[float], usual: float, workers: int, openings: int
) -> Expected | None:
    """Return how long the next one may wait, rounded to ten minutes.

    `running` gives the minutes of each interview under way, `usual` the median of the last
    openings of this weekday. Nothing is said with fewer than five openings behind, or nobody there.
    """
    if openings < OPENINGS_OF_HISTORY or workers < 1:
        return None
    left = sum(max(usual - minutes, 0) for minutes in running)
    minutes = (left + ahead * usual) / workers
    least = int(minutes // _ROUND) * _ROUND
    return Expected(least, least + _ROUND)


def usual_minutes(durations: Collection[float]) -> float:
    """Return the median of past interviews; zero when there is none to learn from."""
    return median(durations) if durations else 0.0


def slots_left(minutes_to_close: int, slot_minutes: int, workers: int) -> int:
    """Return how many more people the opening can hold: capacity, not a promise."""
    if slot_minutes < 1:
        return 0
    return max(minutes_to_close, 0) // slot_minutes * workers


def ticket_code(queue: Queue, number: int) -> str:
    """Return what stands on the ticket: A07. It begins again at each opening."""
    return f"{LETTERS[queue]}{number:02d}"
