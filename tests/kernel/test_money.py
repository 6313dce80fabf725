"""Whole cents: read, shown, parted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.money import euro, parts_of, read_euro


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.800", 180_000), ("1800,50", 180_050), ("€ 12", 1_200), ("0,5", 50), ("7.412,00 €", 741_200),
        (" 3 ", 300), ("1.000.000", 100_000_000),
    ],
)  # fmt: skip
def test_it_reads_what_people_write(text: str, cents: int) -> None:
    assert read_euro(text) == cents


@pytest.mark.parametrize(
    "text", ["", "boh", "-5", "12,345", "1,800.00", "18.00", "1e3", "٣", "99.999.999", "12 euro"]
)
def test_it_refuses_what_is_not_an_amount(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        read_euro(text)


@given(st.integers(min_value=0, max_value=100_000_000))
def test_what_is_shown_is_read_back(cents: int) -> None:
    assert read_euro(euro(cents)) == cents


@given(st.integers(min_value=0, max_value=10_000_000), st.integers(min_value=1, max_value=60))
def test_parts_add_up_and_differ_by_a_cent_at_most(cents: int, number: int) -> None:
    parts = parts_of(cents, number)
    assert sum(parts) == cents
    assert max(parts) - min(parts) <= 1


def test_a_sum_has_at_least_one_part() -> None:
    with pytest.raises(ValueError, match="one part"):
        parts_of(100, 0)
