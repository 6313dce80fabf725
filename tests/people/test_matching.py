"""When two descriptions look like one person, and when they must not."""

import pytest

from app.people.matching import Description, Strength, Why, home_key, likeness

KNOWN = Description(
    surname="Sartirani Diop",
    given="Noemi",
    other_names=("Ndiaye",),
    birth="2017-03-14",
    identifier_hash=b"code",
    phones=frozenset({"3331234567"}),
    homes=frozenset({home_key("via Buonarroti 1", "Cernusco sul Naviglio")}),
)
HOME = frozenset({home_key("Via Buonarroti, n. 1", "CERNUSCO SUL NAVIGLIO")})


def _typed(**changes: object) -> Description:
    return Description(**{"surname": "Altro", "given": "Nome", **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "strength", "why"),
    [
        (_typed(identifier_hash=b"code"), Strength.STRONG, Why.SAME_TAX_CODE),
        (
            _typed(surname="SARTIRANI DIOP", given="noemi", birth="2017-03-14"),
            Strength.STRONG,
            Why.SAME_NAME_AND_BIRTH,
        ),
        (
            _typed(surname="Sartirani Diop", given="Noemi", birth="2017"),
            Strength.STRONG,
            Why.SAME_NAME_AND_BIRTH,
        ),
        (
            _typed(surname="Noemi", given="Sartirani Diop", birth="2017-03-14"),
            Strength.STRONG,
            Why.SWAPPED_NAME_AND_BIRTH,
        ),
        (
            _typed(surname="Ndiaye", given="Noemi", birth="2017-03-14"),
            Strength.STRONG,
            Why.OTHER_NAME_AND_BIRTH,
        ),
        (
            _typed(surname="Sartiranni Diop", given="Noemi", birth="2017-03-14"),
            Strength.MEDIUM,
            Why.SIMILAR_NAME_AND_BIRTH,
        ),
        (_typed(surname="Sartirani Diop", given="Noemi"), Strength.MEDIUM, Why.SAME_NAME),
        (
            _typed(surname="Sartirani", given="Noemi", birth="2017-03-14"),
            Strength.MEDIUM,
            Why.SIMILAR_NAME_AND_BIRTH,
        ),
        (
            _typed(surname="Rossi", given="Noemi", birth="2017-03-14"),
            Strength.MEDIUM,
            Why.SAME_GIVEN_AND_BIRTH,
        ),
        (
            _typed(surname="Sartirani Dioup", given="Noemi", birth="2017-04-13", homes=HOME),
            Strength.MEDIUM,
            Why.SIMILAR_NAME_AND_HOME,
        ),
        (
            _typed(surname="Sartirani Diop", given="Mimì", birth="2017", homes=HOME),
            Strength.MEDIUM,
            Why.SIMILAR_NAME_AND_HOME,
        ),
        (
            _typed(surname="Sartirani Diop", given="Giada", birth="2017-03-14", homes=HOME),
            Strength.WEAK,  # her twin
            Why.SAME_HOME,
        ),
        (_typed(phones=frozenset({"3331234567"})), Strength.WEAK, Why.SAME_PHONE),
    ],
)
def test_a_likeness_says_how_strong_and_why(
    typed: Description, strength: Strength, why: Why
) -> None:
    found = likeness(typed, KNOWN)
    assert found is not None
    assert (found.strength, found.why[0]) == (strength, why)


@pytest.mark.parametrize(
    "typed",
    [
        _typed(surname="Sartirani Diop", given="Noemi", birth="2019-03-14"),  # a homonym
        _typed(surname="Sartirani Diop", given="Naomi", birth="2016"),
        _typed(surname="Bianchi", given="Carlo", birth="2017-03-14"),
        _typed(),
    ],
)
def test_different_people_do_not_look_alike(typed: Description) -> None:
    assert likeness(typed, KNOWN) is None


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        (("Shevchenko", "Oleksandr"), ("Ševčenko", "Alexander")),
        (("Hossain", "Mohamed"), ("Hussain", "Muhammad")),
        (("Ben Youssef", "Yusuf"), ("Benyoussef", "Youssef")),
        (("De Luca", "Anna"), ("Deluca", "Ana")),
        (("Iancovschi", "Ion"), ("Ion", "Jankowski")),
    ],
)
def test_one_name_written_from_two_alphabets_is_one(
    known: tuple[str, str], typed: tuple[str, str]
) -> None:
    one, other = (
        Description(surname=surname, given=given, birth="1980-03-12")
        for surname, given in (known, typed)
    )
    found = likeness(other, one)
    assert found is not None
    assert found.strength >= Strength.MEDIUM


@pytest.mark.parametrize(
    ("street", "same"),
    [
        ("V. Buonarroti 1", True),
        ("via Buonarroti, 1", True),
        ("via Buonarroti 11", False),
        ("via Buonarroti", False),
        ("", False),
    ],
)
def test_a_home_is_a_street_with_its_number(street: str, same: bool) -> None:
    assert (home_key(street, "Cernusco sul Naviglio") in KNOWN.homes) is same


def test_a_whole_street_is_nobodys_home() -> None:
    assert home_key("via 25 Aprile", "Cernusco sul Naviglio") == ""


@pytest.mark.parametrize(
    ("short", "long"),
    [("V.le Assunta 3", "viale Assunta, 3"), ("P.zza Unità 1", "piazza Unità 1"),
     ("C.so Europa 7", "corso Europa n. 7")],
)  # fmt: skip
def test_a_street_written_short_is_the_same_home(short: str, long: str) -> None:
    assert home_key(short, "Bussero") == home_key(long, "Bussero") != ""
