"""Two people merge, tell apart or undo at one instant: one result, one clear answer each."""

from collections.abc import Callable
from importlib import import_module
from threading import Event, get_ident
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.catalogue.rules import ConsentBasis
from app.consents.rules import ProtectionKind
from app.db import db
from app.features import PERSON_REFERENCES
from app.kernel.references import PersonId
from app.people import operations
from app.people.models import NotTheSame, Person, PersonMerge
from app.people.queries.references import rows_of
from app.people.rules import MergeFault
from tests.builders.appointments import a_wednesday, an_appointment
from tests.builders.cases import an_open_case
from tests.builders.consents import a_consent, an_order
from tests.builders.desk import a_message
from tests.builders.intake import a_referral
from tests.builders.merging import a_merge, two_records
from tests.builders.people import a_contact, a_person
from tests.builders.practices import a_practice
from tests.cast import NOW, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races

Act = Callable[[], object]


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


WRITTEN: dict[str, Callable[[Cast, PersonId], object]] = {
    "case": lambda cast, her: an_open_case(cast["bruno"], her),
    "referral": lambda cast, her: a_referral(cast["gino"], her),
    "appointment": lambda cast, her: an_appointment(cast["anna"], her),
    "practice": lambda cast, her: a_practice(cast["gino"], her),
    "consent": lambda cast, her: a_consent(cast["bruno"], her, her, basis=ConsentBasis.ADULT),
    "message": lambda cast, her: a_message(cast["anna"], person_id=her),
    "contact": lambda cast, her: a_contact(cast["bruno"], her, "000 7778889"),
    "order": lambda cast, her: an_order(cast["bruno"], her, ProtectionKind.SUPPORT_ADMINISTRATION),
}


@pytest.fixture
def patient(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine take its time: here one who waits for the other is answered in the end."""
    for name in ("STATEMENT_TIMEOUT_MS", "IDLE_IN_TRANSACTION_MS", "BUSY_TIMEOUT_MS"):
        monkeypatch.setattr(import_module("app.db"), name, 120_000)
    db.session.remove()
    db.engine.dispose()  # every connection is made anew


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("merge_waits", [False, True], ids=["merge_first", "she_is_read_first"])
@pytest.mark.parametrize("what", WRITTEN)
def test_nothing_is_written_on_the_record_that_goes(
    own_app: Flask, cast: Cast, what: str, merge_waits: bool
) -> None:
    """Whichever begins stops before its first row until the other is done, or cannot go on."""
    kept, gone = two_records(cast)
    a_wednesday(cast, "bruno")
    db.session.remove()
    acts = [lambda: a_merge(cast, kept, gone), lambda: WRITTEN[what](cast, gone)]
    answers = _one_inside_the_other(own_app, *(acts[::-1] if merge_waits else acts))
    turns = ("writing", "merging") if merge_waits else ("merging", "writing")
    told_of = dict(zip(turns, answers, strict=True))
    assert told_of["merging"] in ("done", "changed_meanwhile")
    assert told_of["writing"] in ("done", MergeFault.MERGED, "NotFound")
    assert "done" in answers
    if told_of["merging"] == "done":
        assert not _named_by(cast, gone), "a row stayed on the record that went"
    if told_of["writing"] == "done":
        assert _named_by(cast, kept if told_of["merging"] == "done" else gone)


def _one_inside_the_other(app: Flask, outer: Act, inner: Act) -> tuple[str, str]:
    """Begin `outer`; before its first row do `inner`, and wait for it as long as it may take."""
    begun, done = Event(), Event()

    def stop(_session: Session, *_: Any) -> None:
        if get_ident() == first and not begun.is_set():
            begun.set()
            done.wait(0.5)  # on SQLite, or once the rows are held, it can only wait for us

    def run(number: int) -> object:
        nonlocal first
        if number == 0:
            first = get_ident()
            return outer()
        begun.wait(5)
        try:
            return inner()
        finally:
            done.set()

    first = 0
    event.listen(db.session, "before_flush", stop, insert=True)
    try:
        answers = together(app, run, 2)
    finally:
        event.remove(db.session, "before_flush", stop)
    db.session.rollback()
    one, other = (next(iter(told([answer]))) for answer in answers)
    return one, other


def _named_by(cast: Cast, person_id: PersonId) -> list[str]:
    body = cast["dario"].organisation_id
    return [one.table for one in PERSON_REFERENCES if rows_of(body, one, person_id)]


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
