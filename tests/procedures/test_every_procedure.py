"""What holds for every table of the office, generated from the tables themselves."""

from enum import StrEnum
from itertools import chain
from typing import Any

import pytest

from app.accounts.policy import TABLE, Permission, Role
from app.features import LABELS, PROCEDURES, WORDS
from app.kernel.errors import NotAllowedNow, NotPermitted
from app.kernel.workflow import Procedure, Row, Source, Target
from tests.support.each import each

Table = Procedure[Any, Any, Any]
OUTSIDE = [
    (p, state, action)
    for p in PROCEDURES
    for state, action in p.pairs()
    if not p.allows(state, action)
]
INSIDE = [
    (p, state, action) for p in PROCEDURES for state, action in p.pairs() if p.allows(state, action)
]
EACH_ROW = [(p, row) for p in PROCEDURES for row in p.rows]
# Who is in the office in August: one social worker, one clerk, the URP.
LEFT_IN_AUGUST = (Role.SOCIAL_WORKER, Role.ADMIN_OFFICER, Role.FRONT_OFFICE_OPERATOR)
# What the program may end by itself: a hold nobody confirmed, somebody who did not come back, a
# swap nobody answered before the shift.
ENDED_BY_THE_PROGRAM = {("appointment", "expire"), ("ticket", "leave"), ("shift_swap", "lapse")}

# What only another person, or a paper in hand, makes true: no way out may depend on these alone.
WANTS_ANOTHER = {
    "another_counter", "is_the_new_holder", "not_own_approval", "not_own_change",
    "not_own_extension", "not_own_letter", "not_own_plan", "not_own_proposal", "not_own_request", "not_the_recorder",
    "not_the_requester", "reader_named", "second_reader_differs", "step_of_another",
}  # fmt: skip
WANTS_A_PAPER = {
    "account_checked", "basis_given", "child_fields_known", "money_committed", "order_in_hand",
    "papers_complete", "papers_known", "papers_valid", "voice_authorised",
}  # fmt: skip
# The states that wait for an act of others, and no more than these; each by a term.
WAIT_FOR_OTHERS = {
    ("case", "closing"),
    ("case", "transfer_proposed"),
    ("emergency", "placed_in_safety"),
    ("emergency", "pm_told"),
    ("emergency", "transmitted"),
    ("emergency", "validation_asked"),
    ("emergency", "validated"),
    ("emergency", "heard_by_court"),
    ("referral", "proposed_closure"),
    ("referral", "transfer_proposed"),
    ("transfer", "proposed"),
}
# To write down, to call for help, to tell the court: refused by nothing, wherever things stand.
NEVER_REFUSED = {
    ("emergency", "call_for_news"): Source.OPEN,
    ("emergency", "hear_child"): Source.OPEN,
    ("emergency", "oral_notice"): ("placed_in_safety",),
    ("emergency", "transmit"): ("placed_in_safety", "pm_told"),
    ("message", "pass_on"): Source.OPEN,
    ("message", "take"): Source.NOTHING,
    ("message", "try_call"): Source.OPEN,
    ("placement", "record_answer"): ("searching", "chosen", "in_place"),
    ("placement_member", "absent_without_notice"): ("inside",),
    ("placement_member", "told_authority"): ("missing",),
    ("referral", "answer_questions"): Source.OPEN,
    ("referral", "choose_path"): Source.ANY,
    ("referral", "flag_urgency"): Source.OPEN,
    ("referral", "judge_risk"): Source.OPEN,
    ("referral", "log_attempt"): Source.OPEN,
    ("referral", "new_fact"): Source.ANY,
    ("referral", "note_consent"): Source.OPEN,
    ("referral", "send_to_court"): Source.ANY,
    ("referral", "tell_context"): Source.OPEN,
}


@each(("procedure", "state", "action"), OUTSIDE)
def test_what_is_not_in_the_table_cannot_happen(
    procedure: Table, state: StrEnum | None, action: StrEnum
) -> None:
    with pytest.raises(NotAllowedNow):
        procedure.step(state, action, None, lambda _permission: True, reason="perché")


@each(("procedure", "state", "action"), INSIDE)
def test_who_has_no_duty_is_refused(
    procedure: Table, state: StrEnum | None, action: StrEnum
) -> None:
    with pytest.raises(NotPermitted):
        procedure.step(state, action, None, lambda _permission: False, reason="perché")


@each("procedure", PROCEDURES)
def test_the_table_has_no_fault(procedure: Table) -> None:
    assert procedure.faults() == []


@each("procedure", PROCEDURES)
def test_every_action_is_told_as_done_in_a_history(procedure: Table) -> None:
    """A history that says «Apri» sounds as if somebody still had to."""
    assert [
        action for action in procedure.actions if not LABELS[procedure.actions][action].done
    ] == []


@each("procedure", PROCEDURES)
def test_nothing_is_stuck_in_august(procedure: Table) -> None:
    """Every open state has a way out without a second person, the supervisor or a document."""
    held = set(chain.from_iterable(TABLE[role] for role in LEFT_IN_AUGUST))
    for state in procedure.states:
        if state not in procedure.final | procedure.passing:
            ways = [
                row
                for row in procedure.rows
                if _leaves(row, state)
                and row.who in held
                and not _conditions(row) & (WANTS_ANOTHER | WANTS_A_PAPER)
            ]
            assert ways, f"nobody left in August gets out of {state}"


def test_what_wants_another_person_or_a_paper_is_in_some_table() -> None:
    """A name that changed would let a state be stuck unseen."""
    used = set(chain.from_iterable(_conditions(row) for p in PROCEDURES for row in p.rows))
    assert used >= WANTS_ANOTHER | WANTS_A_PAPER


def test_only_the_declared_states_wait_for_others_and_each_by_a_term() -> None:
    assert {(p.name, str(state)) for p in PROCEDURES for state in p.passing} == WAIT_FOR_OTHERS
    for procedure in PROCEDURES:
        for row in procedure.rows:
            assert row.to not in procedure.passing or row.starts, f"{row.action} starts no term"


@each(("name", "action"), NEVER_REFUSED)
def test_nothing_prevents_a_note_a_call_for_help_or_the_court(name: str, action: str) -> None:
    procedure = next(one for one in PROCEDURES if one.name == name)
    where = NEVER_REFUSED[name, action]
    states: list[Any] = [None] if where is Source.NOTHING else [*procedure.states]
    if where is Source.OPEN:
        states = [state for state in states if state not in procedure.final]
    elif not isinstance(where, Source):
        states = [state for state in states if state in where]
        assert len(states) == len(where)
    for state in states:  # no facts: a condition that looked at one would fail
        procedure.step(state, procedure.actions(action), None, lambda _permission: True)


def _conditions(row: Row[Any, Any, Any]) -> set[str]:
    return {condition.__name__ for condition in row.refuse}


def _leaves(row: Row[Any, Any, Any], state: StrEnum) -> bool:
    if isinstance(row.to, Target) or row.to is state:
        return False
    if isinstance(row.sources, Source):
        return row.sources in (Source.OPEN, Source.ANY)
    return state in row.sources


@each(("procedure", "row"), EACH_ROW)
def test_the_program_alone_ends_nothing(procedure: Table, row: Row[Any, Any, Any]) -> None:
    if row.system and row.to in procedure.final:
        assert (procedure.name, str(row.action)) in ENDED_BY_THE_PROGRAM


@each(("procedure", "row"), EACH_ROW)
def test_a_row_is_somebodys_duty(procedure: Table, row: Row[Any, Any, Any]) -> None:
    assert row.who in set(Permission)


@each("procedure", PROCEDURES)
def test_every_code_has_its_words(procedure: Table) -> None:
    for enum in (procedure.states, procedure.actions):
        assert [code for code in enum if code not in LABELS.get(enum, {})] == []


@each(("procedure", "row"), EACH_ROW)
def test_every_condition_and_effect_has_its_words(
    procedure: Table, row: Row[Any, Any, Any]
) -> None:
    names = {condition.__name__ for condition in (*row.refuse, *row.warn)}
    names |= {row.causes} if row.causes else set()
    assert {name for name in names if name not in WORDS} == set()
