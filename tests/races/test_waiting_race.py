"""Clerks who offer the same free place to two families: one is offered it."""

from datetime import timedelta

import pytest
from flask import Flask

from app.db import db
from app.waiting import operations
from app.waiting.procedure import EntryState
from tests.builders.requests import a_service
from tests.builders.waiting import entry, somebody_waiting
from tests.cast import NOW, TODAY, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_one_free_place_is_offered_once(own_app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    families = [somebody_waiting(cast, service) for _ in range(2)]
    seen = [(one, entry(cast, one).version) for one in families]
    dario = cast["dario"].viewer
    db.session.rollback()

    def offer(number: int) -> None:
        one, version = seen[number % 2]
        operations.offer_place(
            actor=dario, now=NOW, entry_id=one, version=version,
            starts_on=TODAY + timedelta(days=1),
        )  # fmt: skip

    answers = told(together(own_app, offer))
    assert answers["done"] == 1
    assert sum(answers.values()) == TOGETHER
    db.session.rollback()
    states = [entry(cast, one).row.state for one in families]
    assert sorted(states) == [EntryState.LISTED, EntryState.OFFERED]
