"""Identifiers sort in the order in which they were made, also within one instant."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from app.kernel import clock
from app.kernel.references import new_id

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def test_what_is_made_in_one_instant_keeps_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "security_now", lambda: NOON)
    made = [new_id() for _ in range(1000)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}


def test_a_clock_set_back_does_not_undo_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for minutes in (0, 5, 0, 2, 5):
        instant = NOON + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "security_now", lambda instant=instant: instant)
        made += [new_id() for _ in range(20)]
    assert made == sorted(made)


def test_threads_never_make_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "security_now", lambda: NOON)
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: new_id(), range(4000)))
    assert len(set(made)) == len(made)
