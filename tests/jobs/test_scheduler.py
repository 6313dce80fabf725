import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.jobs.models import JobRun
from app.jobs.scheduler import keep_timetable
from app.kernel import clock
from app.kernel.jobs import Job, JobReport


class Counter:
    """A job that lets somebody wait until it has run often enough."""

    def __init__(self, enough: int) -> None:
        self.enough = enough
        self.runs = 0
        self.reached = threading.Event()

    def run(self, _now: datetime) -> JobReport:
        self.runs += 1
        if self.runs >= self.enough:
            self.reached.set()
        return JobReport(1)


@contextmanager
def schedulers(app: Flask, jobs: tuple[Job, ...], how_many: int) -> Iterator[list[threading.Event]]:
    stops = [threading.Event() for _ in range(how_many)]
    threads = [threading.Thread(target=keep_timetable, args=(app, jobs, stop)) for stop in stops]
    for thread in threads:
        thread.start()
    try:
        yield stops
    finally:
        for stop in stops:
            stop.set()
        for thread in threads:
            thread.join()


@pytest.fixture(autouse=True)
def _real_time(_fixed_time: None) -> None:
    """The library that ticks knows no clock but the real one."""
    clock.set_source(None)


def keys(job: str) -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(JobRun.due_key).where(JobRun.job == job)))


@pytest.mark.races
def test_three_schedulers_do_the_work_of_one(own_app: Flask) -> None:
    counter = Counter(enough=3)
    with schedulers(own_app, (Job("tick", "every 1 second", counter.run),), 3):
        assert counter.reached.wait(30)
    assert counter.runs == len(keys("tick"))


@pytest.mark.races
def test_when_the_leader_leaves_another_takes_over(own_app: Flask) -> None:
    before, after = Counter(enough=1), Counter(enough=1)
    with schedulers(own_app, (Job("tick", "every 1 second", before.run),), 1) as [leader]:
        assert before.reached.wait(30)
        with schedulers(own_app, (Job("heir", "every 1 second", after.run),), 1):
            assert not after.reached.is_set()
            leader.set()
            assert after.reached.wait(30)


@pytest.mark.races
def test_at_the_start_it_makes_up_for_the_night_that_passed(own_app: Flask) -> None:
    nightly = Counter(enough=1)
    for _start in range(2):
        round_made = Counter(enough=2)
        jobs = (
            Job("nightly", "daily 00:00", nightly.run),
            Job("tick", "every 1 second", round_made.run),
        )
        with schedulers(own_app, jobs, 1):
            assert nightly.reached.wait(30)
            assert round_made.reached.wait(30)
    assert nightly.runs == len(keys("nightly"))


@pytest.mark.races
def test_a_job_that_fails_does_not_hold_up_the_others(own_app: Flask) -> None:
    counter = Counter(enough=2)

    def fail(_now: datetime) -> JobReport:
        raise RuntimeError

    jobs = (Job("bad", "every 1 second", fail), Job("good", "every 1 second", counter.run))
    with schedulers(own_app, jobs, 1):
        assert counter.reached.wait(30)
