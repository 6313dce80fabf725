"""The case, from taking charge to closure."""

from app.accounts.policy import Permission
from app.cases.rules.case import (
    FINAL_STATES,
    WORKING_STATES,
    CaseAction,
    CaseFacts,
    CaseState,
    adult_without_order,
    child_fields_known,
    has_a_plan,
    is_deceased,
    is_first_level,
    is_not_penal,
    is_not_sealed,
    is_of_age,
    is_sealed,
    is_second_level,
    no_active_request,
    no_active_service,
    no_open_court_term,
    no_other_ordinary_case,
    no_other_penal_case,
    no_unread_referral,
    nothing_keeps_it_open,
    plan_is_approved,
    services_go_on,
)
from app.cases.rules.passing import (
    is_in_passage,
    is_the_holder,
    is_the_new_holder,
    not_asked_yet,
    not_in_passage,
    protection_assured,
)
from app.catalogue.rules import Term
from app.kernel.workflow import Procedure, Row, Source, Target

_OPEN, _WORK = Permission.CASES_CASE_OPEN, Permission.CASES_CASE_WORK
_DECIDE, _SEAL = Permission.CASES_CASE_DECIDE, Permission.CASES_CASE_SEAL
_S, _A = CaseState, CaseAction
_CaseRow = Row[CaseState, CaseAction, CaseFacts]

_ANY_BEFORE_THE_END = (*WORKING_STATES, _S.SUSPENDED)
_ASSESSMENT = (Term.ASSESSMENT_START, Term.ASSESSMENT, Term.ASSESSMENT_MINOR)
_REVIEW = (Term.PLAN_REVIEW, Term.PLAN_REVIEW_MINOR)
# Every clock of a case: they stop when it is closed.
CASE_TERMS = (
    *_ASSESSMENT,
    *_REVIEW,
    Term.PRIVACY_NOTICE,
    Term.PLAN_APPROVAL,
    Term.SUSPENSION_RECHECK,
    Term.HANDOVER_ACCEPTANCE,
    Term.REASSIGN,
    Term.MONITORING_CONTACT,
    Term.TRANSFER_ANSWER,
    Term.CLOSURE_DECISION,
)
_TAKEN_OVER = (Term.HANDOVER_ACCEPTANCE, Term.REASSIGN)
_NOTHING_PENDING = (
    no_open_court_term,
    no_active_service,
    no_active_request,
    no_unread_referral,
    nothing_keeps_it_open,
)


def _back(
    action: CaseAction, source: CaseState, who: str, to: tuple[CaseState, ...], stops: Term,
    *, needs_reason: bool = False,
) -> tuple[_CaseRow, ...]:  # fmt: skip
    """Return one row for each state a case may go back to: its steps say which one it was."""
    return tuple(
        Row(
            action=action,
            sources={source},
            to=state,
            who=who,
            needs_reason=needs_reason,
            stops=(stops,),
        )
        for state in to
    )


_WORKING: tuple[_CaseRow, ...] = (
    Row(
        action=_A.OPEN_CASE,
        sources=Source.NOTHING,
        to=_S.OPEN,
        who=_OPEN,
        refuse=(no_other_ordinary_case, no_other_penal_case),
        starts=(Term.ASSESSMENT_START, Term.PRIVACY_NOTICE),
    ),
    Row(
        action=_A.ASSESS,
        sources={_S.OPEN, _S.ACTIVE, _S.MONITORING, _S.SUSPENDED},
        to=_S.ASSESSING,
        who=_WORK,
        starts=(Term.ASSESSMENT, Term.ASSESSMENT_MINOR),
        stops=(Term.ASSESSMENT_START, Term.SUSPENSION_RECHECK, Term.MONITORING_CONTACT),
        note="the one of the two that suits the age",
    ),
    Row(
        action=_A.SET_PLAN,
        sources={_S.OPEN, _S.ASSESSING},
        to=_S.ACTIVE,
        who=_WORK,
        refuse=(plan_is_approved,),
        starts=_REVIEW,
        stops=_ASSESSMENT,
        note="taken when the plan is approved",
    ),
    Row(
        action=_A.REVIEW,
        sources={_S.ACTIVE, _S.MONITORING},
        to=Target.SAME,
        who=_WORK,
        refuse=(has_a_plan,),
        starts=_REVIEW,
        stops=_REVIEW,
    ),
    Row(
        action=_A.REVIEW,
        sources={_S.MONITORING},
        to=_S.ACTIVE,
        who=_WORK,
        refuse=(has_a_plan,),
        starts=_REVIEW,
        stops=(*_REVIEW, Term.MONITORING_CONTACT),
    ),
    Row(
        action=_A.TO_MONITORING,
        sources={_S.ACTIVE},
        to=_S.MONITORING,
        who=_WORK,
        warn=(services_go_on,),
        starts=(Term.MONITORING_CONTACT,),
    ),
)
_RESTING: tuple[_CaseRow, ...] = (
    Row(
        action=_A.SUSPEND,
        sources=set(WORKING_STATES),
        to=_S.SUSPENDED,
        who=_DECIDE,
        refuse=(no_open_court_term,),
        starts=(Term.SUSPENSION_RECHECK,),
        stops=(Term.MONITORING_CONTACT,),
    ),
    *_back(_A.RESUME, _S.SUSPENDED, _WORK, WORKING_STATES, Term.SUSPENSION_RECHECK),
)
_PASSING: tuple[_CaseRow, ...] = (
    Row(
        action=_A.PROPOSE_HANDOVER,
        sources=Source.OPEN,
        to=Target.SAME,
        who=_WORK,
        refuse=(not_in_passage,),
        starts=(Term.HANDOVER_ACCEPTANCE,),
    ),
    Row(
        action=_A.ACCEPT_HANDOVER,
        sources=Source.OPEN,
        to=Target.SAME,
        who=_WORK,
        refuse=(is_in_passage, is_the_new_holder),
        stops=_TAKEN_OVER,
    ),
    Row(
        action=_A.REFUSE_HANDOVER,
        sources=Source.OPEN,
        to=Target.SAME,
        who=_WORK,
        refuse=(is_in_passage, is_the_new_holder),
        stops=(Term.HANDOVER_ACCEPTANCE,),
    ),
    Row(
        action=_A.ASK_REASSIGN,
        sources=Source.OPEN,
        to=Target.SAME,
        who=_WORK,
        refuse=(is_the_holder, not_asked_yet),
        starts=(Term.REASSIGN,),
        note="until somebody else has it, who asks answers for it",
    ),
    Row(
        action=_A.REASSIGN,
        sources=Source.OPEN,
        to=Target.SAME,
        who=_DECIDE,
        stops=_TAKEN_OVER,
    ),
    Row(
        action=_A.PROPOSE_BODY,
        sources=set(_ANY_BEFORE_THE_END),
        to=_S.TRANSFER_PROPOSED,
        who=_DECIDE,
        refuse=(protection_assured,),
        warn=(services_go_on,),
        needs_reason=True,
        starts=(Term.TRANSFER_ANSWER,),
    ),
    Row(
        action=_A.BODY_ACCEPTED,
        sources={_S.TRANSFER_PROPOSED},
        to=_S.CLOSED_TRANSFERRED,
        who=_DECIDE,
        stops=CASE_TERMS,
    ),
    *_back(
        _A.BODY_REFUSED, _S.TRANSFER_PROPOSED, _DECIDE, _ANY_BEFORE_THE_END, Term.TRANSFER_ANSWER
    ),
    *_back(
        _A.BODY_TAKEN_BACK,
        _S.TRANSFER_PROPOSED,
        _DECIDE,
        _ANY_BEFORE_THE_END,
        Term.TRANSFER_ANSWER,
        needs_reason=True,
    ),
)
_ENDING: tuple[_CaseRow, ...] = (
    Row(
        action=_A.PROPOSE_CLOSURE,
        sources=set(_ANY_BEFORE_THE_END),
        to=_S.CLOSING,
        who=_WORK,
        refuse=_NOTHING_PENDING,
        warn=(child_fields_known,),
        starts=(Term.CLOSURE_DECISION,),
    ),
    Row(
        action=_A.CLOSE,
        sources={_S.CLOSING},
        to=_S.CLOSED,
        who=_DECIDE,
        refuse=(*_NOTHING_PENDING, child_fields_known),
        stops=CASE_TERMS,
    ),
    Row(
        action=_A.CLOSE,
        sources={_S.CLOSING},
        to=_S.CLOSED,
        who=_WORK,
        refuse=(adult_without_order, *_NOTHING_PENDING),
        stops=CASE_TERMS,
    ),
    *_back(
        _A.REFUSE_CLOSURE, _S.CLOSING, _DECIDE, _ANY_BEFORE_THE_END, Term.CLOSURE_DECISION,
        needs_reason=True,
    ),
    Row(
        action=_A.REOPEN,
        sources={_S.CLOSED},
        to=_S.OPEN,
        who=_OPEN,
        refuse=(no_other_ordinary_case, no_other_penal_case),
        needs_reason=True,
        starts=(Term.ASSESSMENT_START,),
    ),
)  # fmt: skip
_BESIDE: tuple[_CaseRow, ...] = (
    Row(action=_A.SEAL, sources=Source.ANY, to=Target.SAME, who=_SEAL, refuse=(is_not_sealed,)),
    Row(action=_A.UNSEAL, sources=Source.ANY, to=Target.SAME, who=_SEAL, refuse=(is_sealed,)),
    Row(
        action=_A.TO_SECOND_LEVEL,
        sources=Source.ANY,
        to=Target.SAME,
        who=_WORK,
        refuse=(is_first_level,),
    ),
    Row(
        action=_A.TO_FIRST_LEVEL,
        sources=Source.ANY,
        to=Target.SAME,
        who=_DECIDE,
        refuse=(is_second_level, is_not_penal),
    ),
    Row(
        action=_A.RECORD_DEATH,
        sources=Source.OPEN,
        to=Target.SAME,
        who=_WORK,
        refuse=(is_deceased,),
    ),
    Row(action=_A.COME_OF_AGE, sources=Source.OPEN, to=Target.SAME, who=_WORK, refuse=(is_of_age,)),
)

CASE: Procedure[CaseState, CaseAction, CaseFacts] = Procedure(
    name="case",
    states=CaseState,
    actions=CaseAction,
    final=FINAL_STATES,
    passing=frozenset({_S.CLOSING, _S.TRANSFER_PROPOSED}),
    rows=(*_WORKING, *_RESTING, *_PASSING, *_ENDING, *_BESIDE),
)
