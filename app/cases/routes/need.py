"""The need sheet of a search: as structures read it, on paper too, and as it is written."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations
from app.cases.forms.placements import NeedForm
from app.cases.labels import REASONS
from app.cases.procedure.placement import PLACEMENT
from app.cases.routes import blueprint
from app.cases.routes.placements import consult
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_WORK = Permission.CASES_PLACEMENT_WORK


@blueprint.get("/placements/<uuid:placement_id>/need")
@requires(_WORK)
def need(placement_id: UUID) -> ResponseReturnValue:
    """Show, and print, what structures may read: initials and figures, no name."""
    page = consult(placement_id, "cases.need")
    is_open = page.state not in PLACEMENT.final
    return render_template("cases/need.html", page=page, on=today(), is_open=is_open)


@blueprint.route("/placements/<uuid:placement_id>/need/edit", methods=["GET", "POST"])
@requires(_WORK)
def edit_need(placement_id: UUID) -> ResponseReturnValue:
    page = consult(placement_id, "cases.edit_need")
    form = NeedForm(version=page.version, obj=page.need)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, page.version):
            operations.describe_need(
                actor=viewer(),
                now=request_now(),
                placement_id=page.id,
                version=form.opened_at(),
                need=form.sheet(),
            )
            flash("Scheda salvata.")
            return go_to("cases.need", placement_id=placement_id)
    return form_page("cases/need_form.html", form, page=page, placement=page)
