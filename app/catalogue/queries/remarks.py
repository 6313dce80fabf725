"""What was said of the rules of the ways, and what was answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, select

from app.accounts.policy import Permission
from app.catalogue.models import RuleRemark
from app.catalogue.rules import ParameterKey, PathCode
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.references import RemarkId
from app.transaction.loading import found, locked

SHOWN = 200


@dataclass(frozen=True)
class RemarkRow:
    """What somebody said of a rule; `reason` is kept as it was, even where it exists no more."""

    id: RemarkId
    version: int
    path: PathCode
    reason: str
    key: ParameterKey | None
    words: str
    by: str
    at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None


def remarks(viewer: Viewer) -> list[RemarkRow]:
    """Return what was said of the rules, unanswered first, then the newest; two hundred at most."""
    rows = db.session.scalars(
        select(RuleRemark)
        .where(_visible(viewer))
        .order_by(RuleRemark.answered_at.is_not(None), RuleRemark.written_at.desc())
        .limit(SHOWN)
    )
    return [_row(row) for row in rows]


def remark(viewer: Viewer, remark_id: RemarkId) -> RemarkRow:
    """Return one remark; `NotFound` out of reach."""
    return _row(found(select(RuleRemark).where(_visible(viewer), RuleRemark.id == remark_id)))


def remarks_waiting(viewer: Viewer) -> int:
    """Return how many remarks nobody has answered."""
    return (
        db.session.scalar(
            select(func.count()).where(_visible(viewer), RuleRemark.answered_at.is_(None))
        )
        or 0
    )


def for_answer(viewer: Viewer, remark_id: RemarkId, version: int) -> RuleRemark:
    """Return a remark locked for its answer; `NotFound` out of reach, `Conflict` when it moved."""
    wanted = select(RuleRemark).where(_visible(viewer), RuleRemark.id == remark_id)
    return locked(wanted, version)


def _visible(viewer: Viewer) -> ColumnElement[bool]:
    """Remarks are read by who decides on the figures: they may hold words about people."""
    if viewer.reach(Permission.CATALOGUE_TERMS_EDIT) is not Reach.ORGANISATION:
        return false()
    return RuleRemark.organisation_id == viewer.organisation_id


def _row(row: RuleRemark) -> RemarkRow:
    key = row.parameter_key
    return RemarkRow(
        id=row.id,
        version=row.version,
        path=PathCode(row.path),
        reason=row.reason,
        key=ParameterKey(key) if key in set(ParameterKey) else None,
        words=row.remark or "",
        by=row.written_by,
        at=row.written_at,
        answer=row.answer or "",
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
