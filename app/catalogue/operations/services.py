"""The services of the body: which there are, who gives each, the units of offer and their size."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.models import Service, ServiceManagement, ServiceUnit, UnitCapacity
from app.catalogue.queries import knows_body, visible_to
from app.catalogue.rules import (
    CatalogueFault,
    Management,
    Measure,
    PathCode,
    capacity_fault,
    dates_fault,
)
from app.db import db, found_or_new
from app.kernel.actor import Actor
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.references import BodyId, OrganisationId, ServiceId, UnitId
from app.transaction.loading import locked
from app.transaction.use_case import use_case

_EDIT = Permission.CATALOGUE_TERMS_EDIT
_TOGETHER = {
    "uq_service_management_organisation_id_service_id_valid_from": Conflict("changed_meanwhile"),
    "uq_unit_capacity_organisation_id_unit_id_measure_valid_from": Conflict("changed_meanwhile"),
}


@dataclass(frozen=True, kw_only=True)
class ServiceDetails:
    """What a service of the body is."""

    path: PathCode
    name: str
    measure: Measure
    valid_from: date
    valid_to: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class UnitDetails:
    """What a unit of offer is; `reserved` where the name is an alias for who must not be found."""

    name: str
    provider_id: BodyId | None
    valid_from: date
    valid_to: date | None = None
    reserved: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ManagementDetails:
    """How and by whom a service is given, from a day on."""

    form: Management
    provider_id: BodyId | None
    valid_from: date
    note: str = ""


@use_case("catalogue.service.open", permission=_EDIT)
def open_service(
    *, actor: Actor, now: datetime, organisation_id: OrganisationId, details: ServiceDetails
) -> ServiceId:
    """Add a service to those of the body and return its id. Refuses no name, dates that cross."""
    service = Service(organisation_id=organisation_id)
    _write_service(service, details)
    db.session.add(service)
    about("service", service.id)
    return service.id


@use_case("catalogue.service.correct", permission=_EDIT)
def correct_service(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    service_id: ServiceId,
    version: int,
    details: ServiceDetails,
) -> None:
    """Correct or end a service; `Conflict` on an older version of the form."""
    service = _service(actor, organisation_id, service_id, version)
    about("service", service_id)
    _write_service(service, details)


@use_case("catalogue.service.entrust", permission=_EDIT, refusals=_TOGETHER)
def entrust_service(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    service_id: ServiceId,
    details: ManagementDetails,
) -> None:
    """Write how and by whom a service is given from a day on (L. 328/2000: alone or associated).

    What came before keeps its days; the same day again replaces the choice.
    """
    service = _service(actor, organisation_id, service_id)
    _within(details.valid_from, service)
    _known_body(actor, organisation_id, details.provider_id)
    about("service", service_id)
    row = found_or_new(
        ServiceManagement,
        organisation_id=organisation_id,
        service_id=service_id,
        valid_from=details.valid_from,
    )
    row.form, row.provider_id, row.note = details.form, details.provider_id, details.note


@use_case("catalogue.unit.open", permission=_EDIT)
def open_unit(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    service_id: ServiceId,
    details: UnitDetails,
    capacity: Mapping[Measure, int],
) -> UnitId:
    """Add a unit of offer to a service, with what it holds from its first day; return its id.

    Refuses a first day on which the service is not there, and a capacity that is not one.
    """
    service = _service(actor, organisation_id, service_id)
    _within(details.valid_from, service)
    unit = ServiceUnit(organisation_id=organisation_id, service_id=service_id)
    _write_unit(actor, unit, details)
    db.session.add(unit)
    about("unit", unit.id)
    for measure, quantity in capacity.items():
        _size(unit, measure, quantity, details.valid_from)
    return unit.id


@use_case("catalogue.unit.correct", permission=_EDIT)
def correct_unit(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    unit_id: UnitId,
    version: int,
    details: UnitDetails,
) -> None:
    """Correct or end a unit of offer; `Conflict` on an older version of the form."""
    unit = _unit(actor, organisation_id, unit_id, version)
    _within(details.valid_from, _service(actor, organisation_id, unit.service_id))
    about("unit", unit_id)
    _write_unit(actor, unit, details)


@use_case("catalogue.unit.size", permission=_EDIT, refusals=_TOGETHER)
def size_unit(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    unit_id: UnitId,
    measure: Measure,
    quantity: int,
    valid_from: date,
) -> None:
    """Write how much a unit holds of one measure from a day on; earlier days keep their own."""
    unit = _unit(actor, organisation_id, unit_id)
    if valid_from < unit.valid_from:
        raise Invalid(f"valid_from:{CatalogueFault.OUTSIDE_ITS_SERVICE}")
    about("unit", unit_id)
    _size(unit, measure, quantity, valid_from)


def _size(unit: ServiceUnit, measure: Measure, quantity: int, valid_from: date) -> None:
    fault = capacity_fault(quantity)
    if fault is not None:
        raise Invalid(f"quantity:{fault}")
    row = found_or_new(
        UnitCapacity,
        organisation_id=unit.organisation_id,
        unit_id=unit.id,
        measure=measure,
        valid_from=valid_from,
    )
    row.quantity = quantity


def _service(
    actor: Actor, organisation_id: OrganisationId, service_id: ServiceId, version: int | None = None
) -> Service:
    reach = visible_to(actor, organisation_id, Service)
    return locked(select(Service).where(reach, Service.id == service_id), version)


def _unit(
    actor: Actor, organisation_id: OrganisationId, unit_id: UnitId, version: int | None = None
) -> ServiceUnit:
    reach = visible_to(actor, organisation_id, ServiceUnit)
    return locked(select(ServiceUnit).where(reach, ServiceUnit.id == unit_id), version)


def _known_body(actor: Actor, organisation_id: OrganisationId, body_id: BodyId | None) -> None:
    """Refuse a provider that is not in the directory of the body."""
    if body_id is not None and not knows_body(actor, organisation_id, body_id):
        raise NotFound


def _within(day: date, service: Service) -> None:
    before = day < service.valid_from
    if before or (service.valid_to is not None and day >= service.valid_to):
        raise Invalid(f"valid_from:{CatalogueFault.OUTSIDE_ITS_SERVICE}")


def _write_service(service: Service, details: ServiceDetails) -> None:
    _named(details.name)
    _in_order(details.valid_from, details.valid_to)
    service.path = details.path
    service.name = details.name
    service.measure = details.measure
    service.note = details.note
    service.valid_from = details.valid_from
    service.valid_to = details.valid_to


def _write_unit(actor: Actor, unit: ServiceUnit, details: UnitDetails) -> None:
    _named(details.name)
    _in_order(details.valid_from, details.valid_to)
    _known_body(actor, unit.organisation_id, details.provider_id)
    unit.provider_id = details.provider_id
    unit.name = details.name
    unit.note = details.note
    unit.reserved = details.reserved
    unit.valid_from = details.valid_from
    unit.valid_to = details.valid_to


def _named(name: str) -> None:
    if not name.strip():
        raise Invalid(f"name:{CatalogueFault.NAME_MISSING}")


def _in_order(valid_from: date, valid_to: date | None) -> None:
    fault = dates_fault(valid_from, valid_to)
    if fault is not None:
        raise Invalid(f"valid_to:{fault}")
