"""When a job is due and under which key it runs, and how it goes; when what fell starts again."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from app.kernel.clock import in_rome

LOOK_AGAIN_SECONDS = 30
MOST_ATTEMPTS = 3
RETRY_AFTER = timedelta(minutes=5)
LEASE = timedelta(minutes=15)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0

_DAILY = re.compile(r"daily ([01]\d|2[0-3]):([0-5]\d)")
_EVERY = re.compile(r"every (\d+) (second|minute|hour)s?")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}


class JobName(StrEnum):
    """What the program does by itself: the name under which each run is kept."""

    CLOSE_TICKETS = "close tickets of who did not come back"
    BRING_FORWARD = "bring urgent messages forward"
    FREE_PLACES = "free unconfirmed places"
    LAPSE_SWAPS = "lapse swaps nobody answered"
    MIND_OFFERS = "mind offers from the waiting lists"
    BRING_TASKS = "bring what life events ask for"
    SEND_DIGESTS = "send weekly digests"
    MEASURE_PLACES = "measure free places"
    LOOK_AT_FILES = "look at waiting files"
    TAKE_IN_REGISTRY = "take in the civil registry"
    SEND_NOTICES = "send waiting notices"
    FORGET_ATTEMPTS = "forget old attempts"
    FORGET_DRAFTS = "forget old drafts"
    FORGET_RUNS = "forget old runs"
    FORGET_SESSIONS = "forget old sessions"
    FORGET_SUBMISSIONS = "forget old submissions"
    SWEEP_FILES = "sweep files of nobody"


class RunResult(StrEnum):
    """How a run stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Health(StrEnum):
    """How a job goes, for whoever keeps the program."""

    FINE = "fine"
    RUNNING = "running"
    FAILED = "failed"
    STUCK = "stuck"  # begun, and never heard of again
    LATE = "late"  # its moment has passed and nobody has begun
    NEVER = "never"


GOOD = frozenset({Health.FINE, Health.RUNNING})
FAILURES_SHOWN = timedelta(days=7)  # ticks are kept no longer
_PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class LastRun:
    """The latest run of a job. `runner` is the program that did it, nobody's by hand."""

    job: str
    due_key: str
    started_at: datetime
    ended_at: datetime | None
    attempts: int
    result: RunResult
    detail: str
    runner: str

    @property
    def took(self) -> timedelta | None:
        """How long it lasted, once it has ended."""
        return None if self.ended_at is None else self.ended_at - self.started_at

    @property
    def done(self) -> int | None:
        """How many things it did: a report begins with it."""
        number = self.detail.partition(" ")[0]
        return int(number) if self.result is RunResult.DONE and number.isdecimal() else None


@dataclass(frozen=True)
class Daily:
    """Once a day, from this wall-clock time of the office on."""

    at: time

    @property
    def look_every(self) -> int:
        """Seconds between two looks at the clock: the demo may have moved it meanwhile."""
        return LOOK_AGAIN_SECONDS


@dataclass(frozen=True)
class Every:
    """Once per tick of so many seconds."""

    seconds: int

    @property
    def look_every(self) -> int:
        """Seconds between two looks: a tick."""
        return self.seconds


def read_schedule(text: str) -> Daily | Every:
    """Return what "daily 02:30" or "every 5 minutes" means; raise `ValueError` for other words."""
    daily = _DAILY.fullmatch(text)
    if daily:
        return Daily(time(int(daily.group(1)), int(daily.group(2))))
    every = _EVERY.fullmatch(text)
    if every and int(every.group(1)) > 0:
        return Every(int(every.group(1)) * _SECONDS[every.group(2)])
    raise ValueError(f"{text!r} is not a schedule: write 'daily 02:30' or 'every 30 seconds'")


def due_key(schedule: Daily | Every, *, office: datetime, real: datetime) -> str:
    """Return the key of the latest occurrence that is due: two runs never share one.

    A daily job belongs to a calendar day of the office, so the night in which the clocks change
    holds it once, whether 02:30 comes twice or never. A tick belongs to real time: putting the
    demo's clock back must not silence what runs every minute.
    """
    if isinstance(schedule, Daily):
        wall = in_rome(office)
        day = wall.date() if wall.time() >= schedule.at else wall.date() - timedelta(days=1)
        return day.isoformat()
    tick = int(real.timestamp()) // schedule.seconds * schedule.seconds
    return datetime.fromtimestamp(tick, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def health(
    schedule: Daily | Every, last: LastRun | None, *, office: datetime, real: datetime
) -> Health:
    """Return how a job goes: late when what was due some minutes ago has not begun."""
    if last is None:
        return Health.NEVER
    if last.result is RunResult.RUNNING:
        return Health.STUCK if real - last.started_at > LEASE else Health.RUNNING
    patience = max(_PATIENCE, timedelta(seconds=2 * schedule.look_every))
    if last.due_key < due_key(schedule, office=office - patience, real=real - patience):
        return Health.LATE
    return Health.FAILED if last.result is RunResult.FAILED else Health.FINE


def is_led(seen_at: datetime | None, *, real: datetime) -> bool:
    """Return whether somebody keeps the timetable: what runs every minute ran a little ago."""
    return seen_at is not None and real - seen_at <= _PATIENCE


def next_day_of(schedule: Daily, *, office: datetime) -> date:
    """Return the day on which a daily job runs next."""
    wall = in_rome(office)
    return wall.date() + timedelta(days=int(wall.time() >= schedule.at))


def next_pause(previous: float, lived: float) -> float:
    """Return the seconds to wait before starting a fallen program again.

    Doubled each time up to half a minute; a program that had run well starts again at once.
    """
    if lived >= HEALTHY_AFTER or previous == 0:
        return FIRST_PAUSE
    return min(previous * 2, LONGEST_PAUSE)
