"""Real threads on requests: one registration, one assignment, a clear answer to the others."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.intake import operations
from app.intake.models import Referral, ReferralAssignment
from app.kernel.errors import Conflict
from tests.builders.intake import a_referral
from tests.builders.people import a_person
from tests.cast import NOW, Cast, open_door
from tests.support.client import Forms

pytestmark = pytest.mark.races
TOGETHER = 20


def test_twenty_equal_presses_register_one_request(own_app: Flask, cast: Cast) -> None:
    token = open_door(cast["gino"])
    browser = own_app.test_client()
    browser.set_cookie("sportello", token)
    shown = Forms(browser.get("/referrals/new").text).found[-1].values
    typed = {"channel": "phone", "source": "neighbour", "person": "new", "surname": "Gemelli",
             "story": "Due righe."}  # fmt: skip
    barrier = Barrier(TOGETHER)

    def press(_number: int) -> tuple[int, str | None]:
        client = own_app.test_client()
        client.set_cookie("sportello", token)
        barrier.wait()
        base = type(client).__mro__[1]
        answer = base.open(client, "/referrals/new", method="POST", data={**shown, **typed})
        return answer.status_code, answer.location

    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(press, range(TOGETHER)))
    assert {status for status, _ in answers} == {303}
    assert len({location for _, location in answers}) == 1
    assert db.session.scalar(select(func.count()).select_from(Referral)) == 1


def test_of_two_supervisors_one_assigns_and_the_other_is_told(own_app: Flask, cast: Cast) -> None:
    referral_id = a_referral(cast["gino"], a_person(cast["bruno"]))
    barrier = Barrier(2)

    def assign(worker: str) -> str:
        with own_app.app_context():
            barrier.wait()
            try:
                operations.assign_referral(
                    actor=cast["dario"].viewer,
                    now=NOW,
                    referral_id=referral_id,
                    version=1,
                    worker_id=cast[worker].engagement_id,
                )
            except Conflict:
                return "told"
            return "assigned"

    with ThreadPoolExecutor(2) as pool:
        answers = Counter(pool.map(assign, ("bruno", "carla")))
    assert answers == {"assigned": 1, "told": 1}
    held = select(func.count()).select_from(ReferralAssignment)
    assert db.session.scalar(held) == 1
