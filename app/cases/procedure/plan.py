"""The plan: written by one person, approved by another."""

from app.accounts.policy import Permission
from app.cases.rules.plan import (
    PlanAction,
    PlanFacts,
    PlanState,
    agreement_is_known,
    consents_known,
    has_a_goal,
    has_end_and_review,
    no_other_plan_going,
    not_own_plan,
)
from app.catalogue.rules import Term
from app.kernel.workflow import Procedure, Row, Source

_WORK, _APPROVE = Permission.CASES_CASE_WORK, Permission.CASES_PLAN_APPROVE
_S, _A = PlanState, PlanAction

PLAN: Procedure[PlanState, PlanAction, PlanFacts] = Procedure(
    name="plan",
    states=PlanState,
    actions=PlanAction,
    final=frozenset({PlanState.CONCLUDED}),
    rows=(
        Row(
            action=_A.DRAW_UP,
            sources=Source.NOTHING,
            to=_S.DRAFT,
            who=_WORK,
            refuse=(no_other_plan_going,),
        ),
        Row(
            action=_A.SUBMIT,
            sources={_S.DRAFT, _S.RETURNED},
            to=_S.SUBMITTED,
            who=_WORK,
            refuse=(has_end_and_review, has_a_goal, agreement_is_known),
            warn=(consents_known,),
            starts=(Term.PLAN_APPROVAL,),
        ),
        Row(
            action=_A.WITHDRAW,
            sources={_S.SUBMITTED},
            to=_S.DRAFT,
            who=_WORK,
            stops=(Term.PLAN_APPROVAL,),
        ),
        Row(
            action=_A.APPROVE,
            sources={_S.SUBMITTED},
            to=_S.APPROVED,
            who=_APPROVE,
            refuse=(not_own_plan,),
            stops=(Term.PLAN_APPROVAL,),
            causes="case_set_plan",
        ),
        Row(
            action=_A.RETURN,
            sources={_S.SUBMITTED},
            to=_S.RETURNED,
            who=_APPROVE,
            refuse=(not_own_plan,),
            needs_reason=True,
            stops=(Term.PLAN_APPROVAL,),
        ),
        Row(
            action=_A.CONCLUDE,
            sources=Source.OPEN,
            to=_S.CONCLUDED,
            who=_WORK,
        ),
    ),
)
