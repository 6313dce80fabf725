"""What is measured can be opened, and a larger archive asks no more questions of the database."""

import pytest
from flask import Flask

from app.cases.queries import case_page
from app.db import db
from bench.archive import fill, grow
from bench.ground import Ground
from bench.measure import statements
from bench.pages import entered
from bench.registry import BENCHMARKS
from tests.cast import TODAY, Cast
from tests.support.client import Forms

# An office is made through every use case, then grown: seconds, on a busy machine a minute.
pytestmark = pytest.mark.timeout(240)

TYPING = 4  # questions of one search while somebody types
MOST = 63  # questions of one page: the home of the supervisor has some fifty cards


@pytest.fixture
def ground(own_app: Flask, cast: Cast) -> Ground:
    return Ground(own_app, db.engine, 30, fill(cast, 30))


def _questions(ground: Ground, name: str) -> int:
    action = BENCHMARKS[name](ground, 0)
    action.before()
    with statements(ground.engine) as seen:
        action.run()
    action.before()  # what was booked is free again
    return len(seen.texts)


def test_ten_times_the_people_ask_the_same_questions(ground: Ground, cast: Cast) -> None:
    few = {name: _questions(ground, name) for name in BENCHMARKS}
    assert few["suggest"] <= TYPING
    grow(cast, 270)
    assert {name: _questions(ground, name) for name in BENCHMARKS} == few
    assert max(few.values()) <= MOST


def test_who_follows_those_found_is_told_within_the_same_questions(ground: Ground) -> None:
    client, thick = entered(ground, "bruno"), ground.archive.thick_case
    assert thick
    name = case_page(ground.archive.cast["bruno"].viewer, thick, TODAY).person_name
    token = Forms(client.get("/people").text).found[0].values["csrf_token"]
    with statements(ground.engine) as seen:
        answer = client.post(
            "/people", data={"text": name, "csrf_token": token}, headers={"HX-Request": "true"}
        )
    assert "seguita da" in answer.text, "somebody found is followed"
    assert len(seen.texts) <= TYPING, seen.texts
