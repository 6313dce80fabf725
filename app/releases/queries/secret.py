"""Where the people a letter is about are kept secret: read only so that a letter never says it."""

from collections.abc import Collection

from sqlalchemy import and_, select, union
from sqlalchemy.orm import aliased

from app.cases.models import Case, Placement, PlacementAddress, PlacementMember
from app.db import db
from app.emergencies.models import Emergency, EmergencyPlace
from app.kernel.references import OrganisationId, PersonId
from app.people.models import HouseholdMember, Relationship
from app.vault.queries import prefetch

_HOUSEMATE = aliased(HouseholdMember)


def secrets_about(organisation_id: OrganisationId, people: Collection[PersonId]) -> tuple[str, ...]:
    """Return the names and addresses of the places where some people, or those near them, are put.

    A letter about a child is read by who looks for the mother: her place is covered too. Unscoped:
    whoever covers them must know them all, and no page ever shows the answer.
    """
    if not people:
        return ()
    ids = _with_those_near(organisation_id, people)
    placed = select(PlacementMember.placement_id).where(
        PlacementMember.organisation_id == organisation_id, PlacementMember.person_id.in_(ids)
    )
    looked_for = (
        select(Placement.id)
        .join(
            Case,
            and_(Case.organisation_id == Placement.organisation_id, Case.id == Placement.case_id),
        )
        .where(Placement.organisation_id == organisation_id, Case.person_id.in_(ids))
    )
    addresses = db.session.scalars(
        select(PlacementAddress).where(
            PlacementAddress.organisation_id == organisation_id,
            PlacementAddress.placement_id.in_(union(placed, looked_for)),
        )
    ).all()
    places = db.session.scalars(
        select(EmergencyPlace)
        .join(
            Emergency,
            and_(
                Emergency.organisation_id == EmergencyPlace.organisation_id,
                Emergency.id == EmergencyPlace.emergency_id,
            ),
        )
        .where(EmergencyPlace.organisation_id == organisation_id, Emergency.person_id.in_(ids))
    ).all()
    keys = {row.data_key_id for row in addresses} | {row.data_key_id for row in places}
    prefetch(organisation_id, keys)
    told = [text for row in addresses for text in (row.structure, row.address)]
    told += [row.place for row in places]
    return tuple(dict.fromkeys(text for text in told if text))


def _with_those_near(
    organisation_id: OrganisationId, people: Collection[PersonId]
) -> set[PersonId]:
    """Return some people, their kin and who ever lived with them. Unscoped, as above."""
    ids = list(people)
    near = union(
        select(Relationship.other_id).where(
            Relationship.organisation_id == organisation_id, Relationship.person_id.in_(ids)
        ),
        select(Relationship.person_id).where(
            Relationship.organisation_id == organisation_id, Relationship.other_id.in_(ids)
        ),
        select(_HOUSEMATE.person_id)
        .join(
            HouseholdMember,
            and_(
                HouseholdMember.organisation_id == _HOUSEMATE.organisation_id,
                HouseholdMember.household_id == _HOUSEMATE.household_id,
            ),
        )
        .where(
            HouseholdMember.organisation_id == organisation_id, HouseholdMember.person_id.in_(ids)
        ),
    )
    return {*ids, *db.session.scalars(near)}
