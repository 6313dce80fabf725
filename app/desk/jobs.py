"""What the program does by itself at the front of the office."""

from datetime import datetime

from app.accounts.policy import Permission
from app.desk.operations.messages import bring_forward
from app.desk.operations.openings import sweep_opening
from app.desk.queries.board import to_sweep
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


def close_those_who_did_not_come_back(now: datetime) -> JobReport:
    """Note as gone, when an opening is over, who did not answer and did not come back.

    Everybody else who still has a number is listed for a person to decide.
    """
    closed = 0
    for organisation_id, opening_id in to_sweep(now):
        actor = SystemActor(
            name="programma",
            organisation_id=organisation_id,
            permissions=frozenset({Permission.DESK_TICKET_TAKE}),
        )
        try:
            closed += sweep_opening(actor=actor, now=now, opening_id=opening_id)
        except Conflict:  # she came back at this very moment
            continue
    return JobReport(closed)
