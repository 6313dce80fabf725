"""What waits for somebody: to approve, to ratify, to send, to answer, to see. A few reads each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, extract, func, null, or_, select

from app.accounts.policy import Permission
from app.cases.models import (
    Case,
    Commitment,
    Delivery,
    DeliveryVisto,
    LineChange,
    LineStep,
    LineTerm,
    RequestLine,
    RequestTerm,
)
from app.cases.models import ServiceRequest as Request
from app.cases.procedure.line import LineState
from app.cases.procedure.request import RUNNING, RequestState
from app.cases.queries.its import same_body
from app.cases.queries.lines import ListedLine, line_rows
from app.cases.queries.requests import RequestRow, request_rows, visible_requests
from app.cases.rules.placements import PLACED
from app.cases.rules.requests import RequestFault, month_of
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import RequestLineId, ServiceRequestId
from app.people.models import Person

_LATELY = timedelta(days=31)


@dataclass(frozen=True)
class ToDecide:
    """Everything that waits, in lists; None where it is not the viewer's duty."""

    provisional: Sequence[RequestRow]
    to_approve: Sequence[RequestRow] | None
    changes: Sequence[ListedLine] | None
    over: Sequence[ListedLine] | None
    mine: Sequence[RequestRow] | None
    to_see: Sequence[ListedLine] | None
    to_commit: Sequence[RequestRow] | None
    to_send: Sequence[ListedLine]
    to_answer: Sequence[ListedLine]
    waiting: Sequence[ListedLine]
    active: Sequence[ListedLine] | None


@dataclass(frozen=True)
class ServiceTerm:
    """Something due about a request, or about one of its lines: by when, which, whose."""

    due_on: date
    term: Term
    number: str
    person: str
    request_id: ServiceRequestId
    line_id: RequestLineId | None


def service_terms(viewer: Viewer) -> list[ServiceTerm]:
    """Return what is due of the requests in the viewer's reach, in two reads."""
    whose = (Request.number, Person.surname, Person.given, Request.id)
    mine = visible_requests(viewer, viewer.organisation_id)
    of_requests = (
        select(RequestTerm.due_on, RequestTerm.code, *whose, null())
        .join(Request, same_body(Request, RequestTerm, RequestTerm.request_id))
        .join(Case, same_body(Case, Request, Request.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(mine, RequestTerm.met_at.is_(None))
    )
    of_lines = (
        select(LineTerm.due_on, LineTerm.code, *whose, RequestLine.id)
        .join(RequestLine, same_body(RequestLine, LineTerm, LineTerm.line_id))
        .join(Request, same_body(Request, RequestLine, RequestLine.request_id))
        .join(Case, same_body(Case, Request, Request.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(mine, LineTerm.met_at.is_(None))
    )
    rows = [*db.session.execute(of_requests), *db.session.execute(of_lines)]
    return [
        ServiceTerm(row[0], Term(row[1]), row[2], f"{row[3]} {row[4]}".strip(), row[5], row[6])
        for row in rows
    ]


def provisional_rows(viewer: Viewer) -> Sequence[RequestRow]:
    """Return what was activated in urgency and nobody has ratified yet."""
    return request_rows(viewer, Request.state == RequestState.PROVISIONAL)


def submitted_rows(viewer: Viewer) -> Sequence[RequestRow]:
    """Return the requests that wait for a decision."""
    return request_rows(viewer, Request.state == RequestState.SUBMITTED)


def to_decide(viewer: Viewer, now: datetime) -> ToDecide:
    """Return what waits for this viewer, of the cases in her reach."""
    approves = viewer.may(Permission.CASES_REQUEST_APPROVE)
    works = viewer.may(Permission.CASES_REQUEST_WORK)
    commits = viewer.may(Permission.CASES_REQUEST_COMMIT)
    delivers = viewer.may(Permission.CASES_REQUEST_DELIVER)
    to_send = (
        RequestLine.state == LineState.PLANNED,
        Request.state == RequestState.APPROVED,
        Request.path.not_in(PLACED),
    )
    return ToDecide(
        provisional=provisional_rows(viewer),
        to_approve=submitted_rows(viewer) if approves else None,
        changes=line_rows(viewer, _change_asked()) if approves else None,
        over=line_rows(viewer, _went_over(now)) if approves else None,
        mine=request_rows(
            viewer,
            Request.requester_id == viewer.account_id,
            Request.state.in_([RequestState.DRAFT, RequestState.RETURNED, RequestState.SUBMITTED]),
        )
        if works
        else None,
        to_see=line_rows(viewer, _to_see(now)) if works else None,
        to_commit=request_rows(viewer, *_to_commit()) if commits else None,
        to_send=line_rows(viewer, *to_send),
        to_answer=line_rows(viewer, RequestLine.state == LineState.WITH_PROVIDER),
        waiting=line_rows(viewer, RequestLine.state == LineState.WAITING),
        active=line_rows(viewer, RequestLine.state == LineState.ACTIVE) if delivers else None,
    )


def _change_asked() -> ColumnElement[bool]:
    return exists().where(
        LineChange.organisation_id == RequestLine.organisation_id,
        LineChange.line_id == RequestLine.id,
        LineChange.accepted.is_(None),
    )


def _went_over(now: datetime) -> ColumnElement[bool]:
    return exists().where(
        LineStep.organisation_id == RequestLine.organisation_id,
        LineStep.line_id == RequestLine.id,
        LineStep.reason_code == RequestFault.OVER_AUTHORISED,
        LineStep.at >= now - _LATELY,
    )


def _to_see(now: datetime) -> ColumnElement[bool]:
    """Return the criterion of the lines with something given after the last month seen.

    This month is not over yet: it is not asked for.
    """
    last_seen = (
        select(func.max(DeliveryVisto.month))
        .where(
            DeliveryVisto.organisation_id == RequestLine.organisation_id,
            DeliveryVisto.line_id == RequestLine.id,
        )
        .correlate(RequestLine)
        .scalar_subquery()
    )
    another_month = or_(
        *(extract(part, Delivery.day) != extract(part, last_seen) for part in ("year", "month"))
    )
    return exists().where(
        Delivery.organisation_id == RequestLine.organisation_id,
        Delivery.line_id == RequestLine.id,
        Delivery.day < month_of(office_date(now)),
        or_(last_seen.is_(None), and_(Delivery.day >= last_seen, another_month)),
    )


def _to_commit() -> tuple[ColumnElement[bool], ...]:
    nothing = ~exists().where(
        Commitment.organisation_id == Request.organisation_id, Commitment.request_id == Request.id
    )
    return (
        Request.with_cost.is_(True),
        Request.state.in_(RUNNING),
        nothing,
    )
