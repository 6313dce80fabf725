"""With whom a person lives, and who is what to whom: always with dates."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid
from app.kernel.references import HouseholdId, PersonId
from app.people import queries
from app.people.models import Household, HouseholdMember, Relationship
from app.people.operations.ending import end
from app.people.rules import INVERSE, Kinship, PersonFault
from app.transaction.loading import found
from app.transaction.use_case import use_case

_EDIT = Permission.PEOPLE_HOUSEHOLD_EDIT


@use_case("people.household.found", permission=_EDIT)
def found_household(
    *, actor: Viewer, now: datetime, person_id: PersonId, label: str, valid_from: date
) -> HouseholdId:
    """Open a household around a person, under a label the office chooses, and return its id."""
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    household = Household(organisation_id=actor.organisation_id, label=label, created_at=now)
    db.session.add(household)
    db.session.flush()
    about("household", household.id)
    _join(actor, household.id, person.id, valid_from)
    return household.id


@use_case("people.household.join", permission=_EDIT)
def join_household(
    *,
    actor: Viewer,
    now: datetime,
    household_id: HouseholdId,
    person_id: PersonId,
    valid_from: date,
) -> None:
    """Add a person to a household from a day on. Refuses who is already in it that day."""
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    known = found(
        select(Household.id).where(
            Household.organisation_id == actor.organisation_id, Household.id == household_id
        )
    )
    about("household", known)
    _join(actor, known, person.id, valid_from)


@use_case("people.household.leave", permission=_EDIT)
def leave_household(
    *, actor: Viewer, now: datetime, person_id: PersonId, member_id: UUID, ends_on: date
) -> None:
    """End a membership of the person: `ends_on` is the first day out.

    Refuses somebody else's, and what is over already.
    """
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    found = db.session.scalar(
        select(HouseholdMember).where(
            HouseholdMember.organisation_id == actor.organisation_id,
            HouseholdMember.person_id == person.id,
            HouseholdMember.id == member_id,
            queries.may_be_named(actor, HouseholdMember.person_id),
        )
    )
    about("household", end(found, ends_on, now).household_id)


@use_case("people.relation.add", permission=_EDIT)
def relate(
    *,
    actor: Viewer,
    now: datetime,
    person_id: PersonId,
    other_id: PersonId,
    kind: Kinship,
    valid_from: date | None,
) -> None:
    """Note what `other` is to the person; the inverse is read, never written twice.

    Refuses a relation of somebody with herself, and one that is written already from either side.
    """
    if person_id == other_id:
        raise Invalid(f"person:{PersonFault.SAME_PERSON}")
    person = queries.for_change(actor, actor.organisation_id, person_id)
    other = queries.for_change(actor, actor.organisation_id, other_id)
    from_here = _related(actor, person.id, other.id, kind, valid_from)
    if from_here or _related(actor, other.id, person.id, INVERSE[kind], valid_from):
        raise Invalid(f"person:{PersonFault.ALREADY_RELATED}")
    about("person", person.id)
    about("person", other.id)
    db.session.add(
        Relationship(
            organisation_id=actor.organisation_id,
            person_id=person.id,
            other_id=other.id,
            kind=kind,
            valid_from=valid_from,
        )
    )


@use_case("people.relation.end", permission=_EDIT)
def end_relation(
    *, actor: Viewer, now: datetime, person_id: PersonId, relation_id: UUID, ends_on: date
) -> None:
    """Say that from `ends_on` the relation no longer holds (a union that ended).

    Refuses what is over already.
    """
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    relation = db.session.scalar(
        select(Relationship).where(
            Relationship.organisation_id == actor.organisation_id,
            Relationship.id == relation_id,
            or_(Relationship.person_id == person.id, Relationship.other_id == person.id),
            queries.may_be_named(actor, Relationship.person_id),
            queries.may_be_named(actor, Relationship.other_id),
        )
    )
    end(relation, ends_on, now)


def _related(
    actor: Viewer, person_id: PersonId, other_id: PersonId, kind: Kinship, since: date | None
) -> bool:
    """Return whether the one is that to the other already, on `since` or (None) still today."""
    lasts = Relationship.valid_to.is_(None)
    found = db.session.scalar(
        select(Relationship.id).where(
            Relationship.organisation_id == actor.organisation_id,
            Relationship.person_id == person_id,
            Relationship.other_id == other_id,
            Relationship.kind == kind,
            lasts if since is None else or_(lasts, Relationship.valid_to > since),
        )
    )
    return found is not None


def _join(actor: Viewer, household_id: HouseholdId, person_id: PersonId, valid_from: date) -> None:
    already = db.session.scalar(
        select(HouseholdMember.id).where(
            HouseholdMember.organisation_id == actor.organisation_id,
            HouseholdMember.household_id == household_id,
            HouseholdMember.person_id == person_id,
            or_(HouseholdMember.valid_to.is_(None), HouseholdMember.valid_to > valid_from),
        )
    )
    if already is not None:
        raise Invalid(f"person:{PersonFault.ALREADY_MEMBER}")
    db.session.add(
        HouseholdMember(
            organisation_id=actor.organisation_id,
            household_id=household_id,
            person_id=person_id,
            valid_from=valid_from,
        )
    )
