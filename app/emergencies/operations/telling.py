"""What is ours to do: tell the prosecutor at once, send the papers within 24 hours."""

from datetime import datetime

from app.emergencies import queries
from app.emergencies.models import Emergency
from app.emergencies.operations.moving import at_an_hour, take
from app.emergencies.procedure.emergency import EmergencyAction
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.exits import Exit, ExitSubject, LetterKind, SendChannel
from app.kernel.references import EmergencyId
from app.transaction.exits import tell_exit
from app.transaction.use_case import use_case


@use_case("emergencies.prosecutor.tell", permission=None)
def give_oral_notice(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    at: datetime,
    told: str,
) -> None:
    """Write at which hour the prosecutor was told by voice, and who answered.

    The 24 hours go on from the placing in safety. Refuses an hour to come or before it.
    """
    row = take(actor, emergency_id, version)
    at_an_hour(actor, now, row, EmergencyAction.ORAL_NOTICE, at, words=told)
    _left(actor, now, row, at, SendChannel.BY_VOICE)


@use_case("emergencies.papers.send", permission=None)
def transmit(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    at: datetime,
    words: str = "",
) -> None:
    """Write the hour of the PEC with order, papers and short report (art. 403 c.c.: 24 hours).

    Refused by nothing, also when the hours have gone by: then it is marked as late. Refuses only an
    hour to come, or before the placing.
    """
    row = take(actor, emergency_id, version)
    at_an_hour(actor, now, row, EmergencyAction.TRANSMIT, at, words=words)
    row.sent_at, row.late = at, queries.is_late(actor, row, at)
    _left(actor, now, row, at, SendChannel.PEC)


@use_case("emergencies.papers.send_late", permission=None)
def transmit_late(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    at: datetime,
    words: str,
) -> None:
    """Write a transmission after the 24 hours with the reason, as the person in charge.

    Nothing else changes: whether the measure stands is for the court to say. Refuses a transmission
    in time.
    """
    row = take(actor, emergency_id, version)
    at_an_hour(actor, now, row, EmergencyAction.LATE_TRANSMISSION, at, words=words)
    row.sent_at, row.late = at, True
    _left(actor, now, row, at, SendChannel.PEC)


def _left(actor: Viewer, now: datetime, row: Emergency, at: datetime, channel: SendChannel) -> None:
    """Tell the register of exits what went to the prosecutor, whose body may not be known."""
    left = Exit(
        kind=LetterKind.COURT,
        subject_kind=ExitSubject.EMERGENCY,
        subject_id=row.id,
        sent_on=office_date(at),
        body_id=row.prosecutor_body_id,
        channel=channel,
    )
    tell_exit(actor=actor, now=now, left=left)
