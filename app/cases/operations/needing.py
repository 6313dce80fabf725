"""The need sheet of a search: figures and words for the structures, in which nobody is named."""

from datetime import datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Placement, ServiceRequest
from app.cases.rules.need import NeedSheet, sheet_fault
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import PlacementId
from app.transaction.use_case import use_case


@use_case("cases.placement.need", permission=Permission.CASES_PLACEMENT_WORK)
def describe_need(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int, need: NeedSheet
) -> None:
    """Write again what a search needs; refuses a sheet that names somebody (`Invalid`)."""
    placement = queries.placement_for_change(actor, placement_id, version)
    about("placement", placement.id)
    request = queries.request_ready(actor, placement.request_id)
    write_need(actor, now, placement, request, need)


def write_need(
    actor: Viewer, now: datetime, placement: Placement, request: ServiceRequest, need: NeedSheet
) -> None:
    """Put a need sheet on a placement, inside the use case under way; refuses a name in it."""
    names = queries.names_near(actor, request, office_date(now))
    if fault := sheet_fault(need, names):
        raise Invalid(fault)
    placement.need_beds, placement.need_families = need.beds, need.families
    placement.ages, placement.allergies = need.ages, need.allergies
    placement.zones, placement.need = need.zones, need.words
