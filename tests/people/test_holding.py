"""Whoever is named by a row is held: nothing is left on a record that was merged."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.context import Work, working
from app.cases.models import Case
from app.db import db
from app.features import PERSON_REFERENCES
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import PersonId
from app.people.above import PersonReference
from app.people.models import Person
from app.people.operations import hold_people
from app.people.queries.references import model_of
from app.people.rules import MergeFault
from bench.measure import Statements, statements
from tests.builders.cases import an_open_case
from tests.builders.intake import a_referral
from tests.builders.merging import a_merge, two_records
from tests.builders.people import a_contact, a_person
from tests.cast import NOW, Cast
from tests.support.each import each


@pytest.fixture
def gone(app: Flask, cast: Cast) -> PersonId:
    kept, gone = two_records(cast)
    a_merge(cast, kept, gone)
    return gone


def _at_work(cast: Cast) -> Any:
    return working(Work("people.test", cast["dario"].viewer, NOW))


@each("reference", PERSON_REFERENCES)
def test_no_new_row_names_who_was_merged(
    cast: Cast, gone: PersonId, reference: PersonReference
) -> None:
    body = cast["dario"].organisation_id
    named = {reference.column: gone, **dict(reference.where)}
    with _at_work(cast), db.session.no_autoflush:
        db.session.add(model_of(reference.table)(organisation_id=body, **named))
        with pytest.raises(NotAllowedNow, match=MergeFault.MERGED):
            db.session.flush()
    db.session.rollback()


def test_no_row_is_given_to_who_was_merged(cast: Cast, gone: PersonId) -> None:
    an_open_case(cast["bruno"], a_person(cast["bruno"]))
    with _at_work(cast):
        db.session.scalars(select(Case)).one().person_id = gone
        with pytest.raises(NotAllowedNow, match=MergeFault.MERGED):
            db.session.flush()
    db.session.rollback()


def test_a_case_of_who_was_merged_is_refused_in_words(cast: Cast, gone: PersonId) -> None:
    with pytest.raises(NotAllowedNow, match=MergeFault.MERGED):
        an_open_case(cast["bruno"], gone)


def test_who_may_not_know_of_the_one_that_stayed_hears_nothing(
    app: Flask, cast: Cast, gone: PersonId
) -> None:
    everybody = app.extensions["person_shields"]
    stayed = db.session.scalar(select(Person.merged_into_id).where(Person.id == gone))
    app.extensions["person_shields"] = (*everybody, lambda _viewer: [stayed])
    try:
        with _at_work(cast), pytest.raises(NotFound):
            hold_people(cast["dario"].organisation_id, [gone])
    finally:
        app.extensions["person_shields"] = everybody


def _asked_to_hold(seen: Statements) -> list[str]:
    return [text for text in seen.texts if text.startswith("SELECT person.id, person.merged_into")]


def test_each_is_asked_for_once(app: Flask, cast: Cast) -> None:
    """One question more for whoever writes of her, none for who enters the archive now."""
    bruno = cast["bruno"]
    with statements(db.engine) as seen:
        her = a_person(bruno, phone="000 1112223")
    assert not _asked_to_hold(seen)
    for write in (
        lambda: an_open_case(bruno, her),
        lambda: a_referral(cast["gino"], her),
        lambda: a_contact(bruno, her, "000 9998887"),
    ):
        with statements(db.engine) as seen:
            write()
        assert len(_asked_to_hold(seen)) == 1
