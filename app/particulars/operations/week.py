"""The hours of the week in which an intervention is given."""

from datetime import date, datetime, timedelta

from app.accounts.policy import Permission
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import LineHoursId, RequestLineId
from app.particulars import queries
from app.particulars.models import LineHours
from app.particulars.operations.reaching import reach_line
from app.particulars.rules import (
    BY_THE_HOUR,
    ParticularFault,
    Stretch,
    WeekPlace,
    stretch_fault,
)
from app.transaction.use_case import use_case

_WORK = Permission.CASES_REQUEST_WORK


@use_case("particulars.hours.add", permission=_WORK)
def add_hours(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    stretch: Stretch,
    place: WeekPlace,
    valid_from: date,
) -> None:
    """Put some hours into the week of an intervention from a day on.

    Refuses hours that end before they begin, and hours that meet others of the same intervention.
    """
    reached = reach_line(actor, line_id, BY_THE_HOUR)
    if fault := stretch_fault(stretch, queries.stretches_from(reached, valid_from)):
        raise Invalid(fault)
    db.session.add(
        LineHours(
            organisation_id=reached.organisation_id,
            line_id=line_id,
            weekday=stretch.weekday,
            from_minute=stretch.from_minute,
            to_minute=stretch.to_minute,
            place=place,
            valid_from=valid_from,
        )
    )


@use_case("particulars.hours.end", permission=_WORK)
def end_hours(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    hours_id: LineHoursId,
    last_on: date,
) -> None:
    """Take some hours out of the week after a last day; before their first day they never were.

    Refuses hours that have already ended.
    """
    reached = reach_line(actor, line_id, BY_THE_HOUR)
    row = queries.its_row(LineHours, reached, hours_id)
    if row.valid_to is not None:
        raise NotAllowedNow(ParticularFault.HOURS_OVER)
    if last_on < row.valid_from:
        db.session.delete(row)
    else:
        row.valid_to = last_on + timedelta(days=1)
