"""Reading the diary: what is reserved is for its author and the supervisor only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select

from app.accounts.policy import Permission
from app.cases.models import DiaryEntry, EntryText
from app.cases.queries.scope import in_reach
from app.cases.rules.diary import (
    KEPT_FROM_PARENTS,
    EntryKind,
    EntryTextKind,
    WhyReserved,
    correction_fault,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import CaseId
from app.transaction.loading import found

DIARY_SHOWN = 25


@dataclass(frozen=True)
class TextRow:
    """What stands beside an entry: what it said before, or what was added."""

    kind: EntryTextKind
    author_name: str
    written_at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """One entry of the diary, as its reader may see it."""

    id: UUID
    case_id: CaseId
    version: int
    kind: EntryKind
    happened_at: datetime
    written_at: datetime
    author_name: str
    present: str
    text: str
    minutes: int | None
    reserved: WhyReserved | None
    moved_at: datetime | None
    moved_by: str
    may_correct: bool
    texts: tuple[TextRow, ...]

    @property
    def kept_from_parents(self) -> bool:
        """Whether it is left out of what a parent may ask to read."""
        return self.kind in KEPT_FROM_PARENTS


def entries_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the entries this viewer may read."""
    if not viewer.may(Permission.CASES_CASE_READ):
        return false()
    readable = [DiaryEntry.reserved == "", DiaryEntry.author_id == viewer.account_id]
    if viewer.may(Permission.CASES_CASE_DECIDE):
        readable.append(DiaryEntry.reserved != "")
    return (
        (DiaryEntry.organisation_id == viewer.organisation_id)
        & in_reach(viewer, DiaryEntry.case_id)
        & or_(*readable)
    )


def case_of_entry(viewer: Viewer, entry_id: UUID) -> CaseId:
    """Return the case of an entry the viewer may read; `NotFound` out of reach."""
    return found(
        select(DiaryEntry.case_id).where(entries_visible_to(viewer), DiaryEntry.id == entry_id)
    )


def diary_of(
    viewer: Viewer,
    case_id: CaseId,
    now: datetime,
    *,
    kind: EntryKind | None = None,
    offset: int = 0,
    limit: int = DIARY_SHOWN,
) -> list[EntryRow]:
    """Return the entries of a case, the latest first, one more than `limit` when there are more."""
    criteria = [entries_visible_to(viewer), DiaryEntry.case_id == case_id]
    if kind is not None:
        criteria.append(DiaryEntry.kind == kind)
    rows = db.session.scalars(
        select(DiaryEntry)
        .where(*criteria)
        .order_by(DiaryEntry.happened_at.desc(), DiaryEntry.id.desc())
        .offset(offset)
        .limit(limit + 1)
    ).all()
    return _rows(viewer, rows, now)


def entry_row(viewer: Viewer, entry_id: UUID, now: datetime) -> EntryRow:
    """Return one entry; `NotFound` out of reach."""
    row = found(select(DiaryEntry).where(entries_visible_to(viewer), DiaryEntry.id == entry_id))
    return _rows(viewer, [row], now)[0]


def reserved_of(row: DiaryEntry) -> WhyReserved | None:
    """Return why an entry is reserved, if it is. Unscoped: looks at a row already read."""
    return WhyReserved(row.reserved) if row.reserved else None


def _rows(viewer: Viewer, rows: Sequence[DiaryEntry], now: datetime) -> list[EntryRow]:
    texts = _texts(viewer, [row.id for row in rows])
    return [
        EntryRow(
            id=row.id,
            case_id=row.case_id,
            version=row.version,
            kind=EntryKind(row.kind),
            happened_at=row.happened_at,
            written_at=row.written_at,
            author_name=row.author_name,
            present=row.present or "",
            text=row.text or "",
            minutes=row.minutes,
            reserved=reserved_of(row),
            moved_at=row.moved_at,
            moved_by=row.moved_by,
            may_correct=row.moved_at is None
            and viewer.may(Permission.CASES_CASE_WORK)
            and correction_fault(
                by_author=row.author_id == viewer.account_id, written_at=row.written_at, now=now
            )
            is None,
            texts=tuple(texts.get(row.id, ())),
        )
        for row in rows
    ]


def _texts(viewer: Viewer, entry_ids: Sequence[UUID]) -> dict[UUID, list[TextRow]]:
    rows = db.session.scalars(
        select(EntryText)
        .where(
            EntryText.organisation_id == viewer.organisation_id,
            EntryText.entry_id.in_(list(entry_ids)),
            EntryText.text_sealed.is_not(None),
        )
        .order_by(EntryText.written_at, EntryText.id)
    )
    texts: dict[UUID, list[TextRow]] = {}
    for row in rows:
        texts.setdefault(row.entry_id, []).append(
            TextRow(EntryTextKind(row.kind), row.author_name, row.written_at, row.text or "")
        )
    return texts


@dataclass(frozen=True)
class EntryTitle:
    """An entry in the story of a case: what and when, never its words."""

    at: datetime
    kind: EntryKind
    who: str


def diary_titles(viewer: Viewer, case_id: CaseId, limit: int) -> list[EntryTitle]:
    """Return the titles of the latest entries of a case that the viewer may read."""
    rows = db.session.execute(
        select(DiaryEntry.happened_at, DiaryEntry.kind, DiaryEntry.author_name)
        .where(
            entries_visible_to(viewer),
            DiaryEntry.case_id == case_id,
            DiaryEntry.moved_at.is_(None),
        )
        .order_by(DiaryEntry.happened_at.desc())
        .limit(limit)
    )
    return [EntryTitle(row[0], EntryKind(row[1]), row[2]) for row in rows]
