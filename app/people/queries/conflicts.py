"""Who said that she cannot follow whom: for whoever gives out the work, and for herself."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, select

from app.accounts.models import Engagement
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId, OrganisationId, PersonId
from app.people.models import DeclaredConflict


def declared_conflicts(
    organisation_id: OrganisationId, people: Collection[PersonId], on: date
) -> list[tuple[PersonId, EngagementId]]:
    """Return who cannot follow each of `people` on a day, by her own word.

    By the duty she had when she said it: it holds for all those she has (`cases.kept_away`).
    Unscoped: it decides who is not offered, and no page ever says why.
    """
    if not people:
        return []
    rows = db.session.execute(
        select(DeclaredConflict.person_id, DeclaredConflict.engagement_id).where(
            DeclaredConflict.organisation_id == organisation_id,
            DeclaredConflict.person_id.in_(list(people)),
            in_force(DeclaredConflict, on),
        )
    )
    return [(person_id, engagement_id) for person_id, engagement_id in rows]


def my_conflict_since(viewer: Viewer, person_id: PersonId, on: date) -> date | None:
    """Return since when the viewer cannot follow a person, by her own word; None when she can."""
    return db.session.scalar(
        select(DeclaredConflict.valid_from)
        .where(
            DeclaredConflict.organisation_id == viewer.organisation_id,
            DeclaredConflict.person_id == person_id,
            said_by(viewer),
            in_force(DeclaredConflict, on),
        )
        .order_by(DeclaredConflict.valid_from)
        .limit(1)
    )


def said_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of what the viewer said herself, by whatever duty she had then."""
    mine = select(Engagement.id).where(
        Engagement.organisation_id == viewer.organisation_id,
        Engagement.account_id == viewer.account_id,
    )
    return DeclaredConflict.engagement_id.in_(mine)
