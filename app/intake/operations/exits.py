"""What leaves about a request or report, told to the register of exits; what is told already."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.db import db
from app.intake.models import Referral, ReferralDestination
from app.intake.procedure import ReferralAction
from app.intake.queries.facts import its
from app.intake.rules import Acknowledgement
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.exits import Exit, ExitSubject, LetterKind, SendChannel, same_exit
from app.kernel.references import BodyId
from app.transaction.exits import tell_exit

_BY = {
    Acknowledgement.PEC: SendChannel.PEC,
    Acknowledgement.LETTER: SendChannel.POST,
    Acknowledgement.PHONE: SendChannel.BY_VOICE,
    Acknowledgement.IN_PERSON: SendChannel.BY_VOICE,
}


def tell_receipt(
    actor: Viewer, now: datetime, row: Referral, how: Acknowledgement, on: date
) -> None:
    """Tell that who reported was told it arrived."""
    left = _exit(row, LetterKind.RECEIPT, on, row.referring_body_id, channel=_BY[how])
    tell_exit(actor=actor, now=now, left=left)


def tell_sent(
    actor: Viewer, now: datetime, row: Referral, sent: ReferralDestination, signer: str
) -> None:
    """Tell that something went to a court, by whose signature and under which protocol."""
    left = _exit(
        row, LetterKind.COURT, sent.sent_on, sent.receiving_body_id,
        signed_by=signer, protocol_number=sent.protocol_number,
    )  # fmt: skip
    tell_exit(actor=actor, now=now, left=left)


def tell_proposed(actor: Viewer, now: datetime, row: Referral, body_id: BodyId) -> None:
    """Tell that it was proposed to the body it belongs to."""
    left = _exit(row, LetterKind.PASSAGE, office_date(now), body_id)
    tell_exit(actor=actor, now=now, left=left)


def is_written(row: Referral, court_id: BodyId, on: date, protocol_number: str) -> bool:
    """Tell whether a sending is written already: that court, that day, no other protocol."""
    there = db.session.scalars(
        select(ReferralDestination.protocol_number).where(
            *its(ReferralDestination, row),
            ReferralDestination.action == ReferralAction.SEND_TO_COURT,
            ReferralDestination.receiving_body_id == court_id,
            ReferralDestination.sent_on == on,
        )
    )
    return any(same_exit(one, protocol_number) for one in there)


def _exit(row: Referral, kind: LetterKind, on: date, body_id: BodyId | None, **more: Any) -> Exit:
    return Exit(
        kind=kind,
        subject_kind=ExitSubject.REFERRAL,
        subject_id=row.id,
        sent_on=on,
        body_id=body_id,
        **more,
    )
