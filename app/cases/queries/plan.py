"""Reading assessments and plans of a case in reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from app.cases.models import (
    Case,
    GoalReview,
    IndividualPlan,
    NeedsAssessment,
    PlanGoal,
    PlanStep,
)
from app.cases.procedure import PLAN
from app.cases.queries.its import same_body
from app.cases.queries.scope import in_reach
from app.cases.rules.case import Outcome
from app.cases.rules.plan import BEING_PREPARED, Agreed, PlanAction, PlanFacts, PlanState
from app.catalogue.rules import ConsentBasis
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, PlanId
from app.kernel.workflow import Offer
from app.transaction.loading import found, locked


@dataclass(frozen=True)
class GoalRow:
    """One goal, with the last outcome written."""

    id: UUID
    text: str
    actions: str
    outcome: Outcome | None
    reviewed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """A whole plan."""

    id: PlanId
    case_id: CaseId
    version: int
    state: PlanState
    starts_on: date | None
    ends_on: date | None
    review_on: date | None
    agreed: Agreed
    agreed_why: str
    consent_basis: ConsentBasis
    consent_known_at: datetime | None
    author_name: str
    approved_by: str
    approved_at: datetime | None
    returned_because: str
    goals: tuple[GoalRow, ...]
    offers: tuple[Offer[PlanState, PlanAction], ...]


@dataclass(frozen=True, kw_only=True)
class AssessmentRow:
    """One version of the assessment."""

    id: UUID
    number: int
    assessed_on: date
    author_name: str
    situation: str
    resources: str
    risks: str
    opinion: str


@dataclass(frozen=True)
class PlanToApprove:
    """A plan that waits for the supervisor: by the number of the case, without names."""

    case_id: CaseId
    plan_id: PlanId
    number: str
    author_name: str


def plans_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the plans this viewer may read: those of the cases she may open."""
    of_body = IndividualPlan.organisation_id == viewer.organisation_id
    return and_(of_body, in_reach(viewer, IndividualPlan.case_id))


def case_of_plan(viewer: Viewer, plan_id: PlanId) -> CaseId:
    """Return the case of a plan in reach; `NotFound` otherwise."""
    return found(
        select(IndividualPlan.case_id).where(plans_visible_to(viewer), IndividualPlan.id == plan_id)
    )


def plan_for_change(viewer: Viewer, plan_id: PlanId, version: int) -> IndividualPlan:
    """Return the plan to be changed, its case already locked; `Conflict` on another version."""
    reach = plans_visible_to(viewer)
    return locked(select(IndividualPlan).where(reach, IndividualPlan.id == plan_id), version)


def plan_facts(viewer: Viewer, plan: IndividualPlan, goals: int) -> PlanFacts:
    """Return what the table asks of a plan with so many goals."""
    return PlanFacts(
        dated=None not in (plan.starts_on, plan.ends_on, plan.review_on),
        goals=goals,
        agreement_known=plan.agreed != Agreed.NOT_YET,
        consent_known=plan.consent_basis != ConsentBasis.UNKNOWN,
        actor_is_author=plan.author_id == viewer.account_id,
    )


def going_plan(viewer: Viewer, case_id: CaseId) -> PlanId | None:
    """Return the plan of a case that is being prepared, if any."""
    return db.session.scalar(
        select(IndividualPlan.id).where(
            plans_visible_to(viewer),
            IndividualPlan.case_id == case_id,
            IndividualPlan.state.in_(BEING_PREPARED),
        )
    )


def plan_in_force(viewer: Viewer, case_id: CaseId) -> IndividualPlan | None:
    """Return the approved plan of a case, if any: for use cases, never for a page."""
    return db.session.scalar(
        select(IndividualPlan).where(
            plans_visible_to(viewer),
            IndividualPlan.case_id == case_id,
            IndividualPlan.state == PlanState.APPROVED,
        )
    )


def plan_page(viewer: Viewer, plan_id: PlanId) -> PlanPage:
    """Return a plan; `NotFound` out of reach."""
    pages = _pages(viewer, IndividualPlan.id == plan_id)
    if not pages:
        raise NotFound
    return pages[0]


def plans_of(viewer: Viewer, case_id: CaseId) -> list[PlanPage]:
    """Return the plans of a case, the latest first."""
    return _pages(viewer, IndividualPlan.case_id == case_id)


def plans_to_approve(viewer: Viewer) -> list[PlanToApprove]:
    """Return the plans that wait for approval in the viewer's reach, the oldest first."""
    rows = db.session.execute(
        select(IndividualPlan, Case.number)
        .join(Case, same_body(Case, IndividualPlan, IndividualPlan.case_id))
        .where(plans_visible_to(viewer), IndividualPlan.state == PlanState.SUBMITTED)
        .order_by(IndividualPlan.written_at)
    )
    return [PlanToApprove(plan.case_id, plan.id, number, plan.author_name) for plan, number in rows]


def assessments_of(viewer: Viewer, case_id: CaseId) -> list[AssessmentRow]:
    """Return the versions of the assessment of a case, the latest first."""
    rows = db.session.scalars(
        select(NeedsAssessment)
        .where(
            NeedsAssessment.organisation_id == viewer.organisation_id,
            in_reach(viewer, NeedsAssessment.case_id),
            NeedsAssessment.case_id == case_id,
        )
        .order_by(NeedsAssessment.number.desc())
    )
    return [
        AssessmentRow(
            id=row.id,
            number=row.number,
            assessed_on=row.assessed_on,
            author_name=row.author_name,
            situation=row.situation or "",
            resources=row.resources or "",
            risks=row.risks or "",
            opinion=row.opinion or "",
        )
        for row in rows
    ]


def _pages(viewer: Viewer, *criteria: ColumnElement[bool]) -> list[PlanPage]:
    plans = db.session.scalars(
        select(IndividualPlan)
        .where(plans_visible_to(viewer), *criteria)
        .order_by(IndividualPlan.written_at.desc(), IndividualPlan.id.desc())
    ).all()
    ids = [plan.id for plan in plans]
    goals, returned = _goals(viewer, ids), _returned(viewer, ids)
    return [
        PlanPage(
            id=plan.id,
            case_id=plan.case_id,
            version=plan.version,
            state=PlanState(plan.state),
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            review_on=plan.review_on,
            agreed=Agreed(plan.agreed),
            agreed_why=plan.agreed_why or "",
            consent_basis=ConsentBasis(plan.consent_basis),
            consent_known_at=plan.consent_known_at,
            author_name=plan.author_name,
            approved_by=plan.approved_by,
            approved_at=plan.approved_at,
            returned_because=returned.get(plan.id, ""),
            goals=tuple(goals.get(plan.id, ())),
            offers=PLAN.offers(
                PlanState(plan.state),
                plan_facts(viewer, plan, len(goals.get(plan.id, ()))),
                viewer.may,
            ),
        )
        for plan in plans
    ]


def _goals(viewer: Viewer, plan_ids: Sequence[PlanId]) -> dict[PlanId, list[GoalRow]]:
    goals = db.session.scalars(
        select(PlanGoal)
        .where(
            PlanGoal.organisation_id == viewer.organisation_id,
            PlanGoal.plan_id.in_(list(plan_ids)),
        )
        .order_by(PlanGoal.position)
    ).all()
    reviews = db.session.scalars(
        select(GoalReview)
        .where(
            GoalReview.organisation_id == viewer.organisation_id,
            GoalReview.goal_id.in_([goal.id for goal in goals]),
        )
        .order_by(GoalReview.reviewed_at)
    )
    last = {review.goal_id: review for review in reviews}
    rows: dict[PlanId, list[GoalRow]] = {}
    for goal in goals:
        review = last.get(goal.id)
        rows.setdefault(goal.plan_id, []).append(
            GoalRow(
                goal.id,
                goal.text or "",
                goal.actions or "",
                Outcome(review.outcome) if review else None,
                review.reviewed_at if review else None,
            )
        )
    return rows


def _returned(viewer: Viewer, plan_ids: Sequence[PlanId]) -> dict[PlanId, str]:
    """Why each plan was last sent back."""
    rows = db.session.scalars(
        select(PlanStep)
        .where(
            PlanStep.organisation_id == viewer.organisation_id,
            PlanStep.plan_id.in_(list(plan_ids)),
            PlanStep.action == PlanAction.RETURN,
        )
        .order_by(PlanStep.at)
    )
    return {row.plan_id: row.words or "" for row in rows}
