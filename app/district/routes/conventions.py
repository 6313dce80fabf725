"""Conventions: by which act each Comune has a service, written and ended."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.district import operations, queries
from app.district.forms import ConventionForm, EndForm
from app.district.labels import REASONS
from app.district.routes import blueprint
from app.organisations.queries import associations
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_EDIT = Permission.DISTRICT_CONVENTION_EDIT


@blueprint.get("/conventions", endpoint="conventions")
@requires(Permission.ORGANISATIONS_DIRECTORY_READ)
def all_conventions() -> ResponseReturnValue:
    known, number = viewer(), requested_page()
    return render_template(
        "district/conventions.html",
        page=paged(queries.conventions(known, *window(number)), number),
        on=today(),
        may_edit=known.may(_EDIT),
    )


@blueprint.route("/conventions/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_convention() -> ResponseReturnValue:
    known = viewer()
    form = ConventionForm(valid_from=today())
    form.association.choices = offered((str(one.id), one.name) for one in associations(known))
    form.signatory.choices = offered((str(id_), name) for id_, name in queries.towns(known))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.write_convention(actor=known, now=request_now(), given=form.given())
            flash("Convenzione scritta.")
            return go_to("district.conventions")
    return form_page("district/convention_form.html", form)


@blueprint.route("/conventions/<uuid:convention_id>/end", methods=["GET", "POST"])
@requires(_EDIT)
def end_convention(convention_id: UUID) -> ResponseReturnValue:
    known = viewer()
    row = queries.convention(known, convention_id)
    form = EndForm(ends_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.end_convention(
                actor=known,
                now=request_now(),
                convention_id=row.id,
                ends_on=form.ends_on.chosen,
            )
            flash("Convenzione conclusa: fino al giorno prima resta.")
            return go_to("district.conventions")
    return form_page("district/end_convention.html", form, row=row)
