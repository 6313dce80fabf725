"""One letter whole: what it says, how it stands, what may be done with it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from app.cases import queries as cases
from app.db import db
from app.documents.queries import file_content
from app.intake import queries as intake
from app.intake.models import ReferralSubject
from app.kernel.actor import Viewer
from app.kernel.references import CaseId, PersonId, ReferralId, ReleaseId
from app.kernel.workflow import Offer
from app.releases.models import Release, ReleasePerson, ReleaseStep
from app.releases.procedure import RELEASE, ReleaseAction, ReleaseState
from app.releases.queries.about import (
    Recipient,
    Subject,
    recipients_of_family,
    subject_of,
    way_to,
)
from app.releases.queries.copies import Addressed, copied_from, copies_of
from app.releases.queries.listing import ReleaseRow, of_one
from app.releases.queries.scope import load
from app.releases.queries.secret import Secret, secrets_about, secrets_with_lists
from app.releases.rules import (
    PAPERWORK,
    Letter,
    LetterKind,
    ReleaseFacts,
    SendChannel,
    SubjectKind,
    channels_to,
    cover,
    from_kept,
)
from app.transaction.steps import PastStep, past_steps


@dataclass(frozen=True, kw_only=True)
class ReleasePage(ReleaseRow):
    """Everything about one letter. `letter` is what left, once it left."""

    version: int
    subject: Subject
    lines: tuple[str, ...]
    text: str
    basis_words: str
    answers_on: date | None
    answers_protocol: str
    why_lifted: str
    sent_by: str
    protocol_on: date | None
    letter: Letter | None
    pdf_sha256: str
    pdf_kept: bool
    channels: tuple[SendChannel, ...]
    protection_first: bool
    copy_of: Addressed | None
    copies: tuple[Addressed, ...]
    steps: tuple[PastStep[ReleaseAction], ...]
    offers: tuple[Offer[ReleaseState, ReleaseAction], ...]


def release_page(viewer: Viewer, release_id: ReleaseId, on: date) -> ReleasePage:
    """Return one letter as it stands, with the acts to be offered; `NotFound` out of reach."""
    row = load(viewer, release_id)
    its = (ReleaseStep.organisation_id == row.organisation_id, ReleaseStep.release_id == row.id)
    subject = subject_of(viewer, SubjectKind(row.subject_kind), row.subject_id, on)
    named = _people_of(row)
    return ReleasePage(
        **vars(of_one(viewer, row)),
        version=row.version,
        subject=replace(subject, people=tuple(one for one in subject.people if one.id in named)),
        lines=tuple((row.recipient or "").splitlines()),
        text=covered_text(row),
        basis_words=row.basis_words or "",
        answers_on=row.answers_on,
        answers_protocol=row.answers_protocol,
        why_lifted=row.why_lifted or "",
        sent_by=row.sent_by,
        protocol_on=row.protocol_on,
        letter=from_kept(row.letter) if row.letter else None,
        pdf_kept=row.pdf_file_id is not None,
        pdf_sha256=row.pdf_sha256.hex() if row.pdf_sha256 else "",
        channels=channels_to(way_to(viewer, row, on)),
        protection_first=protection_first(viewer, row, on),
        copy_of=copied_from(row),
        copies=copies_of(row),
        steps=past_steps(ReleaseStep, ReleaseAction, *its, with_words=True),
        offers=_offers(viewer, row),
    )


def paper_of(viewer: Viewer, release_id: ReleaseId) -> bytes | None:
    """Return the PDF of a letter as it left, None where none was kept; `NotFound` out of reach."""
    row = load(viewer, release_id)
    if row.pdf_file_id is None:
        return None
    return file_content(row.organisation_id, row.pdf_file_id).content


def _offers(viewer: Viewer, row: Release) -> tuple[Offer[ReleaseState, ReleaseAction], ...]:
    """Return what may be done; of the ways to leave, only the one of its kind is told."""
    offers = RELEASE.offers(ReleaseState(row.state), facts_of(viewer, row), viewer.may)
    to_court = row.kind == LetterKind.COURT
    other = ReleaseAction.SEND if to_court else ReleaseAction.SEND_TO_COURT
    unsigned = row.state == ReleaseState.DRAFT and row.kind not in PAPERWORK
    untold = {other, ReleaseAction.SEND} if unsigned else {other}
    return tuple(one for one in offers if one.action not in untold)


def facts_of(viewer: Viewer, row: Release) -> ReleaseFacts:
    """Return what the procedure looks at, of a letter already reached."""
    return ReleaseFacts(
        kind=LetterKind(row.kind),
        is_author=_wrote(viewer, row),
        covered=row.redacted,
        written_down=row.written_down,
    )


def protection_first(viewer: Viewer, row: Release, on: date) -> bool:
    """Return whether a letter passes on who is protected first: a minor at risk, a secret place."""
    if row.kind != LetterKind.PASSAGE or row.copy_of_id is not None:
        return False
    if row.subject_kind == SubjectKind.CASE:
        return cases.protection_first(viewer, CaseId(row.subject_id), on)
    if row.subject_kind != SubjectKind.REFERRAL:
        return False
    report = intake.load(viewer, ReferralId(row.subject_id))
    known = intake.to_be_protected(report, on)
    return intake.facts_of(viewer, report, on, to_be_protected=known).protection_first


def covered_text(row: Release) -> str:
    """Return what a letter says: while it is covered, never where somebody is kept secret.

    Covered anew each time until it leaves: the place may have become known since it was written.
    Unscoped: of a letter already reached.
    """
    text = row.text or ""
    if not row.redacted or not text or row.state == ReleaseState.SENT:
        return text
    return cover(text, secrets_about(row.organisation_id, _concerned(row)))


def secrets_of(viewer: Viewer, row: Release, now: datetime) -> tuple[Secret, ...]:
    """Return what this letter never says, each with who may know it. Of a letter already reached.

    The whole is only for who tells the lists, and for who may lift the cover.
    """
    return secrets_with_lists(viewer, _concerned(row), now)


def _wrote(viewer: Viewer, row: Release) -> bool:
    """Return whether she wrote any of it, whoever changed a word after her."""
    hers = select(ReleaseStep.id).where(
        ReleaseStep.organisation_id == row.organisation_id,
        ReleaseStep.release_id == row.id,
        ReleaseStep.action.in_([ReleaseAction.PREPARE, ReleaseAction.WRITE]),
        ReleaseStep.actor_id == viewer.account_id,
    )
    return db.session.scalar(hers.limit(1)) is not None


def _concerned(row: Release) -> set[PersonId]:
    return {*_people_of(row), *_beside(row)}


def _beside(row: Release) -> list[PersonId]:
    """Return whom the same request or report is about by now: their places are covered too."""
    its = select(ReferralSubject.person_id).where(
        ReferralSubject.organisation_id == row.organisation_id,
        ReferralSubject.referral_id == row.subject_id,
        ReferralSubject.person_id.is_not(None),
    )
    return list(db.session.scalars(its))


def recipients_today(viewer: Viewer, row: Release, on: date) -> list[Recipient]:
    """Return who would receive today a letter about the same people. The letter is in reach."""
    subject = subject_of(viewer, SubjectKind(row.subject_kind), row.subject_id, on)
    concerned = set(_people_of(row)) & set(subject.person_ids)
    return [to for one in concerned for to in recipients_of_family(viewer, subject, one, on)]


def _people_of(row: Release) -> list[PersonId]:
    return [
        *db.session.scalars(
            select(ReleasePerson.person_id).where(
                ReleasePerson.organisation_id == row.organisation_id,
                ReleasePerson.release_id == row.id,
            )
        )
    ]
