"""What a stolen database tells of what was sealed: nothing."""

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.people import operations
from app.people.models import Person
from app.vault.keyring import KeyRing
from app.vault.models import DataKey
from app.vault.queries import data_key
from app.vault.sealing import Unreadable
from tests.builders.people import a_person
from tests.cast import ELSEWHERE, NOW, OFFICE, Cast
from tests.support.databases import ENGINE, MASTER_KEYS

CODE = "PRVTST15C52C523U"


@pytest.fixture
def person(own_app: Flask, cast: Cast) -> Person:
    """Somebody with a code, written for good."""
    person_id = a_person(cast["bruno"], "Prova", "Test", identifier=CODE)
    return db.session.scalars(select(Person).where(Person.id == person_id)).one()


def _everything() -> list[Any]:
    """Every value of every table, as a thief would read it."""
    found: list[Any] = []
    for table in db.metadata.tables.values():
        for row in db.session.connection().execute(select(table)):
            found += row
    return found


def test_no_table_holds_a_sealed_word(person: Person) -> None:
    values = _everything()
    assert "Prova" in values, "what is not sealed is found by this search"
    for value in values:
        held = value if isinstance(value, bytes) else str(value).encode()
        assert CODE.encode() not in held
        assert CODE[:6].encode() not in held


# Only SQLite has files this test may open; on PostgreSQL the files belong to the server's own
# account, and the test above reads every row of every table on both engines.
@pytest.mark.skipif(ENGINE != "sqlite", reason="PostgreSQL's files are its server's own")
def test_no_file_holds_a_sealed_word(person: Person, own_app: Flask) -> None:
    path = own_app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    for suffix in ("", "-wal"):
        with open(path + suffix, "rb") as handle:
            assert CODE.encode() not in handle.read()


def test_without_the_master_key_nothing_opens(person: Person, own_app: Flask) -> None:
    db.session.remove()
    own_app.extensions["key_ring"] = KeyRing({1: b"\x08" * 32})
    person = db.session.scalars(select(Person)).one()
    with pytest.raises(Unreadable):
        _ = person.identifier


def test_a_new_master_key_reads_what_the_old_one_sealed(person: Person, own_app: Flask) -> None:
    db.session.remove()
    own_app.extensions["key_ring"] = KeyRing({**MASTER_KEYS, 2: b"\x08" * 32})
    person = db.session.scalars(select(Person)).one()
    assert person.identifier == CODE


def test_the_key_of_one_body_is_not_the_key_of_another(person: Person) -> None:
    with pytest.raises(Unreadable):
        data_key(ELSEWHERE, person.data_key_id)
    assert len(data_key(OFFICE, person.data_key_id)) == 32


def test_a_sealed_value_does_not_open_in_another_column(person: Person) -> None:
    from app.vault.sealed import Sealed

    elsewhere = Sealed("another_sealed")
    person.__dict__["another_sealed"] = person.identifier_sealed
    with pytest.raises(Unreadable):
        elsewhere.__get__(person, Person)


def test_equal_codes_of_two_bodies_cannot_be_matched(own_app: Flask, cast: Cast) -> None:
    """Whoever holds both rows does not learn that two Comuni know the same person."""
    for who in ("bruno", "zeno"):
        a_person(cast[who], "Prova", "Test", identifier=CODE)
    here, there = db.session.scalars(select(Person))
    assert here.identifier_hash != there.identifier_hash
    assert here.identifier_prefix_hash != there.identifier_prefix_hash
    assert here.identifier == there.identifier == CODE


def test_every_wrapped_key_is_different(own_app: Flask, cast: Cast) -> None:
    for who in ("bruno", "zeno"):
        a_person(cast[who], "Prova", identifier=CODE)
    keys = db.session.scalars(select(DataKey)).all()
    assert len({key.wrapped for key in keys}) == len(keys) == 2
    assert len({data_key(key.organisation_id, key.id) for key in keys}) == 2


def test_a_key_nobody_made_opens_nothing(app: Flask) -> None:
    with pytest.raises(Unreadable):
        data_key(OFFICE, uuid.UUID(int=1))


def test_what_is_shown_is_what_was_sealed(person: Person, cast: Cast) -> None:
    page = operations.consult_person(actor=cast["bruno"].viewer, now=NOW, person_id=person.id)
    assert page.identifier == CODE
