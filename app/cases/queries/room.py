"""How much room a unit of offer has: what is given, and what is kept for who was offered it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from app.cases.models import RequestLine
from app.cases.procedure.line import HOLDING_ROOM, LineState
from app.cases.rules.requests import HUNDREDTHS, Span, taken
from app.catalogue.models import ServiceUnit
from app.catalogue.queries import UnitRow, capacity_on
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


def room_of(
    viewer: Viewer, units: Collection[UnitRow], on: date
) -> dict[UnitId, dict[Measure, tuple[int, int]]]:
    """Return what each unit holds and what is taken or kept for somebody on a day, in hundredths.

    One query for all of them; a unit that counts no places is not in the answer.
    """
    counted = {row.id: row.capacity for row in units if row.capacity}
    lines = db.session.scalars(
        select(RequestLine).where(
            RequestLine.organisation_id == viewer.organisation_id,
            RequestLine.unit_id.in_([*counted]),
            _holds_room(),
        )
    ).all()
    return {
        unit_id: {
            measure: (
                number * HUNDREDTHS,
                taken([_span(row, on) for row in lines
                       if row.unit_id == unit_id and row.measure == measure], on, on),
            )
            for measure, number in capacity.items()
        }
        for unit_id, capacity in counted.items()
    }  # fmt: skip


def _holds_room() -> ColumnElement[bool]:
    """A place offered from the list is taken until the family answers."""
    return or_(RequestLine.state.in_(HOLDING_ROOM), RequestLine.held)


def _spans(viewer: Viewer, line: RequestLine, on: date) -> list[Span]:
    """Return what the others take of the same unit; a suspended one while its place is kept."""
    rows = db.session.scalars(
        select(RequestLine).where(
            RequestLine.organisation_id == viewer.organisation_id,
            RequestLine.unit_id == line.unit_id,
            RequestLine.measure == line.measure,
            _holds_room(),
            RequestLine.id != line.id,
        )
    )
    return [_span(row, on) for row in rows]


def _span(row: RequestLine, on: date) -> Span:
    end = row.ends_on if row.ends_on and row.ends_on >= on else None
    if row.state == LineState.SUSPENDED and row.kept_until:
        end = min(row.kept_until, end or row.kept_until)
    return Span(row.quantity, row.started_on or row.starts_on or on, end)
