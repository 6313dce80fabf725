"""What a judge ordered of a minor in the penal area, and how it ended."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, PenalMeasure
from app.cases.rules.case import CaseFault, CaseKind
from app.cases.rules.penal import (
    MeasureDetails,
    PenalFault,
    PenalOutcome,
    as_code,
    ending_fault,
    measure_fault,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import CaseId
from app.transaction.loading import found
from app.transaction.use_case import use_case

_WORK = Permission.CASES_CASE_WORK


@use_case("cases.penal.order", permission=_WORK)
def note_measure(*, actor: Viewer, now: datetime, case_id: CaseId, details: MeasureDetails) -> UUID:
    """Write what the judge ordered and what is done for it in the week; return its id.

    Only in a penal case that is open (`NotAllowedNow`). Refuses the same measure of the same day
    twice and days that go backwards (`Invalid`). DPR 448/1988.
    """
    case = _penal(actor, case_id)
    if case.closed_at is not None:
        raise NotAllowedNow(CaseFault.CASE_IS_CLOSED)
    going = db.session.execute(
        select(PenalMeasure.kind, PenalMeasure.starts_on).where(
            *queries.its(PenalMeasure, case), PenalMeasure.ended_on.is_(None)
        )
    )
    if fault := measure_fault(details, [(row[0], row[1]) for row in going], office_date(now)):
        raise Invalid(fault)
    row = PenalMeasure(
        organisation_id=case.organisation_id,
        data_key_id=case.data_key_id,
        case_id=case.id,
        authority=details.authority,
        kind=details.kind,
        starts_on=details.starts_on,
        ends_on=details.ends_on,
        joint_on=details.joint_on,
        activity=details.activity or None,
        place=details.place or None,
        weekdays=as_code(details.weekdays),
        noted_by=actor.label,
        noted_at=now,
    )
    db.session.add(row)
    return row.id


@use_case("cases.penal.end", permission=_WORK)
def end_measure(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    measure_id: UUID,
    ended_on: date,
    outcome: PenalOutcome,
) -> None:
    """Write how a measure ended and when; nothing else is closed by it.

    Refuses one that is over (`NotAllowedNow`), a day to come or before it began (`Invalid`).
    """
    case = _penal(actor, case_id)
    row = found(
        select(PenalMeasure).where(*queries.its(PenalMeasure, case), PenalMeasure.id == measure_id)
    )
    if row.ended_on is not None:
        raise NotAllowedNow(PenalFault.MEASURE_OVER)
    if fault := ending_fault(row.starts_on, ended_on, office_date(now)):
        raise Invalid(fault)
    row.ended_on, row.outcome = ended_on, outcome


def _penal(actor: Viewer, case_id: CaseId) -> Case:
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    if case.kind != CaseKind.PENAL:
        raise NotAllowedNow(PenalFault.NOT_PENAL)
    return case
