"""The plan agreed with the person: goals, days, agreement; approved by somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.cases.rules.case import Outcome
from app.catalogue.rules import ConsentBasis

MOST_GOALS = 5


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    CONCLUDED = "concluded"


WRITABLE = (PlanState.DRAFT, PlanState.RETURNED)
BEING_PREPARED = (*WRITABLE, PlanState.SUBMITTED)


class PlanAction(StrEnum):
    """What is done to a plan."""

    DRAW_UP = "draw_up"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    RETURN = "return"
    CONCLUDE = "conclude"


class Agreed(StrEnum):
    """Whether the person agrees. Not yet asked is not a no."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not_yet"


class PlanFault(StrEnum):
    """Why a plan cannot be as it is, or what one must know of it."""

    ENDS_BEFORE_START = "plan_ends_before_start"
    REVIEW_OUTSIDE = "plan_review_outside"
    REVIEW_TOO_FAR = "plan_review_too_far"
    NO_END_OR_REVIEW = "no_end_or_review"
    NO_GOAL = "no_goal"
    AGREEMENT_UNKNOWN = "agreement_unknown"
    WHY_NOT_AGREED = "why_not_agreed"
    CONSENT_UNKNOWN = "consent_unknown"
    NOT_OWN_PLAN = "not_own_plan"
    PLAN_ALREADY_GOING = "plan_already_going"
    OUTCOME_MISSING = "outcome_missing"
    ASSESSED_IN_THE_FUTURE = "assessed_in_the_future"
    NOT_EDITABLE = "plan_not_editable"
    PLAN_OVER = "plan_over"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One goal: what, by which actions."""

    text: str
    actions: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanDetails:
    """Everything typed in a plan; only the first goal is needed to keep a draft."""

    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    agreed: Agreed = Agreed.NOT_YET
    agreed_why: str = ""
    consent_basis: ConsentBasis = ConsentBasis.UNKNOWN
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AssessmentDetails:
    """Everything typed in an assessment, in the order of a report: facts before opinions."""

    assessed_on: date
    situation: str = ""
    resources: str = ""
    risks: str = ""
    opinion: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewDetails:
    """What is written when a plan is looked at again; outcomes by the id of their goal."""

    outcomes: Mapping[UUID, Outcome]
    next_review_on: date
    words: str = ""
    back_to_active: bool = False


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """What the table asks of a plan before somebody acts."""

    dated: bool = False
    goals: int = 0
    agreement_known: bool = False
    consent_known: bool = False
    actor_is_author: bool = False
    another_going: bool = False


def details_fault(details: PlanDetails, review_within: int) -> str | None:
    """Return what cannot be true of a plan (`field:code`), or None.

    `review_within` is how many days may pass before the first review: for children six months.
    """
    start, end, review = details.starts_on, details.ends_on, details.review_on
    if start and end and end <= start:
        return f"ends_on:{PlanFault.ENDS_BEFORE_START}"
    if review and ((start and review < start) or (end and review > end)):
        return f"review_on:{PlanFault.REVIEW_OUTSIDE}"
    if start and review and (review - start).days > review_within:
        return f"review_on:{PlanFault.REVIEW_TOO_FAR}"
    if details.agreed is Agreed.NO and not details.agreed_why:
        return f"agreed_why:{PlanFault.WHY_NOT_AGREED}"
    return None


def has_end_and_review(facts: PlanFacts) -> str | None:
    """Ask for the day it ends and the day it is looked at again."""
    return None if facts.dated else PlanFault.NO_END_OR_REVIEW


def has_a_goal(facts: PlanFacts) -> str | None:
    """Ask for one goal at least."""
    return None if facts.goals else PlanFault.NO_GOAL


def agreement_is_known(facts: PlanFacts) -> str | None:
    """Ask whether the person agrees; a no with its why is an answer."""
    return None if facts.agreement_known else PlanFault.AGREEMENT_UNKNOWN


def consents_known(facts: PlanFacts) -> str | None:
    """Say that a consent is missing; it stops nothing."""
    return None if facts.consent_known else PlanFault.CONSENT_UNKNOWN


def not_own_plan(facts: PlanFacts) -> str | None:
    """Refuse that the author of a plan decides on it."""
    return PlanFault.NOT_OWN_PLAN if facts.actor_is_author else None


def no_other_plan_going(facts: PlanFacts) -> str | None:
    """Refuse a second plan while one is being written or waits for approval."""
    return PlanFault.PLAN_ALREADY_GOING if facts.another_going else None
