"""Many who send a card to one number at the same instant: it gets its share, and no more."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.catalogue.rules import MOST_TO_ONE_NUMBER
from app.db import db
from app.kernel.errors import Invalid
from app.notifications.models import OutgoingNotice
from tests.builders.notices import a_sent_card
from tests.cast import Cast
from tests.support.together import together

pytestmark = pytest.mark.races


def test_many_together_do_not_flood_a_number(own_app: Flask, cast: Cast) -> None:
    answers = together(own_app, lambda _: a_sent_card(cast), 8)
    assert sum(isinstance(one, Invalid) for one in answers) == 8 - MOST_TO_ONE_NUMBER
    db.session.rollback()
    queued = select(func.count()).select_from(OutgoingNotice)
    assert db.session.scalar(queued) == MOST_TO_ONE_NUMBER
