"""What the program does by itself about appointments."""

from datetime import datetime

from app.appointments.operations import expire_holds
from app.kernel.jobs import JobReport


def free_unconfirmed(now: datetime) -> JobReport:
    """Free the places that somebody kept and did not confirm."""
    return JobReport(expire_holds(now))
