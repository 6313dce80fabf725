"""By when a judge is told who answers for a custody to the service (law 184/1983, art. 5-bis)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.consents.models import LegalProtection, ProtectionTerm
from app.consents.queries.scope import protections_visible_to
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId


@dataclass(frozen=True)
class CustodyTerm:
    """One clock that runs, and of whom."""

    protection_id: UUID
    person_id: PersonId
    due_on: date


def custody_terms(viewer: Viewer, people: Collection[PersonId]) -> list[CustodyTerm]:
    """Return the custodies of some people whose responsible nobody has named to the judge yet."""
    if not people:
        return []
    rows = db.session.execute(
        select(LegalProtection.id, LegalProtection.person_id, ProtectionTerm.due_on)
        .join(
            ProtectionTerm,
            (ProtectionTerm.organisation_id == LegalProtection.organisation_id)
            & (ProtectionTerm.protection_id == LegalProtection.id),
        )
        .where(
            protections_visible_to(viewer),
            LegalProtection.person_id.in_(list(people)),
            ProtectionTerm.met_at.is_(None),
        )
        .order_by(ProtectionTerm.due_on, LegalProtection.id)
    )
    return [CustodyTerm(*row) for row in rows]
