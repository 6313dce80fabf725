"""Two hands on one particular: one result, and a clear answer for the others."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.catalogue.rules import PathCode
from app.db import db
from app.particulars import operations, queries
from app.particulars.models import AlarmCall, SchoolYear
from app.particulars.operations import YearGiven
from app.particulars.rules import ParticularFault
from tests.builders.particulars import FALL, a_line_of, by
from tests.cast import Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_a_call_told_twice_is_written_once(own_app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, PathCode.REMOTE_ASSISTANCE)
    who = by(cast, "gino")
    db.session.rollback()

    def write(_number: int) -> None:
        operations.write_alarm(**who, line_id=line_id, given=FALL)

    answers = told(together(own_app, write))
    assert answers == {"done": 1, f"rang_hour:{ParticularFault.ALARM_WRITTEN}": TOGETHER - 1}
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(AlarmCall)) == 1


def test_a_year_is_renewed_once(own_app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, PathCode.SCHOOL_ASSISTANCE)
    who = by(cast)
    year = YearGiven(begins_in=2026, body_id=None, class_name="3B", hours=400)
    operations.write_school_year(**who, line_id=line_id, given=year)
    year_id = queries.school_year_rows(cast["bruno"].viewer, line_id)[0].id
    db.session.rollback()

    def renew(_number: int) -> None:
        operations.renew_school_year(**who, line_id=line_id, year_id=year_id)

    answers = told(together(own_app, renew))
    assert answers == {"done": 1, ParticularFault.YEAR_RENEWED: TOGETHER - 1}
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(SchoolYear)) == 2
