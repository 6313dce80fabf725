"""The texts letters start from, as the office wrote them last."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.db import db
from app.kernel.actor import Viewer
from app.releases.models import LetterTemplate
from app.releases.rules import LetterKind


@dataclass(frozen=True)
class TemplateRow:
    """One edition of a text."""

    kind: LetterKind
    edition: int
    text: str
    valid_from: date
    edited_by: str
    edited_at: datetime


def templates_now(viewer: Viewer) -> dict[LetterKind, TemplateRow]:
    """Return the latest edition of each text the office wrote; those it never touched are absent.

    Every body reads its own.
    """
    rows = db.session.scalars(
        select(LetterTemplate)
        .where(LetterTemplate.organisation_id == viewer.organisation_id)
        .order_by(LetterTemplate.edition)
    )
    return {
        LetterKind(row.kind): TemplateRow(
            LetterKind(row.kind), row.edition, row.text, row.valid_from, row.edited_by,
            row.edited_at,
        )
        for row in rows
    }  # fmt: skip


def template_now(viewer: Viewer, kind: LetterKind) -> TemplateRow | None:
    """Return the latest edition of one text, None where the office never wrote one."""
    return templates_now(viewer).get(kind)
