"""The conditions of procedure 3.3, one by one, and who may do what."""

import pytest

from app.accounts.policy import Role, reaches
from app.intake.procedure import REFERRAL, ReferralAction, ReferralState
from app.intake.rules import Answer, ReferralFacts, ReferralKind, Urgency
from app.kernel.errors import NotAllowedNow

S, A = ReferralState, ReferralAction


def _everything(_permission: str) -> bool:
    return True


def _to(state: S, action: A, facts: ReferralFacts, to: S | None = None) -> S | str:
    try:
        return REFERRAL.step(state, action, facts, _everything, to=to, reason="perché").to
    except NotAllowedNow as refused:
        return refused.reasons[0]


ADULT = {"all_adult": True}


@pytest.mark.parametrize(
    ("state", "action", "known", "end"),
    [
        (S.IN_EVALUATION, A.PROPOSE_SIGNPOST, ADULT, S.SIGNPOSTED),
        (S.IN_EVALUATION, A.PROPOSE_SIGNPOST, {}, S.PROPOSED_CLOSURE),
        (S.IN_EVALUATION, A.PROPOSE_SIGNPOST, {**ADULT, "court_order": True}, S.PROPOSED_CLOSURE),
        (S.IN_EVALUATION, A.ARCHIVE_ADULT, ADULT, S.ARCHIVED),
        (S.IN_EVALUATION, A.ARCHIVE_ADULT, {}, "second_reading_needed"),
        (S.IN_EVALUATION, A.ARCHIVE_ADULT, {**ADULT, "court_order": True}, "second_reading_needed"),
        (S.ASSIGNED, A.PROPOSE_ARCHIVE, {}, "not_in_this_state"),
        (S.RECEIVED, A.TAKE_URGENT, {}, "not_urgent"),
        (S.RECEIVED, A.TAKE_URGENT, {"urgency": Urgency.WITHIN_7_DAYS}, "not_urgent"),
        (S.RECEIVED, A.TAKE_URGENT, {"urgency": Urgency.WITHIN_48_HOURS}, S.ASSIGNED),
        (S.ASSIGNED, A.GIVE_BACK, {}, "not_assigned_to_you"),
        (S.ASSIGNED, A.GIVE_BACK, {"is_assignee": True}, S.REASSIGN_ASKED),
        (S.ASSIGNED, A.FIRST_CONTACT, {}, "real_contact"),
        (S.ASSIGNED, A.FIRST_CONTACT, {"real_contact": True}, S.IN_EVALUATION),
        (S.ASSIGNED, A.TAKE_CHARGE, {}, "basis_missing"),
        (S.ASSIGNED, A.TAKE_CHARGE, {"basis_given": True}, S.TAKEN_CHARGE),
        (S.RECEIVED, A.LINK_TO_CASE, {}, S.LINKED),
        (S.RECEIVED, A.LINK_TO_CASE, {"case_is_open": False}, "case_not_open"),
        (S.RECEIVED, A.LINK_TO_CASE, {"holder_is_live": False}, S.PROPOSED_CLOSURE),
        (S.RECEIVED, A.LINK_TO_CASE, {"holder_is_live": False, **ADULT}, S.LINKED),
        (
            S.IN_EVALUATION,
            A.TRANSFER_BODY,
            {"harm": Answer.YES, "protection_assured": False},
            "protection_first",
        ),
        (
            S.IN_EVALUATION,
            A.TRANSFER_BODY,
            {"risk": Answer.YES, "protection_assured": True},
            S.TRANSFER_PROPOSED,
        ),
        (S.IN_EVALUATION, A.WITHDRAW, {}, "not_ones_own_request"),
        (S.IN_EVALUATION, A.WITHDRAW, {"kind": ReferralKind.SELF_REQUEST}, S.WITHDRAWN),
        (
            S.IN_EVALUATION,
            A.WITHDRAW,
            {"kind": ReferralKind.SELF_REQUEST, "risk": Answer.YES},
            "minor_at_risk",
        ),
        (S.ARCHIVED, A.REOPEN, {}, S.IN_EVALUATION),
        (S.ARCHIVED, A.NEW_FACT, {}, S.ARCHIVED),
        (S.ARCHIVED, A.FOLLOW_UP, {}, "nothing_to_follow"),
        (S.RECEIVED, A.ACKNOWLEDGE, {"anonymous": True}, "nobody_to_tell"),
        (S.LINKED, A.READ_LINKED, {}, "nothing_to_read"),
        (S.LINKED, A.READ_LINKED, {"linked_unread": True}, S.LINKED),
        (S.ASSIGNED, A.REMOVE_FILE, {}, "not_registered_by_you"),
        (S.ASSIGNED, A.REMOVE_FILE, {"is_assignee": True}, "not_registered_by_you"),
        (S.ASSIGNED, A.REMOVE_FILE, {"registered": True}, S.ASSIGNED),
        (S.ARCHIVED, A.REMOVE_FILE, {"in_charge": True}, S.ARCHIVED),
    ],
)
def test_where_an_act_leads(state: S, action: A, known: dict[str, object], end: object) -> None:
    assert _to(state, action, ReferralFacts(**known)) == end  # type: ignore[arg-type]


@pytest.mark.parametrize("state", S)
def test_nothing_ever_stops_a_transmission_to_the_court(state: S) -> None:
    assert _to(state, A.SEND_TO_COURT, ReferralFacts()) is state


@pytest.mark.parametrize("action", [A.AGREE_CLOSURE, A.DISAGREE_CLOSURE])
def test_who_proposes_never_reads_second(action: A) -> None:
    to = S.ARCHIVED if action is A.AGREE_CLOSURE else None
    proposer = ReferralFacts(is_proposer=True, is_reader=True)
    assert _to(S.PROPOSED_CLOSURE, action, proposer, to) == "second_reader_differs"
    unnamed = ReferralFacts(is_reader=False)
    assert _to(S.PROPOSED_CLOSURE, action, unnamed, to) == "reader_not_named"


def test_an_unread_proposal_stays_open() -> None:
    assert S.PROPOSED_CLOSURE not in REFERRAL.final


@pytest.mark.parametrize(
    "role", [Role.FRONT_OFFICE_OPERATOR, Role.PRACTITIONER, Role.PLAN_OFFICE, Role.PROVIDER,
             Role.EXTERNAL_REFERRER, Role.ADMINISTRATOR, Role.AUDITOR]
)  # fmt: skip
def test_who_does_not_work_on_them_is_offered_nothing(role: Role) -> None:
    held = reaches([role])
    for state in (None, *S):
        assert REFERRAL.offers(state, ReferralFacts(), lambda one: one in held) == ()
