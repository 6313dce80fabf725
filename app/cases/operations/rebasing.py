"""The ground on which somebody lives away from home, when a court takes over an urgent measure."""

from datetime import datetime

from sqlalchemy import select

from app.cases.models import Placement, PlacementMember
from app.cases.operations.moving import take_member
from app.cases.operations.stepping import Said
from app.cases.procedure.member import MEMBER, MemberAction
from app.cases.rules.placements import LegalBasis, MemberFacts
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId


def rebase_member(
    actor: Viewer, now: datetime, person_id: PersonId, order_reference: str, at: datetime
) -> int:
    """Let who was placed in urgency stay there by the order of a court; return in how many places.

    The ground and the paper that held before stay in the story of the member. Who went away or
    never entered keeps the ground she had. Unscoped: whoever writes the order has reached the
    measure, and moves nobody.
    """
    found = db.session.execute(
        select(PlacementMember, Placement)
        .join(
            Placement,
            (Placement.organisation_id == PlacementMember.organisation_id)
            & (Placement.id == PlacementMember.placement_id),
        )
        .where(
            PlacementMember.organisation_id == actor.organisation_id,
            PlacementMember.person_id == person_id,
            PlacementMember.basis == LegalBasis.EMERGENCY_403,
            PlacementMember.state.not_in(MEMBER.final),
        )
    ).all()
    for member, placement in found:
        said = Said(words=member.order_reference, code=LegalBasis.EMERGENCY_403, happened=at)
        take_member(
            actor, now, placement, member, MemberAction.BY_ORDER, said=said, facts=MemberFacts()
        )
        member.basis, member.order_reference = LegalBasis.JUDICIAL, order_reference
    return len(found)
