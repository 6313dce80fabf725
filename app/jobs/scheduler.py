"""The timetable: one process leads and looks at the clock, the others stand by.

APScheduler only ticks. Whether a job is due, and whether it was done, is asked to the database at
each look: a missed night, a restart at midnight and a moved demo clock need no code of their own.
"""

import logging
import os
import socket
from collections.abc import Sequence
from threading import Event

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask

from app.db import db
from app.jobs.leadership import Leadership, leadership_of
from app.jobs.operations import run_due
from app.jobs.rules import read_schedule
from app.kernel.clock import ROME, security_now
from app.kernel.jobs import Job

STANDBY_SECONDS = 2.0
_THREADS = 4
_GRACE_SECONDS = 60
_log = logging.getLogger(__name__)


def keep_timetable(app: Flask, jobs: Sequence[Job], stop: Event) -> None:
    """Lead, or stand by until the leader is gone, until `stop` is set."""
    with app.app_context():
        leadership = leadership_of(db.engine)
    while not stop.is_set():
        if not leadership.acquire():
            stop.wait(STANDBY_SECONDS)
            continue
        _log.info("this scheduler leads")
        try:
            _lead(app, jobs, leadership, stop)
        finally:
            leadership.release()


def _lead(app: Flask, jobs: Sequence[Job], leadership: Leadership, stop: Event) -> None:
    scheduler = BackgroundScheduler(
        timezone=ROME,
        executors={"default": ThreadPoolExecutor(_THREADS)},
        job_defaults={
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": _GRACE_SECONDS,
        },
    )
    for job in jobs:
        scheduler.add_job(
            _look,
            IntervalTrigger(seconds=read_schedule(job.schedule).look_every, timezone=ROME),
            args=(app, job),
            id=job.name,
            next_run_time=security_now(),  # at once: the night may have passed while we were off
        )
    scheduler.start()
    try:
        while not stop.wait(STANDBY_SECONDS):
            if not leadership.held():
                _log.warning("the lead was lost")
                return
    finally:
        scheduler.shutdown(wait=True)


def _look(app: Flask, job: Job) -> None:
    with app.app_context():
        run_due(job, runner=f"{socket.gethostname()} {os.getpid()}")
