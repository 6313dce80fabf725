"""Clerks who press for the same instalment: it is paid once."""

import pytest
from flask import Flask

from app.db import db
from app.kernel.errors import Conflict
from app.practices import operations, queries
from tests.builders.practices import a_granted_practice, on_it
from tests.cast import TODAY, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_the_same_instalment_is_paid_once(own_app: Flask, cast: Cast) -> None:
    gino = cast["gino"]
    made = a_granted_practice(cast, payments=3)
    seen = on_it(gino, made)
    db.session.rollback()

    def pay(_number: int) -> None:
        operations.pay(**seen, paid_on=TODAY, account_checked=True)

    answers = told(together(own_app, pay))
    assert answers["done"] == 1
    assert sum(answers.values()) == TOGETHER
    db.session.rollback()
    page = queries.practice_page(gino.viewer, made, TODAY)
    assert [one.paid_on is not None for one in page.payments] == [True, False, False]
    with pytest.raises(Conflict):
        operations.pay(**seen, paid_on=TODAY, account_checked=True)
