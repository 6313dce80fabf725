"""A test over many things fails for each of them, and never for want of things."""

from collections.abc import Callable

import pytest

from tests.support.each import each


def _told(test: Callable[..., None]) -> str:
    with pytest.raises(AssertionError) as refusal:
        test()
    return str(refusal.value)


def test_everything_that_fails_is_told_and_the_others_are_tried() -> None:
    tried = []

    @each("number", [1, 2, 3, 4])
    def test(number: int) -> None:
        tried.append(number)
        assert number % 2, f"{number} is even"

    told = _told(test)
    assert tried == [1, 2, 3, 4]
    assert told.startswith("2 of 4")
    assert "2 is even" in told
    assert "4 is even" in told


def test_what_did_not_raise_is_told() -> None:
    @each("number", [1])
    def test(number: int) -> None:
        with pytest.raises(ValueError, match="never"):
            number.bit_length()

    assert "DID NOT RAISE" in _told(test)


def test_two_of_them_try_every_pair() -> None:
    tried = []

    @each("letter", "ab")
    @each(("one", "other"), [(1, 2), (3, 4)])
    def test(letter: str, one: int, other: int) -> None:
        tried.append((letter, one, other))

    test()
    assert tried == [("a", 1, 2), ("a", 3, 4), ("b", 1, 2), ("b", 3, 4)]


def test_nothing_to_try_is_a_failure() -> None:
    @each("number", [])
    def test(number: int) -> None:
        raise AssertionError

    assert "nothing to try" in _told(test)


def test_one_that_is_left_out_does_not_hide_the_others() -> None:
    @each("number", [1, 2])
    def test(number: int) -> None:
        pytest.skip("the case under test leaves itself out: this is what must be told")

    assert "2 of 2" in _told(test)
