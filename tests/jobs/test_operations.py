import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.jobs.models import JobRun
from app.jobs.operations import purge_runs, run_due
from app.jobs.rules import LEASE, MOST_ATTEMPTS, RETRY_AFTER, RunResult
from app.kernel.jobs import Job, JobReport
from app.kernel.references import new_id
from app.transaction.housekeeping import housekeeping
from app.transaction.operations import move_office_clock
from tests.cast import NOW

Move = Callable[[datetime], None]


class Worker:
    """A job that remembers when it was run, and fails as long as it is told to."""

    def __init__(self, schedule: str = "daily 02:30", failures: int = 0) -> None:
        self.job = Job("sample", schedule, self.run)
        self.runs: list[datetime] = []
        self.failures = failures

    def run(self, now: datetime) -> JobReport:
        self.runs.append(now)
        if len(self.runs) <= self.failures:
            raise RuntimeError("Amina Diop is in this message")
        return JobReport(3, "letters")


def runs() -> list[JobRun]:
    db.session.rollback()
    return list(db.session.scalars(select(JobRun).order_by(JobRun.started_at)))


def test_it_runs_once_a_day_and_leaves_a_line(app: Flask) -> None:
    worker = Worker()
    assert run_due(worker.job) is RunResult.DONE
    assert run_due(worker.job) is None
    assert worker.runs == [NOW]
    [line] = runs()
    assert (line.due_key, line.result, line.detail) == ("2026-11-23", "done", "3 letters")
    assert line.ended_at == NOW


def test_it_runs_again_the_next_day(app: Flask, at: Move) -> None:
    worker = Worker()
    run_due(worker.job)
    at(NOW + timedelta(days=1))
    assert run_due(worker.job) is RunResult.DONE
    assert len(worker.runs) == 2


def test_it_repairs_a_missed_night_once(app: Flask, at: Move) -> None:
    worker = Worker()
    run_due(worker.job)
    at(NOW + timedelta(days=20))
    assert run_due(worker.job) is RunResult.DONE
    assert run_due(worker.job) is None


def test_by_hand_it_runs_even_if_it_was_done(app: Flask) -> None:
    worker = Worker()
    run_due(worker.job)
    assert run_due(worker.job, again=True) is RunResult.DONE
    assert [line.attempts for line in runs()] == [2]


def test_moving_the_clock_of_the_demo_lets_the_night_pass(app: Flask) -> None:
    worker = Worker()
    run_due(worker.job)
    tomorrow = NOW + timedelta(days=1)
    move_office_clock(tomorrow)
    assert run_due(worker.job) is RunResult.DONE
    assert worker.runs == [NOW, tomorrow]


def test_putting_the_clock_back_does_not_silence_the_ticks(app: Flask, at: Move) -> None:
    worker = Worker("every 30 seconds")
    run_due(worker.job)
    move_office_clock(NOW - timedelta(days=1))
    at(NOW + timedelta(seconds=30))
    assert run_due(worker.job) is RunResult.DONE


def test_a_failure_is_recorded_by_its_kind_and_never_by_its_words(app: Flask) -> None:
    worker = Worker(failures=1)
    assert run_due(worker.job) is RunResult.FAILED
    [line] = runs()
    assert (line.result, line.detail) == ("failed", "RuntimeError")


def test_a_failure_is_tried_again_after_a_pause(app: Flask, at: Move) -> None:
    worker = Worker(failures=1)
    run_due(worker.job)
    assert run_due(worker.job) is None
    at(NOW + RETRY_AFTER + timedelta(seconds=1))
    assert run_due(worker.job) is RunResult.DONE


def test_a_job_that_keeps_failing_is_left_for_the_next_night(app: Flask, at: Move) -> None:
    worker = Worker(failures=100)
    for attempt in range(MOST_ATTEMPTS + 2):
        at(NOW + attempt * (RETRY_AFTER + timedelta(seconds=1)))
        run_due(worker.job)
    assert len(worker.runs) == MOST_ATTEMPTS


def abandon(started_at: datetime) -> None:
    with housekeeping("job_run") as session:
        session.add(
            JobRun(
                id=new_id(),
                job="sample",
                due_key="2026-11-23",
                started_at=started_at,
                result=RunResult.RUNNING,
            )
        )


def test_a_run_whose_process_died_is_taken_over(app: Flask) -> None:
    abandon(NOW - LEASE - timedelta(seconds=1))
    assert run_due(Worker().job) is RunResult.DONE


@pytest.mark.parametrize("again", [False, True])
def test_a_run_under_way_is_left_alone(app: Flask, again: bool) -> None:
    abandon(NOW - LEASE + timedelta(seconds=1))
    assert run_due(Worker().job, again=again) is None


def test_old_runs_are_forgotten_ticks_first(app: Flask, at: Move) -> None:
    run_due(Worker("every 30 seconds").job)
    run_due(Worker("daily 02:30").job)
    at(NOW + timedelta(days=8))
    assert purge_runs() == 1
    assert [line.due_key for line in runs()] == ["2026-11-23"]
    at(NOW + timedelta(days=401))
    assert purge_runs() == 1


@pytest.mark.races
def test_of_many_at_once_one_runs(own_app: Flask) -> None:
    worker = Worker()
    barrier = threading.Barrier(8)
    outcomes: list[RunResult | None] = []

    def contend() -> None:
        with own_app.app_context():
            barrier.wait()
            outcomes.append(run_due(worker.job))

    threads = [threading.Thread(target=contend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 8
    assert len(worker.runs) == 1
    assert db.session.scalar(select(func.count()).select_from(JobRun)) == 1


def test_the_job_is_given_the_instant_of_the_office(app: Flask) -> None:
    worker = Worker()
    run_due(worker.job)
    assert worker.runs[0].tzinfo is UTC
