"""More time asked of a court, and what it answered."""

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations
from app.cases.forms.case import ExtensionAnswerForm, ExtensionForm
from app.cases.labels.case import LABELS, REASONS
from app.cases.queries import CasePage
from app.cases.queries.page import CourtTermRow
from app.cases.routes import blueprint
from app.cases.routes.details import on_its_day, save
from app.cases.routes.pages import consult
from app.cases.rules.case import CaseFault, CourtTermKind
from app.kernel.errors import Invalid
from app.web.access import requires
from app.web.htmx import form_page
from app.web.request_time import request_now, today

_WORK = Permission.CASES_CASE_WORK


@blueprint.route("/cases/<uuid:case_id>/court-terms/<uuid:term_id>/ask", methods=["GET", "POST"])
@requires(_WORK)
def ask_more_time(case_id: UUID, term_id: UUID) -> ResponseReturnValue:
    page = consult(case_id, "cases.edit")
    term, form = _term(page, term_id), ExtensionForm(asked_on=today())
    return save(
        form,
        page,
        (_titled(term, "proroga"), "Scrivi la richiesta", "Scritto: il giorno resta quello dato."),
        lambda: operations.ask_more_time(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            term_id=term_id,
            asked=operations.ExtensionDetails(
                form.asked_on.chosen, form.asked_to.chosen, form.why.data or ""
            ),
        ),
    )


@blueprint.route("/cases/<uuid:case_id>/court-terms/<uuid:term_id>/answer", methods=["GET", "POST"])
@requires(_WORK)
def answer_more_time(case_id: UUID, term_id: UUID) -> ResponseReturnValue:
    page = consult(case_id, "cases.edit")
    term = _term(page, term_id)
    waits = next((one for one in term.extensions if one.answered_on is None), None)
    form = ExtensionAnswerForm(answered_on=today(), new_day=waits and waits.asked_to)
    granted = form.granted.data == "yes"
    done = on_its_day("Risposta scritta.", form.new_day.data if granted else None)
    words = (_titled(term, "risposta alla proroga"), "Scrivi la risposta", done)
    if form.validate_on_submit() and granted and form.new_day.data is None:
        form.refuse(Invalid(f"new_day:{CaseFault.NEW_DAY_MISSING}"), REASONS)
        return form_page("cases/form.html", form, page=page, title=words[0], button=words[1])
    return save(
        form,
        page,
        words,
        lambda: operations.answer_more_time(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            term_id=term_id,
            answered_on=form.answered_on.chosen,
            new_day=form.new_day.data if granted else None,
        ),
    )


def _term(page: CasePage, term_id: UUID) -> CourtTermRow:
    return next((one for one in page.court_terms if one.id == term_id), None) or abort(404)


def _titled(term: CourtTermRow, what: str) -> str:
    return f"{LABELS[CourtTermKind][term.kind].text}: {what}"
