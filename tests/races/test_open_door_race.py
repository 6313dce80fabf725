"""Two who hear that she arrived, two who give a name: one of them is written."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.open_door import operations, queries
from app.open_door.models import DeskContact
from app.open_door.procedure import OnwardAction, OnwardState
from app.open_door.rules import Teller
from tests.builders.open_door import a_desk_for_all, came, on_onward, sent_on
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races
FEW = 8


def test_an_arrival_is_confirmed_once(own_app: Flask, cast: Cast) -> None:
    onward = sent_on(cast)
    seen = on_onward(cast["bruno"], onward)
    db.session.rollback()
    answers = told(
        together(
            own_app,
            lambda _: operations.confirm_arrival(**seen, teller=Teller.BODY, arrived_on=TODAY),
            FEW,
        )
    )
    assert answers["done"] == 1
    assert sum(answers.values()) == FEW
    db.session.rollback()
    page = queries.onward_page(cast["bruno"].viewer, onward)
    assert page.state is OnwardState.ARRIVED
    assert [step.action for step in page.steps].count(OnwardAction.CONFIRM_ARRIVAL) == 1


def test_a_contact_gets_one_name(own_app: Flask, cast: Cast) -> None:
    gino = cast["gino"]
    contact = came(gino, a_desk_for_all(gino))
    people = [a_person(gino, f"Persona {chr(65 + number)}") for number in range(FEW)]
    by: dict[str, Any] = {"actor": gino.viewer, "now": NOW, "contact_id": contact}
    db.session.rollback()
    answers = told(
        together(
            own_app,
            lambda n: operations.name_contact(**by, person_id=people[n], consent_on=TODAY),
            FEW,
        )
    )
    assert answers == {"done": 1, "already_named": FEW - 1}
    db.session.rollback()
    assert db.session.scalar(select(DeskContact.person_id)) in people
