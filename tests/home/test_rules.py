"""How near a term is."""

from datetime import date

import pytest

from app.home.rules import InboxRow, Nearness, by_nearness, nearness
from app.kernel.contributions import DeadlineRow

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due_on", "group"),
    [
        (date(2026, 11, 22), Nearness.LATE),
        (date(2026, 11, 23), Nearness.TODAY),
        (date(2026, 11, 24), Nearness.THIS_WEEK),
        (date(2026, 11, 30), Nearness.THIS_WEEK),
        (date(2026, 12, 1), Nearness.THIS_MONTH),
        (date(2026, 12, 23), Nearness.THIS_MONTH),
        (date(2026, 12, 24), Nearness.LATER),
    ],
)
def test_a_term_falls_in_one_group(due_on: date, group: Nearness) -> None:
    assert nearness(due_on, MONDAY) is group


def test_groups_with_nothing_in_them_are_not_shown_and_the_oldest_comes_first() -> None:
    def due(day: date, what: str) -> InboxRow:
        return InboxRow(DeadlineRow(day, what, "R. A.", "segnalazione", "/referrals/1"), day)

    rows = [due(MONDAY, "b"), due(date(2026, 11, 20), "c"), due(date(2026, 11, 18), "d")]
    assert [
        (near, [row.due.what for row in found]) for near, found in by_nearness(rows, MONDAY)
    ] == [
        (Nearness.LATE, ["d", "c"]),
        (Nearness.TODAY, ["b"]),
    ]
