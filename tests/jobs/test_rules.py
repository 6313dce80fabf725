from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.jobs.rules import (
    LEASE,
    Daily,
    Every,
    Health,
    LastRun,
    RunResult,
    due_key,
    health,
    is_led,
    next_day_of,
    next_pause,
    read_schedule,
)
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


MINUTE = timedelta(minutes=1)
NIGHT = Daily(time(2, 30))


def a_run(key: str, *, result: RunResult = RunResult.DONE, ago: timedelta = MINUTE) -> LastRun:
    return LastRun("sample", key, NOON - ago, NOON, 1, result, "3 letters", "office 12")


@pytest.mark.parametrize(
    ("schedule", "last", "expected"),
    [
        (NIGHT, None, Health.NEVER),
        (NIGHT, a_run("2026-11-23"), Health.FINE),
        (NIGHT, a_run("2026-11-22"), Health.LATE),
        (NIGHT, a_run("2026-11-30"), Health.FINE),  # the demo's clock was put back
        (NIGHT, a_run("2026-11-23", result=RunResult.FAILED), Health.FAILED),
        (NIGHT, a_run("2026-11-22", result=RunResult.FAILED), Health.LATE),
        (NIGHT, a_run("2026-11-23", result=RunResult.RUNNING), Health.RUNNING),
        (NIGHT, a_run("2026-11-23", result=RunResult.RUNNING, ago=2 * LEASE), Health.STUCK),
        (Every(60), a_run("2026-11-23T11:56:00Z"), Health.FINE),
        (Every(60), a_run("2026-11-23T11:54:00Z"), Health.LATE),
        (Every(3600), a_run("2026-11-23T10:00:00Z"), Health.FINE),
        (Every(3600), a_run("2026-11-23T09:00:00Z"), Health.LATE),
    ],
)
def test_how_a_job_goes(schedule: Daily | Every, last: LastRun | None, expected: Health) -> None:
    assert health(schedule, last, office=NOON, real=NOON) is expected


def test_what_has_just_become_due_is_not_late_yet() -> None:
    due = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    for after, expected in ((MINUTE, Health.FINE), (6 * MINUTE, Health.LATE)):
        now = due + after
        assert health(NIGHT, a_run("2026-11-22"), office=now, real=now) is expected


@pytest.mark.parametrize(
    ("seen", "led"), [(None, False), (NOON - MINUTE, True), (NOON - 6 * MINUTE, False)]
)
def test_somebody_leads_while_she_gives_signs(seen: datetime | None, led: bool) -> None:
    assert is_led(seen, real=NOON) is led


@pytest.mark.parametrize(("wall", "day"), [("02:29", 23), ("02:30", 24), ("14:00", 24)])
def test_the_next_night(wall: str, day: int) -> None:
    office = datetime.fromisoformat(f"2026-11-23 {wall}").replace(tzinfo=ROME)
    assert next_day_of(NIGHT, office=office) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("detail", "result", "done"),
    [
        ("3 letters", RunResult.DONE, 3),
        ("0", RunResult.DONE, 0),
        ("RuntimeError", RunResult.FAILED, None),
        ("", RunResult.RUNNING, None),
    ],
)
def test_how_many_things_it_did(detail: str, result: RunResult, done: int | None) -> None:
    assert LastRun("sample", "", NOON, None, 1, result, detail, "").done == done
