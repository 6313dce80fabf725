"""A child stays where the mother no longer is: a placement of minors, from the same request."""

from datetime import date, datetime

from sqlalchemy import or_, select

from app.cases import queries
from app.cases.models import Competence, Placement, PlacementAddress, PlacementMember
from app.cases.operations.moving import keep_address, name_watchers, take_member, take_placement
from app.cases.operations.stepping import Said
from app.cases.procedure import PLACEMENT
from app.cases.procedure.member import MemberAction, MemberState
from app.cases.procedure.placement import PlacementAction, PlacementState
from app.cases.rules.placements import (
    CompetenceKind,
    MemberFacts,
    PlacementFacts,
    PlacementFault,
    PlacementRole,
)
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid

_PARENTS = (PlacementRole.MOTHER, PlacementRole.FATHER)
_INSIDE = (MemberState.INSIDE, MemberState.MISSING)


def check_stays(placement: Placement, member: PlacementMember) -> None:
    """Refuse who does not stay without a parent: `Invalid` on the destination.

    An adult; a child who is away without notice, whose return is written first; where no parent
    ever was, or the placement is of minors already; a child whose parent is still there: the exit
    is written first, by an act of its own.
    """
    if member.role != PlacementRole.CHILD:
        raise Invalid(f"destination:{PlacementFault.ONLY_A_CHILD_STAYS}")
    if member.state == MemberState.MISSING:
        raise Invalid(f"destination:{PlacementFault.COMES_BACK_FIRST}")
    parents = [one for one in queries.members_of(placement) if one.role in _PARENTS]
    if not parents or placement.path == PathCode.MINORS_COMMUNITY:
        raise Invalid(f"destination:{PlacementFault.NO_PARENT_TO_LEAVE}")
    if any(one.state in _INSIDE for one in parents):
        raise Invalid(f"destination:{PlacementFault.PARENT_INSIDE}")


def stay_without_mother(
    actor: Viewer, now: datetime, placement: Placement, member: PlacementMember, at: datetime
) -> None:
    """Let a child who left a placement go on inside another, of minors, from that very hour.

    Unit, protection, sealed address, ground and who pays are kept (who pays is fixed at the start,
    regional law 34/2004, article 4). Brothers and sisters who stay share one placement.
    """
    if placement.unit_id is not None:
        queries.lock_unit(actor, placement.unit_id)
    said = Said(happened=at)
    going = queries.carried_on(placement)
    if going is None:
        going = _open(actor, now, placement, said)
    else:
        take_placement(actor, now, going, PlacementAction.ADD_MEMBER, said=said)
    stays = PlacementMember(
        organisation_id=placement.organisation_id,
        placement_id=going.id,
        person_id=member.person_id,
        role=PlacementRole.CHILD,
        initials=member.initials,
        basis=member.basis,
        order_reference=member.order_reference,
        entered_at=at,
        stays_until=member.stays_until,
        away_from=member.away_from,
        away_to=member.away_to,
        state=MemberState.AWAITED,
    )
    db.session.add(stays)
    facts = MemberFacts()  # the bed is the one just left
    for action in (MemberAction.NAME, MemberAction.ENTER):
        take_member(actor, now, going, stays, action, said=said, facts=facts)
    _keep_payers(member, stays, office_date(at))


def _open(actor: Viewer, now: datetime, placement: Placement, said: Said) -> Placement:
    step = PLACEMENT.step(None, PlacementAction.CARRY_ON, PlacementFacts(), actor.may)
    going = Placement(
        organisation_id=placement.organisation_id,
        data_key_id=placement.data_key_id,
        request_id=placement.request_id,
        case_id=placement.case_id,
        path=PathCode.MINORS_COMMUNITY,
        state=PlacementState.IN_PLACE,
        unit_id=placement.unit_id,
        protected=placement.protected,
        entered_at=said.happened,
        expected_end=placement.expected_end,
        created_at=now,
    )
    db.session.add(going)
    db.session.flush()
    take_placement(actor, now, going, PlacementAction.CARRY_ON, step=step, said=said)
    name_watchers(actor, now, going)
    latest = db.session.scalar(
        select(PlacementAddress)
        .where(*queries.its(PlacementAddress, placement))
        .order_by(PlacementAddress.since.desc(), PlacementAddress.id.desc())
        .limit(1)
    )
    if latest is not None:
        keep_address(actor, now, going, latest.structure or "", latest.address or "")
    return going


def _keep_payers(left: PlacementMember, stays: PlacementMember, on: date) -> None:
    """Hand on who pays for a child: one measure for the law, whichever row she is in."""
    rows = db.session.scalars(
        select(Competence).where(
            Competence.organisation_id == left.organisation_id,
            Competence.member_id == left.id,
            Competence.kind == CompetenceKind.PAYER,
            or_(Competence.valid_to.is_(None), Competence.valid_to > on),
        )
    )
    for row in rows:
        row.member_id = stays.id
