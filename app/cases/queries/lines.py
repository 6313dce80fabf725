"""The lines of requests, how much room their units have, and what was given of each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from app.accounts.policy import Permission
from app.cases.models import Case, LineStep, LineTerm, RequestLine, ServiceRequest
from app.cases.procedure.line import LINE, LineAction, LineState
from app.cases.procedure.request import WRITABLE, RequestState
from app.cases.queries import line_history as history
from app.cases.queries import scope
from app.cases.queries.its import RunningTerm, its, running, same_body
from app.cases.queries.room import free_for
from app.cases.rules.requests import THREE_PERSONS, LineFacts, digits
from app.catalogue.models import ServiceUnit
from app.catalogue.queries import parameters_on
from app.catalogue.rules import Intervention, Measure, PathCode, summer_near
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import (
    BodyId,
    CaseId,
    PersonId,
    RequestLineId,
    ServiceRequestId,
    UnitId,
)
from app.kernel.workflow import Offer
from app.organisations.models import Body
from app.organisations.queries import setting
from app.organisations.rules import SettingKey
from app.people.models import Person
from app.transaction.loading import locked
from app.transaction.steps import PastStep, past_steps
from app.vault.queries import prefetch


@dataclass(frozen=True)
class LineRow:
    """One intervention, as the request and the lists show it."""

    id: RequestLineId
    request_id: ServiceRequestId
    path: PathCode
    position: int
    intervention: Intervention | None
    quantity: int
    measure: Measure
    note: str
    provider_id: BodyId | None
    provider: str
    unit_id: UnitId | None
    unit: str
    operator: str
    starts_on: date | None
    ends_on: date | None
    started_on: date | None
    ended_on: date | None
    listed_at: datetime | None
    held: bool
    past_end: bool
    edition: int
    state: LineState
    version: int

    @property
    def amount(self) -> str:
        """The quantity as it is written here."""
        return digits(self.quantity)

    @property
    def what(self) -> Intervention | PathCode:
        """What is given: the intervention, or the whole service where it has none."""
        return self.intervention or self.path

    def is_late(self, on: date) -> bool:
        """Return whether it goes on after its last day: said so, or seen on a day."""
        return self.past_end or (
            self.state is LineState.ACTIVE and self.ends_on is not None and self.ends_on < on
        )


@dataclass(frozen=True)
class ListedLine:
    """A line in a list, with whose it is."""

    line: LineRow
    number: str
    case_id: CaseId
    person: str


@dataclass(frozen=True)
class LinePage:
    """Everything on the page of a line."""

    line: LineRow
    request_id: ServiceRequestId
    number: str
    request_state: RequestState
    case_id: CaseId
    person_id: PersonId
    person: str
    free: str | None
    measure: Measure
    version: int
    due: tuple[RunningTerm, ...]
    deliveries: tuple[history.DeliveryRow, ...]
    months: tuple[history.MonthRow, ...]
    changes: tuple[history.ChangeRow, ...]
    steps: tuple[PastStep[LineAction], ...]
    offers: tuple[Offer[LineState, LineAction], ...]


def line_for_change(
    actor: Viewer, line_id: RequestLineId, version: int | None = None
) -> tuple[RequestLine, ServiceRequest]:
    """Return a line and its request, locked in the order in which everybody locks them.

    `NotFound` out of reach; `Conflict` when the form saw another version than today's.
    """
    body = actor.organisation_id
    its_request = select(RequestLine.request_id).where(
        RequestLine.organisation_id == body, RequestLine.id == line_id
    )
    request = locked(
        select(ServiceRequest).where(
            ServiceRequest.organisation_id == body,
            _reached(actor),
            ServiceRequest.id.in_(its_request),
        )
    )
    mine = select(RequestLine).where(*its(RequestLine, request), RequestLine.id == line_id)
    return locked(mine, version), request


def line_facts(viewer: Viewer, line: RequestLine, request: ServiceRequest, on: date,
               **typed: bool | int | None) -> LineFacts:  # fmt: skip
    """Return what the table asks of a line; `typed` is what only the form knows."""
    asked = history.pending_change(line)
    known: dict[str, bool | int | None] = {
        "approved": request.state == RequestState.APPROVED,
        "provisional": request.state == RequestState.PROVISIONAL,
        "draft": request.state in WRITABLE,
        "complete": line.provider_id is not None and line.starts_on is not None,
        "with_cost": request.with_cost,
        "committed": request.with_cost and history.committed(request),
        "wanted": asked.new_quantity if asked else line.quantity,
        "free": free_for(viewer, line, on),
        "own_request": request.requester_id == viewer.account_id,
        "own_approval": request.decided_by_id == viewer.account_id,
        "three_persons": _three_persons(viewer, request, on),
        "confirmed": True,
        "change_asked": asked is not None,
        "own_change": asked is not None and asked.asked_by_id == viewer.account_id,
        "out_of_summer": _out_of_summer(viewer, line, line.started_on or line.starts_on or on),
    }
    return LineFacts(**{**known, **typed})  # type: ignore[arg-type]


def lines_of(
    viewer: Viewer, requests: Collection[ServiceRequest]
) -> dict[ServiceRequestId, list[LineRow]]:
    """Return the lines of some requests the viewer has already reached, in one read."""
    found: dict[ServiceRequestId, list[LineRow]] = {request.id: [] for request in requests}
    rows = db.session.execute(
        _lines()
        .where(
            RequestLine.organisation_id == viewer.organisation_id,
            RequestLine.request_id.in_([*found]),
        )
        .order_by(RequestLine.position)
    )
    for line, path, provider, unit in rows:
        found[line.request_id].append(line_row(line, path, provider, unit))
    return found


def line_page(viewer: Viewer, line_id: RequestLineId, on: date) -> LinePage:
    """Return the page of a line with what may be done; `NotFound` out of reach."""
    found = db.session.execute(
        _lines()
        .add_columns(ServiceRequest, Person)
        .join(Case, same_body(Case, ServiceRequest, ServiceRequest.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(_reached(viewer), RequestLine.id == line_id)
    ).one_or_none()  # fmt: skip
    if found is None:
        raise NotFound
    line, path, provider, unit, request, person = found
    facts = line_facts(viewer, line, request, on)
    return LinePage(
        line=line_row(line, path, provider, unit),
        request_id=request.id,
        number=request.number,
        request_state=RequestState(request.state),
        case_id=request.case_id,
        person_id=person.id,
        person=f"{person.surname} {person.given}".strip(),
        free=None if facts.free is None else digits(max(facts.free, 0)),
        measure=Measure(line.measure),
        version=line.version,
        due=running(LineTerm, line),
        deliveries=history.deliveries_of(line),
        months=history.months_of(line),
        changes=history.changes_of(line),
        steps=past_steps(
            LineStep,
            LineAction,
            *its(LineStep, line),
            with_words=viewer.may(Permission.CASES_CASE_READ),
        ),
        offers=LINE.offers(LineState(line.state), facts, viewer.may),
    )


def line_row(line: RequestLine, path: str, provider: str | None, unit: str | None) -> LineRow:
    """Return a line as pages show it. Unscoped: a shape, no rows."""
    return LineRow(
        id=line.id,
        request_id=line.request_id,
        path=PathCode(path),
        position=line.position,
        intervention=Intervention(line.intervention) if line.intervention else None,
        quantity=line.quantity,
        measure=Measure(line.measure),
        note=line.note or "",
        provider_id=line.provider_id,
        provider=provider or "",
        unit_id=line.unit_id,
        unit=unit or "",
        operator=line.operator,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        started_on=line.started_on,
        ended_on=line.ended_on,
        listed_at=line.listed_at,
        held=line.held,
        past_end=line.past_end,
        edition=line.edition,
        state=LineState(line.state),
        version=line.version,
    )


def line_rows(
    viewer: Viewer, *criteria: ColumnElement[bool], window: tuple[int, int | None] = (0, None)
) -> list[ListedLine]:
    """Return the lines in reach that answer to some criteria, the oldest request first.

    `window` is from which on, and how many (all of them where it says none).
    """
    offset, limit = window
    rows = db.session.execute(
        _lines()
        .add_columns(ServiceRequest.number, ServiceRequest.case_id, Person.surname, Person.given)
        .join(Case, same_body(Case, ServiceRequest, ServiceRequest.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(RequestLine.organisation_id == viewer.organisation_id, _reached(viewer), *criteria)
        .order_by(ServiceRequest.created_at, RequestLine.position, RequestLine.id)
        .offset(offset)
        .limit(limit)
    ).all()
    prefetch(viewer.organisation_id, {row[0].data_key_id for row in rows})
    return [
        ListedLine(
            line_row(line, path, provider, unit), number, case_id, f"{surname} {given}".strip()
        )
        for line, path, provider, unit, number, case_id, surname, given in rows
    ]


def _reached(viewer: Viewer) -> ColumnElement[bool]:
    return scope.in_reach(viewer, ServiceRequest.case_id, Permission.CASES_REQUEST_READ)


def _lines() -> Any:
    return (
        select(RequestLine, ServiceRequest.path, Body.name, ServiceUnit.name)
        .join(ServiceRequest, same_body(ServiceRequest, RequestLine, RequestLine.request_id))
        .outerjoin(Body, same_body(Body, RequestLine, RequestLine.provider_id))
        .outerjoin(ServiceUnit, same_body(ServiceUnit, RequestLine, RequestLine.unit_id))
    )


def _out_of_summer(viewer: Viewer, line: RequestLine, day: date) -> bool:
    if line.intervention != Intervention.SUMMER_EDUCATION:
        return False
    first, last = summer_near(parameters_on(viewer, day), day)
    return not first <= day <= last


def _three_persons(viewer: Viewer, request: ServiceRequest, on: date) -> bool:
    key = SettingKey.PERSONS_FOR_MONEY if request.with_cost else SettingKey.PERSONS_IN_KIND
    return setting(viewer, key, on) == THREE_PERSONS
