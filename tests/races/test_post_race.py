"""Real threads on the post: one message is in one report, and the other is told."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.intake import operations
from app.intake.models import ReferralFile
from tests.builders.intake import a_referral
from tests.builders.post import a_waiting_mail
from tests.cast import NOW, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races


def test_of_two_who_place_a_message_one_does(own_app: Flask, cast: Cast) -> None:
    mail = a_waiting_mail(cast["gino"])
    referrals = [a_referral(cast["gino"]) for _ in range(2)]

    def place(number: int) -> object:
        return operations.place_mail(
            actor=cast["gino"].viewer,
            now=NOW,
            mail_id=mail,
            referral_id=referrals[number],
            enclosed=(),
        )

    assert told(together(own_app, place, 2)) == {"done": 1, "mail_already_placed": 1}
    assert db.session.scalar(select(func.count()).select_from(ReferralFile)) == 1
