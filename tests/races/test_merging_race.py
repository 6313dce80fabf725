"""Two people merge, tell apart or undo at one instant: one result, one clear answer each."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.people import operations, queries
from app.people.models import NotTheSame, Person, PersonMerge
from app.people.queries.references import counted
from tests.builders.cases import an_open_case
from tests.builders.merging import a_merge, two_records
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races


def test_of_those_who_merge_one_pair_either_way_one_does(own_app: Flask, cast: Cast) -> None:
    one, other = two_records(cast)
    pairs = [(one, other), (other, one)]

    def merge(number: int) -> object:
        kept, gone = pairs[number % 2]
        return operations.merge_people(
            actor=cast["dario"].viewer, now=NOW, kept_id=kept, gone_id=gone, versions=(1, 1)
        )

    answers = told(together(own_app, merge, 6))
    assert answers["done"] == 1
    assert set(answers) <= {"done", "NotFound", "changed_meanwhile"}
    db.session.rollback()
    gone = db.session.scalars(select(Person.id).where(Person.merged_into_id.is_not(None))).all()
    assert len(gone) == 1


def test_what_is_written_while_she_is_merged_is_moved_or_told(own_app: Flask, cast: Cast) -> None:
    """PostgreSQL may let a case in that began before the merge: its page says that it is left."""
    one, other = two_records(cast)

    def act(number: int) -> object:
        return a_merge(cast, one, other) if number else an_open_case(cast["bruno"], other)

    together(own_app, act, 2)
    db.session.rollback()
    merge_id = db.session.scalar(select(PersonMerge.id))
    if merge_id is None:
        return  # the case was there first, and the record no longer as it was shown
    left = counted(cast["dario"].organisation_id, other)
    page = queries.merge_page(cast["dario"].viewer, merge_id, NOW)
    assert {row.what: row.left for row in page.rows if row.left} == left


def test_an_undo_is_done_once(own_app: Flask, cast: Cast) -> None:
    merge_id = a_merge(cast, *two_records(cast))
    db.session.remove()

    def undo(_number: int) -> object:
        return operations.undo_merge(actor=cast["dario"].viewer, now=NOW, merge_id=merge_id)

    assert told(together(own_app, undo, 6)) == {"done": 1, "merge_undone": 5}
    db.session.rollback()
    assert db.session.scalars(select(PersonMerge.undone_by)).all() == ["Dario"]


def test_told_apart_by_many_it_is_written_once(own_app: Flask, cast: Cast) -> None:
    one, other = a_person(cast["bruno"], "Una"), a_person(cast["bruno"], "Altra")

    def tell(number: int) -> object:
        pair = (one, other) if number % 2 else (other, one)
        return operations.tell_apart(
            actor=cast["dario"].viewer, now=NOW, person_id=pair[0], other_id=pair[1]
        )

    assert told(together(own_app, tell, 6)) == {"done": 6}
    db.session.rollback()
    assert len(db.session.scalars(select(NotTheSame.id)).all()) == 1
