"""Where a thing stood on an evening, also when it was written late or the clocks changed."""

from datetime import UTC, date, datetime

import pytest

from app.reports.rules import History, Step, end_of, start_of, year_before
from app.reports.rules.moments import days_between


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_step(action: str, source: str | None, to: str, so: str, written: str = "") -> Step:
    return Step(action, source, to, _utc(so), _utc(written or so))


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        (date(2026, 11, 23), "2026-11-22T23:00", "2026-11-23T23:00"),
        (date(2026, 7, 1), "2026-06-30T22:00", "2026-07-01T22:00"),
        (date(2026, 3, 29), "2026-03-28T23:00", "2026-03-29T22:00"),  # 23 hours
        (date(2026, 10, 25), "2026-10-24T22:00", "2026-10-25T23:00"),  # 25 hours
    ],
)
def test_a_day_goes_from_midnight_to_midnight_of_rome(day: date, starts: str, ends: str) -> None:
    assert (start_of(day), end_of(day)) == (_utc(starts), _utc(ends))


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        ("2026-11-22T22:59", "2026-11-22T23:00", 1),  # 23:59 and midnight
        ("2026-11-22T23:00", "2026-11-23T22:59", 0),
        ("2026-03-28T22:30", "2026-03-29T21:30", 1),  # 23 hours and a night
        ("2026-10-24T21:59", "2026-10-25T23:00", 2),
    ],
)
def test_a_wait_counts_midnights(earlier: str, later: str, days: int) -> None:
    assert days_between(_utc(earlier), _utc(later)) == days


@pytest.mark.parametrize(
    ("day", "before"),
    [(date(2028, 2, 29), date(2027, 2, 28)), (date(2026, 3, 1), date(2025, 3, 1))],
)
def test_the_same_day_a_year_before(day: date, before: date) -> None:
    assert year_before(day) == before


OPENED = a_step("open_case", None, "open", "2026-10-24T10:00")
ASSESSED = a_step("assess", "open", "assessing", "2026-10-25T22:59")  # 23:59 after the change


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 10, 23), None),
        (date(2026, 10, 24), "open"),
        (date(2026, 10, 25), "assessing"),
        (date(2026, 12, 31), "assessing"),
    ],
)
def test_the_state_of_an_evening(on: date, state: str | None) -> None:
    assert History.of([ASSESSED, OPENED]).state_at(end_of(on)) == state


def test_what_happens_at_midnight_belongs_to_the_next_day() -> None:
    opened = a_step("open_case", None, "open", "2026-11-23T23:00")
    assert History.of([opened]).state_at(end_of(date(2026, 11, 23))) is None
    assert History.of([opened]).state_at(end_of(date(2026, 11, 24))) == "open"


def test_written_on_monday_it_was_so_on_friday() -> None:
    late = a_step("close", "closing", "closed", "2026-11-20T09:00", "2026-11-23T09:00")
    closing = a_step("propose_closure", "open", "closing", "2026-11-18T09:00")
    history = History.of([OPENED, closing, late])
    assert history.state_at(end_of(date(2026, 11, 19))) == "closing"
    assert history.state_at(end_of(date(2026, 11, 20))) == "closed"


def test_a_step_never_takes_hold_before_the_one_it_follows() -> None:
    assigned = a_step("assign", "received", "assigned", "2026-11-23T09:00")
    called = a_step(
        "first_contact", "assigned", "in_evaluation", "2026-11-20T09:00", "2026-11-23T10:00"
    )
    received = a_step("register", None, "received", "2026-11-19T09:00")
    history = History.of([received, assigned, called])
    assert history.state_at(end_of(date(2026, 11, 21))) == "received"
    assert history.state_at(end_of(date(2026, 11, 23))) == "in_evaluation"
    assert history.first(("first_contact",), end_of(date(2026, 11, 23))) == called.effective_at


def test_steps_of_one_instant_follow_one_another() -> None:
    same = "2026-11-23T09:00"
    steps = [
        a_step("propose_closure", "active", "closing", same),
        a_step("close", "closing", "closed", same),
        a_step("open_case", None, "open", same),
        a_step("set_plan", "open", "active", same),
        a_step("seal", "open", "open", same),
    ]
    actions = [step.action for step in History.of(steps).steps]
    assert actions == ["open_case", "seal", "set_plan", "propose_closure", "close"]


def test_what_does_not_move_it_leaves_it_where_it_is() -> None:
    noted = a_step("seal", "open", "open", "2026-11-30T10:00")
    history = History.of([OPENED, noted, ASSESSED])
    assert history.state_at(end_of(date(2026, 10, 25))) == "assessing"


def test_days_waited_for_the_person_are_counted_inside_the_wait_only() -> None:
    steps = [
        a_step("register", None, "in_evaluation", "2026-10-01T08:00"),
        a_step("suspend_waiting", "in_evaluation", "awaiting_person", "2026-10-20T08:00"),
        a_step("resume", "awaiting_person", "in_evaluation", "2026-10-28T08:00"),
        a_step("suspend_waiting", "in_evaluation", "awaiting_person", "2026-10-28T12:00"),
    ]
    history = History.of(steps)
    states = ("awaiting_person",)
    assert history.days_in(states, _utc("2026-10-01T08:00"), _utc("2026-10-25T08:00")) == 5
    assert history.days_in(states, _utc("2026-10-01T08:00"), _utc("2026-10-30T08:00")) == 10
