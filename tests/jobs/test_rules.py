from datetime import UTC, datetime, time

import pytest

from app.jobs.rules import Daily, Every, due_key, next_pause, read_schedule
from app.kernel.clock import ROME

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("daily 02:30", Daily(time(2, 30))),
        ("daily 23:59", Daily(time(23, 59))),
        ("every 30 seconds", Every(30)),
        ("every 1 second", Every(1)),
        ("every 5 minutes", Every(300)),
        ("every 2 hours", Every(7200)),
    ],
)
def test_it_reads_a_schedule(words: str, meaning: Daily | Every) -> None:
    assert read_schedule(words) == meaning


@pytest.mark.parametrize("words", ["", "daily", "daily 24:00", "daily 2:30", "every 0 seconds"])
def test_it_refuses_other_words(words: str) -> None:
    with pytest.raises(ValueError, match="not a schedule"):
        read_schedule(words)


@pytest.mark.parametrize(
    ("wall", "fold", "key"),
    [
        ("2026-11-23 02:29", 0, "2026-11-22"),
        ("2026-11-23 02:30", 0, "2026-11-23"),
        ("2026-11-23 23:59", 0, "2026-11-23"),
        ("2026-11-24 00:00", 0, "2026-11-23"),
        # The night that has no 02:30.
        ("2026-03-29 01:59", 0, "2026-03-28"),
        ("2026-03-29 03:00", 0, "2026-03-29"),
        # The night that has two.
        ("2026-10-25 02:30", 0, "2026-10-25"),
        ("2026-10-25 02:30", 1, "2026-10-25"),
    ],
)
def test_a_nightly_job_belongs_to_one_day_of_the_office(wall: str, fold: int, key: str) -> None:
    office = datetime.fromisoformat(wall).replace(tzinfo=ROME, fold=fold)
    assert due_key(Daily(time(2, 30)), office=office, real=NOON) == key


@pytest.mark.parametrize(
    ("second", "key"),
    [(0, "2026-11-23T12:00:00Z"), (29, "2026-11-23T12:00:00Z"), (30, "2026-11-23T12:00:30Z")],
)
def test_a_tick_belongs_to_real_time(second: int, key: str) -> None:
    office = datetime(2020, 1, 1, tzinfo=UTC)
    assert due_key(Every(30), office=office, real=NOON.replace(second=second)) == key


@pytest.mark.parametrize(
    ("previous", "lived", "pause"),
    [(0, 0.1, 1), (1, 0.1, 2), (2, 59, 4), (16, 0.1, 30), (30, 0.1, 30), (30, 60, 1)],
)
def test_a_program_that_keeps_falling_waits_longer(
    previous: float, lived: float, pause: float
) -> None:
    assert next_pause(previous, lived) == pause
