"""What is decided about cases, diaries and plans, by tables of literals."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.cases.procedure import CASE, PLAN
from app.cases.rules.case import (
    CaseAction as A,
)
from app.cases.rules.case import (
    CaseFacts,
    CaseFault,
    number_of,
)
from app.cases.rules.case import (
    CaseState as S,
)
from app.cases.rules.diary import EntryDetails, EntryFault, EntryKind, correction_fault, entry_fault
from app.cases.rules.plan import (
    Agreed,
    PlanAction,
    PlanDetails,
    PlanFacts,
    PlanFault,
    PlanState,
    details_fault,
)
from app.kernel.errors import NotAllowedNow

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _everybody(_permission: str) -> bool:
    return True


def _worker(permission: str) -> bool:
    return permission in ("cases:case:work", "cases:case:open", "cases:case:read")


@pytest.mark.parametrize(
    ("state", "action", "facts", "who", "refusal"),
    [
        (None, A.OPEN_CASE, {"another_ordinary_open": True}, _worker, CaseFault.OTHER_ORDINARY_CASE),
        (S.ACTIVE, A.SUSPEND, {"open_court_terms": 1}, _everybody, CaseFault.OPEN_COURT_TERM),
        (S.ACTIVE, A.PROPOSE_CLOSURE, {"open_court_terms": 1}, _worker, CaseFault.OPEN_COURT_TERM),
        (S.ACTIVE, A.PROPOSE_CLOSURE, {"active_services": 2}, _worker, CaseFault.ACTIVE_SERVICE),
        (S.ACTIVE, A.PROPOSE_CLOSURE, {"active_requests": 1}, _worker, CaseFault.ACTIVE_REQUEST),
        (S.OPEN, A.PROPOSE_CLOSURE, {"unread_referrals": 1}, _worker, CaseFault.UNREAD_REFERRAL),
        (S.CLOSING, A.CLOSE, {"minor": True}, _worker, CaseFault.CLOSING_NEEDS_SUPERVISOR),
        (S.CLOSING, A.CLOSE, {"court_order": True}, _worker, CaseFault.CLOSING_NEEDS_SUPERVISOR),
        (S.CLOSING, A.CLOSE, {"unread_referrals": 1}, _everybody, CaseFault.UNREAD_REFERRAL),
        (S.OPEN, A.SET_PLAN, {}, _worker, CaseFault.PLAN_NOT_APPROVED),
        (S.ACTIVE, A.REVIEW, {}, _worker, CaseFault.NO_PLAN_TO_REVIEW),
        (S.OPEN, A.PROPOSE_HANDOVER, {"in_passage": True}, _worker, CaseFault.ALREADY_IN_PASSAGE),
        (S.OPEN, A.ACCEPT_HANDOVER, {}, _worker, CaseFault.NOT_IN_PASSAGE),
        (S.OPEN, A.ACCEPT_HANDOVER, {"in_passage": True}, _worker, CaseFault.NOT_FOR_YOU),
        (S.CLOSED, A.SEAL, {"sealed": True}, _everybody, CaseFault.ALREADY_SEALED),
        (S.OPEN, A.UNSEAL, {}, _everybody, CaseFault.NOT_SEALED),
        (S.OPEN, A.RECORD_DEATH, {}, _worker, CaseFault.NOT_DECEASED),
        (S.OPEN, A.COME_OF_AGE, {"minor": True}, _worker, CaseFault.NOT_OF_AGE),
    ],
)  # fmt: skip
def test_what_the_table_of_the_case_refuses(
    state: Any, action: Any, facts: dict[str, Any], who: Any, refusal: str
) -> None:
    with pytest.raises(NotAllowedNow) as refused:
        CASE.step(state, action, CaseFacts(**facts), who, reason="perché")
    assert refusal in refused.value.reasons


def test_a_child_lacking_its_fields_is_warned_then_refused() -> None:
    child = CaseFacts(minor=True, child_fields_known=False)
    proposed = CASE.step(S.ACTIVE, A.PROPOSE_CLOSURE, child, _worker)
    assert proposed.warnings == (CaseFault.CHILD_FIELDS_MISSING,)
    with pytest.raises(NotAllowedNow, match=CaseFault.CHILD_FIELDS_MISSING):
        CASE.step(S.CLOSING, A.CLOSE, child, lambda p: p == "cases:case:decide")


def test_an_adult_is_closed_by_who_follows_her() -> None:
    assert CASE.step(S.CLOSING, A.CLOSE, CaseFacts(), _worker).to is S.CLOSED


@pytest.mark.parametrize(
    ("action", "facts", "refusals"),
    [
        (PlanAction.SUBMIT, PlanFacts(), {"no_end_or_review", "no_goal", "agreement_unknown"}),
        (PlanAction.SUBMIT, PlanFacts(dated=True, goals=1), {"agreement_unknown"}),
    ],
)
def test_what_a_plan_needs_before_it_is_sent(
    action: Any, facts: PlanFacts, refusals: set[str]
) -> None:
    with pytest.raises(NotAllowedNow) as refused:
        PLAN.step(PlanState.DRAFT, action, facts, _worker)
    assert set(refused.value.reasons) == refusals


def test_nobody_approves_her_own_plan() -> None:
    with pytest.raises(NotAllowedNow, match=PlanFault.NOT_OWN_PLAN):
        PLAN.step(
            PlanState.SUBMITTED, PlanAction.APPROVE, PlanFacts(actor_is_author=True), _everybody
        )


@pytest.mark.parametrize(
    ("known", "fault"),
    [
        ({}, None),
        ({"starts_on": date(2027, 1, 1), "ends_on": date(2027, 1, 1)}, "ends_on:plan_ends_before_start"),
        ({"starts_on": date(2027, 1, 1), "review_on": date(2026, 12, 31)}, "review_on:plan_review_outside"),
        ({"ends_on": date(2027, 1, 1), "review_on": date(2027, 1, 2)}, "review_on:plan_review_outside"),
        ({"starts_on": date(2027, 1, 1), "review_on": date(2027, 7, 1)}, "review_on:plan_review_too_far"),
        ({"starts_on": date(2027, 1, 1), "review_on": date(2027, 6, 30)}, None),
        ({"agreed": Agreed.NO}, "agreed_why:why_not_agreed"),
        ({"agreed": Agreed.NO, "agreed_why": "teme la scuola"}, None),
    ],
)  # fmt: skip
def test_the_days_of_a_plan(known: dict[str, Any], fault: str | None) -> None:
    assert details_fault(PlanDetails(**known), 180) == fault


@pytest.mark.parametrize(
    ("by_author", "hours", "fault"),
    [
        (True, 0, None),
        (True, 23.99, None),
        (True, 24, EntryFault.TOO_LATE_TO_CORRECT),
        (False, 0, EntryFault.NOT_THE_AUTHOR),
    ],
)
def test_an_entry_is_corrected_for_a_day_by_its_author(
    by_author: bool, hours: float, fault: str | None
) -> None:
    later = NOON + timedelta(hours=hours)
    assert correction_fault(by_author=by_author, written_at=NOON, now=later) == fault


def test_an_entry_tells_what_has_happened() -> None:
    details = EntryDetails(kind=EntryKind.INTERVIEW, happened_at=NOON, text="x")
    assert entry_fault(details, NOON) is None
    assert entry_fault(details, NOON - timedelta(minutes=1)) == "happened_on:entry_in_the_future"


def test_a_number_is_read_aloud() -> None:
    assert number_of(123) == "CS-000123"
