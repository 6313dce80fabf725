"""NeedsAssessment and plan: what was seen, what is done together, approved by somebody else."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import (
    Case,
    CaseTerm,
    GoalReview,
    IndividualPlan,
    NeedsAssessment,
    PlanGoal,
    PlanStep,
)
from app.cases.operations.taking import Said, take, whose_clocks
from app.cases.procedure import PLAN
from app.cases.rules.case import CaseAction, CaseState, Outcome
from app.cases.rules.consents import known_since
from app.cases.rules.plan import (
    BEING_PREPARED,
    WRITABLE,
    AssessmentDetails,
    PlanAction,
    PlanDetails,
    PlanFacts,
    PlanFault,
    PlanState,
    ReviewDetails,
    details_fault,
)
from app.catalogue.clocks import start_term, stop_terms
from app.catalogue.queries import length_of
from app.catalogue.rules import ConsentBasis, Term
from app.consents.rules import ConsentAct
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import CaseId, PlanId
from app.transaction.steps import step_columns
from app.transaction.use_case import use_case

_WORK, _APPROVE = Permission.CASES_CASE_WORK, Permission.CASES_PLAN_APPROVE


@use_case("cases.assessment.write", permission=_WORK)
def write_assessment(
    *, actor: Viewer, now: datetime, case_id: CaseId, details: AssessmentDetails
) -> UUID:
    """Write a new version of the assessment of a need; those before stay as they were.

    Refuses a day that has not come yet (`Invalid`).
    """
    if details.assessed_on > office_date(now):
        raise Invalid(f"assessed_on:{PlanFault.ASSESSED_IN_THE_FUTURE}")
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    last = db.session.scalar(
        select(func.max(NeedsAssessment.number)).where(*queries.its(NeedsAssessment, case))
    )
    written = NeedsAssessment(
        organisation_id=case.organisation_id,
        data_key_id=case.data_key_id,
        case_id=case.id,
        number=(last or 0) + 1,
        assessed_on=details.assessed_on,
        author_name=actor.name,
        written_at=now,
        situation=details.situation,
        resources=details.resources,
        risks=details.risks,
        opinion=details.opinion,
    )
    db.session.add(written)
    done = (Term.ASSESSMENT_START, Term.ASSESSMENT, Term.ASSESSMENT_MINOR)
    stop_terms(CaseTerm, whose_clocks(case), done, at=now)
    return written.id


@use_case("cases.plan.draw_up", permission=_WORK)
def draw_up_plan(*, actor: Viewer, now: datetime, case_id: CaseId, details: PlanDetails) -> PlanId:
    """Keep the draft of a plan and return its id.

    Refuses days that cannot be (`Invalid`) and a second plan while one is being prepared.
    """
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    _check(actor, now, case, details)
    facts = PlanFacts(another_going=queries.going_plan(actor, case.id) is not None)
    step = PLAN.step(None, PlanAction.DRAW_UP, facts, actor.may)
    plan = IndividualPlan(
        organisation_id=case.organisation_id,
        data_key_id=case.data_key_id,
        case_id=case.id,
        state=step.to,
        author_id=actor.account_id,
        author_name=actor.name,
        approved_by="",
    )
    _write(plan, details, now)
    db.session.add(plan)
    db.session.flush()
    _record(plan, step_columns(actor, now, step))
    _write_goals(plan, details)
    return plan.id


@use_case("cases.plan.edit", permission=_WORK)
def edit_plan(
    *, actor: Viewer, now: datetime, plan_id: PlanId, version: int, details: PlanDetails
) -> CaseId:
    """Change a plan not yet sent, or sent back; return the id of its case.

    Refuses one already sent (`NotAllowedNow`) and a form opened on an older version (`Conflict`).
    """
    plan, case = _for_change(actor, plan_id, version)
    if PlanState(plan.state) not in WRITABLE:
        raise NotAllowedNow(PlanFault.NOT_EDITABLE)
    _check(actor, now, case, details)
    _write(plan, details, now)
    _write_goals(plan, details)
    return case.id


@use_case("cases.plan.submit", permission=_WORK)
def submit_plan(*, actor: Viewer, now: datetime, plan_id: PlanId, version: int) -> None:
    """Send a plan to who approves; it wants an end, a review, a goal, and whether it is agreed."""
    plan, case = _for_change(actor, plan_id, version)
    _note_known(actor, now, plan)
    _take(actor, now, plan, PlanAction.SUBMIT)
    start_term(CaseTerm, whose_clocks(case), Term.PLAN_APPROVAL, actor=actor, since=now)


@use_case("cases.plan.withdraw", permission=_WORK)
def withdraw_plan(*, actor: Viewer, now: datetime, plan_id: PlanId, version: int) -> None:
    """Take a plan back before it is looked at, to change it."""
    plan, case = _for_change(actor, plan_id, version)
    _take(actor, now, plan, PlanAction.WITHDRAW)
    stop_terms(CaseTerm, whose_clocks(case), [Term.PLAN_APPROVAL], at=now)


@use_case("cases.plan.approve", permission=_APPROVE)
def approve_plan(*, actor: Viewer, now: datetime, plan_id: PlanId, version: int) -> None:
    """Approve a plan written by somebody else: it is in force, and the one before is concluded.

    A case that waited for its plan becomes active, with its review on the day of the plan.
    """
    plan, case = _for_change(actor, plan_id, version)
    _take(actor, now, plan, PlanAction.APPROVE)
    plan.approved_by, plan.approved_at = actor.signing(_APPROVE), now
    stop_terms(CaseTerm, whose_clocks(case), [Term.PLAN_APPROVAL], at=now)
    conclude_plans(actor, now, case, but=plan.id, only=(PlanState.APPROVED,))
    db.session.flush()
    if CaseState(case.state) in (CaseState.OPEN, CaseState.ASSESSING):
        take(actor, now, case, CaseAction.SET_PLAN, Said(review_on=plan.review_on))
    else:
        _expect_review(actor, now, case, plan.review_on)


@use_case("cases.plan.return", permission=_APPROVE)
def return_plan(*, actor: Viewer, now: datetime, plan_id: PlanId, version: int, words: str) -> None:
    """Send a plan back to who wrote it, writing what to change; never one's own."""
    plan, case = _for_change(actor, plan_id, version)
    _take(actor, now, plan, PlanAction.RETURN, words)
    stop_terms(CaseTerm, whose_clocks(case), [Term.PLAN_APPROVAL], at=now)


@use_case("cases.plan.consent", permission=_WORK)
def note_plan_consent(
    *, actor: Viewer, now: datetime, plan_id: PlanId, version: int, consent: ConsentBasis
) -> None:
    """Write who consents to a plan, also when it has already been sent or approved.

    Refuses a plan that is concluded (`NotAllowedNow`) and a form opened on an older version.
    """
    plan, _ = _for_change(actor, plan_id, version)
    if PlanState(plan.state) in PLAN.final:
        raise NotAllowedNow(PlanFault.PLAN_OVER)
    _consent(plan, consent, now)


@use_case("cases.plan.conclude", permission=_WORK)
def conclude_plan(*, actor: Viewer, now: datetime, plan_id: PlanId, version: int) -> None:
    """End a plan, or drop a draft; what it said stays."""
    plan, case = _for_change(actor, plan_id, version)
    _take(actor, now, plan, PlanAction.CONCLUDE)
    reviews = (Term.PLAN_REVIEW, Term.PLAN_REVIEW_MINOR)
    stop_terms(CaseTerm, whose_clocks(case), reviews, at=now)


@use_case("cases.plan.review", permission=_WORK)
def review_plan(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    version: int,
    details: ReviewDetails,
) -> None:
    """Look at the plan again: an outcome for every goal, and the day of the next review.

    Refuses a goal without its outcome and a next review that is past, beyond the end of the plan
    or too far (`Invalid`). From monitoring the case may go back to its active plan.
    """
    case = queries.for_change(actor, case_id, version)
    plan = queries.plan_in_force(actor, case.id)
    if plan is not None:
        _check_next(actor, now, case, plan, details.next_review_on)
        _write_outcomes(plan, details.outcomes, now)
        plan.review_on = details.next_review_on
    to = CaseState.ACTIVE if details.back_to_active else CaseState(case.state)
    said = Said(words=details.words, to=to, review_on=details.next_review_on)
    take(actor, now, case, CaseAction.REVIEW, said)


def conclude_plans(
    actor: Viewer,
    now: datetime,
    case: Case,
    *,
    but: PlanId | None = None,
    only: tuple[PlanState, ...] = (*BEING_PREPARED, PlanState.APPROVED),
) -> None:
    """End the plans of a case that are still going, inside the use case under way."""
    plans = db.session.scalars(
        select(IndividualPlan).where(
            *queries.its(IndividualPlan, case),
            IndividualPlan.state.in_(list(only)),
        )
    )
    for plan in plans:
        if plan.id != but:
            step = PLAN.step(
                PlanState(plan.state), PlanAction.CONCLUDE, PlanFacts(), lambda _who: True
            )
            plan.state = step.to
            _record(plan, step_columns(actor, now, step))


def _for_change(actor: Viewer, plan_id: PlanId, version: int) -> tuple[IndividualPlan, Case]:
    case = queries.for_change(actor, queries.case_of_plan(actor, plan_id))
    about("case", case.id)
    return queries.plan_for_change(actor, plan_id, version), case


def _take(
    actor: Viewer, now: datetime, plan: IndividualPlan, action: PlanAction, words: str = ""
) -> None:
    facts = queries.plan_facts(actor, plan, len(_goals(plan)))
    step = PLAN.step(PlanState(plan.state), action, facts, actor.may, reason=words)
    plan.state = step.to
    _record(plan, step_columns(actor, now, step), words)


def _record(plan: IndividualPlan, columns: Mapping[str, object], words: str = "") -> None:
    db.session.add(
        PlanStep(
            organisation_id=plan.organisation_id,
            data_key_id=plan.data_key_id,
            plan_id=plan.id,
            words=words,
            **columns,
        )
    )


def _longest_review(actor: Viewer, now: datetime, case: Case) -> int:
    """Return how many days may pass before a review: for children half those of adults."""
    on = office_date(now)
    minor = queries.facts_of(actor, case, on).minor
    return length_of(actor, Term.PLAN_REVIEW_MINOR if minor else Term.PLAN_REVIEW, on).number


def _check(actor: Viewer, now: datetime, case: Case, details: PlanDetails) -> None:
    fault = details_fault(details, _longest_review(actor, now, case))
    if fault:
        raise Invalid(fault)


def _check_next(actor: Viewer, now: datetime, case: Case, plan: IndividualPlan, on: date) -> None:
    today = office_date(now)
    if on <= today or (plan.ends_on and on > plan.ends_on):
        raise Invalid(f"next_review_on:{PlanFault.REVIEW_OUTSIDE}")
    if (on - today).days > _longest_review(actor, now, case):
        raise Invalid(f"next_review_on:{PlanFault.REVIEW_TOO_FAR}")


def _write(plan: IndividualPlan, details: PlanDetails, now: datetime) -> None:
    plan.starts_on, plan.ends_on = details.starts_on, details.ends_on
    plan.review_on = details.review_on
    plan.agreed, plan.agreed_why = details.agreed, details.agreed_why
    _consent(plan, details.consent_basis, now)
    plan.written_at = now
    flag_modified(plan, "written_at")  # goals changed alone still make older forms stale


def _consent(plan: IndividualPlan, basis: ConsentBasis, now: datetime) -> None:
    plan.consent_known_at = known_since(basis, plan.consent_known_at, now)
    plan.consent_basis = basis


def _note_known(actor: Viewer, now: datetime, plan: IndividualPlan) -> None:
    """Write on a plan the consent the archive knows by now, where none is written."""
    written, act = ConsentBasis(plan.consent_basis), ConsentAct.ASSESSMENT
    known = queries.consent_for(actor, plan.case_id, act, written, office_date(now))
    if known is not written:
        _consent(plan, known, now)


def _goals(plan: IndividualPlan) -> list[PlanGoal]:
    return list(
        db.session.scalars(
            select(PlanGoal).where(*queries.its(PlanGoal, plan)).order_by(PlanGoal.position)
        )
    )


def _write_goals(plan: IndividualPlan, details: PlanDetails) -> None:
    """Write the goals over those of before, position by position."""
    there = {goal.position: goal for goal in _goals(plan)}
    for position, wanted in enumerate(details.goals):
        goal = there.pop(position, None)
        if goal is None:
            goal = PlanGoal(
                organisation_id=plan.organisation_id,
                data_key_id=plan.data_key_id,
                plan_id=plan.id,
                position=position,
            )
            db.session.add(goal)
        goal.text, goal.actions = wanted.text, wanted.actions
    for gone in there.values():
        db.session.delete(gone)


def _write_outcomes(plan: IndividualPlan, outcomes: Mapping[UUID, Outcome], now: datetime) -> None:
    goals = _goals(plan)
    if {goal.id for goal in goals} != set(outcomes):
        raise Invalid(PlanFault.OUTCOME_MISSING)
    db.session.add_all(
        GoalReview(
            organisation_id=plan.organisation_id,
            goal_id=goal.id,
            outcome=outcomes[goal.id],
            reviewed_at=now,
        )
        for goal in goals
    )


def _expect_review(actor: Viewer, now: datetime, case: Case, review_on: date | None) -> None:
    minor = queries.facts_of(actor, case, office_date(now)).minor
    term = Term.PLAN_REVIEW_MINOR if minor else Term.PLAN_REVIEW
    started = start_term(CaseTerm, whose_clocks(case), term, actor=actor, since=now)
    if review_on is not None:
        started.due_on = review_on
