"""Assessments and plans of a case."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.forms.case import WhyForm
from app.cases.forms.plan import AssessmentForm, PlanForm, plan_values
from app.cases.forms.requests import ConsentForm
from app.cases.labels import REASONS
from app.cases.procedure import PLAN
from app.cases.queries import PlanPage
from app.cases.routes import blueprint
from app.cases.routes.pages import consult, tabs_of
from app.cases.rules.plan import BEING_PREPARED, WRITABLE, PlanAction
from app.catalogue.rules import ConsentBasis
from app.kernel.errors import Conflict, NotFound
from app.kernel.references import PlanId
from app.transaction.drafts import drop_draft
from app.web.access import requires
from app.web.acts import Act, Acts, Button, buttons, press, take_act
from app.web.drafts import take_up
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _WORK = Permission.CASES_CASE_READ, Permission.CASES_CASE_WORK

ACTS: Acts = {
    PlanAction.SUBMIT: press(operations.submit_plan, "Progetto mandato alla responsabile."),
    PlanAction.WITHDRAW: press(operations.withdraw_plan, "Ripreso: ora si può cambiare."),
    PlanAction.APPROVE: press(operations.approve_plan, "Progetto approvato."),
    PlanAction.RETURN: Act(
        WhyForm,
        lambda common, form: operations.return_plan(**common, words=form.words.data),
        "Progetto rimandato con la tua nota.",
    ),
    PlanAction.CONCLUDE: press(operations.conclude_plan, "Progetto concluso."),
}


@blueprint.get("/cases/<uuid:case_id>/assessments")
@requires(_READ)
def assessments(case_id: UUID) -> ResponseReturnValue:
    """Show the versions of the assessment, the latest open."""
    page = consult(case_id, "cases.assessments")
    return render_template(
        "cases/assessments.html",
        page=page,
        tabs=tabs_of(case_id, "cases.assessments"),
        on=today(),
        rows=queries.assessments_of(viewer(), page.id),
        may_work=viewer().may(_WORK),
    )


@blueprint.route("/cases/<uuid:case_id>/assessments/new", methods=["GET", "POST"])
@requires(_WORK)
def new_assessment(case_id: UUID) -> ResponseReturnValue:
    """Write a new version, starting from the words of the last."""
    page = consult(case_id, "cases.write")
    before = queries.assessments_of(viewer(), page.id)
    form = AssessmentForm(obj=before[0] if before else None, assessed_on=today())
    take_up(form, viewer().account_id, "assessment", page.id)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.write_assessment(
                actor=viewer(), now=request_now(), case_id=page.id, details=form.details()
            )
            drop_draft(viewer().account_id, "assessment", str(page.id))
            flash("Valutazione scritta.")
            return go_to("cases.assessments", case_id=page.id)
    draft = url_for("home.keep_draft", form="assessment", subject=page.id)
    return form_page("cases/assessment.html", form, page=page, draft=draft)


@blueprint.get("/cases/<uuid:case_id>/plans")
@requires(_READ)
def plans(case_id: UUID) -> ResponseReturnValue:
    """Show the plans of a case, the latest first, with what may be done to each."""
    page = consult(case_id, "cases.plans")
    rows = queries.plans_of(viewer(), page.id)
    return render_template(
        "cases/plans.html",
        page=page,
        tabs=tabs_of(case_id, "cases.plans"),
        on=today(),
        rows=[(plan, ConfirmForm(version=plan.version), _buttons(plan)) for plan in rows],
        writable=WRITABLE,
        over=PLAN.final,
        may_work=viewer().may(_WORK),
        going=any(plan.state in BEING_PREPARED for plan in rows),
    )


@blueprint.route("/cases/<uuid:case_id>/plans/new", methods=["GET", "POST"])
@requires(_WORK)
def new_plan(case_id: UUID) -> ResponseReturnValue:
    page = consult(case_id, "cases.write")
    form = PlanForm(starts_on=today())
    take_up(form, viewer().account_id, "plan", page.id)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.draw_up_plan(
                actor=viewer(), now=request_now(), case_id=page.id, details=form.details()
            )
            drop_draft(viewer().account_id, "plan", str(page.id))
            flash("Bozza salvata: mandala alla responsabile quando è pronta.")
            return go_to("cases.plans", case_id=page.id)
    draft = url_for("home.keep_draft", form="plan", subject=page.id)
    return form_page("cases/plan.html", form, page=page, title="Scrivi un progetto", draft=draft)


@blueprint.route("/cases/<uuid:case_id>/plans/<uuid:plan_id>/edit", methods=["GET", "POST"])
@requires(_WORK)
def edit_plan(case_id: UUID, plan_id: UUID) -> ResponseReturnValue:
    """Change a plan that is still a draft; two who write together see both texts."""
    page, plan = consult(case_id, "cases.write"), _plan(case_id, plan_id)
    form = PlanForm(data={**plan_values(plan), "version": str(plan.version)})
    if form.validate_on_submit():
        try:
            with form.showing_refusals(REASONS):
                operations.edit_plan(
                    actor=viewer(),
                    now=request_now(),
                    plan_id=plan.id,
                    version=form.opened_at(),
                    details=form.details(),
                )
                flash("Bozza salvata.")
                return go_to("cases.plans", case_id=page.id)
        except Conflict:
            now = _plan(case_id, plan_id)
            form.meet(plan_values(now), now.version)
    return form_page("cases/plan.html", form, page=page, title="Cambia il progetto", draft=None)


@blueprint.route("/cases/<uuid:case_id>/plans/<uuid:plan_id>/consent", methods=["GET", "POST"])
@requires(_WORK)
def plan_consent(case_id: UUID, plan_id: UUID) -> ResponseReturnValue:
    page, plan = consult(case_id, "cases.write"), _plan(case_id, plan_id)
    form = ConsentForm(consent=plan.consent_basis, version=plan.version)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, plan.version):
            operations.note_plan_consent(
                actor=viewer(),
                now=request_now(),
                plan_id=plan.id,
                version=form.opened_at(),
                consent=ConsentBasis(form.consent.data),
            )
            flash("Consenso scritto.")
            return go_to("cases.plans", case_id=page.id)
    return form_page("cases/form.html", form, page=page, title="Scrivi il consenso", button="Salva")


@blueprint.route("/cases/<uuid:case_id>/plans/<uuid:plan_id>/acts/<act>", methods=["GET", "POST"])
@requires(_READ)
def plan_act(case_id: UUID, plan_id: UUID, act: str) -> ResponseReturnValue:
    """Ask what one act on a plan needs and do it, if the table allows it."""
    consult(case_id, "cases.act")
    plan = _plan(case_id, plan_id)
    common: dict[str, Any] = {"actor": viewer(), "now": request_now(), "plan_id": plan.id}
    return take_act(
        act,
        ACTS,
        plan,
        common,
        REASONS,
        template="cases/plan_act.html",
        then=lambda: go_to("cases.plans", case_id=case_id),
    )


def _plan(case_id: UUID, plan_id: UUID) -> PlanPage:
    plan = queries.plan_page(viewer(), PlanId(plan_id))
    if plan.case_id != case_id:
        raise NotFound
    return plan


def _buttons(plan: PlanPage) -> tuple[Button, ...]:
    return buttons(
        plan.offers,
        ACTS,
        lambda act: url_for("cases.plan_act", case_id=plan.case_id, plan_id=plan.id, act=act),
    )
