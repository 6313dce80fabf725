"""The cleaning of what protects nobody any more: old runs, sessions, submissions, attempts."""

from collections.abc import Collection
from datetime import datetime

from app.accounts import sessions, throttle
from app.jobs.operations import purge_runs
from app.kernel.jobs import JobReport
from app.transaction.drafts import purge_drafts
from app.transaction.operations import purge_submissions


def forget_old_runs(_now: datetime) -> JobReport:
    """Forget the runs nobody will ask about. By real time: the demo's clock ages nothing."""
    return JobReport(purge_runs())


def forget_old_drafts(_now: datetime, *, keeping: Collection[str]) -> JobReport:
    """Forget what was typed and never saved, after thirty days; what may be of a child, never."""
    return JobReport(purge_drafts(keeping))


def forget_old_submissions(_now: datetime) -> JobReport:
    """Forget which buttons were pressed more than seven days ago."""
    return JobReport(purge_submissions())


def forget_old_attempts(_now: datetime) -> JobReport:
    """Forget old counts of wrong passwords, and browsers not seen for more than a year."""
    return JobReport(throttle.purge())


def forget_old_sessions(_now: datetime) -> JobReport:
    """Forget the sessions closed or abandoned more than thirty days ago."""
    return JobReport(sessions.purge())
