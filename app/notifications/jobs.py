"""What the program does by itself about notices."""

from datetime import datetime

from flask import current_app

from app.kernel.jobs import JobReport
from app.notifications.carriers import carriers_of
from app.notifications.operations import send_waiting


def send_notices(now: datetime) -> JobReport:
    """Send the notices that are due."""
    known = current_app.extensions
    carriers = carriers_of(known["settings"])
    return JobReport(send_waiting(now, carriers, standing=known["notice_standing"]))
