"""Who said that she cannot follow whom: for whoever gives out the work, and for herself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from app.accounts.models import Engagement
from app.accounts.policy import Permission, Role
from app.accounts.queries import Colleague, colleagues, names_of
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId, OrganisationId, PersonId
from app.people.models import DeclaredConflict
from app.people.queries.scope import may_be_named
from app.transaction.lists import Wanted


@dataclass(frozen=True)
class DecidedRow:
    """Somebody who is not given a person: in which days, why, and who decided it."""

    id: UUID
    worker: str
    valid_from: date
    valid_to: date | None
    reason: str
    decided_by: str


def declared_conflicts(
    organisation_id: OrganisationId, people: Collection[PersonId], on: date
) -> list[tuple[PersonId, EngagementId]]:
    """Return who cannot follow each of `people` on a day, by her own word or by a decision.

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
    wanted = mine_wanted(viewer, person_id, on)
    rows = select(DeclaredConflict).where(*wanted.criteria).order_by(*wanted.order)
    found = db.session.scalars(rows.limit(1)).first()
    return found.valid_from if found else None


def mine_wanted(viewer: Viewer, person_id: PersonId, on: date) -> Wanted:
    """Return the list of what the viewer said of a person and still holds, the first one first."""
    return Wanted(
        DeclaredConflict,
        (
            DeclaredConflict.organisation_id == viewer.organisation_id,
            DeclaredConflict.person_id == person_id,
            said_by(viewer),
            in_force(DeclaredConflict, on),
        ),
        (DeclaredConflict.valid_from,),
    )


def said_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of what the viewer said herself, by whatever duty she had then.

    What was decided for her is not hers to read.
    """
    mine = select(Engagement.id).where(
        Engagement.organisation_id == viewer.organisation_id,
        Engagement.account_id == viewer.account_id,
    )
    return and_(DeclaredConflict.engagement_id.in_(mine), DeclaredConflict.decided_by_id.is_(None))


def who_follows(viewer: Viewer, on: date) -> list[Colleague]:
    """Return who works here on a day on requests and cases, by name."""
    return colleagues(viewer, on, Role.SOCIAL_WORKER, Role.SUPERVISOR)


def decided_conflicts(viewer: Viewer, person_id: PersonId) -> list[DecidedRow]:
    """Return who is not given a person because it was decided, those in force first.

    Only to who gives out the work; what a worker said herself is never listed.
    """
    if not viewer.may(Permission.INTAKE_REFERRAL_ASSIGN):
        return []
    rows = db.session.scalars(
        select(DeclaredConflict)
        .where(
            DeclaredConflict.organisation_id == viewer.organisation_id,
            DeclaredConflict.person_id == person_id,
            DeclaredConflict.decided_by_id.is_not(None),
            may_be_named(viewer, DeclaredConflict.person_id),
        )
        .order_by(DeclaredConflict.valid_to.is_not(None), DeclaredConflict.valid_from.desc())
    ).all()
    ids = {id_ for row in rows for id_ in (row.engagement_id, row.decided_by_id) if id_}
    names = names_of(viewer, ids)
    return [
        DecidedRow(
            row.id,
            names.get(row.engagement_id, ""),
            row.valid_from,
            row.valid_to,
            row.reason or "",
            names.get(row.decided_by_id, "") if row.decided_by_id else "",
        )
        for row in rows
    ]
