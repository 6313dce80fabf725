"""What came in writing: messages that wait, and the papers of a request or report."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, select

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.db import db
from app.documents.models import StoredFile
from app.documents.queries import FileContent, FileRow, file_content, file_rows
from app.documents.rules import Accepted, FileFault, Mail, examine, read_mail
from app.intake.models import ArrivedMail, Referral, ReferralFile
from app.intake.queries.facts import its
from app.intake.queries.referrer import referrer_facts
from app.intake.queries.rows import ReferralPage
from app.intake.queries.scope import load, visible_to
from app.intake.rules import PaperKind, PostFault, may_open_papers
from app.kernel.actor import Reach, Viewer, once_each_viewer
from app.kernel.errors import NotAllowedNow, NotPermitted
from app.kernel.references import ReferralId
from app.organisations.queries import BodyRow, bodies_at
from app.transaction.loading import found, locked
from app.vault.queries import prefetch

MAILS_SHOWN = 50


@dataclass(frozen=True)
class MailRow:
    """A message that waits, in a list."""

    id: UUID
    sender: str
    subject: str
    taken_at: datetime
    taken_by: str


@dataclass(frozen=True)
class Enclosed:
    """A file that came with a message, as it would be kept, or why it is not."""

    number: int
    name: str
    size: int
    accepted: Accepted | None
    fault: FileFault | None
    inline: bool


@dataclass(frozen=True)
class MailPage:
    """A message that waits, read."""

    id: UUID
    version: int
    mail: Mail
    enclosed: tuple[Enclosed, ...]
    body: BodyRow | None  # the body of the directory that has this address


@dataclass(frozen=True)
class PaperRow:
    """A file of a request or report; without its name for who may not know who wrote it."""

    id: UUID
    kind: PaperKind
    file: FileRow
    protocol_number: str
    protocol_on: date | None
    opens: bool


@once_each_viewer
def _waiting(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the messages to go on with: her own; all, for who assigns."""
    if not viewer.may(Permission.INTAKE_REFERRAL_REGISTER):
        return false()
    here = and_(
        ArrivedMail.organisation_id == viewer.organisation_id, ArrivedMail.discarded_at.is_(None)
    )
    if viewer.reach(Permission.INTAKE_REFERRAL_ASSIGN) is Reach.ORGANISATION:
        return here
    return and_(here, ArrivedMail.taken_by_id.in_(list(viewer.engagement_ids)))


def waiting_mail(viewer: Viewer) -> list[MailRow]:
    """Return the messages that are in no request or report yet, the oldest first."""
    rows = db.session.scalars(
        select(ArrivedMail)
        .where(_waiting(viewer), ArrivedMail.referral_id.is_(None))
        .order_by(ArrivedMail.taken_at)
        .limit(MAILS_SHOWN)
    ).all()
    prefetch(viewer.organisation_id, {row.data_key_id for row in rows})
    names = names_of(viewer, {row.taken_by_id for row in rows if row.taken_by_id})
    return [
        MailRow(
            row.id,
            row.sender or "",
            row.subject or "",
            row.taken_at,
            names.get(row.taken_by_id, "") if row.taken_by_id else "",
        )
        for row in rows
    ]


def mail_for_change(viewer: Viewer, mail_id: UUID, version: int | None = None) -> ArrivedMail:
    """Return a message held for change; `NotFound` out of reach, `Conflict` on another version."""
    return locked(select(ArrivedMail).where(_waiting(viewer), ArrivedMail.id == mail_id), version)


def is_here(viewer: Viewer, digest: bytes) -> bool:
    """Return whether a message with these very bytes was brought here, waiting or not."""
    same = (
        select(ArrivedMail.id)
        .join(
            StoredFile,
            (StoredFile.organisation_id == ArrivedMail.organisation_id)
            & (StoredFile.id == ArrivedMail.file_id),
        )
        .where(
            ArrivedMail.organisation_id == viewer.organisation_id,
            ArrivedMail.discarded_at.is_(None),
            StoredFile.sha256 == digest,
        )
    )
    return db.session.scalar(same.limit(1)) is not None


def by_number(viewer: Viewer, number: str) -> ReferralId | None:
    """Return the request or report of a number, None where this viewer reaches none."""
    reach = visible_to(viewer, viewer.organisation_id)
    return db.session.scalar(
        select(Referral.id).where(reach, Referral.number == number.strip().upper())
    )


def mail_page(viewer: Viewer, mail_id: UUID) -> MailPage:
    """Return a message with what came with it; `NotFound` out of reach.

    Refuses one that is in a request already, and one that is no longer on the disk.
    """
    row = found(select(ArrivedMail).where(_waiting(viewer), ArrivedMail.id == mail_id))
    if row.referral_id is not None:
        raise NotAllowedNow(PostFault.ALREADY_PLACED)
    mail = mail_of(row)
    return MailPage(
        id=row.id,
        version=row.version,
        mail=mail,
        enclosed=tuple(_enclosed(mail)),
        body=_body_at(viewer, mail.address),
    )


def mail_of(row: ArrivedMail) -> Mail:
    """Return a message read again from its file. Unscoped: of a row already reached."""
    mail = read_mail(file_content(row.organisation_id, row.file_id).content)
    if not isinstance(mail, Mail):
        raise NotAllowedNow(mail)
    return mail


def papers_of(viewer: Viewer, referral_id: ReferralId, now: datetime) -> tuple[PaperRow, ...]:
    """Return the files of a request or report, the oldest first; `NotFound` out of reach."""
    row = load(viewer, referral_id)
    return _papers(viewer, row.id, opens=may_open_papers(referrer_facts(viewer, row, now)))


def papers_on(viewer: Viewer, page: ReferralPage) -> tuple[PaperRow, ...]:
    """Return the same of a page already read."""
    return _papers(viewer, page.id, opens=page.papers_open)


def _papers(viewer: Viewer, referral_id: ReferralId, *, opens: bool) -> tuple[PaperRow, ...]:
    papers = db.session.scalars(
        select(ReferralFile)
        .where(
            ReferralFile.organisation_id == viewer.organisation_id,
            ReferralFile.referral_id == referral_id,
        )
        .order_by(ReferralFile.id)
    ).all()
    if not papers:
        return ()
    files = file_rows(viewer.organisation_id, [paper.file_id for paper in papers])
    return tuple(
        PaperRow(
            id=paper.id,
            kind=PaperKind(paper.kind),
            file=files[paper.file_id],
            protocol_number=paper.protocol_number,
            protocol_on=paper.protocol_on,
            opens=opens,
        )
        for paper in papers
    )


def count_of_papers(row: Referral) -> int:
    """Return how many files a request or report has. Unscoped: of a row already reached."""
    return db.session.scalar(select(func.count()).where(*its(ReferralFile, row))) or 0


def paper(viewer: Viewer, referral_id: ReferralId, paper_id: UUID, now: datetime) -> FileContent:
    """Return a file of a request or report; `NotFound` out of reach.

    Refuses who may not know who wrote it, and what is not there to be opened.
    """
    row = load(viewer, referral_id)
    file_id = found(
        select(ReferralFile.file_id).where(*its(ReferralFile, row), ReferralFile.id == paper_id)
    )
    _refuse_secret(viewer, row, now)
    return file_content(row.organisation_id, file_id)


def paper_for_change(viewer: Viewer, row: Referral, paper_id: UUID, now: datetime) -> ReferralFile:
    """Return a file of a request already reached, held for change; `NotFound` where it is not its.

    Refuses who may not know who wrote it: nobody moves unseen what she may not open to where she
    may.
    """
    held = locked(select(ReferralFile).where(*its(ReferralFile, row), ReferralFile.id == paper_id))
    _refuse_secret(viewer, row, now)
    return held


def message_of(held: ReferralFile) -> ArrivedMail | None:
    """Return the message a file came as, held for change; None where it came otherwise.

    Unscoped: of a row already reached.
    """
    return db.session.scalar(
        select(ArrivedMail)
        .where(
            ArrivedMail.organisation_id == held.organisation_id,
            ArrivedMail.file_id == held.file_id,
        )
        .with_for_update()
    )


def _refuse_secret(viewer: Viewer, row: Referral, now: datetime) -> None:
    if not may_open_papers(referrer_facts(viewer, row, now)):
        raise NotPermitted(Permission.INTAKE_REFERRER_READ)


def _enclosed(mail: Mail) -> list[Enclosed]:
    rows = []
    for one in mail.attached:
        looked = examine(one.name, one.content)
        kept = looked if isinstance(looked, Accepted) else None
        fault = looked if isinstance(looked, FileFault) else None
        rows.append(Enclosed(one.number, one.name, len(one.content), kept, fault, one.inline))
    return rows


def _body_at(viewer: Viewer, address: str) -> BodyRow | None:
    """Return the body that writes from an address; two with the same are nobody."""
    those = bodies_at(viewer, address)
    return those[0] if len(those) == 1 else None
