"""Two who send by the same link at once: one report, and one clear answer for the other."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.intake.models import Referral
from app.referrers import operations
from app.referrers.models import Invitation, OutsideReport
from app.referrers.rules import ReferrersFault, from_outside
from tests.builders.referrers import a_link, an_arrival
from tests.cast import NOW, OFFICE, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races
FEW = 8


def test_a_link_is_used_once(own_app: Flask, cast: Cast) -> None:
    a_link(cast)
    link_id = db.session.scalars(select(Invitation.id)).one()
    outside = from_outside(OFFICE, "IC Martesana")
    db.session.rollback()
    answers = told(
        together(
            own_app,
            lambda number: operations.file_by_link(
                actor=outside,
                now=NOW,
                invitation_id=link_id,
                arrival=an_arrival(f"Bambino {number}"),
            ),
            FEW,
        )
    )
    assert answers == {"done": 1, ReferrersFault.LINK_USED: FEW - 1}
    db.session.rollback()
    for table in (Referral, OutsideReport):
        assert db.session.scalar(select(func.count()).select_from(table)) == 1


def test_a_link_taken_back_while_somebody_sends_does_one_of_the_two(
    own_app: Flask, cast: Cast
) -> None:
    a_link(cast)
    link_id = db.session.scalars(select(Invitation.id)).one()
    outside, bruno = from_outside(OFFICE, "IC Martesana"), cast["bruno"].viewer
    db.session.rollback()

    def press(number: int) -> object:
        if number % 2:
            return operations.revoke_link(actor=bruno, now=NOW, invitation_id=link_id)
        return operations.file_by_link(
            actor=outside, now=NOW, invitation_id=link_id, arrival=an_arrival()
        )

    together(own_app, press, 2)
    db.session.rollback()
    link = db.session.scalars(select(Invitation)).one()
    sent = db.session.scalar(select(func.count()).select_from(OutsideReport))
    assert (link.used_at is None, link.revoked_at is None, sent) in {
        (True, False, 0),
        (False, True, 1),
    }
