"""What ran, and what may run now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.db import db
from app.jobs.models import JobRun
from app.jobs.rules import (
    FAILURES_SHOWN,
    LEASE,
    MOST_ATTEMPTS,
    RETRY_AFTER,
    Daily,
    Every,
    Health,
    LastRun,
    RunResult,
    health,
    read_schedule,
)
from app.kernel.jobs import Job


@dataclass(frozen=True)
class JobRow:
    """One job of the timetable, and how it goes."""

    name: str
    schedule: Daily | Every
    health: Health
    last: LastRun | None


@dataclass(frozen=True)
class Leader:
    """The program that ran a job last, and when."""

    runner: str
    seen_at: datetime


def takeable(now: datetime, *, again: bool) -> ColumnElement[bool]:
    """Return which recorded runs may be started once more. Unscoped: nobody's rows.

    One that failed, after a pause and a limited number of times; one whose process died without a
    word. `again` takes whatever is not running.
    """
    if again:
        return or_(JobRun.result != RunResult.RUNNING, _abandoned(now))
    failed = and_(JobRun.result == RunResult.FAILED, JobRun.ended_at < now - RETRY_AFTER)
    return and_(JobRun.attempts < MOST_ATTEMPTS, or_(failed, _abandoned(now)))


def settled(job: str, due_key: str, now: datetime) -> bool:
    """Return whether nothing is to be done for this key. Unscoped: runs belong to nobody.

    A reading, so that the many looks at the clock never take the write lock.
    """
    taken = select(JobRun.id).where(
        JobRun.job == job, JobRun.due_key == due_key, ~takeable(now, again=False)
    )
    return db.session.scalar(taken) is not None


def timetable(jobs: Sequence[Job], *, office: datetime, real: datetime) -> list[JobRow]:
    """Return how each job goes. Unscoped: runs belong to nobody."""
    latest = latest_runs()
    rows = []
    for job in jobs:
        schedule, last = read_schedule(job.schedule), latest.get(job.name)
        how = health(schedule, last, office=office, real=real)
        rows.append(JobRow(job.name, schedule, how, last))
    return rows


def latest_leader() -> Leader | None:
    """Return who kept the timetable last. Unscoped: runs belong to nobody."""
    found = db.session.scalars(
        select(JobRun).where(JobRun.runner != "").order_by(JobRun.started_at.desc()).limit(1)
    ).first()
    return None if found is None else Leader(found.runner, found.started_at)


def failures(real: datetime, limit: int = 20) -> list[LastRun]:
    """Return the runs that failed, or stopped without a word, the latest first. Unscoped."""
    found = db.session.scalars(
        select(JobRun)
        .where(
            JobRun.started_at > real - FAILURES_SHOWN,
            or_(JobRun.result == RunResult.FAILED, _abandoned(real)),
        )
        .order_by(JobRun.started_at.desc())
        .limit(limit)
    )
    return [_run(row) for row in found]


def latest_runs() -> dict[str, LastRun]:
    """Return the latest run of each job by its name. Unscoped: runs belong to nobody."""
    newest = (
        select(JobRun.job, func.max(JobRun.started_at).label("at")).group_by(JobRun.job).subquery()
    )
    rows = db.session.scalars(
        select(JobRun).join(
            newest, and_(JobRun.job == newest.c.job, JobRun.started_at == newest.c.at)
        )
    )
    return {row.job: _run(row) for row in rows}


def _abandoned(now: datetime) -> ColumnElement[bool]:
    return and_(JobRun.result == RunResult.RUNNING, JobRun.started_at < now - LEASE)


def _run(row: JobRun) -> LastRun:
    return LastRun(
        row.job,
        row.due_key,
        row.started_at,
        row.ended_at,
        row.attempts,
        RunResult(row.result),
        row.detail,
        row.runner,
    )
