"""The ground on which somebody lives away from home, when a court takes over an urgent measure."""

from sqlalchemy import select

from app.audit.context import about
from app.cases.models import PlacementMember
from app.cases.rules.placements import LegalBasis
from app.db import db
from app.kernel.references import OrganisationId, PersonId


def rebase_member(
    organisation_id: OrganisationId, person_id: PersonId, order_reference: str
) -> int:
    """Let who was placed in urgency stay there by the order of a court; return in how many places.

    Unscoped: whoever writes the order has reached the measure, and moves nobody.
    """
    members = db.session.scalars(
        select(PlacementMember).where(
            PlacementMember.organisation_id == organisation_id,
            PlacementMember.person_id == person_id,
            PlacementMember.basis == LegalBasis.EMERGENCY_403,
            PlacementMember.exited_at.is_(None),
        )
    ).all()
    for member in members:
        about("placement", member.placement_id)
        member.basis, member.order_reference = LegalBasis.JUDICIAL, order_reference
    return len(members)
