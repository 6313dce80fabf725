"""Who comes first, who was really looked for, what a letter tells."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from app.catalogue.rules import PathCode
from app.waiting.rules import (
    STARTING_ORDER,
    Attempt,
    Criterion,
    Standing,
    TryChannel,
    complete_fault,
    freeze_fault,
    in_order,
    order_fault,
    points_fault,
    positions_told,
    tries_enough,
)

ORDER = STARTING_ORDER[PathCode.CDD]
DAY = date(2026, 5, 12)
AT = datetime(2026, 6, 3, 9, tzinfo=UTC)
P, L, E = TryChannel.PHONE, TryChannel.LETTER, TryChannel.EMAIL


def _one(number: int, **given: Any) -> Standing:
    return Standing(
        **{
            "entry_id": UUID(int=number), "by_court": False, "points": {}, "moved_last_at": None,
            "complete_on": DAY, "listed_at": AT, **given,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"by_court": True}, {"points": dict.fromkeys(ORDER, 1)}),
        ({"points": {Criterion.FAMILY_EMERGENCY: 1}}, {"points": {Criterion.SCHOOL_ENDS: 1}}),
        ({"points": {Criterion.SCHOOL_ENDS: 1}}, {"points": {Criterion.SOLE_CARER: 1}}),
        ({"points": {Criterion.SOLE_CARER: 1}}, {"points": {Criterion.NEED: 100}}),
        ({"points": {Criterion.NEED: 41}}, {"points": {Criterion.NEED: 40}}),
        ({"points": {Criterion.NEED: 1}}, {"complete_on": date(2020, 1, 1)}),
        ({"complete_on": date(2026, 5, 11)}, {}),
        ({}, {"moved_last_at": AT}),
        ({"complete_on": date(2026, 9, 1)}, {"moved_last_at": AT}),
        ({"points": {Criterion.NEED: 1}, "moved_last_at": AT}, {}),
        ({}, {"points": {Criterion.NEED: 0}, "listed_at": AT.replace(day=4)}),
    ],
)
def test_who_is_called_first(before: dict[str, Any], after: dict[str, Any]) -> None:
    first, second = _one(2, **before), _one(1, **after)
    assert in_order([second, first], ORDER) == [first.entry_id, second.entry_id]
    assert in_order([first, second], ORDER) == [first.entry_id, second.entry_id]


def test_without_an_order_of_the_office_only_dates_count() -> None:
    early = _one(2, complete_on=date(2026, 1, 1))
    needy = _one(1, points={Criterion.NEED: 90})
    assert in_order([needy, early], ()) == [early.entry_id, needy.entry_id]


@pytest.mark.parametrize(
    ("tries", "enough"),
    [
        ([], False),
        ([(1, P), (2, P), (3, L)], True),
        ([(1, P), (2, P), (3, P)], False),
        ([(1, L), (2, L), (3, L)], False),
        ([(1, P), (2, L), (3, P)], False),
        ([(1, P), (1, E), (2, L)], False),
        ([(1, P), (2, E), (3, P), (3, L)], True),
    ],
)
def test_when_somebody_was_really_looked_for(
    tries: list[tuple[int, TryChannel]], enough: bool
) -> None:
    made = [Attempt(on=date(2026, 11, day), channel=channel) for day, channel in tries]
    assert tries_enough(made) is enough


@pytest.mark.parametrize(
    ("position", "told"), [(1, (1, 5)), (5, (1, 5)), (6, (6, 10)), (23, (21, 25))]
)
def test_a_letter_tells_a_range(position: int, told: tuple[int, int]) -> None:
    assert positions_told(position) == told


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (complete_fault(date(2026, 11, 24), date(2026, 11, 23)), "complete_in_the_future"),
        (complete_fault(date(2016, 11, 24), date(2026, 11, 23)), "complete_too_old"),
        (freeze_fault(date(2026, 11, 23), date(2026, 11, 23)), "not_after_today"),
        (freeze_fault(date(2028, 11, 23), date(2026, 11, 23)), "frozen_too_long"),
        (points_fault(Criterion.NEED, 101), "too_many_points"),
        (points_fault(Criterion.SOLE_CARER, 2), "too_many_points"),
        (order_fault([]), "no_criteria"),
        (order_fault([Criterion.NEED, Criterion.NEED]), "no_criteria"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(fault: str | None, reason: str) -> None:
    assert fault is not None
    assert fault.split(":")[1] == reason


def test_what_can_be_is_not_refused() -> None:
    today = date(2026, 11, 23)
    assert complete_fault(today, today) is None
    assert freeze_fault(date(2027, 5, 23), today) is None
    assert points_fault(Criterion.NEED, 100) is None
    assert order_fault([*Criterion]) is None
