"""What the program does by itself at the front of the office."""

from datetime import datetime

from app.accounts.policy import Permission
from app.desk.operations.messages import bring_forward
from app.desk.queries.messages import overdue
from app.kernel.actor import SystemActor
from app.kernel.errors import Conflict, NotAllowedNow, NotFound
from app.kernel.jobs import JobReport


def bring_urgent_forward(now: datetime) -> JobReport:
    """Show to others the urgent messages nobody read in time. Never closes one."""
    shown = 0
    for organisation_id, message_id in overdue(now):
        actor = SystemActor(
            name="programma",
            organisation_id=organisation_id,
            permissions=frozenset({Permission.DESK_MESSAGE_WORK}),
        )
        try:
            bring_forward(actor=actor, now=now, message_id=message_id)
        except (Conflict, NotAllowedNow, NotFound):  # somebody read it at this very moment
            continue
        shown += 1
    return JobReport(shown)
