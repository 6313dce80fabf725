"""The services of a case that go on: what becomes of each is asked before the case passes."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from app.cases.models import Placement, RequestLine, ServiceRequest
from app.cases.procedure.line import HOLDING_ROOM
from app.cases.queries.lines import LineRow, line_rows
from app.cases.queries.placements import visible_placements
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import CaseId


@dataclass(frozen=True)
class GoingService:
    """An intervention that was accepted or began, and whether a protected place is behind it."""

    line: LineRow
    protected: bool


def services_going_on(viewer: Viewer, case_id: CaseId) -> tuple[GoingService, ...]:
    """Return the interventions of a case that hold a place or an hour today, the oldest first."""
    found = line_rows(viewer, ServiceRequest.case_id == case_id, goes_on())
    behind = select(Placement.request_id).where(
        visible_placements(viewer), Placement.case_id == case_id, Placement.protected
    )
    hidden = {*db.session.scalars(behind)} if found else set()
    return tuple(GoingService(one.line, one.line.request_id in hidden) for one in found)


def goes_on() -> ColumnElement[bool]:
    """Return the criterion of the interventions that go on. Unscoped: whoever asks says of whom."""
    return RequestLine.state.in_(HOLDING_ROOM)
