"""The agenda: a day by worker, what waits for an outcome."""

from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import queries
from app.appointments.routes import blueprint
from app.web.access import requires
from app.web.forms import ConfirmForm
from app.web.request_time import request_now, today

_READ = Permission.APPOINTMENTS_AGENDA_READ


@blueprint.get("/agenda")
@requires(_READ)
def agenda() -> ResponseReturnValue:
    """Show one day, each worker her own list; arrows go to the day before and after."""
    known, now, day = viewer(), request_now(), _day(request.args.get("giorno", ""))
    monday = day - timedelta(days=day.weekday())
    rows = queries.of_days(known, day, day + timedelta(days=1), now)
    return render_template(
        "appointments/agenda.html",
        day=day,
        on=today(),
        before=day - timedelta(days=1),
        after=day + timedelta(days=1),
        week=[monday + timedelta(days=number) for number in range(5)],
        workers=queries.by_worker(rows),
        unsaid=queries.count_without_outcome(known, now),
    )


@blueprint.get("/agenda/outcomes")
@requires(_READ)
def outcomes() -> ResponseReturnValue:
    """Show what is over and nobody has said how it ended: two presses a row."""
    known, now = viewer(), request_now()
    rows = queries.without_outcome(known, now)
    return render_template(
        "appointments/outcomes.html",
        rows=[
            (row, queries.may_on(known, row, Permission.APPOINTMENTS_APPOINTMENT_ATTEND))
            for row in rows
        ],
        forms={row.id: ConfirmForm(version=row.version, formdata=None) for row in rows},
    )


def _day(text: str) -> date:
    """Return the day in the address, today when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()
