"""What the program does by itself at the front of the office."""

from datetime import datetime

from app.accounts.policy import Permission
from app.desk.operations.measures import measure_places, program_of
from app.desk.operations.messages import bring_forward
from app.desk.operations.openings import sweep_opening
from app.desk.queries.board import to_sweep
from app.desk.queries.messages import overdue
from app.desk.rules.measures import is_due
from app.kernel.actor import BodyActor
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, NotAllowedNow, NotFound
from app.kernel.jobs import JobReport
from app.organisations.queries import bodies_open_for
from app.organisations.rules import OpeningKind


def bring_urgent_forward(now: datetime) -> JobReport:
    """Show to others the urgent messages nobody read in time. Never closes one."""
    shown = 0
    for organisation_id, message_id in overdue(now):
        actor = BodyActor(
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
        actor = BodyActor(
            name="programma",
            organisation_id=organisation_id,
            permissions=frozenset({Permission.DESK_TICKET_TAKE}),
        )
        try:
            closed += sweep_opening(actor=actor, now=now, opening_id=opening_id)
        except Conflict:  # she came back at this very moment
            continue
    return JobReport(closed)


def measure_free_places(now: datetime) -> JobReport:
    """Measure on Mondays, body by body, how long the next free place is to be waited for.

    On another day there is nothing to do: a Monday on which nothing ran stays without figures.
    """
    if not is_due(now):
        return JobReport()
    done = 0
    for body in bodies_open_for(OpeningKind.APPOINTMENTS, office_date(now)):
        try:
            done += measure_places(actor=program_of(body), now=now)
        except Conflict:  # another scheduler measured at this very moment
            continue
    return JobReport(done)
