"""People's names are kept as written and found however they are spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.names import clean, folded_key, name_keys, search_key, similarity, sort_key

ALPHABET = st.characters(codec="utf-8", exclude_categories=["Cs"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  D'Angelo  ", "D'Angelo"),
        ("De   Luca", "De Luca"),
        ("Rossi\u202e", "Rossi"),
        ("Ros\u200bsi\x00", "Rossi"),
        ("Anna\nMaria", "Anna Maria"),
        ("José", "José"),
        ("王", "王"),
        ("عبد الله", "عبد الله"),
    ],
)
def test_a_name_is_kept_as_people_write_it(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("D'Angelo", "dangelo"),
        ("Dall'Ò", "DALL’O"),
        ("Núñez", "nunez"),
        ("Łukasz", "lukasz"),
        ("Đorđević", "dordevic"),
        ("Müller", "MULLER"),
        ("El-Idrissi", "el idrissi"),
        ("Ćosić", "cosic"),
    ],
)
def test_accents_apostrophes_and_case_do_not_count(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niccolò", "Nicolò"),
        ("Hoxhaj", "Oxai"),
        ("Jankowski", "Iancovsci"),
        ("Philippe", "Filipe"),
        ("Mohamed", "Mohammed"),
        ("Youssouf", "Iusuf"),
    ],
)
def test_two_spellings_of_one_sound_meet(one: str, other: str) -> None:
    assert folded_key(one) == folded_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Rossi", "Russo"), ("Sala", "Salas"), ("Riva", "Ripa")]
)
def test_two_different_sounds_do_not_meet(one: str, other: str) -> None:
    assert folded_key(one) != folded_key(other)


def test_every_word_of_every_name_is_a_key() -> None:
    assert name_keys("Sartirani Diop", "Noemi", ["N'Diaye"]) == {
        "sartirani",
        "diop",
        "sartiranidiop",
        "noemi",
        "ndiaye",
    }


def test_lists_are_ordered_by_surname_then_name() -> None:
    names = [("De Luca", "Ada"), ("D'Angelo", "Zoe"), ("Ábaco", "Eva"), ("De", "Luca Ada")]
    assert sorted(names, key=lambda pair: sort_key(*pair))[0] == ("Ábaco", "Eva")
    assert sort_key("De", "Luca Ada") < sort_key("De Luca", "Ada")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Rossi Anna", "Anna Rossi", True),
        ("Brambilla Carlo", "Brambila Carlo", True),
        ("Rossi Anna", "Bianchi Carlo", False),
    ],
)
def test_likeness_survives_order_and_a_slip_of_the_hand(one: str, other: str, alike: bool) -> None:
    assert (similarity(one, other) >= 88) is alike


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_a_key_never_holds_what_cannot_be_typed(text: str) -> None:
    key = search_key(text)
    assert key == key.strip()
    assert "  " not in key
    assert not any(character in "'’_%\x00" for character in key)


@given(st.text(alphabet=ALPHABET, min_size=1, max_size=30))
def test_whoever_types_the_name_opens_one_of_its_keys(name: str) -> None:
    words = search_key(name).split()
    keys = name_keys(name, "")
    assert all(any(key.startswith(word) for key in keys) for word in words)
