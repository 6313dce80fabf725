"""Which papers each kind of practice asks for on a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.db import db
from app.kernel.actor import Viewer
from app.practices.models import PracticeChecklist
from app.practices.rules import CHECKLISTS, PaperKind, PracticeKind

Papers = tuple[PaperKind, ...]


@dataclass(frozen=True)
class ChecklistRow:
    """The papers of a kind on a day, since when (None: from the start), and what comes next."""

    kind: PracticeKind
    papers: Papers
    valid_from: date | None
    source: str
    coming: tuple[tuple[date, Papers], ...]


def papers_asked(viewer: Viewer, on: date) -> dict[PracticeKind, Papers]:
    """Return the papers each kind of practice asks for on a day, in one query."""
    return {row.kind: row.papers for row in checklist_rows(viewer, on)}


def checklist_rows(viewer: Viewer, on: date) -> list[ChecklistRow]:
    """Return the checklist of every kind with what was chosen for later.

    Unscoped by permission: what is asked at the counter is no secret inside the office.
    """
    rows = db.session.scalars(
        select(PracticeChecklist)
        .where(PracticeChecklist.organisation_id == viewer.organisation_id)
        .order_by(PracticeChecklist.valid_from)
    ).all()
    return [_row(kind, [row for row in rows if row.kind == kind], on) for kind in PracticeKind]


def _row(kind: PracticeKind, chosen: list[PracticeChecklist], on: date) -> ChecklistRow:
    past = [row for row in chosen if row.valid_from <= on]
    coming = tuple((row.valid_from, _papers(row)) for row in chosen if row.valid_from > on)
    if not past:
        return ChecklistRow(kind, CHECKLISTS[kind], None, "", coming)
    now = past[-1]
    return ChecklistRow(kind, _papers(now), now.valid_from, now.source, coming)


def _papers(row: PracticeChecklist) -> Papers:
    known = set(PaperKind)
    return tuple(PaperKind(code) for code in row.papers.split(",") if code in known)
