"""Brothers and sisters of the children of a placement: what the age says of each, and where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.cases.models import Case, FosterPhaseRow, Placement, PlacementMember
from app.cases.queries.its import same_body
from app.cases.queries.placements import INSIDE, visible_placements
from app.cases.queries.scope import visible_to
from app.cases.rules.foster import FosterPhase
from app.cases.rules.placements import initials
from app.catalogue.models import ServiceUnit
from app.catalogue.queries import parameters_on
from app.catalogue.rules import ParameterKey, age_of
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.queries import SiblingRow, siblings_of


@dataclass(frozen=True)
class BesideRow:
    """One of them: by initials, as the page calls everybody; whether the age fits, where she is."""

    name: str
    age: int | None
    is_sibling: bool
    fits: bool | None  # None where nobody knows the age
    unit: str
    foster: FosterPhase | None


def siblings_beside(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> list[BesideRow]:  # fmt: skip
    """Return who is to be looked at together with some children, in the same few reads."""
    rows = siblings_of(viewer, people, on) if people else []
    if not rows:
        return []
    least = age_of(parameters_on(viewer, on), ParameterKey.MINORS_COMMUNITY_FROM_AGE)
    ids = [row.person.id for row in rows]
    units, phases = _units(viewer, ids), _phases(viewer, ids)
    return [
        BesideRow(
            initials(row.person.name),
            row.age,
            row.is_sibling,
            _fits(row, least),
            units.get(row.person.id, ""),
            phases.get(row.person.id),
        )
        for row in rows
    ]


def _fits(row: SiblingRow, least: int) -> bool | None:
    return None if row.age is None else row.age >= least


def _units(viewer: Viewer, ids: Collection[PersonId]) -> dict[PersonId, str]:
    rows = db.session.execute(
        select(PlacementMember.person_id, ServiceUnit.name)
        .join(Placement, same_body(Placement, PlacementMember, PlacementMember.placement_id))
        .join(ServiceUnit, same_body(ServiceUnit, Placement, Placement.unit_id))
        .where(
            visible_placements(viewer),
            PlacementMember.person_id.in_(list(ids)),
            PlacementMember.state.in_(INSIDE),
        )
    )
    return {person_id: name for person_id, name in rows if person_id is not None}


def _phases(viewer: Viewer, ids: Collection[PersonId]) -> dict[PersonId, FosterPhase]:
    rows = db.session.execute(
        select(Case.person_id, FosterPhaseRow.phase)
        .join(FosterPhaseRow, same_body(Case, FosterPhaseRow, FosterPhaseRow.case_id))
        .where(visible_to(viewer, viewer.organisation_id), Case.person_id.in_(list(ids)))
        .order_by(FosterPhaseRow.since, FosterPhaseRow.id)
    )
    return {person_id: FosterPhase(phase) for person_id, phase in rows}
