"""Real threads pressing together: one result, one clear answer each, on both engines."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts import throttle
from app.accounts.models import Throttle
from app.db import db
from app.people.models import Person
from tests.builders.people import a_person
from tests.cast import Cast, open_door
from tests.support.client import Forms
from tests.support.together import TOGETHER, posted_together, together

pytestmark = pytest.mark.races


def _press(app: Flask, token: str, address: str, values: list[dict[str, str]]) -> Counter[int]:
    answers = posted_together(app, token, address, values)
    assert all("Traceback" not in answer.text for answer in answers)
    return Counter(answer.status_code for answer in answers)


def _values(app: Flask, token: str, page: str) -> dict[str, str]:
    client = app.test_client()
    client.set_cookie("sportello", token)
    return Forms(client.get(page).text).found[-1].values


def test_twenty_equal_presses_register_one_person(own_app: Flask, cast: Cast) -> None:
    token = open_door(cast["bruno"])
    values = {**_values(own_app, token, "/people/new"), "surname": "Gemelli"}
    statuses = _press(own_app, token, "/people/new", [values] * TOGETHER)
    assert statuses == {303: TOGETHER}
    counted = select(func.count()).select_from(Person).where(Person.surname == "Gemelli")
    assert db.session.scalar(counted) == 1


def test_of_twenty_editors_one_saves_and_nineteen_are_told(own_app: Flask, cast: Cast) -> None:
    token = open_door(cast["bruno"])
    page = f"/people/{a_person(cast['bruno'], 'Prima')}/edit"
    shown = _values(own_app, token, page)
    mine = [
        {**shown, "surname": f"Versione {number}", "submission": f"key {number}"}
        for number in range(TOGETHER)
    ]
    assert _press(own_app, token, page, mine) == {303: 1, 409: TOGETHER - 1}


def test_twenty_guesses_together_count_twenty(own_app: Flask) -> None:
    together(own_app, lambda n: throttle.count_attempt(f"login {n}", "10.0.0.1", ""))
    assert db.session.scalar(select(func.max(Throttle.attempts))) == TOGETHER
