"""When two descriptions look like one person, and when they must not."""

import pytest

from app.people.matching import Description, Strength, Why, likeness

KNOWN = Description(
    surname="Sartirani Diop",
    given="Noemi",
    other_names=("Ndiaye",),
    birth="2017-03-14",
    identifier_hash=b"code",
    phones=frozenset({"3331234567"}),
)


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
