"""Where the people of a letter are kept secret: read only so that nothing that leaves says it.

And who may know each of these places: who is on its named list hears of whoever wrote it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import and_, or_, select, union
from sqlalchemy.orm import aliased

from app.accounts.policy import Duty
from app.accounts.queries import in_charge
from app.cases.models import (
    Case,
    Placement,
    PlacementAddress,
    PlacementMember,
    PlacementWatcher,
)
from app.db import db
from app.emergencies.models import Emergency, EmergencyPlace
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import OrganisationId, PersonId, PlacementId
from app.people.models import HouseholdMember, Relationship
from app.releases.rules import cover
from app.vault.queries import prefetch

_HOUSEMATE = aliased(HouseholdMember)


@dataclass(frozen=True)
class Secret:
    """A name or an address that no letter says, and the accounts that may know it."""

    text: str
    known_to: frozenset[UUID]


def secrets_about(organisation_id: OrganisationId, people: Collection[PersonId]) -> tuple[str, ...]:
    """Return the names and addresses of the places where some people, or those near them, are put.

    A letter about a child is read by who looks for the mother: her place is covered too. Unscoped:
    whoever covers them must know them all, and no page ever shows the answer.
    """
    if not people:
        return ()
    ids = _with_those_near(organisation_id, people)
    addresses, places = _addresses(organisation_id, ids), _places(organisation_id, ids)
    keys = {row.data_key_id for row in addresses} | {row.data_key_id for row, _ in places}
    prefetch(organisation_id, keys)
    told = [text for row in addresses for text in (row.structure, row.address)]
    told += [row.place for row, _ in places]
    return tuple(dict.fromkeys(text for text in told if text))


def cover_about(
    organisation_id: OrganisationId, people: Collection[PersonId]
) -> Callable[[str], str]:
    """Return what covers in any text the places of some people, and of those near them.

    It is the cover of letters, for what else leaves the body. Unscoped: as above.
    """
    return partial(cover, secrets=secrets_about(organisation_id, people))


def secrets_with_lists(
    viewer: Viewer, people: Collection[PersonId], now: datetime
) -> tuple[Secret, ...]:
    """Return the same, each with who may know it: a named list, or who put a child in safety.

    Unscoped: as above; what is made of it is who hears of a covering, and who may lift it.
    """
    organisation_id = viewer.organisation_id
    ids = _with_those_near(organisation_id, people) if people else set()
    addresses, places = _addresses(organisation_id, ids), _places(organisation_id, ids)
    lists = _named_lists(organisation_id, {row.placement_id for row in addresses}, now)
    chiefs = frozenset(in_charge(viewer, office_date(now), Duty.REVEAL)) if places else frozenset()
    known = [
        Secret(text, frozenset(lists[row.placement_id]))
        for row in addresses
        for text in (row.structure, row.address)
        if text
    ]
    known += [Secret(row.place, chiefs | {opened_by}) for row, opened_by in places if row.place]
    return tuple(known)


def _addresses(
    organisation_id: OrganisationId, ids: Collection[PersonId]
) -> Sequence[PlacementAddress]:
    """Return the addresses of whoever is placed, or looked for a place. Unscoped, as above."""
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
    return db.session.scalars(
        select(PlacementAddress).where(
            PlacementAddress.organisation_id == organisation_id,
            PlacementAddress.placement_id.in_(union(placed, looked_for)),
        )
    ).all()


def _places(
    organisation_id: OrganisationId, ids: Collection[PersonId]
) -> list[tuple[EmergencyPlace, UUID]]:
    """Return where children were put in safety, and by whom. Unscoped, as above."""
    found = db.session.execute(
        select(EmergencyPlace, Emergency.opened_by_id)
        .join(
            Emergency,
            and_(
                Emergency.organisation_id == EmergencyPlace.organisation_id,
                Emergency.id == EmergencyPlace.emergency_id,
            ),
        )
        .where(EmergencyPlace.organisation_id == organisation_id, Emergency.person_id.in_(ids))
    )
    return [(place, opened_by) for place, opened_by in found]


def _named_lists(
    organisation_id: OrganisationId, placement_ids: Collection[PlacementId], now: datetime
) -> dict[PlacementId, set[UUID]]:
    """Return the accounts on the list of each placement now. Unscoped, as above."""
    lists: dict[PlacementId, set[UUID]] = {one: set() for one in placement_ids}
    rows = db.session.execute(
        select(PlacementWatcher.placement_id, PlacementWatcher.account_id).where(
            PlacementWatcher.organisation_id == organisation_id,
            PlacementWatcher.placement_id.in_(placement_ids),
            or_(PlacementWatcher.until.is_(None), PlacementWatcher.until > now),
        )
    )
    for placement_id, account_id in rows:
        lists[placement_id].add(account_id)
    return lists


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
