"""Days from and to, and ages on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.periods import Period, age_on, is_minor

DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
PERIODS = st.builds(
    lambda start, length: Period(
        start, None if length is None else start.fromordinal(start.toordinal() + length)
    ),
    DAYS,
    st.none() | st.integers(1, 4000),
)


def test_the_end_is_the_first_day_out() -> None:
    week = Period(date(2026, 11, 23), date(2026, 11, 30))
    assert week.contains(date(2026, 11, 29))
    assert not week.contains(date(2026, 11, 30))
    assert week.days(date(2027, 1, 1)) == 7
    assert week.days(date(2026, 11, 25)) == 2


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Period(date(2026, 11, 23), date(2026, 11, 23))


@given(PERIODS, PERIODS)
def test_overlapping_is_mutual_and_means_a_shared_day(one: Period, other: Period) -> None:
    shared = one.contains(max(one.start, other.start)) and other.contains(
        max(one.start, other.start)
    )
    assert one.overlaps(other) is other.overlaps(one) is shared


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(2008, 11, 23), date(2026, 11, 23), 18),
        (date(2008, 11, 24), date(2026, 11, 23), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_ages(birth: date, on: date, age: int) -> None:
    assert age_on(birth, on) == age
    assert is_minor(birth, on) is (age < 18)
