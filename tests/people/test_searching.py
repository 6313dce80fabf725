"""What somebody typing in the search field may mean."""

import pytest

from app.people.searching import Wanted, read_search


@pytest.mark.parametrize(
    ("text", "words", "digits", "code"),
    [
        ("Rossi", ("rossi",), "", ""),
        ("  rossi   ANNA ", ("rossi", "anna"), "", ""),
        ("D'Angelo", ("dangelo",), "", ""),
        ("333 1234567", (), "3331234567", ""),
        ("02/9278285", (), "029278285", ""),
        ("33", (), "", ""),
        ("PRVTST15C52C523U", (), "", "PRVTST15C52C523U"),
        ("prv tst 15c52", (), "", "PRVTST15C52"),
        ("PRVTST", ("prvtst",), "", "PRVTST"),
        ("Brambilla Giorgio", ("brambilla", "giorgio"), "", "BRAMBILLAGIORGIO"),
        ("93000120159", (), "93000120159", "93000120159"),
        ("STP0300000000001", (), "", "STP0300000000001"),
        ("", (), "", ""),
        ("'''", (), "", ""),
    ],
)
def test_a_search_is_read(text: str, words: tuple[str, ...], digits: str, code: str) -> None:
    wanted = read_search(text)
    assert (wanted.words, wanted.digits, wanted.code) == (words, digits, code)


def test_a_novel_is_cut_and_finds_nobody_by_accident() -> None:
    wanted = read_search("parola " * 5000)
    assert len(wanted.words) <= 4


def test_nothing_typed_means_nobody() -> None:
    assert read_search("   ") == Wanted()
