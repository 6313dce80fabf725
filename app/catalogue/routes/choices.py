"""The terms and figures of the office: each listed with its day, each changed from a day on."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue import operations, queries
from app.catalogue.forms import LengthForm, ParameterForm, TryForm, YesNoParameterForm
from app.catalogue.labels import REASONS, TERM_SOURCES
from app.catalogue.paths import SITUATIONS, changes
from app.catalogue.routes import blueprint
from app.catalogue.rules import (
    PARAMETERS,
    ParameterKey,
    ParameterKind,
    Term,
    parameter_fault,
    plain_value,
)
from app.kernel.errors import NotFound
from app.kernel.text import clean
from app.web.access import requires
from app.web.fields import say
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
        waiting=queries.remarks_waiting(viewer()),
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


@blueprint.get("/figures/<int:number>/try")
@requires(_TERMS)
def try_figure(number: int) -> ResponseReturnValue:
    """Show which known situations a value would answer otherwise on a day; nothing is saved."""
    known = viewer()
    if not 1 <= number <= len(ParameterKey):
        raise NotFound
    row = queries.parameter_rows(known, today())[number - 1]
    asked = clean(request.args.get("value", ""))
    usual = {"value": row.value, "on": f"{today():%d/%m/%Y}"}
    given = {name: clean(text) for name, text in request.args.items() if name in usual}
    form = TryForm(formdata=MultiDict({**usual, **given}))
    changed = None
    if asked and form.validate():
        fault = parameter_fault(row.key, asked)
        if fault:
            say(form.value, REASONS[fault])
        else:
            parameters = queries.parameters_on(known, form.on.chosen)
            changed = changes(parameters, row.key, plain_value(row.key, asked))
    return form_page(
        "catalogue/try.html", form, row=row, number=number, changed=changed, tried=len(SITUATIONS)
    )
