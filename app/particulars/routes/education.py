"""The educational project of a minor helped at home: goals written, then judged."""

from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.errors import NotFound
from app.kernel.references import EducationalAreaId, ServiceRequestId
from app.particulars import operations
from app.particulars.forms import GoalForm, JudgeForm
from app.particulars.labels import LABELS, REASONS
from app.particulars.operations import GoalGiven
from app.particulars.queries import EducationPage, RequestHead
from app.particulars.routes import blueprint
from app.particulars.routes.showing import Steps, by, steps_to, typed_page
from app.particulars.rules import AreaOutcome, EducationArea
from app.web.access import requires
from app.web.htmx import go_to
from app.web.request_time import today

_READ, _WORK = Permission.CASES_REQUEST_READ, Permission.CASES_REQUEST_WORK


@blueprint.get("/service-requests/<uuid:request_id>/education")
@requires(_READ)
def education(request_id: UUID) -> ResponseReturnValue:
    page = _page(request_id, "particulars.education")
    return render_template(
        "particulars/education.html",
        page=page,
        steps=steps_to(page.request),
        on=today(),
        may_write=viewer().may(_WORK) and not page.request.is_over,
    )


@blueprint.route("/service-requests/<uuid:request_id>/education/new", methods=["GET", "POST"])
@requires(_WORK)
def new_goal(request_id: UUID) -> ResponseReturnValue:
    page = _page(request_id, "particulars.new_goal")
    form = GoalForm(area=None if page.is_begun else EducationArea.FAMILY_RESOURCES)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.write_goal(
                **by(),
                request_id=page.request.id,
                given=GoalGiven(
                    area=EducationArea(form.area.data),
                    goal=form.goal.data or "",
                    indicator=form.indicator.data or "",
                    actions=form.actions.data or "",
                    check_on=form.check_on.data,
                ),
            )
            flash("Obiettivo scritto.")
            return go_to("particulars.education", request_id=request_id)
    return typed_page(
        form, "Scrivi un obiettivo", "Salva l'obiettivo", _steps(page.request), page.request.person
    )


@blueprint.route(
    "/service-requests/<uuid:request_id>/education/<uuid:area_id>/check", methods=["GET", "POST"]
)
@requires(_WORK)
def judge_goal(request_id: UUID, area_id: UUID) -> ResponseReturnValue:
    page = _page(request_id, "particulars.judge_goal")
    goal = next((one for one in page.goals if one.id == area_id), None)
    if goal is None:
        raise NotFound
    form = JudgeForm(version=goal.version, outcome=goal.outcome)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, goal.version):
            operations.judge_goal(
                **by(),
                request_id=page.request.id,
                area_id=EducationalAreaId(area_id),
                version=form.opened_at(),
                outcome=AreaOutcome(form.outcome.data),
                next_check=form.check_on.data,
            )
            flash("Verifica scritta.")
            return go_to("particulars.education", request_id=request_id)
    title = f"Verifica: {LABELS[EducationArea][goal.area].text}"
    steps = _steps(page.request)
    return typed_page(form, title, "Salva la verifica", steps, page.request.person, about=goal.goal)


def _page(request_id: UUID, purpose: str) -> EducationPage:
    return operations.consult_education(
        **by(), service_request_id=ServiceRequestId(request_id), purpose=purpose
    )


def _steps(request: RequestHead) -> Steps:
    url = url_for("particulars.education", request_id=request.id)
    return steps_to(request, ("Progetto educativo", url))
