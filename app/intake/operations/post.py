"""What comes in writing: messages dropped in, scans, and who asks who wrote them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.documents.operations import keep_apart, keep_file
from app.documents.queries import FileContent
from app.documents.rules import Accepted
from app.intake import queries
from app.intake.models import ArrivedMail, Referral, ReferralFile, ReferrerReveal
from app.intake.operations.moving import move, take
from app.intake.operations.triage import my_engagement
from app.intake.procedure import FINAL, ReferralAction
from app.intake.rules import MOST_FILES, PaperKind, PostFault, WhyReferrer
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import ReferralId, new_id
from app.transaction.reading import consultation
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key, destroy_data_key
from app.vault.queries import key_row

_REGISTER = Permission.INTAKE_REFERRAL_REGISTER


@dataclass(frozen=True, kw_only=True)
class PaperGiven:
    """A file of a request or report, with the number under which it was entered."""

    kind: PaperKind
    accepted: Accepted
    protocol_number: str = ""
    protocol_on: date | None = None


@use_case("intake.mail.take", permission=_REGISTER)
def take_mail(
    *, actor: Viewer, now: datetime, accepted: Accepted, sender: str, subject: str
) -> UUID:
    """Keep a message whole until it becomes a request or joins one; return its id.

    Nobody is answered (F61). Refuses a message that is here already, and a full disk.
    """
    mail_id = new_id()
    about("mail", mail_id)
    if queries.is_here(actor, hashlib.sha256(accepted.content).digest()):
        raise Invalid(f"file:{PostFault.ALREADY_TAKEN}")
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="mail", now=now)
    db.session.add(
        ArrivedMail(
            organisation_id=actor.organisation_id,
            id=mail_id,
            data_key_id=key.id,
            file_id=keep_file(actor=actor, now=now, data_key_id=key.id, accepted=accepted),
            sender=sender,
            subject=subject,
            taken_by_id=my_engagement(actor),
            taken_at=now,
        )
    )
    return mail_id


@consultation("intake.mail.consult", permission=_REGISTER, subject="mail")
def consult_mail(
    *, actor: Viewer, now: datetime, mail_id: UUID, purpose: str = ""
) -> queries.MailPage:
    """Return a message that waits, after the line of who read it; `NotFound` out of reach."""
    return queries.mail_page(actor, mail_id)


@use_case("intake.mail.place", permission=None)
def place_mail(
    *,
    actor: Viewer,
    now: datetime,
    mail_id: UUID,
    referral_id: ReferralId,
    enclosed: Sequence[Accepted],
) -> None:
    """Put a message, and what is chosen of what came with it, into a request or report.

    Refuses a message that is in one already, and more files than a request may have.
    """
    row = take(actor, referral_id, None)
    mail = queries.mail_for_change(actor, mail_id)
    if mail.referral_id is not None:
        raise NotAllowedNow(PostFault.ALREADY_PLACED)
    refuse_too_many(row, 1 + len(enclosed))
    move(actor, now, row, ReferralAction.ADD_FILE)
    mail.referral_id = row.id
    _put_in(row, mail.file_id, PaperKind.MAIL, row.protocol_number, row.protocol_on)
    enclose(actor, now, row, enclosed)


@use_case("intake.mail.discard", permission=_REGISTER)
def discard_mail(*, actor: Viewer, now: datetime, mail_id: UUID, version: int) -> None:
    """Throw away a message that was brought here by mistake: from now on nobody can open it.

    Refuses a message that is in a request or report.
    """
    mail = queries.mail_for_change(actor, mail_id, version)
    about("mail", mail.id)
    if mail.referral_id is not None:
        raise NotAllowedNow(PostFault.ALREADY_PLACED)
    throw_away(mail, now)


@use_case("intake.file.add", permission=None)
def add_file(*, actor: Viewer, now: datetime, referral_id: ReferralId, given: PaperGiven) -> None:
    """Put a letter, a fax or another file into a request or report, also one that has ended.

    A protocol number is written on the request too, while it has none. Refuses a day to come, more
    files than a request may have, and a full disk.
    """
    row = take(actor, referral_id, None)
    if given.protocol_on is not None and given.protocol_on > office_date(now):
        raise Invalid(f"protocol_on:{PostFault.RECEIVED_LATER}")
    refuse_too_many(row, 1)
    move(actor, now, row, ReferralAction.ADD_FILE)
    file_id = keep_apart(actor=actor, now=now, accepted=given.accepted)
    _put_in(row, file_id, given.kind, given.protocol_number, given.protocol_on)
    take_number(actor, now, row, given.protocol_number, given.protocol_on)


@consultation("intake.file.open", permission=Permission.INTAKE_REFERRAL_READ, subject="referral")
def open_file(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, paper_id: UUID, purpose: str = ""
) -> FileContent:
    """Return a file of a request or report, after the line of who opened it.

    `NotFound` out of reach. Refuses who may not know who wrote it.
    """
    return queries.paper(actor, referral_id, paper_id, now)


@use_case("intake.referrer.reveal", permission=Permission.INTAKE_REFERRER_REVEAL)
def reveal_referrer(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, purpose: WhyReferrer
) -> None:
    """Say why the name of who reported is needed: it is shown to who asks for a quarter of an hour.

    Who follows the request sees who asked, and why.
    """
    row = queries.load(actor, referral_id)
    about("referral", row.id)
    db.session.add(
        ReferrerReveal(
            organisation_id=actor.organisation_id,
            referral_id=row.id,
            purpose=purpose,
            by_id=actor.account_id,
            by_label=actor.signing(Permission.INTAKE_REFERRER_REVEAL),
            at=now,
        )
    )


def enclose(actor: Viewer, now: datetime, row: Referral, enclosed: Sequence[Accepted]) -> None:
    """Put what came with something written into its request or report. Refuses a full disk."""
    for accepted in enclosed:
        file_id = keep_apart(actor=actor, now=now, accepted=accepted)
        _put_in(row, file_id, PaperKind.ATTACHMENT)


def refuse_too_many(row: Referral, more: int) -> None:
    """Refuse more files than a request or report may have."""
    if queries.count_of_papers(row) + more > MOST_FILES:
        raise NotAllowedNow(PostFault.TOO_MANY)


def take_number(actor: Viewer, now: datetime, row: Referral, number: str, on: date | None) -> None:
    """Write the protocol number of a file on its request too, while that is open and has none."""
    if number and not row.protocol_number and row.state not in FINAL:
        move(actor, now, row, ReferralAction.ADD_PROTOCOL)
        row.protocol_number, row.protocol_on = number, on


def throw_away(mail: ArrivedMail, now: datetime) -> None:
    """Make a message unreadable for ever; the same may be brought here again."""
    mail.discarded_at = now
    destroy_data_key(key=key_row(mail.organisation_id, mail.data_key_id), now=now)


def _put_in(
    row: Referral, file_id: UUID, kind: PaperKind, number: str = "", on: date | None = None
) -> None:
    db.session.add(
        ReferralFile(
            organisation_id=row.organisation_id,
            referral_id=row.id,
            file_id=file_id,
            kind=kind,
            protocol_number=number,
            protocol_on=on,
        )
    )
