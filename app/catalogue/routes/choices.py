"""The terms and figures of the office: each listed with its day, each changed from a day on."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue import operations, queries
from app.catalogue.forms import LengthForm, ParameterForm, YesNoParameterForm
from app.catalogue.labels import REASONS, TERM_SOURCES
from app.catalogue.routes import blueprint
from app.catalogue.rules import PARAMETERS, ParameterKey, ParameterKind, Term
from app.kernel.errors import NotFound
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_TERMS = Permission.CATALOGUE_TERMS_EDIT


@blueprint.get("/terms")
@requires(_TERMS)
def terms() -> ResponseReturnValue:
    return render_template(
        "catalogue/terms.html",
        rows=[*enumerate(queries.term_rows(viewer(), today()), start=1)],
        sources=TERM_SOURCES,
    )


@blueprint.route("/terms/<int:number>", methods=["GET", "POST"])
@requires(_TERMS)
def term(number: int) -> ResponseReturnValue:
    known = viewer()
    if not 1 <= number <= len(Term):
        raise NotFound
    row = queries.term_rows(known, today())[number - 1]
    form = LengthForm(number=str(row.length.number), unit=row.length.unit, valid_from=today(),
                      source=TERM_SOURCES.get(row.term, ""))  # fmt: skip
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.choose_length(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                term=row.term,
                length=form.length(),
                valid_from=form.valid_from.chosen,
                source=form.source.data or "",
            )
            flash("Termine salvato: vale da quel giorno. Quelli già in corso restano come sono.")
            return go_to("catalogue.terms")
    return form_page("catalogue/term.html", form, row=row)


@blueprint.get("/figures")
@requires(_TERMS)
def figures() -> ResponseReturnValue:
    return render_template(
        "catalogue/figures.html",
        rows=[*enumerate(queries.parameter_rows(viewer(), today()), start=1)],
    )


@blueprint.route("/figures/<int:number>", methods=["GET", "POST"])
@requires(_TERMS)
def figure(number: int) -> ResponseReturnValue:
    known = viewer()
    if not 1 <= number <= len(ParameterKey):
        raise NotFound
    row = queries.parameter_rows(known, today())[number - 1]
    yes_no = PARAMETERS[row.key].kind is ParameterKind.YES_NO
    form = (YesNoParameterForm if yes_no else ParameterForm)(value=row.value, valid_from=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.choose_parameter(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                key=row.key,
                value=form.value.data or "",
                valid_from=form.valid_from.chosen,
                source=form.source.data or "",
            )
            flash("Salvato: vale da quel giorno. Le valutazioni già fatte restano come sono.")
            return go_to("catalogue.figures")
    return form_page("catalogue/figure.html", form, row=row)
