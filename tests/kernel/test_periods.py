"""Ages on a day."""

from datetime import date

import pytest

from app.kernel.periods import age_on, is_minor


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
