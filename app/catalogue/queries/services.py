"""The services of a body, who gives each, its units of offer and how much they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, select

from app.catalogue.models import Service, ServiceManagement, ServiceUnit, UnitCapacity
from app.catalogue.queries.scope import visible_to
from app.catalogue.rules import Management, Measure, PathCode
from app.db import db, in_force
from app.kernel.actor import Actor, Viewer
from app.kernel.errors import NotFound
from app.kernel.references import BodyId, OrganisationId, ServiceId, UnitId
from app.organisations.models import Body
from app.transaction.loading import found

Capacity = Mapping[Measure, int]


@dataclass(frozen=True)
class ServiceRow:
    """A service with who gives it on a day."""

    id: ServiceId
    path: PathCode
    name: str
    measure: Measure
    note: str
    valid_from: date
    valid_to: date | None
    version: int
    form: Management | None
    provider_id: BodyId | None
    provider: str
    management_note: str


@dataclass(frozen=True)
class UnitRow:
    """A unit of offer with what it holds on a day."""

    id: UnitId
    service_id: ServiceId
    path: PathCode
    service: str
    name: str
    note: str
    reserved: bool
    provider_id: BodyId | None
    provider: str
    valid_from: date
    valid_to: date | None
    version: int
    capacity: Capacity


def services_of(viewer: Viewer, path: PathCode | None, on: date) -> list[ServiceRow]:
    """Return the services of a way (None: of every way) that there are on a day, by name."""
    wanted = [] if path is None else [Service.path == path]
    rows = db.session.scalars(
        select(Service)
        .where(visible_to(viewer, viewer.organisation_id, Service), in_force(Service, on), *wanted)
        .order_by(Service.path, Service.name, Service.id)
    ).all()
    managed = _management(viewer, [row.id for row in rows], on)
    return [_service_row(row, managed.get(row.id)) for row in rows]


def service_row(viewer: Viewer, service_id: ServiceId, on: date) -> ServiceRow:
    """Return one service as it is managed on a day; `NotFound` out of reach."""
    mine = visible_to(viewer, viewer.organisation_id, Service)
    row = found(select(Service).where(mine, Service.id == service_id))
    return _service_row(row, _management(viewer, [row.id], on).get(row.id))


def units_of(
    viewer: Viewer,
    path: PathCode | None,
    on: date,
    *,
    service_id: ServiceId | None = None,
) -> list[UnitRow]:
    """Return the units of offer of a way, or of one service, that there are on a day, by name."""
    wanted: list[ColumnElement[bool]] = [in_force(ServiceUnit, on), in_force(Service, on)]
    if path is not None:
        wanted.append(Service.path == path)
    if service_id is not None:
        wanted.append(Service.id == service_id)
    return _units(viewer, wanted, on)


def unit_row(viewer: Viewer, unit_id: UnitId, on: date) -> UnitRow:
    """Return one unit of offer, also one that has ended, with what it holds on a day.

    `NotFound` out of reach.
    """
    found = _units(viewer, [ServiceUnit.id == unit_id], on)
    if not found:
        raise NotFound
    return found[0]


def unit_rows(viewer: Viewer, unit_ids: list[UnitId], on: date) -> dict[UnitId, UnitRow]:
    """Return many units of offer by their id, also those that have ended, in two reads."""
    return {row.id: row for row in _units(viewer, [ServiceUnit.id.in_(unit_ids)], on)}


def capacity_on(viewer: Viewer, unit_id: UnitId, on: date) -> Capacity:
    """Return how much a unit holds on a day, by measure; nothing on a day it is not there."""
    unit = unit_row(viewer, unit_id, on)
    there = unit.valid_from <= on and (unit.valid_to is None or on < unit.valid_to)
    return unit.capacity if there else {}


def knows_body(actor: Actor, organisation_id: OrganisationId, body_id: BodyId) -> bool:
    """Return whether a body stands in the directory of the one whose catalogue it is."""
    mine = visible_to(actor, organisation_id, Body)
    return db.session.scalar(select(Body.id).where(mine, Body.id == body_id)) is not None


def _service_row(row: Service, managed: tuple[ServiceManagement, str] | None) -> ServiceRow:
    management, provider = managed or (None, "")
    return ServiceRow(
        id=row.id,
        path=PathCode(row.path),
        name=row.name,
        measure=Measure(row.measure),
        note=row.note,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        version=row.version,
        form=Management(management.form) if management else None,
        provider_id=management.provider_id if management else None,
        provider=provider,
        management_note=management.note if management else "",
    )


def _management(
    viewer: Viewer, service_ids: list[ServiceId], on: date
) -> dict[ServiceId, tuple[ServiceManagement, str]]:
    rows = db.session.execute(
        select(ServiceManagement, Body.name)
        .outerjoin(
            Body,
            and_(
                Body.organisation_id == ServiceManagement.organisation_id,
                Body.id == ServiceManagement.provider_id,
            ),
        )
        .where(
            visible_to(viewer, viewer.organisation_id, ServiceManagement),
            ServiceManagement.service_id.in_(service_ids),
            ServiceManagement.valid_from <= on,
        )
        .order_by(ServiceManagement.valid_from)
    )
    return {row.service_id: (row, name or "") for row, name in rows}


def _units(viewer: Viewer, wanted: list[ColumnElement[bool]], on: date) -> list[UnitRow]:
    rows = db.session.execute(
        select(ServiceUnit, Service, Body.name)
        .join(
            Service,
            and_(
                Service.organisation_id == ServiceUnit.organisation_id,
                Service.id == ServiceUnit.service_id,
            ),
        )
        .outerjoin(
            Body,
            and_(
                Body.organisation_id == ServiceUnit.organisation_id,
                Body.id == ServiceUnit.provider_id,
            ),
        )
        .where(visible_to(viewer, viewer.organisation_id, ServiceUnit), *wanted)
        .order_by(Service.path, ServiceUnit.name, ServiceUnit.id)
    ).all()
    held = _capacities(viewer, [unit.id for unit, _, _ in rows], on)
    return [
        _unit_row(unit, service, name or "", held.get(unit.id, {})) for unit, service, name in rows
    ]


def _unit_row(unit: ServiceUnit, service: Service, provider: str, capacity: Capacity) -> UnitRow:
    return UnitRow(
        id=unit.id,
        service_id=service.id,
        path=PathCode(service.path),
        service=service.name,
        name=unit.name,
        note=unit.note,
        reserved=unit.reserved,
        provider_id=unit.provider_id,
        provider=provider,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        version=unit.version,
        capacity=capacity,
    )


def _capacities(
    viewer: Viewer, unit_ids: list[UnitId], on: date
) -> dict[UnitId, dict[Measure, int]]:
    rows = db.session.scalars(
        select(UnitCapacity)
        .where(
            visible_to(viewer, viewer.organisation_id, UnitCapacity),
            UnitCapacity.unit_id.in_(unit_ids),
            UnitCapacity.valid_from <= on,
        )
        .order_by(UnitCapacity.valid_from)
    )
    held: dict[UnitId, dict[Measure, int]] = {}
    for row in rows:
        held.setdefault(row.unit_id, {})[Measure(row.measure)] = row.quantity
    return held
