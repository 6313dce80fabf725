"""Running a job once per key, whoever else tries at the same moment."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, or_, update
from sqlalchemy.dialects import postgresql, sqlite

from app.db import db
from app.jobs.models import JobRun
from app.jobs.queries import settled, takeable
from app.jobs.rules import RunResult, due_key, read_schedule
from app.kernel.clock import security_now
from app.kernel.jobs import Job
from app.kernel.references import new_id
from app.transaction.housekeeping import housekeeping
from app.transaction.queries import office_now

TICKS_KEPT = timedelta(days=7)
DAYS_KEPT = timedelta(days=400)
_LONGEST_DETAIL, _LONGEST_RUNNER = 200, 120
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Claim:
    run_id: UUID
    attempt: int


def run_due(job: Job, *, again: bool = False, runner: str = "") -> RunResult | None:
    """Run `job` if its latest occurrence is due and not done; return how it ended, or `None`.

    `again` runs it even if it was done; `runner` is the program that keeps the timetable, if any.
    An error of the job is logged and recorded by its kind alone (its words may name people); it
    never reaches the caller, and the next look retries.
    """
    office, real = office_now(), security_now()
    key = due_key(read_schedule(job.schedule), office=office, real=real)
    if not again and settled(job.name, key, real):
        return None
    claim = _claim(job.name, key, again=again, runner=runner)
    if claim is None:
        return None
    try:
        report = job.run(office)
    except Exception as error:
        _log.exception("job %s failed", job.name)
        return _finish(claim, RunResult.FAILED, type(error).__name__)
    return _finish(claim, RunResult.DONE, f"{report.done} {report.detail}".strip())


def _claim(job: str, key: str, *, again: bool, runner: str) -> _Claim | None:
    """Take the key, or give `None` to whoever comes second; RETURNING tells, never a row count."""
    now = security_now()
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    fresh = {
        "started_at": now,
        "ended_at": None,
        "result": RunResult.RUNNING,
        "detail": "",
        "runner": runner[:_LONGEST_RUNNER],
    }
    statement = (
        insert(JobRun)
        .values(id=new_id(), job=job, due_key=key, attempts=1, **fresh)
        .on_conflict_do_update(
            index_elements=["job", "due_key"],
            set_={**fresh, "attempts": JobRun.attempts + 1},
            where=takeable(now, again=again),
        )
        .returning(JobRun.id, JobRun.attempts)
    )
    with housekeeping("job_run") as session:
        row = session.execute(statement).one_or_none()
    return None if row is None else _Claim(row.id, row.attempts)


def _finish(claim: _Claim, result: RunResult, detail: str) -> RunResult:
    """Close the run, unless it was held for dead and somebody else has taken it meanwhile."""
    with housekeeping("job_run") as session:
        session.execute(
            update(JobRun)
            .where(JobRun.id == claim.run_id, JobRun.attempts == claim.attempt)
            .values(ended_at=security_now(), result=result, detail=detail[:_LONGEST_DETAIL])
        )
    return result


def purge_runs() -> int:
    """Forget ticks after a week and nights after a little more than a year; return how many."""
    now = security_now()
    tick = JobRun.due_key.contains("T")
    old = or_(and_(tick, JobRun.started_at < now - TICKS_KEPT), JobRun.started_at < now - DAYS_KEPT)
    with housekeeping("job_run") as session:
        gone = session.scalars(delete(JobRun).where(old).returning(JobRun.id)).all()
    return len(gone)
