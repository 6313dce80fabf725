"""The goals of the educational project of a minor helped at home."""

from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode, Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import EducationalAreaId, ServiceRequestId
from app.particulars import queries
from app.particulars.models import EducationalArea
from app.particulars.operations.reaching import check_on, reach_request
from app.particulars.rules import AreaOutcome, EducationArea, ParticularFault, area_fault
from app.transaction.use_case import use_case

_WORK = Permission.CASES_REQUEST_WORK


@dataclass(frozen=True, kw_only=True)
class GoalGiven:
    """A goal as it is written: in which area, how one sees that it is reached, what is done."""

    area: EducationArea
    goal: str
    indicator: str
    actions: str
    check_on: date | None = None


@use_case("particulars.goal.write", permission=_WORK)
def write_goal(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, given: GoalGiven
) -> EducationalAreaId:
    """Write a goal of the educational project, and return its id.

    Refuses any area before the family's own resources, and a check on a day gone by.
    """
    reached = reach_request(actor, request_id, PathCode.ADM)
    written = [area for area, _ in queries.areas_written(reached.organisation_id, request_id)]
    fault = area_fault(given.area, written, check_on=given.check_on, today=office_date(now))
    if fault:
        raise Invalid(fault)
    row = EducationalArea(
        organisation_id=reached.organisation_id,
        data_key_id=reached.data_key_id,
        request_id=request_id,
        area=given.area,
        goal=given.goal,
        indicator=given.indicator,
        actions=given.actions,
        written_by=actor.label,
        written_at=now,
        check_on=given.check_on,
        judged_by="",
    )
    db.session.add(row)
    db.session.flush()
    check_on(actor, now, reached, Term.GOAL_CHECK, about_id=row.id, day=given.check_on)
    return row.id


@use_case("particulars.goal.judge", permission=_WORK)
def judge_goal(
    *,
    actor: Viewer,
    now: datetime,
    request_id: ServiceRequestId,
    area_id: EducationalAreaId,
    version: int,
    outcome: AreaOutcome,
    next_check: date | None,
) -> None:
    """Say how far a goal was reached, and when it is looked at again.

    Refuses one already reached, a check on a day gone by, a form opened before another judgement.
    """
    reached = reach_request(actor, request_id, PathCode.ADM)
    row = queries.its_row(EducationalArea, reached, area_id, version)
    if row.outcome == AreaOutcome.REACHED:
        raise NotAllowedNow(ParticularFault.AREA_JUDGED)
    if next_check is not None and next_check < office_date(now):
        raise Invalid(f"check_on:{ParticularFault.CHECK_IN_THE_PAST}")
    row.outcome, row.judged_by, row.judged_at = outcome, actor.label, now
    row.check_on = None if outcome is AreaOutcome.REACHED else next_check
    check_on(actor, now, reached, Term.GOAL_CHECK, about_id=row.id, day=row.check_on)
