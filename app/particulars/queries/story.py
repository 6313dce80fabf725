"""What the story of a case tells of its particulars: phases of work passed, calls of alarm."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from app.cases.models import RequestLine, ServiceRequest
from app.cases.queries import visible_requests
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.references import CaseId, RequestLineId
from app.particulars.models import AlarmCall, WorkPhaseRow
from app.particulars.queries.lines import same_body
from app.particulars.rules import AlarmKind, WorkPhase

_MOST = 200


@dataclass(frozen=True)
class StoryRow:
    """Something that happened: when, what, told by whom, about which service."""

    at: datetime
    what: WorkPhase | AlarmKind
    who: str
    line_id: RequestLineId


def story_of(viewer: Viewer, case_id: CaseId) -> list[StoryRow]:
    """Return the phases and the calls of the services of a case the viewer may reach."""
    phases = _of_case(viewer, case_id, WorkPhaseRow).order_by(WorkPhaseRow.since.desc())
    calls = _of_case(viewer, case_id, AlarmCall).order_by(AlarmCall.rang_at.desc())
    return [
        *(
            StoryRow(_began(row), WorkPhase(row.phase), row.by_label, row.line_id)
            for row in db.session.scalars(phases.limit(_MOST))
        ),
        *(
            StoryRow(row.rang_at, AlarmKind(row.kind), row.written_by, row.line_id)
            for row in db.session.scalars(calls.limit(_MOST))
        ),
    ]


def _of_case(viewer: Viewer, case_id: CaseId, table: Any) -> Select[Any]:
    return (
        select(table)
        .join(RequestLine, same_body(RequestLine, table, table.line_id))
        .join(ServiceRequest, same_body(ServiceRequest, RequestLine, RequestLine.request_id))
        .where(visible_requests(viewer, viewer.organisation_id), ServiceRequest.case_id == case_id)
    )


def _began(row: WorkPhaseRow) -> datetime:
    """Return when a phase began: the hour is known only of what was written on its day."""
    return row.at if office_date(row.at) == row.since else rome_to_utc(row.since, 0)
