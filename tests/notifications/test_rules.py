"""When it is tried again, and when a person telephones instead."""

from datetime import timedelta

import pytest

from app.notifications.rules import (
    LISTS,
    NO_PROVIDER,
    Answer,
    NoticeState,
    NotLeft,
    Outcome,
    following,
    masked,
    not_left,
    pause_after,
)
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


_S, _O = NoticeState, Outcome


@pytest.mark.parametrize(
    ("state", "last", "why"),
    [
        (_S.GIVEN_UP, Answer(_O.REFUSED, NO_PROVIDER), NotLeft.NO_PROVIDER),
        (_S.GIVEN_UP, Answer(_O.REFUSED, "550"), NotLeft.REFUSED),
        (_S.GIVEN_UP, Answer(_O.UNREACHABLE, "TimeoutError"), NotLeft.NOT_TAKEN),
        (_S.GIVEN_UP, Answer(_O.LATER, "450"), NotLeft.NOT_TAKEN),
        (_S.GIVEN_UP, None, NotLeft.TOO_LATE),
        (_S.GIVEN_UP, Answer(_O.UNCERTAIN, "504"), NotLeft.TOO_LATE),  # sent again, too late
        (_S.UNCERTAIN, Answer(_O.UNCERTAIN, "lease"), NotLeft.PERHAPS),
        (_S.FAILED, Answer(_O.LATER, "450"), None),
        (_S.QUEUED, Answer(_O.REFUSED, NO_PROVIDER), None),
        (_S.SENT, Answer(_O.SENT, "250"), None),
    ],
)
def test_why_somebody_telephones(
    state: NoticeState, last: Answer | None, why: NotLeft | None
) -> None:
    assert not_left(state, last) is why


def test_every_notice_stands_in_one_list_unless_it_was_let_go() -> None:
    listed = [state for states in LISTS.values() for state in states]
    assert sorted(listed) == sorted(set(NoticeState) - {NoticeState.CANCELLED})


@pytest.mark.parametrize(
    ("whole", "shown"), [("+390255500012", "•••12"), ("anna@esempio.it", "a•••@esempio.it")]
)
def test_nobody_reads_the_whole_number(whole: str, shown: str) -> None:
    assert masked(whole) == shown
