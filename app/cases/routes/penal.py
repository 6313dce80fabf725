"""The penal area of a minor: what a judge ordered, what is due, how it ended."""

from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.forms.second_level import MeasureEndForm, MeasureForm
from app.cases.labels import LABELS
from app.cases.routes import blueprint
from app.cases.routes.details import save
from app.cases.routes.pages import consult, tabs_of
from app.cases.rules.penal import PenalMeasureKind, PenalOutcome
from app.organisations.labels import WEEKDAYS
from app.web.access import requires
from app.web.request_time import request_now, today

_READ, _WORK = Permission.CASES_CASE_READ, Permission.CASES_CASE_WORK


@blueprint.get("/cases/<uuid:case_id>/penal")
@requires(_READ)
def penal(case_id: UUID) -> ResponseReturnValue:
    """Show the measures and the terms of a penal case; of the offence there is nothing to show."""
    page = consult(case_id, "cases.penal")
    return render_template(
        "cases/penal.html",
        page=page,
        tabs=tabs_of(case_id, "cases.penal"),
        on=today(),
        rows=queries.measures_of(viewer(), page.id),
        weekdays=WEEKDAYS,
        may_write=viewer().may(_WORK),
    )


@blueprint.route("/cases/<uuid:case_id>/penal/new", methods=["GET", "POST"])
@requires(_WORK)
def new_measure(case_id: UUID) -> ResponseReturnValue:
    page, form = consult(case_id, "cases.edit"), MeasureForm()
    queries.measures_of(viewer(), page.id)  # of a case that is not penal there is no such page
    return save(
        form,
        page,
        ("Misura disposta dal giudice", "Scrivi la misura", "Misura scritta."),
        lambda: operations.note_measure(
            actor=viewer(), now=request_now(), case_id=page.id, details=form.details()
        ),
        then="cases.penal",
    )


@blueprint.route("/cases/<uuid:case_id>/penal/<uuid:measure_id>/end", methods=["GET", "POST"])
@requires(_WORK)
def end_measure(case_id: UUID, measure_id: UUID) -> ResponseReturnValue:
    page, form = consult(case_id, "cases.edit"), MeasureEndForm(ended_on=today())
    rows = queries.measures_of(viewer(), page.id)
    row = next((one for one in rows if one.id == measure_id), None) or abort(404)
    return save(
        form,
        page,
        (
            f"{LABELS[PenalMeasureKind][row.kind].text}: com'è finita",
            "Concludi la misura",
            "Misura conclusa.",
        ),
        lambda: operations.end_measure(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            measure_id=measure_id,
            ended_on=form.ended_on.chosen,
            outcome=PenalOutcome(form.outcome.data),
        ),
        then="cases.penal",
    )
