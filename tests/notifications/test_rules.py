"""When it is tried again, and when a person telephones instead."""

from datetime import timedelta

import pytest

from app.notifications.rules import NoticeState, Outcome, following, masked, pause_after
from tests.cast import NOW

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (900, 360)]
)
def test_the_pauses_grow_from_a_minute_to_six_hours(attempts: int, minutes: int) -> None:
    assert pause_after(attempts) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("outcome", "first", "useful", "state"),
    [
        (Outcome.SENT, 0, 48, NoticeState.SENT),
        (Outcome.LATER, 0, 48, NoticeState.FAILED),
        (Outcome.UNREACHABLE, 23, 48, NoticeState.FAILED),
        (Outcome.UNREACHABLE, 24, 48, NoticeState.GIVEN_UP),
        (Outcome.LATER, 0, 0, NoticeState.GIVEN_UP),
        (Outcome.REFUSED, 0, 48, NoticeState.GIVEN_UP),
        (Outcome.UNCERTAIN, 0, 48, NoticeState.UNCERTAIN),
    ],
)
def test_what_an_answer_means(
    outcome: Outcome, first: int, useful: int, state: NoticeState
) -> None:
    found, _ = following(
        outcome,
        attempts=1,
        first_tried_at=NOW - first * HOUR,
        useful_until=NOW + useful * HOUR,
        at=NOW,
    )
    assert found is state


@pytest.mark.parametrize(
    ("whole", "shown"), [("+390255500012", "•••12"), ("anna@esempio.it", "a•••@esempio.it")]
)
def test_nobody_reads_the_whole_number(whole: str, shown: str) -> None:
    assert masked(whole) == shown
