"""What a waiting list does to an intervention: waits, has a place kept, gets it, gives up.

Steps of the use cases of the list, which decides the order: none of these is pressed by itself.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.audit.context import about
from app.cases import queries
from app.cases.models import RequestLine, ServiceRequest
from app.cases.operations.stepping import Said, conclude_when_over, take_line
from app.cases.procedure.line import LineAction, LineState
from app.cases.rules.requests import Priority, RequestFault, Withdrawal, period_fault
from app.catalogue.queries import unit_row
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import CaseId, RequestLineId, ServiceRequestId, UnitId


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """What a list knows of an intervention that waits, locked for the use case. Hundredths."""

    line_id: RequestLineId
    request_id: ServiceRequestId
    case_id: CaseId
    data_key_id: UUID
    path: PathCode
    unit_id: UnitId | None
    wanted: int
    priority: Priority
    waits: bool


def applicant(actor: Viewer, line_id: RequestLineId, version: int | None = None) -> Applicant:
    """Return an intervention for a change of its list; `NotFound` out of reach, `Conflict`."""
    line, request = queries.line_for_change(actor, line_id, version)
    about("service_request", request.id)
    about("request_line", line.id)
    return _told(line, request)


def put_in_list(
    actor: Viewer, now: datetime, line_id: RequestLineId, version: int | None = None
) -> Applicant:
    """Let an intervention of an approved request wait for a place; refuses as its table says."""
    line, request = queries.line_for_change(actor, line_id, version)
    line.listed_at = now
    take_line(actor, now, line, request, LineAction.ENLIST)
    return _told(line, request)


def add_centre(actor: Viewer, now: datetime, line_id: RequestLineId, unit_id: UnitId) -> Applicant:
    """Put the same application in the list of another centre too; refuses one it is in already."""
    like, request = queries.line_for_change(actor, line_id)
    lines = queries.own_lines(request)
    if unit_id in {line.unit_id for line in lines if line.state != LineState.WITHDRAWN}:
        raise Invalid(f"unit:{RequestFault.SAME_INTERVENTION}")
    unit = unit_row(actor, unit_id, office_date(now))
    if unit.path != request.path:
        raise Invalid(f"unit:{RequestFault.NO_PROVIDER}")
    line = RequestLine(
        organisation_id=like.organisation_id,
        data_key_id=like.data_key_id,
        request_id=like.request_id,
        position=max(one.position for one in lines) + 1,
        intervention=like.intervention,
        quantity=like.quantity,
        measure=like.measure,
        provider_id=unit.provider_id or like.provider_id,
        unit_id=unit.id,
        operator="",
        starts_on=like.starts_on or office_date(now),
        ends_on=like.ends_on,
        listed_at=now,
        held=False,
        past_end=False,
        edition=1,
        state=LineState.PLANNED,
    )
    db.session.add(line)
    db.session.flush()
    take_line(actor, now, line, request, LineAction.ENLIST)
    return _told(line, request)


def room_for(actor: Viewer, now: datetime, line_id: RequestLineId, starts_on: date) -> int | None:
    """Write from which day a place is offered and return the room of its unit, in hundredths.

    Nobody else counts the places of the unit until the use case ends. None where nobody counts.
    """
    line, _ = queries.line_for_change(actor, line_id)
    if fault := period_fault(starts_on, line.ends_on):
        raise Invalid(f"starts_on:{fault}")
    if line.unit_id is not None:
        queries.lock_unit(actor, line.unit_id)
    line.starts_on = starts_on
    return queries.free_for(actor, line, office_date(now))


def keep_place(actor: Viewer, line_id: RequestLineId, *, held: bool) -> None:
    """Keep the place that is offered for nobody else, or give it back."""
    line, _ = queries.line_for_change(actor, line_id)
    line.held = held


def give_place(actor: Viewer, now: datetime, line_id: RequestLineId) -> None:
    """Give the place that was kept: the intervention is accepted and may begin on its day."""
    line, request = queries.line_for_change(actor, line_id)
    take_line(
        actor, now, line, request, LineAction.PLACE_FOUND, caused=True, free=None
    )  # what was kept is hers, also one over the places
    line.listed_at = None


def leave_list(
    actor: Viewer, now: datetime, line_id: RequestLineId, why: Withdrawal, words: str = ""
) -> None:
    """Withdraw an intervention that waits; the last one of a request ends the request."""
    line, request = queries.line_for_change(actor, line_id)
    if line.state != LineState.WAITING:
        raise NotAllowedNow(RequestFault.LINES_STARTED)
    take_line(
        actor, now, line, request, LineAction.WITHDRAW, caused=True,
        said=Said(code=why, words=words),
    )  # fmt: skip
    conclude_when_over(actor, now, request)


def _told(line: RequestLine, request: ServiceRequest) -> Applicant:
    return Applicant(
        line_id=line.id,
        request_id=request.id,
        case_id=request.case_id,
        data_key_id=line.data_key_id,
        path=PathCode(request.path),
        unit_id=line.unit_id,
        wanted=line.quantity,
        priority=Priority(request.priority),
        waits=line.state == LineState.WAITING,
    )
