"""Real threads on requests: one registration, one assignment, a clear answer to the others."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.intake import operations
from app.intake.models import Referral, ReferralAssignment
from tests.builders.intake import a_referral
from tests.builders.people import a_person
from tests.cast import NOW, Cast, open_door
from tests.support.client import Forms
from tests.support.together import TOGETHER, posted_together, together, told

pytestmark = pytest.mark.races


def test_twenty_equal_presses_register_one_request(own_app: Flask, cast: Cast) -> None:
    token = open_door(cast["gino"])
    browser = own_app.test_client()
    browser.set_cookie("sportello", token)
    shown = Forms(browser.get("/referrals/new").text).found[-1].values
    typed = {"channel": "phone", "source": "neighbour", "person": "new", "surname": "Gemelli",
             "story": "Due righe."}  # fmt: skip
    forms = [{**shown, **typed}] * TOGETHER
    answers = posted_together(own_app, token, "/referrals/new", forms)
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert db.session.scalar(select(func.count()).select_from(Referral)) == 1


def test_of_two_supervisors_one_assigns_and_the_other_is_told(own_app: Flask, cast: Cast) -> None:
    referral_id = a_referral(cast["gino"], a_person(cast["bruno"]))
    workers = [cast[worker].engagement_id for worker in ("bruno", "carla")]

    def assign(number: int) -> object:
        return operations.assign_referral(
            actor=cast["dario"].viewer,
            now=NOW,
            referral_id=referral_id,
            version=1,
            worker_id=workers[number],
        )

    assert told(together(own_app, assign, 2)) == {"done": 1, "changed_meanwhile": 1}
    held = select(func.count()).select_from(ReferralAssignment)
    assert db.session.scalar(held) == 1
