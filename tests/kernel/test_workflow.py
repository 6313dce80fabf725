"""The table is the procedure: what is not in it cannot happen."""

from dataclasses import dataclass
from enum import StrEnum

import pytest

from app.kernel.errors import NotAllowedNow, NotPermitted
from app.kernel.workflow import NEEDS_REASON, Procedure, Row, Source, Target, lines


class State(StrEnum):
    WAITING = "waiting"
    SERVING = "serving"
    PAUSED = "paused"
    DONE = "done"
    LEFT = "left"


class Action(StrEnum):
    TAKE = "take"
    START = "start"
    PAUSE = "pause"
    NOTE = "note"
    CONCLUDE = "conclude"
    LEAVE = "leave"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Facts:
    has_outcome: bool = True
    alone: bool = False


def has_outcome(facts: Facts) -> str | None:
    return None if facts.has_outcome else "outcome_missing"


def nobody_beside(facts: Facts) -> str | None:
    return "minor_alone" if facts.alone else None


ROWS = (
    Row(action=Action.TAKE, sources=Source.NOTHING, to=State.WAITING, who="desk"),
    Row(action=Action.START, sources={State.WAITING, State.PAUSED}, to=State.SERVING, who="desk",
        warn=[nobody_beside], starts=["interview"]),
    Row(action=Action.PAUSE, sources={State.SERVING}, to=State.PAUSED, who="desk", undo=10),
    Row(action=Action.NOTE, sources=Source.OPEN, to=Target.SAME, who="desk"),
    Row(action=Action.CONCLUDE, sources={State.SERVING}, to=State.DONE, who="desk",
        refuse=[has_outcome], stops=["interview"], causes="diary_entry"),
    Row(action=Action.LEAVE, sources={State.WAITING, State.PAUSED}, to=State.LEFT, who="desk",
        system=True),
    Row(action=Action.REOPEN, sources=Source.FINAL, to=State.SERVING, who="supervisor",
        needs_reason=True),
)  # fmt: skip
TICKET: Procedure[State, Action, Facts] = Procedure(
    name="ticket",
    states=State,
    actions=Action,
    final=frozenset({State.DONE, State.LEFT}),
    rows=ROWS,
)


def anybody(_permission: str) -> bool:
    return True


def desk_only(permission: str) -> bool:
    return permission == "desk"


@pytest.mark.parametrize(("state", "action"), list(TICKET.pairs()))
def test_a_pair_outside_the_table_is_refused_and_one_inside_goes_through(
    state: State | None, action: Action
) -> None:
    if TICKET.allows(state, action):
        assert TICKET.step(state, action, Facts(), anybody, reason="perché").action is action
    else:
        with pytest.raises(NotAllowedNow):
            TICKET.step(state, action, Facts(), anybody, reason="perché")


def test_the_table_itself_has_no_fault() -> None:
    assert TICKET.faults() == []


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (ROWS[:1] + ROWS[2:], "start has no row"),
        (tuple(row for row in ROWS if row.action is not Action.LEAVE), "left is never reached"),
        ((*ROWS, ROWS[1]), "start from waiting stands twice"),
    ],
)
def test_a_fault_of_the_table_is_named(rows: tuple, fault: str) -> None:
    broken = Procedure(name="broken", states=State, actions=Action, final=TICKET.final, rows=rows)
    assert fault in broken.faults()


def test_an_open_state_nobody_leaves_is_a_dead_end() -> None:
    broken = Procedure(
        name="broken",
        states=State,
        actions=Action,
        final=frozenset({State.DONE}),
        rows=tuple(row for row in ROWS if row.action is not Action.REOPEN),
    )
    assert "left is a dead end" in broken.faults()


def test_a_condition_refuses_with_its_reason() -> None:
    with pytest.raises(NotAllowedNow) as refusal:
        TICKET.step(State.SERVING, Action.CONCLUDE, Facts(has_outcome=False), anybody)
    assert refusal.value.reasons == ("outcome_missing",)


def test_a_warning_goes_on() -> None:
    step = TICKET.step(State.WAITING, Action.START, Facts(alone=True), anybody)
    assert (step.to, step.warnings) == (State.SERVING, ("minor_alone",))


def test_same_as_target_keeps_the_state() -> None:
    assert TICKET.step(State.PAUSED, Action.NOTE, Facts(), anybody).to is State.PAUSED


def test_who_may_not_is_refused_as_such() -> None:
    with pytest.raises(NotPermitted):
        TICKET.step(State.DONE, Action.REOPEN, Facts(), desk_only, reason="nuovo fatto")


def test_a_reason_that_is_asked_for_must_be_written() -> None:
    with pytest.raises(NotAllowedNow) as refusal:
        TICKET.step(State.DONE, Action.REOPEN, Facts(), anybody, reason="  ")
    assert refusal.value.reasons == (NEEDS_REASON,)


def test_offers_are_the_rows_of_the_state_for_who_may() -> None:
    offered = TICKET.offers(State.SERVING, Facts(has_outcome=False), desk_only)
    assert [(offer.action, offer.enabled) for offer in offered] == [
        (Action.PAUSE, True),
        (Action.NOTE, True),
        (Action.CONCLUDE, False),
    ]
    assert TICKET.offers(State.DONE, Facts(), desk_only) == ()


@pytest.mark.parametrize("state", [None, *State])
def test_what_is_offered_and_enabled_is_what_succeeds(state: State | None) -> None:
    for offer in TICKET.offers(state, Facts(), anybody):
        assert offer.enabled
        step = TICKET.step(state, offer.action, Facts(), anybody, to=offer.to, reason="perché")
        assert step.to is offer.to


def test_every_row_is_printed() -> None:
    printed = list(lines(TICKET, str))
    assert len(printed) == len(ROWS)
    assert printed[4] == (
        "conclude", "serving", "done", "desk", "has_outcome", "", "−interview", "diary_entry",
    )  # fmt: skip
