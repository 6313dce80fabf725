"""Conventions and means as the office reads them: those of a day, those that are over."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from app.catalogue.queries import length_of
from app.catalogue.rules import Management, PathCode, Term
from app.db import db, in_force
from app.district.models import AreaResource, AreaTarget, Convention
from app.district.queries.scope import visible_to
from app.district.rules import Days, ResourceKind, Target
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import BodyId
from app.organisations.models import Association, Body
from app.organisations.rules import BodyKind
from app.transaction.loading import found, locked

LATELY = timedelta(days=60)  # for so long one that ended without a follower is still told


@dataclass(frozen=True, kw_only=True)
class ConventionRow:
    """By which act a Comune has a service from an association."""

    id: UUID
    association: str
    signatory_id: BodyId
    signatory: str
    path: PathCode
    number: str
    form: Management
    valid_from: date
    valid_to: date | None
    source: str
    demonstrative: bool


@dataclass(frozen=True, kw_only=True)
class ResourceRow:
    """What a Comune puts in common; hours in hundredths."""

    id: UUID
    municipality: str
    kind: ResourceKind
    what: str
    hours_week: int | None
    quantity: int | None
    valid_from: date
    valid_to: date | None
    source: str


def conventions(viewer: Viewer, offset: int, limit: int) -> list[ConventionRow]:
    """Return the conventions, service by service and Comune by Comune, the latest first."""
    return _conventions(viewer, (), (offset, limit))


def convention(viewer: Viewer, convention_id: UUID) -> ConventionRow:
    """Return one convention; `NotFound` out of reach."""
    rows = _conventions(viewer, (Convention.id == convention_id,), (0, 1))
    if not rows:
        raise NotFound
    return rows[0]


def conventions_on(viewer: Viewer, on: date) -> dict[tuple[BodyId, PathCode], ConventionRow]:
    """Return the conventions in force on a day, by Comune and service."""
    rows = _conventions(viewer, (in_force(Convention, on),), (0, None))
    return {(row.signatory_id, row.path): row for row in rows}


def conventions_ending(viewer: Viewer, on: date) -> list[ConventionRow]:
    """Return the conventions whose end is near or lately past and that nothing follows yet.

    A new act takes months to be agreed: the term says how many days before its end one is told.
    """
    soon = timedelta(days=length_of(viewer, Term.CONVENTION_END, on).number)
    following = aliased(Convention)
    followed = exists().where(
        following.organisation_id == Convention.organisation_id,
        following.signatory_id == Convention.signatory_id,
        following.path == Convention.path,
        following.valid_from >= Convention.valid_to,
    )
    rows = _conventions(
        viewer,
        (Convention.valid_to > on - LATELY, Convention.valid_to <= on + soon, ~followed),
        (0, None),
    )
    return sorted(rows, key=lambda row: row.valid_to or date.max)


def days_of_conventions(viewer: Viewer, signatory_id: BodyId, path: PathCode) -> list[Days]:
    """Return when a Comune has had a service by convention. Unscoped beyond its own body."""
    rows = db.session.execute(
        select(Convention.valid_from, Convention.valid_to).where(
            Convention.organisation_id == viewer.organisation_id,
            Convention.signatory_id == signatory_id,
            Convention.path == path,
        )
    )
    return [Days(*row) for row in rows]


def resources(
    viewer: Viewer, on: date, offset: int = 0, limit: int | None = None
) -> list[ResourceRow]:
    """Return the means of the Comuni on a day, Comune by Comune."""
    return _resources(viewer, (in_force(AreaResource, on),), (offset, limit))


def resources_of(viewer: Viewer, municipality_id: BodyId, on: date) -> list[ResourceRow]:
    """Return the means of one Comune on a day."""
    wanted = (in_force(AreaResource, on), AreaResource.municipality_id == municipality_id)
    return _resources(viewer, wanted, (0, None))


def resource(viewer: Viewer, resource_id: UUID) -> ResourceRow:
    """Return one of the means of a Comune; `NotFound` out of reach."""
    rows = _resources(viewer, (AreaResource.id == resource_id,), (0, 1))
    if not rows:
        raise NotFound
    return rows[0]


def targets(viewer: Viewer, year: int) -> dict[tuple[BodyId, PathCode], Target]:
    """Return the targets of a year, by Comune and service."""
    rows = db.session.execute(
        select(AreaTarget.municipality_id, AreaTarget.path, AreaTarget.target, AreaTarget.source)
        .where(visible_to(viewer, AreaTarget), AreaTarget.year == year)
    )  # fmt: skip
    return {(row[0], PathCode(row[1])): Target(row[2], row[3]) for row in rows}


def towns(viewer: Viewer) -> list[tuple[BodyId, str]]:
    """Return the Comuni of the directory, by name."""
    rows = db.session.execute(
        select(Body.id, Body.name).where(_municipalities(viewer)).order_by(Body.search_key)
    )
    return [(row[0], row[1]) for row in rows]


def town_for_change(viewer: Viewer, municipality_id: BodyId) -> Body:
    """Return a Comune of the directory, held until the use case ends; `NotFound` elsewhere."""
    return locked(select(Body).where(_municipalities(viewer), Body.id == municipality_id))


def knows_association(viewer: Viewer, association_id: UUID) -> None:
    """Ask that an association is of the viewer's body; `NotFound` elsewhere."""
    mine = Association.organisation_id == viewer.organisation_id
    found(select(Association.id).where(mine, Association.id == association_id))


def _municipalities(viewer: Viewer) -> ColumnElement[bool]:
    return (Body.organisation_id == viewer.organisation_id) & (Body.kind == BodyKind.MUNICIPALITY)


def _conventions(
    viewer: Viewer, wanted: tuple[Any, ...], window: tuple[int, int | None]
) -> list[ConventionRow]:
    rows = db.session.execute(
        select(Convention, Association.name, Body.name)
        .join(
            Association,
            (Association.organisation_id == Convention.organisation_id)
            & (Association.id == Convention.association_id),
        )
        .join(
            Body,
            (Body.organisation_id == Convention.organisation_id)
            & (Body.id == Convention.signatory_id),
        )
        .where(visible_to(viewer, Convention), *wanted)
        .order_by(Convention.path, Body.search_key, Convention.valid_from.desc())
        .offset(window[0])
        .limit(window[1])
    )
    return [
        ConventionRow(
            id=row.id,
            association=association,
            signatory_id=row.signatory_id,
            signatory=signatory,
            path=PathCode(row.path),
            number=row.number,
            form=Management(row.form),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
            demonstrative=row.demonstrative,
        )
        for row, association, signatory in rows
    ]


def _resources(
    viewer: Viewer, wanted: tuple[Any, ...], window: tuple[int, int | None]
) -> list[ResourceRow]:
    rows = db.session.execute(
        select(AreaResource, Body.name)
        .join(
            Body,
            (Body.organisation_id == AreaResource.organisation_id)
            & (Body.id == AreaResource.municipality_id),
        )
        .where(visible_to(viewer, AreaResource), *wanted)
        .order_by(Body.search_key, AreaResource.kind, AreaResource.what, AreaResource.id)
        .offset(window[0])
        .limit(window[1])
    )
    return [
        ResourceRow(
            id=row.id,
            municipality=municipality,
            kind=ResourceKind(row.kind),
            what=row.what,
            hours_week=row.hours_week,
            quantity=row.quantity,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
        )
        for row, municipality in rows
    ]
