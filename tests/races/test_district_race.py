"""Two who publish, two who pass the lead on, two who write a convention: one of them is written."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.district import operations
from app.district.models import Convention, Publication, PublishedFigure
from app.organisations import operations as offices
from app.organisations import queries
from tests.builders.district import a_convention, a_district, a_plan_office, by
from tests.builders.requests import a_service
from tests.cast import TODAY, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races
FEW = 8


def _count(table: type) -> int | None:
    return db.session.scalar(select(func.count()).select_from(table))


def test_figures_are_published_once(own_app: Flask, cast: Cast) -> None:
    a_plan_office(cast)
    a_service(cast)
    db.session.rollback()
    answers = told(together(own_app, lambda _: operations.publish(**by(cast, "dario")), FEW))
    assert answers == {"done": 1, "published_this_month": FEW - 1}
    db.session.rollback()
    assert (_count(Publication), _count(PublishedFigure)) == (1, 1)


def test_one_convention_is_written(own_app: Flask, cast: Cast) -> None:
    association_id, towns = a_district(cast)
    given = a_convention(association_id, towns["Gessate"])
    db.session.rollback()
    answers = told(
        together(own_app, lambda _: operations.write_convention(**by(cast), given=given), FEW)
    )
    assert answers == {"done": 1, "valid_from:convention_there": FEW - 1}
    db.session.rollback()
    assert _count(Convention) == 1


def test_one_leads_from_a_day_on(own_app: Flask, cast: Cast) -> None:
    """From the same day the last one written holds, and it is one."""
    association_id, towns = a_district(cast)
    bodies = [towns["Gessate"], towns["Gorgonzola"]]
    db.session.rollback()
    together(
        own_app,
        lambda n: offices.pass_lead(
            **by(cast), association_id=association_id, body_id=bodies[n % 2], valid_from=TODAY,
            source="delibera",
        ),
        FEW,
    )  # fmt: skip
    db.session.rollback()
    row = queries.association(cast["piera"].viewer, association_id)
    assert [one.valid_to for one in row.leads] == [TODAY, None]
