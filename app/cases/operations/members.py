"""Who lives in a placement: each enters, is away, comes back and leaves by an act of his own."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import LeakCheck, Placement, PlacementMember
from app.cases.operations.exits import tell_case_exit
from app.cases.operations.moving import take_member, take_placement
from app.cases.operations.staying import check_stays, stay_without_mother
from app.cases.operations.stepping import Said
from app.cases.procedure.member import MemberAction, MemberState
from app.cases.procedure.placement import PlacementAction
from app.cases.rules.placements import (
    BY_ORDER,
    Destination,
    ExitBasis,
    LeakPlace,
    LegalBasis,
    MemberFacts,
    PlacementFault,
    PlacementRole,
    ToldWhom,
    initials,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.exits import LetterKind, SendChannel
from app.kernel.references import PersonId, PlacementId
from app.people.queries import person_row
from app.transaction.loading import found, locked
from app.transaction.use_case import use_case

_WORK = Permission.CASES_PLACEMENT_WORK


@dataclass(frozen=True, kw_only=True)
class MemberDetails:
    """Who enters: as what, on what ground, by which order; a child to be born has a day."""

    role: PlacementRole
    basis: LegalBasis
    person_id: PersonId | None = None
    order_reference: str = ""
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """How somebody leaves: when, where to, by whose word, by which order."""

    at: datetime
    destination: Destination
    basis: ExitBasis
    order_reference: str = ""


@use_case("cases.placement.add_member", permission=None)
def add_member(
    *,
    actor: Viewer,
    now: datetime,
    placement_id: PlacementId,
    version: int,
    details: MemberDetails,
) -> UUID:
    """Name who enters, with an own ground; an order is asked of whom it concerns. Return its id."""
    placement = queries.placement_for_change(actor, placement_id, version)
    if details.basis in BY_ORDER and not details.order_reference.strip():
        raise Invalid(f"order_reference:{PlacementFault.NEEDS_ORDER}")
    name = person_row(actor, details.person_id).name if details.person_id else ""
    take_placement(actor, now, placement, PlacementAction.ADD_MEMBER)
    member = PlacementMember(
        organisation_id=actor.organisation_id,
        placement_id=placement.id,
        person_id=details.person_id,
        role=details.role,
        initials=initials(name) or "N.N.",
        basis=details.basis,
        order_reference=details.order_reference,
        due_on=details.due_on,
        state=MemberState.AWAITED,
    )
    db.session.add(member)
    take_member(actor, now, placement, member, MemberAction.NAME, facts=MemberFacts())
    return member.id


@use_case("cases.member.enter", permission=None)
def enter_member(
    *, actor: Viewer, now: datetime, member_id: UUID, version: int, at: datetime
) -> None:
    """Write that somebody enters after the others, with day and hour. Refuses without a bed."""
    placement, member = _member(actor, member_id, version)
    _not_to_come(at, now, "entered_on")
    _lock(actor, placement)
    take_member(actor, now, placement, member, MemberAction.ENTER, said=Said(happened=at))
    member.entered_at = at


@use_case("cases.member.birth", permission=None)
def record_birth(
    *,
    actor: Viewer,
    now: datetime,
    member_id: UUID,
    version: int,
    at: datetime,
    person_id: PersonId,
) -> None:
    """Write that the expected child was born: it becomes a member like the others.

    Refuses who was not expected, and a structure without a cot left.
    """
    placement, member = _member(actor, member_id, version)
    _not_to_come(at, now, "entered_on")
    _lock(actor, placement)
    name = person_row(actor, person_id).name
    take_member(actor, now, placement, member, MemberAction.BIRTH, said=Said(happened=at))
    member.role, member.person_id, member.initials = PlacementRole.CHILD, person_id, initials(name)
    member.entered_at, member.basis = at, LegalBasis.CONSENSUAL


@use_case("cases.member.temporary_leave", permission=None)
def note_leave(
    *, actor: Viewer, now: datetime, member_id: UUID, version: int, away_from: date, away_to: date
) -> None:
    """Write the days somebody spends at home or elsewhere. Refuses days that cross."""
    placement, member = _member(actor, member_id, version)
    if away_to < away_from:
        raise Invalid(f"away_to:{PlacementFault.COMPETENCE_BACKWARDS}")
    take_member(actor, now, placement, member, MemberAction.TEMPORARY_LEAVE)
    member.away_from, member.away_to = away_from, away_to


@use_case("cases.member.absent", permission=None)
def report_absent(
    *, actor: Viewer, now: datetime, member_id: UUID, version: int, at: datetime
) -> None:
    """Write since which hour somebody is away without notice: the supervisor and the police are
    called at once, for a minor within the hour.
    """
    placement, member = _member(actor, member_id, version)
    _not_to_come(at, now, "at_day")
    take_member(actor, now, placement, member, MemberAction.ABSENT, said=Said(happened=at))
    member.missing_since = at


@use_case("cases.member.told", permission=None)
def told_authority(
    *, actor: Viewer, now: datetime, member_id: UUID, version: int, whom: ToldWhom, at: datetime
) -> None:
    """Write whom was told that somebody is away without notice, and at what hour.

    Refuses an hour to come, and one before she was away.
    """
    placement, member = _member(actor, member_id, version)
    _not_to_come(at, now, "at_day")
    if member.missing_since is not None and at < member.missing_since:
        raise Invalid(f"at_day:{PlacementFault.TOLD_BEFORE_ABSENCE}")
    said = Said(code=whom, happened=at)
    take_member(actor, now, placement, member, MemberAction.TOLD, said=said)
    tell_case_exit(
        actor, now, placement.case_id, LetterKind.COURT, office_date(at),
        channel=SendChannel.BY_VOICE,
    )  # fmt: skip


@use_case("cases.member.continue", permission=None)
def continue_after_majority(
    *,
    actor: Viewer,
    now: datetime,
    member_id: UUID,
    version: int,
    order_reference: str,
    until: date,
) -> None:
    """Write the order by which somebody goes on living there after eighteen, and until when.

    Prosieguo amministrativo: up to the age of the figure in force, twenty-one by default. Refuses
    more than half a year before the birthday, without the paper, a day past that age or gone.
    """
    placement, member = _member(actor, member_id, version)
    if not order_reference.strip():
        raise Invalid(f"order_reference:{PlacementFault.NEEDS_ORDER}")
    on = office_date(now)
    facts = queries.member_facts(actor, placement, member, on)
    said = Said(words=member.order_reference, code=member.basis)
    take_member(actor, now, placement, member, MemberAction.CONTINUE, said=said, facts=facts)
    if until <= max(on, facts.majority_on or on):
        raise Invalid(f"until:{PlacementFault.CONTINUES_BACKWARDS}")
    if until > queries.last_day_after_majority(actor, facts, on):
        raise Invalid(f"until:{PlacementFault.CONTINUES_TOO_LONG}")
    member.basis, member.order_reference = LegalBasis.CONTINUATION, order_reference
    member.stays_until = until


@use_case("cases.member.came_back", permission=None)
def came_back(*, actor: Viewer, now: datetime, member_id: UUID, version: int) -> None:
    """Write that somebody who was away without notice is back."""
    placement, member = _member(actor, member_id, version)
    take_member(actor, now, placement, member, MemberAction.CAME_BACK)
    member.missing_since = None


@use_case("cases.member.exit", permission=None)
def exit_member(
    *, actor: Viewer, now: datetime, member_id: UUID, version: int, leaving: Leaving
) -> None:
    """Write that one member leaves, where to and by whose word. The others stay where they are.

    A minor who is there by an order leaves by an order. Who stays without the mother is the same
    hour inside a placement of minors, whose first act this is. Refuses an hour before the entry.
    """
    placement, member = _member(actor, member_id, version)
    _not_to_come(leaving.at, now, "at_day")
    if member.entered_at is not None and leaving.at < member.entered_at:
        raise Invalid(f"at_day:{PlacementFault.LEAVES_BEFORE_ENTRY}")
    stays = leaving.destination is Destination.STAYS_WITHOUT_MOTHER
    if stays:
        check_stays(placement, member)
    by_order = leaving.basis is ExitBasis.COURT_ORDER and bool(leaving.order_reference.strip())
    facts = queries.member_facts(actor, placement, member, office_date(now), by_order or stays)
    said = Said(code=leaving.destination, happened=leaving.at)
    take_member(actor, now, placement, member, MemberAction.EXIT, said=said, facts=facts)
    member.exited_at, member.destination = leaving.at, leaving.destination
    member.exit_basis, member.missing_since = leaving.basis, None
    if leaving.order_reference:
        member.order_reference = leaving.order_reference
    if stays:
        stay_without_mother(actor, now, placement, member, leaving.at)


@use_case("cases.member.not_enter", permission=None)
def not_enter(*, actor: Viewer, now: datetime, member_id: UUID, version: int) -> None:
    """Write that somebody who was awaited does not enter."""
    placement, member = _member(actor, member_id, version)
    take_member(actor, now, placement, member, MemberAction.NOT_ENTER)


@use_case("cases.placement.leak_check", permission=_WORK)
def check_leak(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, place: LeakPlace, told: str
) -> None:
    """Write who talked to whom so that the address does not leak from a place."""
    placement = queries.placement_for_change(actor, placement_id)
    about("placement", placement.id)
    db.session.add(
        LeakCheck(
            organisation_id=actor.organisation_id,
            data_key_id=placement.data_key_id,
            placement_id=placement.id,
            place=place,
            told=told,
            by_label=actor.label,
            at=now,
        )
    )


def _member(actor: Viewer, member_id: UUID, version: int) -> tuple[Placement, PlacementMember]:
    placement_id = found(
        select(PlacementMember.placement_id).where(
            PlacementMember.organisation_id == actor.organisation_id,
            PlacementMember.id == member_id,
        )
    )
    placement = queries.placement_for_change(actor, placement_id)
    mine = queries.its(PlacementMember, placement)
    member = locked(select(PlacementMember).where(*mine, PlacementMember.id == member_id), version)
    return placement, member


def _lock(actor: Viewer, placement: Placement) -> None:
    if placement.unit_id is not None:
        queries.lock_unit(actor, placement.unit_id)


def _not_to_come(at: datetime, now: datetime, field: str) -> None:
    if at > now:
        raise Invalid(f"{field}:{PlacementFault.ENTERS_IN_FUTURE}")
