"""What changes of an association: it begins, bodies enter and leave, the lead passes on."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Actor, Viewer
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import BodyId, OrganisationId
from app.organisations.models import Association, AssociationMember, Body
from app.organisations.queries import visible_to
from app.organisations.rules import (
    AssociationKind,
    MemberRole,
    Stay,
    entry_fault,
    exit_fault,
    lead_fault,
    membership_on,
)
from app.transaction.loading import found, locked
from app.transaction.use_case import use_case

_EDIT = Permission.ORGANISATIONS_ASSOCIATION_EDIT


@dataclass(frozen=True)
class Membership:
    """A role in an association with its dates and its source."""

    role: MemberRole
    valid_from: date
    valid_to: date | None
    source: str


@use_case("organisations.association.found", permission=_EDIT)
def found_association(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    kind: AssociationKind,
    name: str,
    note: str,
) -> UUID:
    """Add an association of Comuni (district, consortium) and return its id."""
    association = Association(organisation_id=organisation_id, kind=kind, name=name, note=note)
    db.session.add(association)
    about("association", association.id)
    return association.id


@use_case("organisations.association.join", permission=_EDIT)
def join_association(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    association_id: UUID,
    body_id: BodyId,
    membership: Membership,
) -> None:
    """Write that a body is in an association with a role, from a day, and who says so.

    Refuses days that run backwards, a body that is in already, a second lead for the same days.
    """
    members = _members(actor, organisation_id, association_id)
    _in_directory(actor, organisation_id, body_id)
    new = Stay(body_id, membership.role, membership.valid_from, membership.valid_to)
    fault = entry_fault(map(_stay, members), new)
    if fault is not None:
        raise Invalid(fault)
    _add(organisation_id, association_id, new, membership.source)


@use_case("organisations.association.leave", permission=_EDIT)
def leave_association(
    *, actor: Viewer, now: datetime, association_id: UUID, member_id: UUID, ends_on: date
) -> None:
    """Write that a body is no longer in an association, or no longer leads it, from a day on.

    Refuses who left already, a day before it entered, and who leads then: first somebody else does.
    """
    members = _members(actor, actor.organisation_id, association_id)
    leaving = next((one for one in members if one.id == member_id), None)
    if leaving is None:
        raise NotFound
    fault = exit_fault(map(_stay, members), _stay(leaving), ends_on)
    if fault is not None:
        raise Invalid(fault)
    leaving.valid_to = ends_on


@use_case("organisations.association.pass_lead", permission=_EDIT)
def pass_lead(
    *,
    actor: Viewer,
    now: datetime,
    association_id: UUID,
    body_id: BodyId,
    valid_from: date,
    source: str,
) -> None:
    """Write who leads an association from a day on, and who says so; until then the past stays.

    From the same day as the last change it corrects it. Where it is written when the body leaves,
    it leads until then. Refuses a body that is not in that day, the one that leads already, a day
    before a change that is already written.
    """
    members = _members(actor, actor.organisation_id, association_id)
    stays = [_stay(one) for one in members]
    fault = lead_fault(stays, body_id, valid_from)
    if fault is not None:
        raise Invalid(fault)
    membership = membership_on(stays, body_id, valid_from)
    until = membership.valid_to if membership else None
    for one in (one for one in members if one.role == MemberRole.LEAD):
        if one.valid_from == valid_from:
            one.body_id, one.source, one.valid_to = body_id, source, until
            return
        if _stay(one).outlasts(valid_from):
            one.valid_to = valid_from
    new = Stay(body_id, MemberRole.LEAD, valid_from, until)
    _add(actor.organisation_id, association_id, new, source)


def _members(
    actor: Actor, organisation_id: OrganisationId, association_id: UUID
) -> list[AssociationMember]:
    """Return who was ever in an association, held until the use case ends: two are one by one."""
    reach = visible_to(actor, organisation_id, Association)
    locked(select(Association).where(reach, Association.id == association_id))
    about("association", association_id)
    return [
        *db.session.scalars(
            select(AssociationMember)
            .where(
                AssociationMember.organisation_id == organisation_id,
                AssociationMember.association_id == association_id,
            )
            .execution_options(populate_existing=True)
        )
    ]


def _in_directory(actor: Actor, organisation_id: OrganisationId, body_id: BodyId) -> None:
    found(select(Body.id).where(visible_to(actor, organisation_id, Body), Body.id == body_id))


def _stay(row: AssociationMember) -> Stay:
    return Stay(row.body_id, MemberRole(row.role), row.valid_from, row.valid_to)


def _add(organisation_id: OrganisationId, association_id: UUID, stay: Stay, source: str) -> None:
    db.session.add(
        AssociationMember(
            organisation_id=organisation_id,
            association_id=association_id,
            body_id=stay.body_id,
            role=stay.role,
            valid_from=stay.valid_from,
            valid_to=stay.valid_to,
            source=source,
        )
    )
