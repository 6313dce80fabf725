"""What keeps a case from being closed. Unscoped: the caller has already reached the case."""

from sqlalchemy import and_, func, select

from app.cases.models import Placement, RequestLine, ServiceRequest
from app.cases.procedure.line import LineState
from app.cases.procedure.placement import PLACEMENT, PlacementState
from app.cases.procedure.request import REQUEST, RequestState
from app.db import db
from app.kernel.references import CaseId, OrganisationId

_GOING_ON = (LineState.ACCEPTED, LineState.ACTIVE, LineState.SUSPENDED)
_OPEN = tuple(state for state in RequestState if state not in REQUEST.final)
_SOMEWHERE = tuple(state for state in PlacementState if state not in PLACEMENT.final)


def services_going_on(organisation_id: OrganisationId, case_id: CaseId) -> int:
    """Return how many interventions and placements of a case go on. Unscoped, as above."""
    lines = db.session.scalar(
        select(func.count())
        .select_from(RequestLine)
        .join(
            ServiceRequest,
            and_(
                ServiceRequest.organisation_id == RequestLine.organisation_id,
                ServiceRequest.id == RequestLine.request_id,
            ),
        )
        .where(
            RequestLine.organisation_id == organisation_id,
            ServiceRequest.case_id == case_id,
            RequestLine.state.in_(_GOING_ON),
        )
    )
    placements = db.session.scalar(
        select(func.count())
        .select_from(Placement)
        .where(
            Placement.organisation_id == organisation_id,
            Placement.case_id == case_id,
            Placement.state.in_(_SOMEWHERE),
        )
    )
    return (lines or 0) + (placements or 0)


def requests_going_on(organisation_id: OrganisationId, case_id: CaseId) -> int:
    """Return how many requests of a case are still open. Unscoped, as above."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(ServiceRequest)
            .where(
                ServiceRequest.organisation_id == organisation_id,
                ServiceRequest.case_id == case_id,
                ServiceRequest.state.in_(_OPEN),
            )
        )
        or 0
    )
