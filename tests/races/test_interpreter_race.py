"""One interpreter, three appointments at one hour, confirmed at one instant: she goes to one."""

import pytest
from flask import Flask

from app.appointments import operations, queries
from tests.builders.appointments import a_wednesday, an_appointment
from tests.builders.interpreters import an_interpreter, asked_for, request_by_now
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races


def test_she_is_in_one_place(own_app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla", "dario")
    anna, hers = cast["anna"], an_interpreter(cast["bruno"])
    made = [an_appointment(anna, a_person(anna, f"Rossi{letter}")) for letter in "abc"]
    minutes = {queries.appointment_row(anna.viewer, one, NOW).minute for one in made}
    assert len(minutes) == 1
    for one in made:
        asked_for(anna, one)
    asked = [request_by_now(anna, one) for one in made]

    def confirm(number: int) -> object:
        return operations.confirm_interpreter(**asked[number], interpreter_id=hers)

    answers = told(together(own_app, confirm, len(made)))
    assert answers == {"done": 1, "interpreter_taken": 2}
