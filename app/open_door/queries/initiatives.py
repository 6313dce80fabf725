"""Initiatives open to anybody: which there are, how many took part, who said her name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from app.catalogue.rules import PathCode
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.references import BodyId, InitiativeId, PersonId
from app.open_door.models import Initiative, InitiativePartner, Participation
from app.open_door.queries.scope import load_initiative, visible_to
from app.open_door.rules import AgeBand, InitiativeKind
from app.organisations.models import Body
from app.people import queries as people

Partners = dict[InitiativeId, list[tuple[BodyId, str]]]


@dataclass(frozen=True, kw_only=True)
class InitiativeRow:
    """One initiative of a list."""

    id: InitiativeId
    path: PathCode
    kind: InitiativeKind
    title: str
    partners: tuple[str, ...]
    valid_from: date
    last_day: date | None
    counted: int


@dataclass(frozen=True, kw_only=True)
class ParticipationRow:
    """Who took part on a day: a number, or a name where she gave it."""

    held_on: date
    age_band: AgeBand
    counted: int
    person_id: PersonId | None
    person: str
    noted_by: str


@dataclass(frozen=True, kw_only=True)
class InitiativePage(InitiativeRow):
    """Everything the page of an initiative shows."""

    version: int
    goals: str
    budget_cents: int | None
    partner_ids: tuple[BodyId, ...]
    bands: tuple[tuple[AgeBand, int], ...]
    participations: tuple[ParticipationRow, ...]


def initiatives(
    viewer: Viewer, offset: int, limit: int, *, on: date | None, path: PathCode | None = None
) -> list[InitiativeRow]:
    """Return initiatives, the latest first, in three queries; only those of a day with `on`."""
    wanted = [visible_to(viewer, Initiative)]
    if path is not None:
        wanted.append(Initiative.path == path)
    if on is not None:
        wanted.append(in_force(Initiative, on))
    rows = db.session.scalars(
        select(Initiative)
        .where(*wanted)
        .order_by(Initiative.valid_from.desc(), Initiative.title)
        .offset(offset)
        .limit(limit)
    ).all()
    ids = [row.id for row in rows]
    partners, counted = _partners(viewer, ids), _counted(viewer, ids)
    return [InitiativeRow(**_common(row, partners, counted)) for row in rows]


def initiative_page(
    viewer: Viewer, initiative_id: InitiativeId, offset: int, limit: int
) -> InitiativePage:
    """Return one initiative with who took part, the latest first; `NotFound` out of reach.

    Whoever is protected is not in the list of who may not see her; she stays counted.
    """
    row = load_initiative(viewer, initiative_id)
    partners = _partners(viewer, [row.id])
    bands = _bands(viewer, row.id)
    found = db.session.scalars(
        select(Participation)
        .where(
            visible_to(viewer, Participation),
            Participation.initiative_id == row.id,
            people.may_be_named(viewer, Participation.person_id),
        )
        .order_by(Participation.held_on.desc(), Participation.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()
    named = people.rows_by_id(viewer, {one.person_id for one in found if one.person_id})
    return InitiativePage(
        **_common(row, partners, {row.id: sum(number for _, number in bands)}),
        version=row.version,
        goals=row.goals,
        budget_cents=row.budget_cents,
        partner_ids=tuple(id_ for id_, _ in partners.get(row.id, ())),
        bands=bands,
        participations=tuple(
            ParticipationRow(
                held_on=one.held_on,
                age_band=AgeBand(one.age_band),
                counted=one.counted,
                person_id=one.person_id if one.person_id in named else None,
                person=named[one.person_id].name if one.person_id in named else "",
                noted_by=one.noted_by,
            )
            for one in found
        ),
    )


def _common(
    row: Initiative, partners: Partners, counted: dict[InitiativeId, int]
) -> dict[str, Any]:
    return {
        "id": row.id,
        "path": PathCode(row.path),
        "kind": InitiativeKind(row.kind),
        "title": row.title,
        "partners": tuple(name for _, name in partners.get(row.id, ())),
        "valid_from": row.valid_from,
        "last_day": row.valid_to - timedelta(days=1) if row.valid_to else None,
        "counted": counted.get(row.id, 0),
    }


def _partners(viewer: Viewer, ids: Collection[InitiativeId]) -> Partners:
    if not ids:
        return {}
    rows = db.session.execute(
        select(InitiativePartner.initiative_id, Body.id, Body.name)
        .join(
            Body,
            (Body.organisation_id == InitiativePartner.organisation_id)
            & (Body.id == InitiativePartner.body_id),
        )
        .where(
            visible_to(viewer, InitiativePartner), InitiativePartner.initiative_id.in_(list(ids))
        )
        .order_by(Body.search_key)
    )
    found: Partners = {}
    for initiative_id, body_id, name in rows:
        found.setdefault(initiative_id, []).append((body_id, name))
    return found


def _counted(viewer: Viewer, ids: Collection[InitiativeId]) -> dict[InitiativeId, int]:
    if not ids:
        return {}
    rows = db.session.execute(
        select(Participation.initiative_id, func.sum(Participation.counted))
        .where(visible_to(viewer, Participation), Participation.initiative_id.in_(list(ids)))
        .group_by(Participation.initiative_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def _bands(viewer: Viewer, initiative_id: InitiativeId) -> tuple[tuple[AgeBand, int], ...]:
    rows = db.session.execute(
        select(Participation.age_band, func.sum(Participation.counted))
        .where(visible_to(viewer, Participation), Participation.initiative_id == initiative_id)
        .group_by(Participation.age_band)
    )
    sums = {AgeBand(row[0]): int(row[1]) for row in rows}
    return tuple((band, sums[band]) for band in AgeBand if band in sums)
