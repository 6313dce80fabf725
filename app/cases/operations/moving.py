"""The one place where a step of a placement or of a member is written: row, state, clocks, list."""

from datetime import datetime, timedelta
from typing import Any

from app.accounts.policy import Duty, Role
from app.accounts.queries import colleagues, in_charge
from app.audit.context import about
from app.cases import queries
from app.cases.models import (
    Case,
    MemberStep,
    Placement,
    PlacementAddress,
    PlacementMember,
    PlacementStep,
    PlacementTerm,
    PlacementWatcher,
)
from app.cases.operations.stepping import NOTHING_SAID, Said
from app.cases.procedure import MEMBER, PLACEMENT
from app.cases.procedure.member import MemberAction, MemberState
from app.cases.procedure.placement import PlacementAction, PlacementState
from app.cases.rules.placements import MemberFacts, PlacementRole
from app.catalogue.clocks import move_terms, start_before
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.workflow import Step
from app.transaction.steps import step_columns
from app.vault.operations import create_data_key

ROOT = "placement address"


def take_placement(
    actor: Viewer,
    now: datetime,
    placement: Placement,
    action: PlacementAction,
    *,
    said: Said = NOTHING_SAID,
    step: Step[PlacementState, PlacementAction, Any] | None = None,
) -> None:
    """Ask the table of placements, append the row of the step, copy its state, move its clocks."""
    about("placement", placement.id)
    about("case", placement.case_id)
    if step is None:
        facts = queries.placement_facts(
            actor, placement, queries.members_of(placement), office_date(now)
        )
        state = PlacementState(placement.state)
        step = PLACEMENT.step(state, action, facts, actor.may, reason=said.words)
    placement.state = step.to
    db.session.add(
        PlacementStep(
            organisation_id=placement.organisation_id,
            data_key_id=placement.data_key_id,
            placement_id=placement.id,
            words=said.words,
            **step_columns(actor, now, step, reason_code=said.code, effective_at=said.happened),
        )
    )
    mine = {"organisation_id": placement.organisation_id, "placement_id": placement.id}
    extension = Term.PLACEMENT_EXTENSION_ASK
    but = (extension,) if placement.protected else (extension, Term.PROTECTION_REVIEW)
    move_terms(PlacementTerm, mine, step.row, actor=actor, at=now, but=but)
    if extension in step.row.starts and placement.expected_end is not None:
        start_before(PlacementTerm, mine, extension, placement.expected_end, actor=actor, since=now)


def take_member(
    actor: Viewer,
    now: datetime,
    placement: Placement,
    member: PlacementMember,
    action: MemberAction,
    *,
    said: Said = NOTHING_SAID,
    facts: MemberFacts | None = None,
) -> None:
    """Ask the table of members, append the row of the step, copy its state."""
    about("placement", placement.id)
    judged = facts or queries.member_facts(actor, placement, member, office_date(now))
    state = None if action is MemberAction.NAME else MemberState(member.state)
    step = MEMBER.step(state, action, judged, actor.may, reason=said.words)
    member.state = step.to
    db.session.flush()
    db.session.add(
        MemberStep(
            organisation_id=placement.organisation_id,
            data_key_id=placement.data_key_id,
            member_id=member.id,
            words=said.words,
            **step_columns(actor, now, step, reason_code=said.code, effective_at=said.happened),
        )
    )


def enter_everybody(actor: Viewer, now: datetime, placement: Placement, at: datetime) -> None:
    """Write the entry of each member who was awaited; a child to be born enters by being born."""
    for member in queries.members_of(placement):
        if member.state == MemberState.AWAITED and member.role != PlacementRole.EXPECTED_CHILD:
            member.entered_at = at
            facts = MemberFacts()  # beds were counted for everybody together
            take_member(
                actor, now, placement, member, MemberAction.ENTER,
                said=Said(happened=at), facts=facts,
            )  # fmt: skip


def keep_address(
    actor: Viewer, now: datetime, placement: Placement, structure: str, address: str
) -> None:
    """Seal where the placement is under a key of its own; what was written before stays sealed."""
    key = create_data_key(organisation_id=actor.organisation_id, root_kind=ROOT, now=now)
    db.session.add(
        PlacementAddress(
            organisation_id=actor.organisation_id,
            data_key_id=key.id,
            placement_id=placement.id,
            structure=structure,
            address=address,
            since=now,
        )
    )


def name_watchers(actor: Viewer, now: datetime, placement: Placement) -> None:
    """Put on the named list who follows the case, who deputises and who is in charge today.

    Who stands in is, where opening an address was left to her, up to her last day.
    """
    case = db.session.get_one(Case, (placement.organisation_id, placement.case_id))
    wanted, today = {case.holder_id, case.deputy_id}, office_date(now)
    chiefs = in_charge(actor, today, Duty.REVEAL)
    for one in colleagues(actor, today, *Role):
        if one.engagement_id in wanted or one.account_id in chiefs:
            last_day = None if one.engagement_id in wanted else chiefs[one.account_id]
            db.session.add(
                PlacementWatcher(
                    organisation_id=placement.organisation_id,
                    placement_id=placement.id,
                    account_id=one.account_id,
                    label=one.name,
                    since=now,
                    until=rome_to_utc(last_day + timedelta(days=1), 0) if last_day else None,
                )
            )
