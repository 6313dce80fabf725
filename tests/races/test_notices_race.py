"""Senders together, and senders killed: each effect once or uncertain, none lost."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from threading import Lock

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.kernel import clock
from app.notifications.models import OutgoingNotice
from app.notifications.operations import send_waiting
from app.notifications.rules import LEASE, Answer, Channel, Letter, NoticeState, Outcome
from tests.builders.notices import a_notice
from tests.cast import NOW
from tests.support.dying import dies_at
from tests.support.together import together

pytestmark = pytest.mark.races
_MANY = 12


class Counting:
    """Counts how often each letter was handed over."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()
        self._lock = Lock()

    def carry(self, letter: Letter) -> Answer:
        with self._lock:
            self.times[str(letter.id)] += 1
        return Answer(Outcome.SENT)


class Written:
    """Writes each letter to a file, so that it is remembered by somebody else's death."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def carry(self, letter: Letter) -> Answer:
        with self.path.open("a") as file:
            file.write(f"{letter.id}\n")
        return Answer(Outcome.SENT)


def _states() -> dict[str, str]:
    db.session.rollback()
    rows = db.session.execute(select(OutgoingNotice.id, OutgoingNotice.state))
    return {str(id_): state for id_, state in rows}


def test_one_effect_pressed_together_is_queued_once(own_app: Flask) -> None:
    together(own_app, lambda _: a_notice("the same effect"))
    assert len(_states()) == 1


def test_three_schedulers_send_each_notice_once(own_app: Flask) -> None:
    made = {str(a_notice()) for _ in range(_MANY)}
    provider = Counting()
    sent = together(own_app, lambda _: send_waiting(NOW, {Channel.EMAIL: provider}), 3)
    assert sum(n for n in sent if isinstance(n, int)) == _MANY
    assert provider.times == Counter(made)
    assert set(_states().values()) == {NoticeState.SENT}


@pytest.mark.parametrize("moment", range(1, 22, 2))
def test_a_sender_killed_at_any_word_loses_nothing_and_repeats_nothing(
    own_app: Flask, tmp_path: Path, moment: int
) -> None:
    made = {str(a_notice()) for _ in range(2)}
    provider = Written(tmp_path / "handed over")
    provider.path.touch()
    dies_at(moment, lambda: send_waiting(NOW, {Channel.EMAIL: provider}))
    clock.set_source(lambda: NOW + LEASE + timedelta(seconds=1))
    send_waiting(NOW, {Channel.EMAIL: provider})
    handed = Counter(provider.path.read_text().split())
    states = _states()
    assert set(handed.values()) <= {1}, "never twice by itself"
    assert set(states) == made
    assert set(states.values()) <= {NoticeState.SENT, NoticeState.UNCERTAIN}
    assert {id_ for id_, state in states.items() if state == NoticeState.SENT} <= set(handed)
