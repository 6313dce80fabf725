"""The way to work: its phases, who hosts, what came before and what comes after."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.accounts.policy import Permission
from app.cases.models import RequestLine, ServiceRequest
from app.cases.procedure.line import LineState
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import OrganisationId, RequestLineId, WorkHostId
from app.organisations.models import Body
from app.particulars.models import WorkHost, WorkPhaseRow
from app.particulars.queries.lines import Head, head, same_body
from app.particulars.rules import PHASE_NUMBER, TO_WORK, WorkOutcome, WorkPhase


@dataclass(frozen=True)
class PhaseRow:
    """A phase as its page shows it; what was written of the person is for who follows her."""

    phase: WorkPhase
    since: date
    next_check: date | None
    who: str
    outcome: WorkOutcome | None
    note: str
    by: str

    @property
    def number(self) -> int:
        """Its national number, from 10 to 70."""
        return PHASE_NUMBER[self.phase]


@dataclass(frozen=True)
class HostRow:
    """Where somebody works or trains."""

    id: WorkHostId
    name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class OtherWay:
    """Another service towards work of the same case: before this one, or after it."""

    line_id: RequestLineId
    path: PathCode
    number: str
    state: LineState
    starts_on: date | None
    ended_on: date | None
    is_before: bool


@dataclass(frozen=True)
class PhasesPage:
    """The way to work of a line: the phase of today, those gone by, who hosts."""

    line: Head
    phases: tuple[PhaseRow, ...]  # the latest first
    hosts: tuple[HostRow, ...]
    others: tuple[OtherWay, ...]

    @property
    def now(self) -> PhaseRow | None:
        """The phase of today."""
        return self.phases[0] if self.phases else None


def phases_page(viewer: Viewer, line_id: RequestLineId) -> PhasesPage:
    """Return the phases of a way to work; `NotFound` out of reach or of another service."""
    line = head(viewer, line_id)
    if line.path not in TO_WORK:
        raise NotFound
    whole = viewer.may(Permission.CASES_CASE_READ)
    phases = tuple(
        PhaseRow(
            WorkPhase(row.phase), row.since, row.next_check, row.who,
            WorkOutcome(row.outcome) if row.outcome else None,
            (row.note or "") if whole else "", row.by_label,
        )
        for row in _phases(viewer.organisation_id, line_id)
    )  # fmt: skip
    return PhasesPage(line, phases, _hosts(viewer, line_id), _others(viewer, line))


def last_phase(
    organisation_id: OrganisationId, line_id: RequestLineId
) -> tuple[WorkPhase, date, date | None] | None:
    """Return the phase of a line: since when, when it is looked at. Unscoped: it was reached."""
    row = next(iter(_phases(organisation_id, line_id, 1)), None)
    return None if row is None else (WorkPhase(row.phase), row.since, row.next_check)


def _phases(
    organisation_id: OrganisationId, line_id: RequestLineId, most: int | None = None
) -> list[WorkPhaseRow]:
    return [
        *db.session.scalars(
            select(WorkPhaseRow)
            .where(WorkPhaseRow.organisation_id == organisation_id, WorkPhaseRow.line_id == line_id)
            .order_by(WorkPhaseRow.since.desc(), WorkPhaseRow.at.desc(), WorkPhaseRow.id.desc())
            .limit(most)
        )
    ]


def _hosts(viewer: Viewer, line_id: RequestLineId) -> tuple[HostRow, ...]:
    rows = db.session.execute(
        select(WorkHost, Body.name)
        .join(Body, same_body(Body, WorkHost, WorkHost.body_id))
        .where(WorkHost.organisation_id == viewer.organisation_id, WorkHost.line_id == line_id)
        .order_by(WorkHost.valid_from.desc(), WorkHost.id.desc())
    )
    return tuple(HostRow(row.id, name, row.valid_from, row.valid_to) for row, name in rows)


def _others(viewer: Viewer, line: Head) -> tuple[OtherWay, ...]:
    """Return the other ways to work of the case: each stays a service of its own."""
    begins = RequestLine.started_on
    rows = db.session.execute(
        select(RequestLine, ServiceRequest.path, ServiceRequest.number)
        .join(ServiceRequest, same_body(ServiceRequest, RequestLine, RequestLine.request_id))
        .where(
            RequestLine.organisation_id == viewer.organisation_id,
            ServiceRequest.case_id == line.request.case_id,
            ServiceRequest.path.in_(TO_WORK),
            RequestLine.id != line.id,
            or_(begins.is_not(None), RequestLine.state != LineState.WITHDRAWN),
        )
        .order_by(ServiceRequest.created_at, RequestLine.position)
    )
    return tuple(
        OtherWay(
            row.id, PathCode(path), number, LineState(row.state), row.started_on or row.starts_on,
            row.ended_on, _is_before(row.started_on or row.starts_on, line.starts_on),
        )
        for row, path, number in rows
    )  # fmt: skip


def _is_before(other: date | None, this: date | None) -> bool:
    return other is not None and (this is None or other < this)
