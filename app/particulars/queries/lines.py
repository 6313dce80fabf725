"""The line, or the request, that a particular is about: reached as cases say, or not found."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from app.accounts.policy import Permission
from app.cases.models import Case, RequestLine, ServiceRequest
from app.cases.procedure import LINE, REQUEST
from app.cases.procedure.line import LineState
from app.cases.queries import line_for_change, request_for_change, visible_requests
from app.cases.rules.requests import digits
from app.catalogue.rules import Intervention, Measure, PathCode
from app.db import Base, db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, OrganisationId, RequestLineId, ServiceRequestId
from app.people.models import Person
from app.transaction.loading import locked

R = TypeVar("R", bound=Base)


@dataclass(frozen=True)
class RequestHead:
    """The request whose particulars are shown: which, whose, and whether it is over."""

    id: ServiceRequestId
    number: str
    case_id: CaseId
    person: str
    path: PathCode
    is_over: bool


@dataclass(frozen=True)
class Head:
    """The line whose particulars are shown: which, whose, where it stands."""

    id: RequestLineId
    request: RequestHead
    intervention: Intervention | None
    quantity: int
    measure: Measure
    state: LineState
    starts_on: date | None
    ended_on: date | None
    follows: bool  # she holds the case or deputises, or approves what is asked

    @property
    def path(self) -> PathCode:
        """The way of its request."""
        return self.request.path

    @property
    def what(self) -> Intervention | PathCode:
        """What is given: the intervention, or the whole service where it has none."""
        return self.intervention or self.path

    @property
    def amount(self) -> str:
        """The quantity as it is written here."""
        return digits(self.quantity)

    @property
    def is_over(self) -> bool:
        """Whether it was concluded or withdrawn: then one only reads."""
        return self.state in LINE.final


@dataclass(frozen=True)
class Reached:
    """A line (or a request alone) that is being changed, locked until the use case ends."""

    organisation_id: OrganisationId
    request_id: ServiceRequestId
    line_id: RequestLineId | None
    data_key_id: UUID
    path: PathCode
    is_over: bool
    follows: bool


def head(viewer: Viewer, line_id: RequestLineId) -> Head:
    """Return the line that a page is about; `NotFound` out of reach."""
    row = db.session.execute(
        select(RequestLine, *_WHOSE)
        .join(ServiceRequest, same_body(ServiceRequest, RequestLine, RequestLine.request_id))
        .join(Case, same_body(Case, ServiceRequest, ServiceRequest.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(visible_requests(viewer, viewer.organisation_id), RequestLine.id == line_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    line = row[0]
    return Head(
        id=line.id,
        request=_request_head(row),
        intervention=Intervention(line.intervention) if line.intervention else None,
        quantity=line.quantity,
        measure=Measure(line.measure),
        state=LineState(line.state),
        starts_on=line.started_on or line.starts_on,
        ended_on=line.ended_on,
        follows=_follows(viewer, row.holder_id, row.deputy_id),
    )


def request_head(viewer: Viewer, request_id: ServiceRequestId) -> RequestHead:
    """Return the request that a page is about; `NotFound` out of reach."""
    row = db.session.execute(
        select(*_WHOSE)
        .join(Case, same_body(Case, ServiceRequest, ServiceRequest.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(visible_requests(viewer, viewer.organisation_id), ServiceRequest.id == request_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    return _request_head(row)


def lock_line(actor: Viewer, line_id: RequestLineId) -> Reached:
    """Return the line of what is being changed, locked; `NotFound` out of reach."""
    line, request = line_for_change(actor, line_id)
    hands = db.session.execute(
        select(Case.holder_id, Case.deputy_id).where(
            Case.organisation_id == request.organisation_id, Case.id == request.case_id
        )
    ).one()
    return Reached(
        organisation_id=line.organisation_id,
        request_id=request.id,
        line_id=line.id,
        data_key_id=line.data_key_id,
        path=PathCode(request.path),
        is_over=line.state in LINE.final,
        follows=_follows(actor, *hands),
    )


def lock_request(actor: Viewer, request_id: ServiceRequestId) -> Reached:
    """Return the request of what is being changed, locked; `NotFound` out of reach."""
    request = request_for_change(actor, request_id)
    return Reached(
        organisation_id=request.organisation_id,
        request_id=request.id,
        line_id=None,
        data_key_id=request.data_key_id,
        path=PathCode(request.path),
        is_over=request.state in REQUEST.final,
        follows=False,
    )


def its_row(table: type[R], reached: Reached, row_id: UUID, version: int | None = None) -> R:
    """Return a row of what was reached, locked; `NotFound`, `Conflict` as everywhere.

    Unscoped: who may change the line or the request was asked when it was reached.
    """
    of = table.line_id == reached.line_id if reached.line_id else _of_request(table, reached)  # type: ignore[attr-defined]
    mine = select(table).where(
        table.organisation_id == reached.organisation_id,  # type: ignore[attr-defined]
        of,
        table.id == row_id,  # type: ignore[attr-defined]
    )
    return locked(mine, version)


def same_body(table: Any, of: Any, column: Any) -> ColumnElement[bool]:
    """Return the join by which a row points to another of its body. Unscoped: a criterion."""
    return and_(table.organisation_id == of.organisation_id, table.id == column)


_WHOSE = (
    ServiceRequest.id.label("request_id"), ServiceRequest.number, ServiceRequest.path,
    ServiceRequest.state.label("request_state"), ServiceRequest.case_id,
    Case.holder_id, Case.deputy_id, Person.surname, Person.given,
)  # fmt: skip


def _request_head(row: Any) -> RequestHead:
    return RequestHead(
        id=row.request_id,
        number=row.number,
        case_id=row.case_id,
        person=f"{row.surname} {row.given}".strip(),
        path=PathCode(row.path),
        is_over=row.request_state in REQUEST.final,
    )


def _follows(viewer: Viewer, holder_id: Any, deputy_id: Any) -> bool:
    hands = {holder_id, deputy_id} & set(viewer.engagement_ids)
    return bool(hands) or viewer.may(Permission.CASES_REQUEST_APPROVE)


def _of_request(table: Any, reached: Reached) -> ColumnElement[bool]:
    mine: ColumnElement[bool] = table.request_id == reached.request_id
    return mine
