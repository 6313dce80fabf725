"""Who is next, how long it may take: tables of cases, and nobody starves."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.rules.queue import (
    PRECEDENCES_IN_A_ROW,
    Expected,
    Queue,
    Waiting,
    expected_wait,
    in_order,
    place_after_return,
    slots_left,
    ticket_code,
    usual_minutes,
)
from tests.cast import NOW


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def w(code: str, minutes: int, **known: object) -> Waiting:
    return Waiting(code=code, place_at=at(minutes), **known)  # type: ignore[arg-type]


A1, A2, A3 = w("A01", 0), w("A02", 1), w("A03", 2)
P4, P5, P6 = (w(f"A0{n}", n, precedence=True) for n in (4, 5, 6))
DUE = w("C01", 7, due_at=at(8))
LATER = w("C02", 3, due_at=at(60))
BACK = w("A07", 9, first=True)


@pytest.mark.parametrize(
    ("waiting", "called", "order"),
    [
        pytest.param([], [], [], id="nobody"),
        pytest.param([A2, A1, A3], [], [A1, A2, A3], id="arrival"),
        pytest.param([A1, P4], [], [P4, A1], id="precedence first"),
        pytest.param([A1, DUE], [], [DUE, A1], id="appointment at its hour before arrival"),
        pytest.param([P4, DUE], [], [P4, DUE], id="precedence before the appointment"),
        pytest.param([A1, LATER], [], [A1, LATER], id="appointment before its hour waits"),
        pytest.param([A1, A2, P4, P5, P6], [], [P4, P5, A1, P6, A2], id="two, then one"),
        pytest.param([A1, P4], [True], [P4, A1], id="the second in a row"),
        pytest.param([A1, P4], [True, True], [A1, P4], id="who waits longest passes"),
        pytest.param([A1, P4], [True, True, False], [P4, A1], id="the row was broken"),
        pytest.param([DUE, A1, P4], [True, True], [A1, P4, DUE], id="longest, not the booked one"),
        pytest.param([P4, P5], [True, True], [P4, P5], id="only precedences: by arrival"),
        pytest.param([LATER, P4], [True, True], [P4, LATER], id="a later one is not waiting yet"),
        pytest.param([A1, P4, BACK], [], [BACK, P4, A1], id="who was inside goes first"),
        pytest.param([A1, P4, P5, BACK], [True], [BACK, P4, A1, P5], id="and breaks no row"),
    ],
)
def test_the_order_of_the_line(
    waiting: list[Waiting], called: list[bool], order: list[Waiting]
) -> None:
    assert in_order(waiting, called, at(10)) == order


STREAMS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60)


@settings(deadline=None)
@given(STREAMS)
def test_nobody_starves(stream: list[tuple[bool, bool]]) -> None:
    """However many precedences keep coming, each call ahead of an ordinary person is counted.

    At each moment one person comes (`precedence` or not) and, if `calls`, one is called. Whoever
    came with `n` ordinary people before her is called within three calls for each of them.
    """
    waiting: list[Waiting] = []
    called: list[bool] = []
    seen: dict[str, int] = {}
    before: dict[str, int] = {}
    for number, (precedence, calls) in enumerate(stream):
        one = w(f"A{number:02d}", number, precedence=precedence)
        before[one.code] = sum(1 for other in waiting if not other.precedence)
        seen[one.code] = len(called)
        waiting.append(one)
        if calls:
            chosen = in_order(waiting, called, at(number))[0]
            waiting.remove(chosen)
            called.append(chosen.precedence)
            if not chosen.precedence:
                waited = len(called) - seen[chosen.code]
                assert waited <= (before[chosen.code] + 1) * (PRECEDENCES_IN_A_ROW + 1)
                assert all(other.place_at > chosen.place_at for other in waiting if not
                           other.precedence)  # fmt: skip
    for left in waiting:
        if not left.precedence:
            waited = len(called) - seen[left.code]
            assert waited < (before[left.code] + 1) * (PRECEDENCES_IN_A_ROW + 1)


@given(st.lists(st.tuples(st.integers(0, 200), st.booleans(), st.booleans()), max_size=30))
def test_the_line_loses_and_doubles_nobody(people: list[tuple[int, bool, bool]]) -> None:
    waiting = [
        w(f"A{n:02d}", minutes, precedence=precedence, due_at=at(minutes) if booked else None)
        for n, (minutes, precedence, booked) in enumerate(people)
    ]
    found = in_order(waiting, [], at(100))
    assert sorted(one.code for one in found) == sorted(one.code for one in waiting)


@pytest.mark.parametrize(
    ("ahead", "running", "usual", "workers", "openings", "expected"),
    [
        (3, [], 12.0, 1, 4, None),  # too little history
        (3, [], 12.0, 0, 8, None),  # nobody at the counters
        (0, [], 12.0, 1, 5, Expected(0, 10)),
        (3, [], 12.0, 1, 8, Expected(30, 40)),
        (3, [2.0], 12.0, 1, 8, Expected(40, 50)),
        (3, [50.0], 12.0, 1, 8, Expected(30, 40)),  # a long one adds nothing, it never subtracts
        (3, [2.0], 12.0, 2, 8, Expected(20, 30)),
    ],
)
def test_the_wait_is_a_range_of_ten_minutes(
    ahead: int,
    running: list[float],
    usual: float,
    workers: int,
    openings: int,
    expected: Expected | None,
) -> None:
    assert expected_wait(ahead, running, usual, workers, openings) == expected


@pytest.mark.parametrize(
    ("minutes", "slot", "workers", "left"),
    [(240, 30, 2, 16), (29, 30, 4, 0), (60, 30, 1, 2), (-5, 30, 1, 0), (60, 0, 1, 0)],
)
def test_slots_are_capacity(minutes: int, slot: int, workers: int, left: int) -> None:
    assert slots_left(minutes, slot, workers) == left


def test_the_place_is_kept_for_thirty_minutes() -> None:
    assert place_after_return(at(0), at(10), at(40)) == at(0)
    assert place_after_return(at(0), at(10), at(41)) == at(41)


def test_a_code_says_the_letter_and_the_number() -> None:
    assert [ticket_code(queue, 7) for queue in Queue] == ["A07", "B07", "C07"]
    assert usual_minutes([]) == 0
    assert usual_minutes([5, 50, 10]) == 10
