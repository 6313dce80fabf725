"""What the office writes of conventions, means and targets: from a day on, with who says so."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.rules import PathCode
from app.db import db, found_or_new
from app.district import queries
from app.district.models import AreaResource, AreaTarget, Convention
from app.district.rules import (
    MOST_TOLD,
    ConventionGiven,
    Days,
    DistrictFault,
    ResourceGiven,
    convention_fault,
    end_fault,
    resource_fault,
)
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid
from app.kernel.references import BodyId
from app.transaction.loading import locked
from app.transaction.use_case import use_case

_CONVENTION = Permission.DISTRICT_CONVENTION_EDIT
_MEANS = Permission.DISTRICT_RESOURCE_EDIT
YEARS_AROUND = 5


@use_case("district.convention.write", permission=_CONVENTION)
def write_convention(*, actor: Viewer, now: datetime, given: ConventionGiven) -> UUID:
    """Write by which act a Comune has a service from an association, and return the id.

    Refuses days that run backwards, and a second convention for the same service and days. A Comune
    may have a service by convention without being in the association.
    """
    queries.knows_association(actor, given.association_id)
    queries.town_for_change(actor, given.signatory_id)
    fault = convention_fault(
        given, queries.days_of_conventions(actor, given.signatory_id, given.path)
    )
    if fault is not None:
        raise Invalid(fault)
    row = Convention(
        organisation_id=actor.organisation_id,
        association_id=given.association_id,
        signatory_id=given.signatory_id,
        path=given.path,
        number=given.number,
        form=given.form,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        source=given.source,
        demonstrative=given.demonstrative,
    )
    db.session.add(row)
    about("convention", row.id)
    return row.id


@use_case("district.convention.end", permission=_CONVENTION)
def end_convention(*, actor: Viewer, now: datetime, convention_id: UUID, ends_on: date) -> None:
    """End a convention: `ends_on` is the first day without it.

    Refuses one that has its end already, and a day before its first.
    """
    mine = Convention.organisation_id == actor.organisation_id
    row = locked(select(Convention).where(mine, Convention.id == convention_id))
    about("convention", row.id)
    _end(row, ends_on, DistrictFault.CONVENTION_OVER, DistrictFault.CONVENTION_BACKWARDS)


@use_case("district.resource.write", permission=_MEANS)
def write_resource(*, actor: Viewer, now: datetime, given: ResourceGiven) -> UUID:
    """Write what a Comune puts in common, and return the id (L. 328/2000, art. 19).

    Refuses staff without hours, places without a number, days that run backwards.
    """
    queries.town_for_change(actor, given.municipality_id)
    fault = resource_fault(given)
    if fault is not None:
        raise Invalid(fault)
    row = AreaResource(
        organisation_id=actor.organisation_id,
        municipality_id=given.municipality_id,
        kind=given.kind,
        what=given.what,
        hours_week=given.hours_week,
        quantity=given.quantity,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        source=given.source,
    )
    db.session.add(row)
    about("area_resource", row.id)
    return row.id


@use_case("district.resource.end", permission=_MEANS)
def end_resource(*, actor: Viewer, now: datetime, resource_id: UUID, ends_on: date) -> None:
    """End something a Comune put in common: `ends_on` is the first day without it.

    Refuses what has its end already, and a day before its first.
    """
    mine = AreaResource.organisation_id == actor.organisation_id
    row = locked(select(AreaResource).where(mine, AreaResource.id == resource_id))
    about("area_resource", row.id)
    _end(row, ends_on, DistrictFault.RESOURCE_OVER, DistrictFault.RESOURCE_BACKWARDS)


@use_case(
    "district.target.set",
    permission=_MEANS,
    refusals={
        "uq_area_target_organisation_id_municipality_id_path_year": Conflict("changed_meanwhile")
    },
)
def set_target(
    *,
    actor: Viewer,
    now: datetime,
    municipality_id: BodyId,
    path: PathCode,
    year: int,
    target: int,
    source: str,
) -> None:
    """Write how many people the plan means to give a service of a Comune to in a year.

    For the same year it corrects what was written. Refuses a year far away.
    """
    if abs(year - office_date(now).year) > YEARS_AROUND:
        raise Invalid(f"year:{DistrictFault.YEAR_OUT_OF_REACH}")
    if not 0 <= target <= MOST_TOLD:
        raise Invalid(f"target:{DistrictFault.NOT_A_COUNT}")
    queries.town_for_change(actor, municipality_id)
    row = found_or_new(
        AreaTarget,
        organisation_id=actor.organisation_id,
        municipality_id=municipality_id,
        path=path,
        year=year,
    )
    row.target, row.source = target, source
    about("area_target", row.id)


def _end(
    row: Convention | AreaResource, ends_on: date, over: DistrictFault, backwards: DistrictFault
) -> None:
    fault = end_fault(Days(row.valid_from, row.valid_to), ends_on, over=over, backwards=backwards)
    if fault is not None:
        raise Invalid(fault)
    row.valid_to = ends_on
