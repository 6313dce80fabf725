"""How long the next free place is to be waited for, as it was measured Monday by Monday."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments.rules import Purpose
from app.desk.queries.measures import measures
from app.reports.labels import HOW_MEASURED
from app.reports.routes import blueprint
from app.web.access import requires
from app.web.request_time import request_now


@blueprint.get("/reports/waits")
@requires(Permission.REPORTS_CASELOAD_READ)
def waits() -> ResponseReturnValue:
    known, now = viewer(), request_now()
    return render_template(
        "reports/waits.html",
        known=known,
        extracted_at=now,
        found=measures(known, now),
        purposes=tuple(Purpose),
        how=HOW_MEASURED,
    )
