"""What is read once is never older than what this session wrote."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import null, select, update

from app.audit.recorder import DECLARED_WRITE
from app.db import db, end_reading
from app.kernel.references import PersonId
from app.people.models import Person
from app.transaction.keeping import is_among, until_written
from tests.builders.people import a_person
from tests.cast import Cast


@pytest.fixture
def person_id(app: Flask, cast: Cast) -> Iterator[PersonId]:
    return a_person(cast["bruno"], "Prova")


def test_asked_once_then_again_after_anything_is_written(cast: Cast, person_id: PersonId) -> None:
    viewer, asked = cast["bruno"].viewer, iter(range(9))

    def answer() -> int:
        return until_written(viewer, "a test", lambda _: next(asked))

    assert [answer(), answer()] == [0, 0]
    a_person(cast["bruno"], "Altra")
    assert [answer(), answer()] == [1, 1]
    renamed = update(Person).where(Person.id == person_id).values(given="Ada")
    db.session.execute(renamed, execution_options={DECLARED_WRITE: True})
    assert [answer(), answer()] == [2, 2]
    db.session.rollback()
    assert [answer(), answer()] == [3, 3]
    db.session.scalars(select(Person.id)).all()
    assert answer() == 3
    end_reading()  # as a use case does before it waits for its lock
    assert answer() == 4


def test_of_another_viewer_it_is_asked_anew(cast: Cast, person_id: PersonId) -> None:
    told = {who: until_written(cast[who].viewer, "a test", _login) for who in ("bruno", "dario")}
    assert told == {who: cast[who].viewer.login for who in told}


def _login(viewer: Any) -> str:
    login: str = viewer.login
    return login


def test_the_few_are_asked_when_the_statement_runs(cast: Cast, person_id: PersonId) -> None:
    few: list[PersonId] = []
    mine = select(Person.id).where(Person.id == person_id)
    among = mine.where(is_among(Person.id, lambda: few))
    others = mine.where(~is_among(Person.id, lambda: few))
    for here in ([], [PersonId(uuid4())], [person_id]):
        few[:] = here
        found = db.session.scalar(among), db.session.scalar(others)
        assert found == ((person_id, None) if person_id in here else (None, person_id))


def test_nobody_is_not_one_of_the_few(app: Flask, cast: Cast, person_id: PersonId) -> None:
    nobody = select(Person.id).where(~is_among(null(), lambda: [person_id]))
    assert db.session.scalars(nobody).first() is not None
