"""Finding people under every name, and never outside one's reach."""

from datetime import date

import pytest
from flask import Flask

from app.kernel.errors import NotFound
from app.people import operations, queries
from app.people.matching import Strength
from app.people.rules import AddressKind, BirthKnown, NameKind, PersonDetails
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.counting import counting
from tests.support.plans import read_whole


def _names(cast: Cast, who: str, text: str) -> list[str]:
    return [row.name for row in queries.search(cast[who].viewer, text)]


@pytest.fixture
def noemi(app: Flask, cast: Cast):
    """A child with two surnames, a third one of the grandmother, and a telephone."""
    person_id = a_person(
        cast["bruno"],
        "Sartirani Diop",
        "Noemì",
        birth_known=BirthKnown.EXACT,
        birth_date=date(2017, 3, 14),
        identifier="PRVTST15C52C523U",
        phone="+39 333 1234567",
    )
    operations.add_other_name(
        actor=cast["bruno"].viewer,
        now=NOW,
        person_id=person_id,
        kind=NameKind.OTHER_SURNAME,
        name="N'Diaye",
    )
    return person_id


@pytest.mark.parametrize(
    "text",
    [
        "sartirani",
        "Diop",
        "noemi sarti",
        "SARTIRANI DIOP NOEMÌ",
        "ndiaye",
        "n'diaye noemi",
        "3331234567",
        "333 12",
        "prvtst15c52c523u",
        "PRVTST",
        "sartiranni",  # doubled by mistake: found by its sound
    ],
)
def test_a_person_is_found(noemi: object, cast: Cast, text: str) -> None:
    assert _names(cast, "bruno", text) == ["Sartirani Diop Noemì"]


@pytest.mark.parametrize("text", ["", "x", "sartirani carlo", "334", "PRVTSX", "%", "_"])
def test_nobody_else_is_found(noemi: object, cast: Cast, text: str) -> None:
    assert _names(cast, "bruno", text) == []


def test_another_body_finds_nobody(noemi: object, cast: Cast) -> None:
    assert _names(cast, "zeno", "sartirani") == []


def test_who_has_no_such_duty_finds_nobody(noemi: object, cast: Cast) -> None:
    assert _names(cast, "elena", "sartirani") == []


def test_the_front_office_reads_only_year_and_masked_telephone(noemi, cast: Cast) -> None:
    operations.add_address(
        actor=cast["bruno"].viewer,
        now=NOW,
        person_id=noemi,
        kind=AddressKind.REGISTERED,
        street="via Buonarroti 1",
        municipality="Cernusco sul Naviglio",
        valid_from=date(2020, 1, 1),
    )
    (row,) = queries.search(cast["anna"].viewer, "sartirani")
    assert (row.birth.birth_year, row.birth.on) == (2017, None)
    assert (row.municipality, row.other_names) == ("", ())
    assert row.phone == "333•••67"


def test_a_page_out_of_reach_is_not_found(noemi, cast: Cast) -> None:
    for who in ("zeno", "anna", "elena"):
        with pytest.raises(NotFound):
            queries.person_page(cast[who].viewer, noemi, date(2026, 11, 23))


def test_the_number_of_queries_does_not_grow_with_the_people_found(app: Flask, cast: Cast) -> None:
    counts = []
    for size in (2, 18):
        for number in range(size):
            a_person(cast["bruno"], "Colombo", f"Ada {number}", phone=f"02 55501{number:02d}")
        with counting() as statements:
            queries.search(cast["bruno"].viewer, "colombo")
        counts.append(len([s for s in statements if s.startswith("SELECT")]))
    assert counts[1] <= counts[0] <= 5


def test_the_likeliest_doubles_come_first_with_their_strength(noemi: object, cast: Cast) -> None:
    a_person(cast["bruno"], "Sartirani", "Carlo", phone="333 1234567")
    details = PersonDetails(
        surname="Sartirani Diop",
        given="Noemi",
        birth_known=BirthKnown.EXACT,
        birth_date=date(2017, 3, 14),
    )
    viewer = cast["bruno"].viewer
    described = operations.describe(viewer.organisation_id, details, "3331234567")
    found = queries.doubles(viewer, described)
    assert [(row.given, like.strength) for row, like in found] == [
        ("Noemì", Strength.STRONG),
        ("Carlo", Strength.WEAK),
    ]


@pytest.mark.program  # it is SQLite that tells how it reads
@pytest.mark.parametrize(
    "text", ["sartirani", "sart ann", "uno due tre quattro", "338 1234567", "SRTNNA"]
)
def test_a_search_does_not_read_the_archive(app: Flask, cast: Cast, text: str) -> None:
    with read_whole(("person", "person_key", "contact", "address", "other_name")) as read:
        queries.search(cast["anna"].viewer, text)
    assert read == []


def test_a_name_of_sixteen_letters_is_a_name_too(app: Flask, cast: Cast) -> None:
    a_person(cast["bruno"], "Galbiati", "Giuseppe")
    assert _names(cast, "anna", "galbiati giuseppe") == ["Galbiati Giuseppe"]
