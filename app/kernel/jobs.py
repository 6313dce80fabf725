"""A job of the night or of the minute, as a feature declares it in app/features."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class JobReport:
    """What a job did: how many things, and a few words that name nobody."""

    done: int = 0
    detail: str = ""


@dataclass(frozen=True)
class Job:
    """One row of the timetable.

    `schedule` reads "daily 02:30" (office time) or "every 30 seconds" / "every 5 minutes".
    `run` takes the office's instant and asks what is due and not done, so that a missed night
    repairs itself and a second run does nothing.
    """

    name: str
    schedule: str
    run: Callable[[datetime], JobReport]
