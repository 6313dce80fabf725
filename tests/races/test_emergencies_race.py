"""Two who press together about one child: one measure, one transmission, one clear answer."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.emergencies import operations
from app.emergencies.models import Emergency, EmergencyStep
from app.emergencies.procedure.emergency import EmergencyState
from tests.builders.emergencies import a_placing, an_emergency, emergency_page
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_the_papers_are_sent_once(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    made = an_emergency(bruno)
    version = emergency_page(bruno, made).version
    db.session.rollback()

    def send(_number: int) -> None:
        operations.transmit(actor=bruno.viewer, now=NOW, emergency_id=made, version=version, at=NOW)

    answers = told(together(own_app, send))
    assert (answers["done"], answers["changed_meanwhile"]) == (1, TOGETHER - 1)
    db.session.rollback()
    page = emergency_page(bruno, made)
    assert page.state is EmergencyState.TRANSMITTED
    steps = select(func.count()).where(EmergencyStep.emergency_id == made)
    assert db.session.scalar(steps) == 2


def test_a_child_has_one_measure_open(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_person(bruno)
    db.session.rollback()

    def open_it(_number: int) -> None:
        operations.open_emergencies(
            actor=bruno.viewer, now=NOW, person_ids=(child,), placing=a_placing()
        )

    answers = told(together(own_app, open_it))
    assert (answers["done"], answers["emergency_already_open"]) == (1, TOGETHER - 1)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Emergency)) == 1
