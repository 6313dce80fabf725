"""When a job is due and under which key it runs; when a fallen program is started again."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
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


class RunResult(StrEnum):
    """How a run stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


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


def next_pause(previous: float, lived: float) -> float:
    """Return the seconds to wait before starting a fallen program again.

    Doubled each time up to half a minute; a program that had run well starts again at once.
    """
    if lived >= HEALTHY_AFTER or previous == 0:
        return FIRST_PAUSE
    return min(previous * 2, LONGEST_PAUSE)
