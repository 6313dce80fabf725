"""What is sealed opens only in its place, with its key."""

import pytest
from flask import Flask

from app.db import db
from app.kernel.references import new_id
from app.people.models import Person
from app.transaction.use_case import use_case
from app.vault.keyring import KeyRing
from app.vault.models import DataKey
from app.vault.operations import create_data_key, destroy_data_key
from app.vault.queries import data_key
from app.vault.sealing import Unreadable, new_key, seal, unseal, unwrap, wrap
from tests.cast import ELSEWHERE, MAKER, NOW, OFFICE


def test_it_opens_in_its_own_place() -> None:
    key = new_key()
    assert unseal(key, seal(key, "parole della bambina", "qui"), "qui") == "parole della bambina"


def test_it_does_not_open_in_another_place() -> None:
    key = new_key()
    with pytest.raises(Unreadable):
        unseal(key, seal(key, "parole", "qui"), "là")


@pytest.mark.parametrize("position", [0, 5, -1])
def test_it_does_not_open_when_altered(position: int) -> None:
    key = new_key()
    sealed = bytearray(seal(key, "parole", "qui"))
    sealed[position] ^= 1
    with pytest.raises(Unreadable):
        unseal(key, bytes(sealed), "qui")


def test_sealing_twice_gives_two_different_values() -> None:
    key = new_key()
    assert seal(key, "parole", "qui") != seal(key, "parole", "qui")


def test_a_wrapped_key_comes_back() -> None:
    wrapping, key = new_key(), new_key()
    assert unwrap(wrapping, wrap(wrapping, key)) == key


def test_equal_values_leave_different_prints_in_two_bodies() -> None:
    ring = KeyRing({1: b"\x01" * 32})
    here = ring.fingerprint(OFFICE, "identifier", "PRVTST15C52C523U")
    there = ring.fingerprint(ELSEWHERE, "identifier", "PRVTST15C52C523U")
    assert here != there
    assert here == ring.fingerprint(OFFICE, "identifier", "PRVTST15C52C523U")


def test_prints_survive_a_new_master_key() -> None:
    before, after = KeyRing({1: b"\x01" * 32}), KeyRing({1: b"\x01" * 32, 2: b"\x02" * 32})
    assert before.fingerprint(OFFICE, "x", "y") == after.fingerprint(OFFICE, "x", "y")
    assert after.current == 2


@use_case("tests.vault.make", permission=None)
def _make(*, actor, now):
    return create_data_key(organisation_id=OFFICE, root_kind="test", now=now).id


@use_case("tests.vault.destroy", permission=None)
def _destroy(*, actor, now, key_id):
    destroy_data_key(key=db.session.get_one(DataKey, (OFFICE, key_id)), now=now)


def test_a_destroyed_key_opens_nothing_ever_again(app: Flask) -> None:
    key_id = _make(actor=MAKER, now=NOW)
    assert len(data_key(OFFICE, key_id)) == 32
    _destroy(actor=MAKER, now=NOW, key_id=key_id)
    db.session.remove()
    with pytest.raises(Unreadable):
        data_key(OFFICE, key_id)


def test_the_sealed_value_of_one_person_does_not_open_on_another(app: Flask) -> None:
    key_id = _make(actor=MAKER, now=NOW)
    one = Person(
        organisation_id=OFFICE, id=new_id(), data_key_id=key_id, identifier="PRVTST15C52C523U"
    )
    other = Person(organisation_id=OFFICE, id=new_id(), data_key_id=key_id)
    assert one.identifier == "PRVTST15C52C523U"
    assert b"PRVTST" not in one.identifier_sealed
    other.identifier_sealed = one.identifier_sealed
    with pytest.raises(Unreadable):
        _ = other.identifier
