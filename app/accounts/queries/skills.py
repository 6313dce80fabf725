"""What else each worker can do: the languages she speaks, the areas she works in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.accounts.models import EngagementSkill
from app.accounts.rules import SkillKind
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId


@dataclass(frozen=True)
class SkillRow:
    """One language or area of a worker; `code` as it was written."""

    id: UUID
    engagement_id: EngagementId
    kind: SkillKind
    code: str
    valid_from: date


def skills(viewer: Viewer, on: date) -> list[SkillRow]:
    """Return what each worker of the viewer's body can do on a day, languages after areas.

    Whoever works here may know what her colleagues can do.
    """
    rows = db.session.scalars(
        select(EngagementSkill)
        .where(skills_of_the_body(viewer), in_force(EngagementSkill, on))
        .order_by(EngagementSkill.kind, EngagementSkill.code, EngagementSkill.id)
    )
    return [
        SkillRow(row.id, row.engagement_id, SkillKind(row.kind), row.code, row.valid_from)
        for row in rows
    ]


def skills_of_the_body(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the skills of whoever works for the viewer's body."""
    return EngagementSkill.organisation_id == viewer.organisation_id
