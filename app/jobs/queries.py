"""What ran, and what may run now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.db import db
from app.jobs.models import JobRun
from app.jobs.rules import LEASE, MOST_ATTEMPTS, RETRY_AFTER, RunResult


@dataclass(frozen=True)
class RunRow:
    """The latest run of a job."""

    job: str
    due_key: str
    started_at: datetime
    ended_at: datetime | None
    attempts: int
    result: RunResult
    detail: str


def takeable(now: datetime, *, again: bool) -> ColumnElement[bool]:
    """Return which recorded runs may be started once more. Unscoped: nobody's rows.

    One that failed, after a pause and a limited number of times; one whose process died without a
    word. `again` takes whatever is not running.
    """
    abandoned = and_(JobRun.result == RunResult.RUNNING, JobRun.started_at < now - LEASE)
    if again:
        return or_(JobRun.result != RunResult.RUNNING, abandoned)
    failed = and_(JobRun.result == RunResult.FAILED, JobRun.ended_at < now - RETRY_AFTER)
    return and_(JobRun.attempts < MOST_ATTEMPTS, or_(failed, abandoned))


def settled(job: str, due_key: str, now: datetime) -> bool:
    """Return whether nothing is to be done for this key. Unscoped: runs belong to nobody.

    A reading, so that the many looks at the clock never take the write lock.
    """
    taken = select(JobRun.id).where(
        JobRun.job == job, JobRun.due_key == due_key, ~takeable(now, again=False)
    )
    return db.session.scalar(taken) is not None


def latest_runs() -> dict[str, RunRow]:
    """Return the latest run of each job by its name. Unscoped: runs belong to nobody."""
    newest = (
        select(JobRun.job, func.max(JobRun.started_at).label("at")).group_by(JobRun.job).subquery()
    )
    rows = db.session.scalars(
        select(JobRun).join(
            newest, and_(JobRun.job == newest.c.job, JobRun.started_at == newest.c.at)
        )
    )
    return {
        row.job: RunRow(
            row.job,
            row.due_key,
            row.started_at,
            row.ended_at,
            row.attempts,
            RunResult(row.result),
            row.detail,
        )
        for row in rows
    }
