"""A letter begins: the recipient decides what it is, a person writes what it says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import BodyId, PersonId, ReleaseId
from app.releases import queries
from app.releases.models import Release, ReleasePerson
from app.releases.operations.covering import tell_lists
from app.releases.operations.exits import number_for
from app.releases.operations.moving import move, record, take
from app.releases.procedure import RELEASE, ReleaseAction, ReleaseState
from app.releases.queries import Recipient, Subject
from app.releases.rules import (
    LegalBasis,
    LetterKind,
    ReleaseFault,
    SubjectKind,
    basis_fault,
    cover,
    text_fault,
)
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a letter says, and by which rule it may."""

    text: str = ""
    basis: LegalBasis
    basis_words: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter about something, to a body or to the family of one of its people."""

    subject_kind: SubjectKind
    subject_id: UUID
    words: Words
    body_id: BodyId | None = None
    family_of: PersonId | None = None
    copy_of_id: ReleaseId | None = None
    letter: LetterKind | None = None  # of a practice: which one of those that are true now


@use_case("releases.letter.prepare", permission=Permission.RELEASES_LETTER_WRITE)
def prepare(*, actor: Viewer, now: datetime, draft: Draft) -> tuple[ReleaseId, ...]:
    """Begin a letter and return its id; to a family, one for each who receives it, separately.

    What kind it is comes from the recipient: a receipt has no words of its own, whatever was sent,
    and is ready at once; it goes to who reported alone, or others would learn of it. A copy is a
    letter of its own, asked the same. Refuses no recipient, a family of which nobody may be written
    to, a letter without a text, another basis without its words, a copy of what is no draft or to
    who may not read it; of a practice, what is not true of it now. `NotFound` out of reach.
    """
    if draft.copy_of_id is not None:
        _check_copy(actor, draft, draft.copy_of_id)
    subject = queries.subject_of(actor, draft.subject_kind, draft.subject_id, office_date(now))
    recipients = _recipients(actor, now, draft, subject)
    for fault in (
        text_fault(recipients[0].kind, draft.words.text),
        basis_fault(draft.words.basis, draft.words.basis_words),
    ):
        if fault:
            raise Invalid(fault)
    return tuple(_prepared(actor, now, one, subject, draft) for one in recipients)


@use_case("releases.letter.write", permission=None)
def write(
    *, actor: Viewer, now: datetime, release_id: ReleaseId, version: int, words: Words
) -> None:
    """Write a draft again: who writes it last is not who approves it. Refuses as `prepare`."""
    row = take(actor, release_id, version)
    kind = LetterKind(row.kind)
    fault = text_fault(kind, words.text) or basis_fault(words.basis, words.basis_words)
    if fault:
        raise Invalid(fault)
    move(actor, now, row, ReleaseAction.WRITE)
    row.text = words.text
    row.text = queries.covered_text(row)
    tell_lists(actor, now, row, words.text)
    row.legal_basis, row.basis_words = words.basis, words.basis_words
    row.author_id, row.prepared_by = actor.account_id, actor.label
    row.written_on = office_date(now)


def _recipients(actor: Viewer, now: datetime, draft: Draft, subject: Subject) -> list[Recipient]:
    kind = LetterKind.FAMILY
    if subject.practice is not None:
        if draft.letter is None or draft.body_id is not None:
            raise NotFound
        if draft.letter not in subject.practice.letters:
            raise NotAllowedNow(ReleaseFault.NOT_TRUE_NOW)
        kind = draft.letter
    if draft.body_id is not None:
        to = queries.recipient_body(actor, draft.body_id)
        if to.kind is LetterKind.RECEIPT and to.body_id != subject.body_id:
            raise Invalid(f"to:{ReleaseFault.NOT_THE_REPORTER}")
        return [to]
    if draft.family_of is None:
        raise Invalid(f"to:{ReleaseFault.NO_RECIPIENT}")
    on = office_date(now)
    found = queries.recipients_of_family(actor, subject, draft.family_of, on, kind)
    if not found:
        raise Invalid(f"to:{ReleaseFault.NOBODY_TO_WRITE_TO}")
    return found


def _check_copy(actor: Viewer, draft: Draft, letter_id: ReleaseId) -> None:
    """Refuse a copy of what is signed or left already, twice to one body, or to who is no judge."""
    letter = take(actor, letter_id, None)
    if letter.subject_id != draft.subject_id or draft.body_id is None:
        raise NotFound
    if letter.state != ReleaseState.DRAFT or letter.copy_of_id is not None:
        raise NotAllowedNow(ReleaseFault.NOT_COPIED)
    there = {letter.body_id, *(one.body_id for one in queries.copies_of(letter))}
    if draft.body_id in there:
        raise Invalid(f"to:{ReleaseFault.COPIED_ALREADY}")
    if queries.recipient_body(actor, draft.body_id).kind is LetterKind.RECEIPT:
        raise Invalid(f"to:{ReleaseFault.COPY_TELLS_TOO_MUCH}")


def _prepared(
    actor: Viewer, now: datetime, to: Recipient, subject: Subject, draft: Draft
) -> ReleaseId:
    row = _new(actor, now, to, subject, draft.words, copy_of_id=draft.copy_of_id)
    step = RELEASE.step(None, ReleaseAction.PREPARE, queries.facts_of(actor, row), actor.may)
    row.state, row.number = step.to, number_for(row)
    db.session.add(row)
    about("release", row.id)
    about(subject.kind, subject.id)
    db.session.flush()
    people = subject.person_ids if draft.family_of is None else (draft.family_of,)
    db.session.add_all(
        ReleasePerson(organisation_id=row.organisation_id, release_id=row.id, person_id=one)
        for one in people
    )
    record(actor, now, row, step)
    db.session.flush()
    if to.kind is not LetterKind.RECEIPT:
        tell_lists(actor, now, row, draft.words.text)
    return row.id


def _new(
    actor: Viewer,
    now: datetime,
    to: Recipient,
    subject: Subject,
    words: Words,
    *,
    copy_of_id: ReleaseId | None,
) -> Release:
    """Return the row of a letter as it is written today; a receipt keeps nothing of the words."""
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="release", now=now)
    answers = to.kind is LetterKind.RECEIPT
    secrets = queries.secrets_about(actor.organisation_id, subject.person_ids)
    return Release(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        kind=to.kind,
        body_id=to.body_id,
        copy_of_id=copy_of_id,
        person_id=to.person_id,
        recipient="\n".join(to.lines),
        legal_basis=words.basis,
        basis_words=words.basis_words,
        text="" if answers else cover(words.text, secrets),
        answers_on=subject.received_on if answers else None,
        answers_protocol=subject.protocol if answers else "",
        redacted=True,
        written_down=False,
        written_on=office_date(now),
        prepared_by=actor.label,
        author_id=actor.account_id,
        approved_by="",
        sent_by="",
        protocol_number="",
    )
