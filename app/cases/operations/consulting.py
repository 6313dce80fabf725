"""Reading a file is an act too: the line of who read it is in the trail before the page."""

from datetime import datetime

from app.accounts.policy import Permission
from app.cases import queries
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import CaseId, PlacementId, RequestLineId, ServiceRequestId
from app.transaction.reading import consultation

_READ = Permission.CASES_REQUEST_READ


@consultation("cases.case.open", permission=Permission.CASES_CASE_READ, subject="case")
def consult_case(
    *, actor: Viewer, now: datetime, case_id: CaseId, purpose: str = ""
) -> queries.CasePage:
    """Return the page of a case; `NotFound` out of reach."""
    return queries.case_page(actor, case_id, office_date(now))


@consultation("cases.services.open", permission=_READ, subject="case")
def consult_services(
    *, actor: Viewer, now: datetime, case_id: CaseId, purpose: str = ""
) -> list[queries.RequestRow]:
    """Return the services asked for in a case; `NotFound` out of reach."""
    return queries.requests_of_case(actor, case_id)


@consultation("cases.request.open", permission=_READ, subject="service_request")
def consult_request(
    *, actor: Viewer, now: datetime, service_request_id: ServiceRequestId, purpose: str = ""
) -> queries.RequestPage:
    """Return the page of a request; `NotFound` out of reach."""
    return queries.request_page(actor, service_request_id, office_date(now))


@consultation("cases.line.open", permission=_READ, subject="request_line")
def consult_line(
    *, actor: Viewer, now: datetime, request_line_id: RequestLineId, purpose: str = ""
) -> queries.LinePage:
    """Return the page of one intervention; `NotFound` out of reach."""
    return queries.line_page(actor, request_line_id, office_date(now))


@consultation("cases.placement.open", permission=_READ, subject="placement")
def consult_placement(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, purpose: str = ""
) -> queries.PlacementPage:
    """Return the page of a placement, without its address; `NotFound` out of reach."""
    return queries.placement_page(actor, placement_id, now)
