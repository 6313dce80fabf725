"""Which Comune intervenes and which one pays for a case: what is written, and writing it."""

from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.forms.competence import CaseCompetenceForm
from app.cases.labels import LABELS, REASONS
from app.cases.routes import blueprint
from app.cases.routes.pages import consult, tabs_of
from app.cases.rules.competence import LEGAL_SOURCE, PayerGround, PayerHint
from app.cases.rules.placements import CompetenceKind
from app.kernel.names import search_key
from app.organisations.queries import BodyRow, bodies
from app.organisations.rules import BodyKind
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _WORK = Permission.CASES_CASE_READ, Permission.CASES_CASE_WORK


@blueprint.get("/cases/<uuid:case_id>/competences")
@requires(_READ)
def competences(case_id: UUID) -> ResponseReturnValue:
    """Show who intervenes and who pays, apart, what the residences say, all that was written."""
    page, known = consult(case_id, "cases.competences"), viewer()
    hint, day = queries.payer_hint_of(known, page.id, today())
    return render_template(
        "cases/competences.html",
        page=page,
        tabs=tabs_of(case_id, "cases.competences"),
        on=today(),
        comuni=queries.two_comuni(known, page.id, today()),
        rows=queries.competence_rows(known, page.id),
        hint=hint,
        hint_day=day,
        may_write=known.may(_WORK) and page.closed_at is None,
    )


@blueprint.route("/cases/<uuid:case_id>/competences/new", methods=["GET", "POST"])
@requires(_WORK)
def new_case_competence(case_id: UUID) -> ResponseReturnValue:
    page = consult(case_id, "cases.new_case_competence")
    form = CaseCompetenceForm(valid_from=today())
    rows = bodies(viewer())
    form.body.choices = offered((str(row.id), row.name) for row in rows)
    hint, day = queries.payer_hint_of(viewer(), page.id, today())
    if request.method == "GET" and request.args.get("kind") == CompetenceKind.PAYER:
        _propose(form, rows, hint)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.note_case_competence(
                actor=viewer(), now=request_now(), case_id=page.id, details=form.details()
            )
            flash("Scritto: chi interviene e chi paga si leggono separati.")
            return go_to("cases.competences", case_id=case_id)
    return form_page("cases/new_competence.html", form, page=page, hint=hint, hint_day=day)


def _propose(form: CaseCompetenceForm, rows: list[BodyRow], hint: PayerHint) -> None:
    """Fill in what the residences say; a person reads it, changes it or writes it."""
    form.kind.data = CompetenceKind.PAYER
    if not hint.municipality:
        return
    town = search_key(hint.municipality)
    found = [
        row for row in rows
        if row.kind is BodyKind.MUNICIPALITY and town in search_key(row.name)
    ]  # fmt: skip
    if found:
        form.body.data = str(found[0].id)
    words = LABELS[PayerGround][hint.ground].text
    form.basis.data = f"{LEGAL_SOURCE}: {words} ({hint.municipality})"[:160]
