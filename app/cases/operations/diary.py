"""The diary: written at once, corrected for a day, then only continued."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, CaseTerm, DiaryEntry, EntryText
from app.cases.operations.taking import whose_clocks
from app.cases.rules.case import CaseState
from app.cases.rules.diary import (
    CONTACTS,
    EntryDetails,
    EntryFault,
    EntryKind,
    EntryTextKind,
    correction_fault,
    entry_fault,
)
from app.catalogue.clocks import start_term
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Conflict, Invalid, NotAllowedNow
from app.kernel.references import CaseId
from app.transaction.loading import locked
from app.transaction.use_case import use_case

_WRITE, _WORK = Permission.CASES_DIARY_WRITE, Permission.CASES_CASE_WORK


@use_case("cases.diary.write", permission=_WRITE)
def add_diary_entry(
    *, actor: Viewer, now: datetime, case_id: CaseId, details: EntryDetails
) -> UUID:
    """Write an entry in the diary of a case and return its id; a closed case can be written too.

    Refuses what has not happened yet (`Invalid`). A contact renews the time of the next one in
    monitoring.
    """
    _check(details, now)
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    entry = _new_entry(case, details, now, actor)
    db.session.add(entry)
    if details.kind in CONTACTS and case.state == CaseState.MONITORING:
        start_term(
            CaseTerm,
            whose_clocks(case),
            Term.MONITORING_CONTACT,
            actor=actor,
            since=details.happened_at,
        )
    return entry.id


@use_case("cases.diary.correct", permission=_WRITE)
def correct_entry(
    *,
    actor: Viewer,
    now: datetime,
    entry_id: UUID,
    version: int,
    details: EntryDetails,
) -> CaseId:
    """Correct an entry, keeping what it said before, and return the id of its case.

    Refuses who did not write it and whoever after 24 hours (`NotAllowedNow`): then there is the
    addendum. Refuses a form opened on an older version (`Conflict`).
    """
    _check(details, now)
    entry = _for_change(actor, entry_id, version)
    fault = correction_fault(
        by_author=entry.author_id == actor.account_id, written_at=entry.written_at, now=now
    )
    if fault:
        raise NotAllowedNow(fault)
    _keep(entry, EntryTextKind.EARLIER, entry.text or "", entry.author_name, now)
    entry.kind, entry.happened_at, entry.minutes = (
        details.kind,
        details.happened_at,
        details.minutes,
    )
    entry.reserved = details.reserved or ""
    entry.text, entry.present = details.text, details.present
    return entry.case_id


@use_case("cases.diary.add_to", permission=_WRITE)
def add_to_entry(*, actor: Viewer, now: datetime, entry_id: UUID, text: str) -> CaseId:
    """Add a text beside an entry, signed and dated, and return the id of its case."""
    entry = _for_change(actor, entry_id)
    _keep(entry, EntryTextKind.ADDENDUM, text, actor.name, now)
    return entry.case_id


@use_case("cases.diary.move", permission=_WORK)
def move_entry(*, actor: Viewer, now: datetime, entry_id: UUID, to_case_id: CaseId) -> CaseId:
    """Move an entry written in the case of the wrong person; return the id of the case it left.

    The words go to the right case; in the wrong one stays a trace without words, that does not
    tell whose they were. At any time, by whoever works on both. Refuses the same case and an entry
    already moved (`NotAllowedNow`).
    """
    entry = _for_change(actor, entry_id)
    if entry.case_id == to_case_id:
        raise NotAllowedNow(EntryFault.SAME_CASE)
    right = queries.for_change(actor, to_case_id)
    about("case", right.id)
    moved = _new_entry(right, _details(entry), entry.written_at, actor)
    moved.author_id, moved.author_name = entry.author_id, entry.author_name
    db.session.add(moved)
    db.session.flush()
    for text in _texts(entry):
        _keep(moved, EntryTextKind(text.kind), text.text or "", text.author_name, text.written_at)
        text.text = None
    entry.text = entry.present = None
    entry.moved_at, entry.moved_by = now, actor.name
    return entry.case_id


def _check(details: EntryDetails, now: datetime) -> None:
    fault = entry_fault(details, now)
    if fault:
        raise Invalid(fault)


def _new_entry(case: Case, details: EntryDetails, at: datetime, actor: Viewer) -> DiaryEntry:
    return DiaryEntry(
        organisation_id=case.organisation_id,
        data_key_id=case.data_key_id,
        case_id=case.id,
        kind=details.kind,
        happened_at=details.happened_at,
        minutes=details.minutes,
        author_id=actor.account_id,
        author_name=actor.name,
        reserved=details.reserved or "",
        written_at=at,
        moved_by="",
        text=details.text,
        present=details.present,
    )


def _details(entry: DiaryEntry) -> EntryDetails:
    return EntryDetails(
        kind=EntryKind(entry.kind),
        happened_at=entry.happened_at,
        text=entry.text or "",
        present=entry.present or "",
        minutes=entry.minutes,
        reserved=queries.reserved_of(entry),
    )


def _for_change(actor: Viewer, entry_id: UUID, version: int | None = None) -> DiaryEntry:
    """Return an entry the actor may read, its case locked before it."""
    case_id = queries.case_of_entry(actor, entry_id)
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    entry = locked(
        select(DiaryEntry).where(queries.entries_visible_to(actor), DiaryEntry.id == entry_id)
    )
    if entry.moved_at is not None:
        raise NotAllowedNow(EntryFault.ALREADY_MOVED)
    if version is not None and entry.version != version:
        raise Conflict("changed_meanwhile")
    return entry


def _keep(
    entry: DiaryEntry, kind: EntryTextKind, text: str, author_name: str, at: datetime
) -> None:
    db.session.add(
        EntryText(
            organisation_id=entry.organisation_id,
            data_key_id=entry.data_key_id,
            entry_id=entry.id,
            kind=kind,
            author_name=author_name,
            written_at=at,
            text=text,
        )
    )


def _texts(entry: DiaryEntry) -> list[EntryText]:
    return list(
        db.session.scalars(
            select(EntryText)
            .where(*queries.its(EntryText, entry))
            .order_by(EntryText.written_at, EntryText.id)
        )
    )
