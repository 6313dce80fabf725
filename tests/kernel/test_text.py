"""Text without what the eye cannot see."""

import pytest

from app.kernel.text import clean, initials, masked_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("una\r\ndue\rtre", "una\ndue\ntre"),
        ("segreto\u202eotterges", "segretootterges"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("e\u0301", "é"),
        ("  spazi  ", "spazi"),
        ("tab\tresta", "tab\tresta"),
    ],
)
def test_what_cannot_be_seen_goes(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("number", "shown"),
    [("3331234521", "333•••21"), ("02 9278285", "029•••85"), ("112", ""), ("", "")],
)
def test_a_masked_number_can_only_be_recognised(number: str, shown: str) -> None:
    assert masked_phone(number) == shown


def test_initials_do_not_tell_who() -> None:
    assert initials("Rossi", "Anna") == "R. A."
    assert initials("Rossi", "") == "R."
