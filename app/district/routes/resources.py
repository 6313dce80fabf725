"""What each Comune puts in common: staff with their hours, services, places."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases.rules.requests import digits
from app.district import operations, queries
from app.district.forms import EndForm, ResourceForm, ShownForm
from app.district.labels import REASONS
from app.district.routes import blueprint
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_EDIT = Permission.DISTRICT_RESOURCE_EDIT


@blueprint.get("/resources", endpoint="resources")
@requires(_EDIT)
def all_resources() -> ResponseReturnValue:
    known, number = viewer(), requested_page()
    form = ShownForm.asked()
    on = form.shown(today())
    return render_template(
        "district/resources.html",
        page=paged(queries.resources(known, on, *window(number)), number),
        form=form,
        on=on,
        digits=digits,
    )


@blueprint.route("/resources/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_resource() -> ResponseReturnValue:
    known = viewer()
    form = ResourceForm(valid_from=today())
    form.municipality.choices = offered((str(id_), name) for id_, name in queries.towns(known))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.write_resource(actor=known, now=request_now(), given=form.given())
            flash("Risorsa scritta.")
            return go_to("district.resources")
    return form_page("district/resource_form.html", form)


@blueprint.route("/resources/<uuid:resource_id>/end", methods=["GET", "POST"])
@requires(_EDIT)
def end_resource(resource_id: UUID) -> ResponseReturnValue:
    known = viewer()
    row = queries.resource(known, resource_id)
    form = EndForm(ends_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.end_resource(
                actor=known, now=request_now(), resource_id=row.id, ends_on=form.ends_on.chosen
            )
            flash("Risorsa conclusa: fino al giorno prima resta.")
            return go_to("district.resources")
    return form_page("district/end_resource.html", form, row=row)
