"""Which papers each kind of practice asks for: each listed with its day, changed from a day on."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.errors import NotFound
from app.practices import operations, queries
from app.practices.forms import ChecklistForm
from app.practices.labels import REASONS
from app.practices.routes import blueprint
from app.practices.rules import PaperKind, PracticeKind
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_TERMS = Permission.CATALOGUE_TERMS_EDIT


@blueprint.get("/checklists")
@requires(_TERMS)
def checklists() -> ResponseReturnValue:
    return render_template(
        "practices/checklists.html",
        rows=[*enumerate(queries.checklist_rows(viewer(), today()), start=1)],
    )


@blueprint.route("/checklists/<int:number>", methods=["GET", "POST"])
@requires(_TERMS)
def edit_checklist(number: int) -> ResponseReturnValue:
    known = viewer()
    if not 1 <= number <= len(PracticeKind):
        raise NotFound
    row = queries.checklist_rows(known, today())[number - 1]
    form = ChecklistForm(papers=[*row.papers], valid_from=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.choose_checklist(
                actor=known,
                now=request_now(),
                kind=row.kind,
                papers=[PaperKind(code) for code in form.papers.data or ()],
                valid_from=form.valid_from.chosen,
                source=form.source.data or "",
            )
            flash("Elenco salvato: vale per le pratiche che si aprono da quel giorno.")
            return go_to("practices.checklists")
    return form_page("practices/checklist_form.html", form, row=row)
