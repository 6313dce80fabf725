"""What can be true of a person, and how a telephone is read."""

from datetime import date

import pytest

from app.people.rules import (
    INVERSE,
    Birth,
    BirthKnown,
    Kinship,
    PersonDetails,
    PersonFault,
    details_fault,
    not_italian,
    phone_digits,
    phone_shown,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("known", "fault"),
    [
        ({}, None),
        ({"birth_known": BirthKnown.EXACT, "birth_date": date(1990, 2, 28)}, None),
        ({"birth_known": BirthKnown.PRESUMED, "birth_date": date(1990, 1, 1)}, None),
        ({"birth_known": BirthKnown.YEAR_ONLY, "birth_year": 1990}, None),
        ({"birth_known": BirthKnown.EXACT}, f"birth_date:{PersonFault.BIRTH_MISSING}"),
        ({"birth_known": BirthKnown.YEAR_ONLY}, f"birth_year:{PersonFault.BIRTH_MISSING}"),
        (
            {"birth_known": BirthKnown.EXACT, "birth_date": date(2026, 11, 24)},
            f"birth_date:{PersonFault.BORN_IN_THE_FUTURE}",
        ),
        (
            {"birth_known": BirthKnown.YEAR_ONLY, "birth_year": 2027},
            f"birth_year:{PersonFault.BORN_IN_THE_FUTURE}",
        ),
        (
            {"birth_known": BirthKnown.YEAR_ONLY, "birth_year": 1895},
            f"birth_year:{PersonFault.BORN_TOO_LONG_AGO}",
        ),
        ({"died_on": date(2026, 11, 24)}, f"died_on:{PersonFault.DIED_IN_THE_FUTURE}"),
        (
            {
                "birth_known": BirthKnown.EXACT,
                "birth_date": date(1990, 1, 1),
                "died_on": date(1989, 1, 1),
            },
            f"died_on:{PersonFault.DIED_BEFORE_BIRTH}",
        ),
    ],
)
def test_only_what_cannot_be_true_is_a_fault(known: dict, fault: str | None) -> None:
    assert details_fault(PersonDetails(surname="Rossi", **known), TODAY) == fault


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (Birth(BirthKnown.EXACT, date(2008, 11, 23), None), 18),
        (Birth(BirthKnown.EXACT, date(2008, 11, 24), None), 17),
        (Birth(BirthKnown.YEAR_ONLY, None, 1990), 36),
        (Birth(BirthKnown.UNKNOWN, None, None), None),
    ],
)
def test_an_age_is_said_as_far_as_the_birth_is_known(birth: Birth, age: int | None) -> None:
    assert birth.age(TODAY) == age


@pytest.mark.parametrize(
    ("on", "year", "of_age"),
    [
        (date(2008, 10, 30), None, True),  # on the very day
        (date(2008, 10, 31), None, False),
        (None, 2007, True),
        (None, 2008, None),  # in the year of the eighteenth nobody can say
        (None, 2009, False),
        (None, None, None),
    ],
)
def test_who_is_of_age_is_said_only_where_it_is_sure(
    on: date | None, year: int | None, of_age: bool | None
) -> None:
    assert Birth(BirthKnown.UNKNOWN, on, year).of_age(date(2026, 10, 30)) is of_age


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("02 9278285", "029278285"),
        ("+39 02-9278285", "029278285"),
        ("333 123.45 67", "3331234567"),
        ("0039 333 1234567", "3331234567"),
        ("+33 1 23 45 67 89", "33123456789"),
        ("112", "112"),
        ("interno", ""),
    ],
)
def test_a_telephone_is_found_however_it_was_written(typed: str, digits: str) -> None:
    assert phone_digits(typed) == digits


@pytest.mark.parametrize(
    ("written", "said"),
    [("", ""), ("Italiano", ""), ("italiana", ""), ("Francese", "Francese")],
)
def test_a_language_is_said_where_it_is_not_italian(written: str, said: str) -> None:
    assert not_italian(written) == said


def test_what_is_not_a_number_is_shown_as_it_was_typed() -> None:
    assert phone_shown("chiedere al bar") == "chiedere al bar"


@pytest.mark.parametrize("kind", list(Kinship))
def test_every_relation_read_backwards_twice_is_itself(kind: Kinship) -> None:
    assert INVERSE[INVERSE[kind]] is kind
