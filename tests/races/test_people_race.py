"""Real threads pressing together: one result, one clear answer each, on both engines."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

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

pytestmark = pytest.mark.races
TOGETHER = 20


def _press(app: Flask, token: str, address: str, values: list[dict[str, str]]) -> Counter[int]:
    barrier = Barrier(len(values))

    def press(data: dict[str, str]) -> tuple[int, str]:
        client = app.test_client(use_cookies=True)
        client.set_cookie("sportello", token)
        barrier.wait()
        answer = app.test_client_class.__mro__[1].open(client, address, method="POST", data=data)
        return answer.status_code, answer.location or answer.text

    with ThreadPoolExecutor(len(values)) as pool:
        answers = list(pool.map(press, values))
    assert all("Traceback" not in text for _, text in answers)
    return Counter(status for status, _ in answers)


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
    barrier = Barrier(TOGETHER)

    def guess(number: int) -> None:
        with own_app.app_context():
            barrier.wait()
            throttle.count_attempt(f"login {number}", "10.0.0.1", "")

    with ThreadPoolExecutor(TOGETHER) as pool:
        list(pool.map(guess, range(TOGETHER)))
    assert db.session.scalar(select(func.max(Throttle.attempts))) == TOGETHER
