"""How much room a unit of offer has, and who waits for it."""

from datetime import date

from sqlalchemy import select

from app.cases.models import RequestLine, ServiceRequest
from app.cases.procedure.line import HOLDING_ROOM, LineState
from app.cases.queries.its import same_body
from app.cases.rules.requests import HUNDREDTHS, Priority, Span, taken
from app.catalogue.models import ServiceUnit
from app.catalogue.queries import capacity_on
from app.catalogue.rules import Measure
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import UnitId


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
    return capacity * HUNDREDTHS - taken(_spans(viewer, line, on), start, line.ends_on)


def place_in_list(viewer: Viewer, line: RequestLine) -> int:
    """Return the place of a waiting line in the list of its unit: orders of a court, then dates."""
    waiting = db.session.execute(
        select(RequestLine.id)
        .join(ServiceRequest, same_body(ServiceRequest, RequestLine, RequestLine.request_id))
        .where(
            RequestLine.organisation_id == viewer.organisation_id,
            RequestLine.unit_id.is_not_distinct_from(line.unit_id),
            RequestLine.state == LineState.WAITING,
        )
        .order_by(
            ServiceRequest.priority != Priority.COURT_ORDER, RequestLine.listed_at, RequestLine.id
        )
    ).scalars()
    return [*waiting].index(line.id) + 1


def _spans(viewer: Viewer, line: RequestLine, on: date) -> list[Span]:
    """Return what the others take of the same unit; a suspended one while its place is kept."""
    rows = db.session.scalars(
        select(RequestLine).where(
            RequestLine.organisation_id == viewer.organisation_id,
            RequestLine.unit_id == line.unit_id,
            RequestLine.measure == line.measure,
            RequestLine.state.in_(HOLDING_ROOM),
            RequestLine.id != line.id,
        )
    )
    return [_span(row, on) for row in rows]


def _span(row: RequestLine, on: date) -> Span:
    end = row.ends_on if row.ends_on and row.ends_on >= on else None
    if row.state == LineState.SUSPENDED and row.kept_until:
        end = min(row.kept_until, end or row.kept_until)
    return Span(row.quantity, row.started_on or row.starts_on or on, end)
