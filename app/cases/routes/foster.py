"""The foster care of the person of a case: its phases, and passing to the next."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.forms.foster import FosterForm
from app.cases.labels import REASONS
from app.cases.routes import blueprint
from app.cases.routes.pages import consult
from app.cases.rules.foster import FosterFamily, following
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _WORK = Permission.CASES_CASE_READ, Permission.CASES_CASE_WORK


@blueprint.get("/cases/<uuid:case_id>/foster")
@requires(_READ)
def foster(case_id: UUID) -> ResponseReturnValue:
    """Show the phases of the foster care, the latest first."""
    page = consult(case_id, "cases.foster")
    return render_template(
        "cases/foster.html",
        page=page,
        rows=queries.foster_of(viewer(), page.id),
        may_read_services=viewer().may(Permission.CASES_REQUEST_READ),
        may_write=viewer().may(_WORK) and page.closed_at is None,
    )


@blueprint.route("/cases/<uuid:case_id>/foster/new", methods=["GET", "POST"])
@requires(_WORK)
def new_foster_phase(case_id: UUID) -> ResponseReturnValue:
    page = consult(case_id, "cases.new_foster_phase")
    last = next(iter(queries.foster_of(viewer(), page.id)), None)
    form = FosterForm(
        phase=following(last.phase if last else None),
        family=last.family if last else FosterFamily.NOT_KNOWN,
        since=today(),
    )
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.pass_foster_phase(
                actor=viewer(), now=request_now(), case_id=page.id, given=form.given()
            )
            flash("Fase scritta.")
            return go_to("cases.foster", case_id=case_id)
    return form_page("cases/new_foster_phase.html", form, page=page)
