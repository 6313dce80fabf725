"""What is said of a case beside its table: in brief, deputy, weight, court terms, who may."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from flask import abort, flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations
from app.cases.forms.case import (
    CourtMoveForm,
    CourtTermForm,
    DeputyForm,
    SummaryForm,
    TeamForm,
    WeightForm,
)
from app.cases.labels import REASONS
from app.cases.labels.case import LABELS
from app.cases.queries import CasePage
from app.cases.routes import blueprint
from app.cases.routes.acts import shown_after, workers
from app.cases.routes.pages import consult
from app.cases.rules.case import CourtTermKind, TeamAccess, Weight, WhyMoved
from app.kernel.errors import Conflict
from app.kernel.references import CaseId, EngagementId
from app.kernel.working_days import send_by
from app.organisations.queries import closed_days
from app.web.access import requires
from app.web.fields import offered
from app.web.formatting import falls_on, opening
from app.web.forms import EditForm, OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_WORK, _SEAL = Permission.CASES_CASE_WORK, Permission.CASES_CASE_SEAL


@blueprint.route("/cases/<uuid:case_id>/summary", methods=["GET", "POST"])
@requires(_WORK)
def summary(case_id: UUID) -> ResponseReturnValue:
    page = consult(case_id, "cases.edit")
    form = SummaryForm(text=page.summary, version=page.version)
    return save(
        form,
        page,
        ("In breve", "Salva", "Sintesi salvata."),
        lambda: operations.write_summary(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            version=form.opened_at(),
            text=form.text.data or "",
        ),
        lambda: form.meet({"text": consult(case_id, "cases.edit").summary}, page.version),
    )


@blueprint.route("/cases/<uuid:case_id>/deputy", methods=["GET", "POST"])
@requires(_WORK)
def deputy(case_id: UUID) -> ResponseReturnValue:
    page = consult(case_id, "cases.edit")
    form = DeputyForm(deputy_id=str(page.deputy_id or ""), version=page.version)
    offered_here = workers(viewer(), of=page.person_id)
    others = [pair for pair in offered_here if pair[0] != str(page.holder_id)]
    form.deputy_id.choices = offered([("", "Nessuno"), *others])
    chosen = (form.deputy_id.data or "").strip()
    return save(
        form,
        page,
        ("Supplente", "Salva chi supplisce", "Supplente salvato."),
        lambda: operations.appoint_deputy(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            version=form.opened_at(),
            deputy_id=EngagementId(UUID(chosen)) if chosen else None,
        ),
        lambda: form.start_again(page.version),
    )


@blueprint.route("/cases/<uuid:case_id>/weight", methods=["GET", "POST"])
@requires(_WORK)
def weight(case_id: UUID) -> ResponseReturnValue:
    page = consult(case_id, "cases.edit")
    form = WeightForm(weight=str(page.weight))
    return save(
        form,
        page,
        ("Quanto lavoro chiede", "Salva", "Salvato: lo conferma la responsabile."),
        lambda: operations.set_weight(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            weight=Weight(int(form.weight.data)),
        ),
    )


@blueprint.post("/cases/<uuid:case_id>/weight/confirm")
@requires(Permission.CASES_CASE_DECIDE)
def confirm_weight(case_id: UUID) -> ResponseReturnValue:
    operations.confirm_weight(actor=viewer(), now=request_now(), case_id=CaseId(case_id))
    flash("Carico confermato.")
    return go_to("cases.case", case_id=case_id)


@blueprint.post("/cases/<uuid:case_id>/notice-given")
@requires(_WORK)
def notice_given(case_id: UUID) -> ResponseReturnValue:
    operations.privacy_notice_given(actor=viewer(), now=request_now(), case_id=CaseId(case_id))
    flash("Informativa consegnata: scritto.")
    return go_to("cases.case", case_id=case_id)


@blueprint.route("/cases/<uuid:case_id>/court-terms/new", methods=["GET", "POST"])
@requires(_WORK)
def new_court_term(case_id: UUID) -> ResponseReturnValue:
    page, form = consult(case_id, "cases.edit"), CourtTermForm()
    return save(
        form,
        page,
        (
            "Termine del Tribunale",
            "Scrivi il termine",
            on_its_day("Termine scritto.", form.due_on.data),
        ),
        lambda: operations.add_court_term(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            kind=CourtTermKind(form.kind.data),
            due_on=form.due_on.chosen,
        ),
    )


@blueprint.route("/cases/<uuid:case_id>/court-terms/<uuid:term_id>/move", methods=["GET", "POST"])
@requires(_WORK)
def move_court_term(case_id: UUID, term_id: UUID) -> ResponseReturnValue:
    page = consult(case_id, "cases.edit")
    term = next((one for one in page.court_terms if one.id == term_id), None) or abort(404)
    form = CourtMoveForm(due_on=term.due_on)
    return save(
        form,
        page,
        (
            LABELS[CourtTermKind][term.kind].text + ": sposta il termine",
            "Sposta",
            on_its_day("Termine spostato.", form.due_on.data),
        ),
        lambda: operations.move_court_term(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            term_id=term_id,
            due_on=form.due_on.chosen,
            why=WhyMoved(form.why.data),
        ),
    )


@blueprint.post("/cases/<uuid:case_id>/court-terms/<uuid:term_id>/met")
@requires(_WORK)
def court_term_met(case_id: UUID, term_id: UUID) -> ResponseReturnValue:
    operations.court_term_met(
        actor=viewer(), now=request_now(), case_id=CaseId(case_id), term_id=term_id
    )
    flash("Termine concluso.")
    return go_to("cases.case", case_id=case_id)


@blueprint.route("/cases/<uuid:case_id>/team/new", methods=["GET", "POST"])
@requires(_SEAL)
def new_team_member(case_id: UUID) -> ResponseReturnValue:
    page, form = consult(case_id, "cases.edit"), TeamForm()
    form.engagement_id.choices = offered(workers(viewer(), everybody=True))
    return save(
        form,
        page,
        ("Chi può, chi non deve sapere", "Salva", "Salvato."),
        lambda: operations.list_on_case(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            engagement_id=EngagementId(UUID(form.engagement_id.data)),
            access=TeamAccess(form.access.data),
        ),
    )


@blueprint.post("/cases/<uuid:case_id>/team/<uuid:engagement_id>/remove")
@requires(_SEAL)
def remove_team_member(case_id: UUID, engagement_id: UUID) -> ResponseReturnValue:
    operations.unlist_from_case(
        actor=viewer(),
        now=request_now(),
        case_id=CaseId(case_id),
        engagement_id=EngagementId(engagement_id),
    )
    flash("Tolto dall'elenco.")
    return go_to("cases.case", case_id=case_id)


def on_its_day(words: str, day: date | None) -> str:
    """Return what is said after a court's day was written, and by when to send where it is none on
    which the office works: the day stays as the judge wrote it.
    """
    last = send_by(day, closed_days(viewer(), today())) if day else None
    return f"{words} {opening(falls_on(day, last))}." if day and last else words


def save(
    form: OfficeForm,
    page: CasePage,
    words: tuple[str, str, str],
    run: Callable[[], object],
    met: Callable[[], None] | None = None,
    *,
    then: str = "cases.case",
) -> ResponseReturnValue:
    """Show a small form of a case and save it; `words`: title, button, what is said after.

    `then` is the page of the case that is shown after.
    """
    if form.validate_on_submit():
        try:
            with form.showing_refusals(REASONS):
                run()
                flash(words[2])
                return shown_after(page.id, then)
        except Conflict:
            if met is None or not isinstance(form, EditForm):
                raise
            met()
    return form_page("cases/form.html", form, page=page, title=words[0], button=words[1])
