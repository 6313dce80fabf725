"""Two who work the same deadline at one instant: one result, and each a clear answer."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cases import operations as cases
from app.cases.models import CourtExtension
from app.cases.operations import ExtensionDetails
from app.db import db
from app.features.timetable import BRING_TASKS
from app.people.rules import BirthKnown
from app.tasks import operations
from app.tasks.models import DeadlineMark, Task
from app.tasks.rules import Seen, TaskOutcome
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.builders.tasks import a_court_term, a_task, postponed
from tests.cast import NOW, TODAY, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races
TIMES = 6
DAY = timedelta(days=1)


def test_a_deadline_is_postponed_once(own_app: Flask, cast: Cast) -> None:
    seen = Seen("case:1", 0, TODAY)
    answers = together(own_app, lambda _: postponed(cast["bruno"], seen, TODAY + 3 * DAY), TIMES)
    assert told(answers) == {"done": 1, "changed_meanwhile": TIMES - 1}
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(DeadlineMark)) == 1


def test_a_thing_to_do_is_closed_once(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    task_id = a_task(bruno)
    answers = together(
        own_app,
        lambda _: operations.close_task(
            actor=bruno.viewer, now=NOW, task_id=task_id, outcome=TaskOutcome.DONE
        ),
        TIMES,
    )
    assert told(answers) == {"done": 1, "task_done": TIMES - 1}


def test_more_time_is_asked_once(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id, term_id = a_court_term(bruno)
    asked = ExtensionDetails(TODAY, TODAY + 60 * DAY)
    answers = together(
        own_app,
        lambda _: cases.ask_more_time(
            actor=bruno.viewer, now=NOW, case_id=case_id, term_id=term_id, asked=asked
        ),
        TIMES,
    )
    assert told(answers) == {"done": 1, "extension_waits": TIMES - 1}
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(CourtExtension)) == 1


def test_two_nights_at_once_bring_a_birthday_once(own_app: Flask, cast: Cast) -> None:
    bruno, born = cast["bruno"], TODAY.replace(year=2008)
    an_open_case(bruno, a_person(bruno, "Grande", birth_known=BirthKnown.EXACT, birth_date=born))
    together(own_app, lambda _: BRING_TASKS(NOW), TIMES)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Task)) == 1
