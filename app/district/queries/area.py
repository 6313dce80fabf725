"""The Comuni of the area on a day, with all that is known of each, in few queries."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.district.queries.means import conventions_on, targets
from app.district.queries.published import latest
from app.district.rules import Agreed, Published, Target, Town
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import BodyId
from app.organisations.queries import associations
from app.organisations.rules import AssociationKind, BodyKind

Known = TypeVar("Known", Agreed, Target)


def towns_on(viewer: Viewer, on: date) -> list[Town]:
    """Return the Comuni of the district on a day, by name, and whoever else published."""
    if not viewer.may(Permission.DISTRICT_FIGURES_READ):
        return []
    known: dict[BodyId, str] = {
        member.body_id: member.name
        for association in associations(viewer)
        if association.kind is AssociationKind.DISTRICT
        for member in association.there(on)
        if member.kind is BodyKind.MUNICIPALITY
    }
    published = latest(viewer, on)
    of_town = {one.municipality_id: one for one in sorted(published, key=lambda one: one.by_itself)}
    agreed = _by_town(
        (*key, Agreed(row.form, row.demonstrative))
        for key, row in conventions_on(viewer, on).items()
    )
    meant = _by_town((*key, target) for key, target in targets(viewer, on.year).items())
    found = [
        Town(
            label=label,
            municipality_id=body_id,
            published=of_town.get(body_id),
            agreed=agreed.get(body_id, {}),
            targets=meant.get(body_id, {}),
        )
        for body_id, label in known.items()
    ]
    others = [
        one
        for one in published
        if one.municipality_id not in known
        and (one.municipality_id is None or of_town[one.municipality_id] is one)
    ]
    return sorted([*found, *map(_outside, others)], key=lambda town: town.label)


def town_on(viewer: Viewer, municipality_id: BodyId, on: date) -> Town:
    """Return one Comune of the area on a day; `NotFound` out of it."""
    for town in towns_on(viewer, on):
        if town.municipality_id == municipality_id:
            return town
    raise NotFound


def _outside(published: Published) -> Town:
    """Return who published and is no Comune of the district, or not in the directory."""
    return Town(
        label=published.label,
        municipality_id=published.municipality_id,
        published=published,
    )


def _by_town(
    rows: Iterable[tuple[BodyId, PathCode, Known]],
) -> Mapping[BodyId, Mapping[PathCode, Known]]:
    found: dict[BodyId, dict[PathCode, Known]] = {}
    for body_id, path, known in rows:
        found.setdefault(body_id, {})[path] = known
    return found
