"""A letter leaves: by which way, on which day, under which protocol, exactly as it was shown."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from app.accounts.policy import Permission
from app.db import db
from app.documents.operations import keep_file
from app.documents.rules import Accepted, FileType
from app.intake.procedure import PROTECTION_FIRST
from app.kernel.actor import Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.errors import Conflict, Invalid
from app.kernel.references import ReleaseId
from app.releases import queries
from app.releases.models import Release
from app.releases.operations import effects
from app.releases.operations.moving import move, take
from app.releases.procedure import ReleaseAction
from app.releases.rules import (
    Departure,
    Letter,
    ReleaseFault,
    SendChannel,
    sending_fault,
)
from app.transaction.reading import consultation
from app.transaction.use_case import use_case

_NOON = 12 * 60


@dataclass(frozen=True, kw_only=True)
class Sending:
    """How it left, and what left: the text and the letter as shown, and the PDF that is kept."""

    channel: SendChannel
    sent_on: date
    text: str
    letter: Letter
    pdf: bytes
    protocol_number: str = ""
    protocol_on: date | None = None
    protection_assured: bool = False  # of a minor at risk passed to another body


@consultation(
    "releases.letter.open", permission=Permission.RELEASES_LETTER_WRITE, subject="release"
)
def consult_release(
    *, actor: Viewer, now: datetime, release_id: ReleaseId, purpose: str
) -> queries.ReleasePage:
    """Read one letter; the reading leaves its line."""
    return queries.release_page(actor, release_id, office_date(now))


@use_case("releases.letter.send", permission=None)
def send(
    *, actor: Viewer, now: datetime, release_id: ReleaseId, version: int, sending: Sending
) -> None:
    """Write that a letter left. A receipt to who reported acknowledges the report by the same act.

    One of passage proposes the report to that Comune, if it is still worked here: a minor at risk
    is protected first, by whoever is nearest. The days to object run from when the notice of a
    refusal leaves. Refuses what is no longer true of a practice, who has died, who is to receive it
    no longer or lives elsewhere (F17), a way that is not hers, a day to come or before it was
    written, and what is no longer the letter that was signed.
    """
    _leave(actor, now, take(actor, release_id, version), ReleaseAction.SEND, sending)


@use_case("releases.letter.send_to_court", permission=None)
def send_to_court(
    *, actor: Viewer, now: datetime, release_id: ReleaseId, version: int, sending: Sending
) -> None:
    """Write that a letter left for a judge: a social worker may, whoever has signed it or not.

    The report it is about is written as sent to that judge. Refuses as `send`.
    """
    _leave(actor, now, take(actor, release_id, version), ReleaseAction.SEND_TO_COURT, sending)


def _leave(
    actor: Viewer, now: datetime, row: Release, action: ReleaseAction, sending: Sending
) -> None:
    today = office_date(now)
    leaving = Departure(
        channel=sending.channel, sent_on=sending.sent_on, protocol_on=sending.protocol_on
    )
    fault = sending_fault(leaving, queries.way_to(actor, row, today), row.written_on, today)
    if fault:
        raise Invalid(fault)
    effects.check_true(actor, row, today)
    fault = _recipient_fault(actor, row, sending.channel, today)
    if fault:
        raise Invalid(fault)
    if queries.protection_first(actor, row, today) and not sending.protection_assured:
        raise Invalid(f"protection_assured:{PROTECTION_FIRST}")
    if queries.covered_text(row) != sending.text:
        raise Conflict("changed_meanwhile")
    if row.signed_sha256 is not None and row.signed_sha256 != sending.letter.print():
        raise Conflict(ReleaseFault.SIGNED_OTHERWISE)
    paper = Accepted(f"{row.number}.pdf", FileType.PDF, sending.pdf)
    kept = keep_file(actor=actor, now=now, data_key_id=row.data_key_id, accepted=paper)
    with db.session.no_autoflush:  # the state and the day change together, or the row is untrue
        row.channel, row.sent_on = sending.channel, sending.sent_on
        row.sent_by = actor.label
        row.protocol_number, row.protocol_on = sending.protocol_number, sending.protocol_on
        row.text, row.letter = sending.text, sending.letter.kept()
        row.pdf_sha256 = sha256(sending.pdf).digest()
        row.pdf_file_id = kept
        noon = min(rome_to_utc(sending.sent_on, _NOON), now)
        move(actor, now, row, action, effective_at=noon)
    effects.after(actor, now, row, protection_assured=sending.protection_assured)


def _recipient_fault(
    actor: Viewer, row: Release, channel: SendChannel, today: date
) -> ReleaseFault | None:
    """Return why a letter of a family is no longer for who it was written to, or None (F17)."""
    if row.body_id is not None:
        return None
    lines = (row.recipient or "").splitlines()
    now_to = next(
        (
            one.lines
            for one in queries.recipients_today(actor, row, today)
            if one.person_id == row.person_id and (one.person_id or one.name == lines[0])
        ),
        None,
    )
    if now_to is None:
        return ReleaseFault.RECIPIENT_NO_LONGER
    moved = list(now_to) != lines
    return ReleaseFault.ADDRESS_CHANGED if moved and channel is SendChannel.POST else None
