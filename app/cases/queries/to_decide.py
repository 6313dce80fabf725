"""What waits for somebody: to approve, to ratify, to send, to answer, to see. A few reads each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

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
from app.cases.rules.requests import Pile, RequestFault, month_of
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import RequestLineId, ServiceRequestId
from app.people.models import Person

_LATELY = timedelta(days=31)


Rows = Sequence[RequestRow] | Sequence[ListedLine]


class _Pile(NamedTuple):
    """Whose duty it is to look at a pile, and what lies on it."""

    permission: Permission
    rows: Callable[..., Rows]
    criteria: Callable[[Viewer, datetime], tuple[ColumnElement[bool], ...]]


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


def requests_to_decide(viewer: Viewer) -> Sequence[RequestRow]:
    """Return what was activated in urgency and nobody has ratified, then what is to be approved."""
    waiting = (RequestState.PROVISIONAL, RequestState.SUBMITTED)
    rows = request_rows(viewer, Request.state.in_(waiting))
    return sorted(rows, key=lambda row: waiting.index(row.state))


def piles_of(viewer: Viewer) -> tuple[Pile, ...]:
    """Return the piles it is the viewer's duty to look at."""
    return tuple(pile for pile in Pile if viewer.may(_PILES[pile].permission))


def pile_rows(viewer: Viewer, now: datetime, pile: Pile, window: tuple[int, int]) -> Rows:
    """Return the rows of a pile that is hers (`piles_of`), from an offset on and so many."""
    one = _PILES[pile]
    return one.rows(viewer, *one.criteria(viewer, now), window=window)


def _change_asked(viewer: Viewer, _now: datetime) -> tuple[ColumnElement[bool]]:
    asked = select(LineChange.line_id).where(
        LineChange.organisation_id == viewer.organisation_id, LineChange.accepted.is_(None)
    )
    return (RequestLine.id.in_(asked),)


def _went_over(viewer: Viewer, now: datetime) -> tuple[ColumnElement[bool]]:
    over = select(LineStep.line_id).where(
        LineStep.organisation_id == viewer.organisation_id,
        LineStep.reason_code == RequestFault.OVER_AUTHORISED,
        LineStep.at >= now - _LATELY,
    )
    return (RequestLine.id.in_(over),)


def _mine(viewer: Viewer, _now: datetime) -> tuple[ColumnElement[bool], ...]:
    unsettled = (RequestState.DRAFT, RequestState.RETURNED, RequestState.SUBMITTED)
    return Request.requester_id == viewer.account_id, Request.state.in_(unsettled)


def _to_send(*_whose: object) -> tuple[ColumnElement[bool], ...]:
    return (
        RequestLine.state == LineState.PLANNED,
        Request.state == RequestState.APPROVED,
        Request.path.not_in(PLACED),
    )


def _to_see(_viewer: Viewer, now: datetime) -> tuple[ColumnElement[bool]]:
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
    given = exists().where(
        Delivery.organisation_id == RequestLine.organisation_id,
        Delivery.line_id == RequestLine.id,
        Delivery.day < month_of(office_date(now)),
        or_(last_seen.is_(None), and_(Delivery.day >= last_seen, another_month)),
    )
    return (given,)


def _to_commit(*_whose: object) -> tuple[ColumnElement[bool], ...]:
    nothing = ~exists().where(
        Commitment.organisation_id == Request.organisation_id, Commitment.request_id == Request.id
    )
    return (
        Request.with_cost.is_(True),
        Request.state.in_(RUNNING),
        nothing,
    )


def _in_state(column: Any, state: StrEnum) -> Callable[..., tuple[ColumnElement[bool]]]:
    return lambda *_whose: (column == state,)


_P = Permission
_PILES: Mapping[Pile, _Pile] = {
    Pile.TO_RATIFY: _Pile(
        _P.CASES_REQUEST_READ, request_rows, _in_state(Request.state, RequestState.PROVISIONAL)
    ),
    Pile.TO_APPROVE: _Pile(
        _P.CASES_REQUEST_APPROVE, request_rows, _in_state(Request.state, RequestState.SUBMITTED)
    ),
    Pile.CHANGES: _Pile(_P.CASES_REQUEST_APPROVE, line_rows, _change_asked),
    Pile.OVER: _Pile(_P.CASES_REQUEST_APPROVE, line_rows, _went_over),
    Pile.MINE: _Pile(_P.CASES_REQUEST_WORK, request_rows, _mine),
    Pile.TO_SEE: _Pile(_P.CASES_REQUEST_WORK, line_rows, _to_see),
    Pile.TO_COMMIT: _Pile(_P.CASES_REQUEST_COMMIT, request_rows, _to_commit),
    Pile.TO_SEND: _Pile(_P.CASES_REQUEST_READ, line_rows, _to_send),
    Pile.TO_ANSWER: _Pile(
        _P.CASES_REQUEST_READ, line_rows, _in_state(RequestLine.state, LineState.WITH_PROVIDER)
    ),
    Pile.ON_LIST: _Pile(
        _P.CASES_REQUEST_READ, line_rows, _in_state(RequestLine.state, LineState.WAITING)
    ),
    Pile.ACTIVE: _Pile(
        _P.CASES_REQUEST_DELIVER, line_rows, _in_state(RequestLine.state, LineState.ACTIVE)
    ),
}
