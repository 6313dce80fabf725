"""The lines of requests, how much room their units have, and what was given of each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from app.accounts.policy import Permission
from app.cases.models import (
    Case,
    Commitment,
    Delivery,
    DeliveryVisto,
    LineChange,
    LineStep,
    LineTerm,
    Payment,
    RequestLine,
    ServiceRequest,
)
from app.cases.procedure.line import LINE, LineAction, LineState
from app.cases.procedure.request import RequestState
from app.cases.queries import scope
from app.cases.rules.requests import (
    HUNDREDTHS,
    THREE_PERSONS,
    ChangeKind,
    LineFacts,
    Priority,
    Span,
    digits,
    taken,
)
from app.catalogue.models import ServiceUnit
from app.catalogue.queries import capacity_on
from app.catalogue.rules import Intervention, Measure, PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Conflict, NotFound
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

HOLDING_ROOM = (LineState.ACCEPTED, LineState.ACTIVE, LineState.SUSPENDED)


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
    past_end: bool
    edition: int
    state: LineState
    version: int

    @property
    def amount(self) -> str:
        """The quantity as it is written here."""
        return digits(self.quantity)


@dataclass(frozen=True)
class DeliveryRow:
    """What was given on a day."""

    day: date
    quantity: str
    by: str


@dataclass(frozen=True)
class MonthRow:
    """A month of a line: given, seen, paid."""

    month: date
    quantity: str
    visto_by: str
    paid_cents: int | None


@dataclass(frozen=True)
class ChangeRow:
    """A new version of a line, asked or decided."""

    kind: ChangeKind
    old_quantity: str
    new_quantity: str
    old_ends_on: date | None
    new_ends_on: date | None
    valid_from: date
    by: str
    accepted: bool | None


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
    place: int | None  # in the list, from 1
    free: str | None
    measure: Measure
    version: int
    due: tuple[tuple[str, date], ...]
    deliveries: tuple[DeliveryRow, ...]
    months: tuple[MonthRow, ...]
    changes: tuple[ChangeRow, ...]
    steps: tuple[tuple[LineAction, LineState, str, datetime, datetime, str], ...]
    offers: tuple[Offer[LineState, LineAction], ...]


def line_for_change(
    actor: Viewer, line_id: RequestLineId, version: int | None = None
) -> tuple[RequestLine, ServiceRequest]:
    """Return a line and its request, locked in the order in which everybody locks them.

    `NotFound` out of reach; `Conflict` when the form saw another version than today's.
    """
    reached = _reached(actor)
    request = db.session.scalar(
        select(ServiceRequest)
        .join(RequestLine, _of_request())
        .where(ServiceRequest.case_id.in_(reached), RequestLine.id == line_id)
        .with_for_update(of=ServiceRequest)
        .execution_options(populate_existing=True)
    )
    if request is None or request.organisation_id != actor.organisation_id:
        raise NotFound
    line = db.session.scalars(
        select(RequestLine)
        .where(
            RequestLine.organisation_id == actor.organisation_id,
            RequestLine.request_id == request.id,
            RequestLine.id == line_id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if version is not None and line.version != version:
        raise Conflict("changed_meanwhile")
    return line, request


def lock_unit(actor: Viewer, unit_id: UnitId) -> None:
    """Let one use case at a time count the places of a unit, until it commits."""
    db.session.scalar(
        select(ServiceUnit.id)
        .where(ServiceUnit.organisation_id == actor.organisation_id, ServiceUnit.id == unit_id)
        .with_for_update()
    )


def free_for(viewer: Viewer, line: RequestLine, on: date) -> int | None:
    """Return the room a unit has for a line from its start, in hundredths; None if nobody counts.

    What is past its day and was never ended still takes its place: nothing ends by itself.
    """
    if line.unit_id is None:
        return None
    start = max(line.starts_on or on, on)
    measure = Measure(line.measure)
    capacity = capacity_on(viewer, line.unit_id, start).get(measure)
    if capacity is None:
        return None
    spans = _spans(viewer, line.unit_id, measure, on, but=line.id)
    return capacity * HUNDREDTHS - taken(spans, start, line.ends_on)


def line_facts(viewer: Viewer, line: RequestLine, request: ServiceRequest, on: date,
               **typed: bool | int) -> LineFacts:  # fmt: skip
    """Return what the table asks of a line; `typed` is what only the form knows."""
    asked = pending_change(line)
    known: dict[str, bool | int | None] = {
        "approved": request.state == RequestState.APPROVED,
        "provisional": request.state == RequestState.PROVISIONAL,
        "draft": request.state in (RequestState.DRAFT, RequestState.RETURNED),
        "complete": line.provider_id is not None and line.starts_on is not None,
        "with_cost": request.with_cost,
        "committed": request.with_cost and _committed(request),
        "wanted": asked.new_quantity if asked else line.quantity,
        "free": _room(viewer, line, on),
        "first_in_list": line.state != LineState.WAITING or place_in_list(viewer, line) == 1,
        "own_request": request.requester_id == viewer.account_id,
        "own_approval": request.decided_by_id == viewer.account_id,
        "three_persons": _three_persons(viewer, request, on),
        "confirmed": True,
        "change_asked": asked is not None,
        "own_change": asked is not None and asked.asked_by_id == viewer.account_id,
    }
    return LineFacts(**{**known, **typed})  # type: ignore[arg-type]


def pending_change(line: RequestLine) -> LineChange | None:
    """Return the change that waits for a yes. Unscoped: the caller has reached the line."""
    return db.session.scalar(
        select(LineChange).where(
            LineChange.organisation_id == line.organisation_id,
            LineChange.line_id == line.id,
            LineChange.accepted.is_(None),
        )
    )


def place_in_list(viewer: Viewer, line: RequestLine) -> int:
    """Return the place of a waiting line in the list of its unit: orders of a court, then dates."""
    waiting = db.session.execute(
        select(RequestLine.id)
        .join(ServiceRequest, _of_request())
        .where(
            RequestLine.organisation_id == viewer.organisation_id,
            RequestLine.unit_id.is_(None) if line.unit_id is None
            else RequestLine.unit_id == line.unit_id,
            RequestLine.state == LineState.WAITING,
        )
        .order_by(
            ServiceRequest.priority != Priority.COURT_ORDER, RequestLine.listed_at, RequestLine.id
        )
    ).scalars()  # fmt: skip
    return [*waiting].index(line.id) + 1


def delivered(line: RequestLine, start: date, end: date) -> int:
    """Return how much was given from a day to a day (excluded). Unscoped, as above."""
    total = db.session.scalar(
        select(func.sum(Delivery.quantity)).where(
            Delivery.organisation_id == line.organisation_id,
            Delivery.line_id == line.id,
            Delivery.day >= start,
            Delivery.day < end,
        )
    )
    return int(total or 0)


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
        .join(Case, and_(Case.organisation_id == ServiceRequest.organisation_id,
                         Case.id == ServiceRequest.case_id))
        .join(Person, and_(Person.organisation_id == Case.organisation_id,
                           Person.id == Case.person_id))
        .where(ServiceRequest.case_id.in_(_reached(viewer)), RequestLine.id == line_id)
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
        place=place_in_list(viewer, line) if line.state == LineState.WAITING else None,
        free=None if facts.free is None else digits(max(facts.free, 0)),
        measure=Measure(line.measure),
        version=line.version,
        due=_due(line),
        deliveries=_deliveries(line),
        months=_months(line),
        changes=_changes(line),
        steps=_steps(line, whole=viewer.may(Permission.CASES_CASE_READ)),
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
        past_end=line.past_end,
        edition=line.edition,
        state=LineState(line.state),
        version=line.version,
    )
