"""Codes are read and checked, never guessed from and never a condition to be heard."""

from datetime import date

import pytest

from app.kernel.tax_code import (
    Doubt,
    IdentifierKind,
    compute,
    derived,
    doubts,
    exportable,
    read_identifier,
)

OMOCODES = [  # the same invented girl, with 0, 1, 3, 4 and 7 digits exchanged for letters
    ("PRVTST15C52C523U", True),
    ("PRVTST15C52C52PQ", True),
    ("PRVTST15C52CRNPW", True),
    ("PRVTST15C5NCRNPL", False),
    ("PRVTSTMRCRNCRNPB", False),
]


@pytest.mark.parametrize(("code", "accepted_by_inps"), OMOCODES)
def test_every_omocode_is_accepted_and_reads_the_same(code: str, accepted_by_inps: bool) -> None:
    assert read_identifier(code) == (IdentifierKind.TAX_CODE, code)
    said = derived(code)
    assert (said.year, said.month, said.day) == (15, 3, 12)
    assert (said.female, said.place) == (True, "C523")
    assert exportable(code) is accepted_by_inps


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        (" prv tst 15c52 c523u ", IdentifierKind.TAX_CODE),
        ("93000120159", IdentifierKind.PROVISIONAL),
        ("STP0301234567890", IdentifierKind.STP),
        ("eni 030 123 4567890", IdentifierKind.ENI),
        ("PRVTST15C52C523X", IdentifierKind.NONE),
        ("93000120158", IdentifierKind.NONE),
        ("PRVTST15C72C523U", IdentifierKind.NONE),
        ("STP12", IdentifierKind.NONE),
        ("", IdentifierKind.NONE),
        ("🙂" * 16, IdentifierKind.NONE),
        ("١" * 11, IdentifierKind.NONE),
    ],
)
def test_what_was_typed_is_read(typed: str, kind: IdentifierKind) -> None:
    assert read_identifier(typed)[0] is kind


def test_the_century_is_compared_and_never_inferred() -> None:
    for year in (1915, 2015):
        assert Doubt.BIRTH not in doubts(OMOCODES[0][0], "Prova", "Test", date(year, 3, 12))
    assert Doubt.BIRTH in doubts(OMOCODES[0][0], "Prova", "Test", date(2016, 3, 12))


@pytest.mark.parametrize(
    ("known", "doubt"),
    [
        ({"surname": "Rossi"}, Doubt.NAME),
        ({"female": False}, Doubt.SEX),
        ({"place": "F205"}, Doubt.PLACE),
    ],
)
def test_what_disagrees_is_a_doubt(known: dict, doubt: Doubt) -> None:
    about = {"surname": "Prova", "given": "Test", "birth": date(2015, 3, 12), **known}
    assert doubts(OMOCODES[0][0], **about) == (doubt,)


def test_what_is_not_known_is_not_a_doubt() -> None:
    assert doubts(OMOCODES[0][0], "Prova", "Test", None) == ()


@pytest.mark.parametrize(
    ("surname", "given", "letters"),
    [
        ("Prova", "Test", "PRVTST"),
        ("Fo", "Io", "FOXIOX"),
        ("D'Ambrosio", "Gianfranco", "DMBGFR"),
        ("Aiello", "Maria", "LLAMRA"),
    ],
)
def test_a_code_is_computed(surname: str, given: str, letters: str) -> None:
    code = compute(surname, given, date(2015, 3, 12), female=True, place="C523")
    assert code.startswith(letters)
    assert read_identifier(code) == (IdentifierKind.TAX_CODE, code)
