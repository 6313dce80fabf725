"""Placements as their pages show them: by alias, with initials; the address stands elsewhere."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.accounts.policy import Permission
from app.cases.models import (
    Competence,
    LeakCheck,
    Placement,
    PlacementMember,
    PlacementWatcher,
    ServiceRequest,
    StructureAsk,
)
from app.cases.procedure.member import MemberState
from app.cases.procedure.placement import PlacementState
from app.cases.queries import scope
from app.cases.queries.its import count, its, same_body
from app.cases.rules.life import comes_of_age_on, near_majority
from app.cases.rules.placements import (
    CompetenceKind,
    LeakPlace,
    LegalBasis,
    MemberFacts,
    PlacementFacts,
    PlacementRole,
    StructureAnswer,
    beds_of,
)
from app.catalogue.models import ServiceUnit
from app.catalogue.queries import capacity_on, parameters_on
from app.catalogue.rules import Measure, ParameterKey, PathCode, age_of
from app.consents.rules import months_later
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.periods import OF_AGE, is_minor
from app.kernel.references import (
    PlacementId,
    ServiceRequestId,
    UnitId,
)
from app.people.models import Person
from app.transaction.loading import found, locked

_READ = Permission.CASES_REQUEST_READ
INSIDE = (MemberState.INSIDE, MemberState.MISSING)
TO_COME = (MemberState.AWAITED, *INSIDE)


def visible_placements(viewer: Viewer, permission: str = _READ) -> ColumnElement[bool]:
    """Return the criterion of the placements of the cases this viewer may reach."""
    return and_(
        Placement.organisation_id == viewer.organisation_id,
        scope.in_reach(viewer, Placement.case_id, permission),
    )


def placement_for_change(
    actor: Viewer, placement_id: PlacementId, version: int | None = None
) -> Placement:
    """Return the placement to be changed, locked; `NotFound` out of reach, `Conflict` if older."""
    reach = visible_placements(actor)
    return locked(select(Placement).where(reach, Placement.id == placement_id), version)


def reached_placement(viewer: Viewer, placement_id: PlacementId) -> Placement:
    """Return a placement to be read; `NotFound` out of reach."""
    return found(select(Placement).where(visible_placements(viewer), Placement.id == placement_id))


def members_of(placement: Placement) -> list[PlacementMember]:
    """Return the members of a placement. Unscoped: the caller has reached it."""
    return [
        *db.session.scalars(
            select(PlacementMember)
            .where(*its(PlacementMember, placement))
            .order_by(PlacementMember.role, PlacementMember.initials, PlacementMember.id)
        )
    ]


def watchers_of(placement: Placement, now: datetime) -> list[PlacementWatcher]:
    """Return who is on the named list now. Unscoped, as above."""
    return [
        *db.session.scalars(
            select(PlacementWatcher)
            .where(
                *its(PlacementWatcher, placement),
                or_(PlacementWatcher.until.is_(None), PlacementWatcher.until > now),
            )
            .order_by(PlacementWatcher.label)
        )
    ]


def asks_of(placement: Placement) -> list[StructureAsk]:
    """Return the structures asked. Unscoped, as above."""
    return [
        *db.session.scalars(
            select(StructureAsk)
            .where(*its(StructureAsk, placement))
            .order_by(StructureAsk.asked_at, StructureAsk.id)
        )
    ]


def carried_on(placement: Placement) -> Placement | None:
    """Return the placement of minors that goes on from one, locked, if there is one.

    Unscoped, as above: two children who stay are in it together.
    """
    return db.session.scalar(
        select(Placement)
        .where(
            *_of_the_same_request(placement),
            Placement.path == PathCode.MINORS_COMMUNITY,
            Placement.unit_id == placement.unit_id,
            Placement.state == PlacementState.IN_PLACE,
        )
        .with_for_update()
    )


def goes_on_elsewhere(placement: Placement) -> bool:
    """Return whether another placement of the same request is not over. Unscoped, as above."""
    open_ones = (PlacementState.SEARCHING, PlacementState.CHOSEN, PlacementState.IN_PLACE)
    return bool(count(Placement, *_of_the_same_request(placement), Placement.state.in_(open_ones)))


def _of_the_same_request(placement: Placement) -> tuple[ColumnElement[bool], ...]:
    return (
        Placement.organisation_id == placement.organisation_id,
        Placement.request_id == placement.request_id,
        Placement.id != placement.id,
    )


def can_hold(
    viewer: Viewer, unit_id: UnitId | None, roles: list[PlacementRole], on: date,
    but: PlacementId | None = None,
) -> bool:  # fmt: skip
    """Return whether a unit has beds (cots too) and family units for some people; yes if uncounted.

    `but`: a placement whose own people are already in `roles`.
    """
    if unit_id is None:
        return True
    capacity = capacity_on(viewer, unit_id, on)
    rows = db.session.execute(
        select(PlacementMember.placement_id, PlacementMember.role)
        .join(Placement, same_body(Placement, PlacementMember, PlacementMember.placement_id))
        .where(
            Placement.organisation_id == viewer.organisation_id,
            Placement.unit_id == unit_id,
            PlacementMember.state.in_(INSIDE),
        )
    ).all()
    others: dict[Any, list[PlacementRole]] = {}
    for placement_id, role in rows:
        if placement_id != but:
            others.setdefault(placement_id, []).append(PlacementRole(role))
    taken = [beds_of(one) for one in (*others.values(), roles)]
    beds, families = (sum(counts) for counts in zip(*taken, strict=True))
    return bool(
        beds <= capacity.get(Measure.BEDS, beds)
        and families <= capacity.get(Measure.FAMILY_UNITS, families)
    )


def placement_facts(
    viewer: Viewer, placement: Placement, members: Sequence[PlacementMember], on: date
) -> PlacementFacts:
    """Return what the table asks of a placement."""
    unit_id = placement.unit_id or placement.proposed_unit_id
    good = [
        ask
        for ask in asks_of(placement)
        if ask.answer == StructureAnswer.AVAILABLE
        and (ask.available_until is None or ask.available_until >= on)
    ]
    coming = [PlacementRole(m.role) for m in members if m.state in TO_COME]
    return PlacementFacts(
        request_ready=True,
        members=len(coming),
        available=bool(good),
        payers_known=_payers_known(placement, members),
        beds_free=can_hold(viewer, unit_id, coming, on, placement.id),
        members_inside=any(m.state in TO_COME for m in members),
        protected=placement.protected,
        proposed=placement.proposed_unit_id is not None,
        own_proposal=placement.proposed_by_id == viewer.account_id,
        extension_asked=placement.extension_to is not None,
        own_extension=placement.extension_by_id == viewer.account_id,
    )


def member_facts(
    viewer: Viewer, placement: Placement, member: PlacementMember, on: date,
    order_known: bool | None = None,  # noqa: FBT001 - what the form said, if anything
) -> MemberFacts:  # fmt: skip
    """Return what the table asks of a member; on the page the order is still to be said."""
    birth = db.session.scalar(
        select(Person.birth_date).where(
            Person.organisation_id == member.organisation_id, Person.id == member.person_id
        )
    )
    child = member.role in (PlacementRole.CHILD, PlacementRole.EXPECTED_CHILD)
    inside = [PlacementRole(m.role) for m in members_of(placement) if m.state in INSIDE]
    return MemberFacts(
        minor=is_minor(birth, on) if birth else child,
        basis=LegalBasis(member.basis),
        order_known=True if order_known is None else order_known,
        expected=member.role == PlacementRole.EXPECTED_CHILD,
        beds_free=can_hold(
            viewer, placement.unit_id, [*inside, PlacementRole(member.role)], on, placement.id
        ),
        majority_on=comes_of_age_on(birth) if birth else None,
        near_majority=birth is not None and near_majority(birth, on),
    )


def last_day_after_majority(viewer: Viewer, facts: MemberFacts, on: date) -> date:
    """Return the last day on which somebody may go on after eighteen, by the figure in force."""
    if facts.majority_on is None:
        return on
    oldest = age_of(parameters_on(viewer, on), ParameterKey.MINORS_COMMUNITY_TO_AGE)
    return months_later(facts.majority_on, 12 * (oldest - OF_AGE))


def request_ready(viewer: Viewer, request_id: ServiceRequestId) -> ServiceRequest:
    """Return the request a placement begins from; `NotFound` out of reach."""
    return found(
        select(ServiceRequest).where(
            ServiceRequest.organisation_id == viewer.organisation_id,
            scope.in_reach(viewer, ServiceRequest.case_id, _READ),
            ServiceRequest.id == request_id,
        )
    )


def placement_rows(
    viewer: Viewer, *criteria: ColumnElement[bool]
) -> list[tuple[PlacementId, str, PlacementState, str, int]]:
    """Return placements as id, number of request, state, alias and how many are inside."""
    inside = (
        select(func.count())
        .select_from(PlacementMember)
        .where(
            PlacementMember.organisation_id == Placement.organisation_id,
            PlacementMember.placement_id == Placement.id,
            PlacementMember.state.in_(INSIDE),
        )
        .correlate(Placement)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Placement.id, ServiceRequest.number, Placement.state, ServiceUnit.name, inside)
        .join(ServiceRequest, same_body(ServiceRequest, Placement, Placement.request_id))
        .outerjoin(ServiceUnit, same_body(ServiceUnit, Placement, Placement.unit_id))
        .where(visible_placements(viewer), *criteria)
        .order_by(Placement.created_at.desc(), Placement.id.desc())
    )
    return [(row[0], row[1], PlacementState(row[2]), row[3] or "", row[4]) for row in rows]


def of_request(request_id: ServiceRequestId) -> ColumnElement[bool]:
    """Return the criterion of the placements of a request. Unscoped: a criterion, no rows."""
    return Placement.request_id == request_id


def leaks_of(placement: Placement) -> dict[LeakPlace, list[tuple[str, str, datetime]]]:
    """Return who talked to whom about each place the address may leak from. Unscoped, as above."""
    told: dict[LeakPlace, list[tuple[str, str, datetime]]] = {place: [] for place in LeakPlace}
    rows = db.session.scalars(
        select(LeakCheck).where(*its(LeakCheck, placement)).order_by(LeakCheck.at, LeakCheck.id)
    )
    for row in rows:
        told[LeakPlace(row.place)].append((row.told or "", row.by_label, row.at))
    return told


def _payers_known(placement: Placement, members: Sequence[PlacementMember]) -> bool:
    paid = {
        *db.session.scalars(
            select(Competence.member_id).where(
                Competence.organisation_id == placement.organisation_id,
                Competence.case_id == placement.case_id,
                Competence.kind == CompetenceKind.PAYER,
            )
        )
    }
    return None in paid or all(m.id in paid for m in members if m.state in TO_COME)
