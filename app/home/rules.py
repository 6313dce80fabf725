"""How near a term is: the groups in which a person reads what she has to do."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from app.kernel.contributions import DeadlineRow


class Nearness(StrEnum):
    """The groups of the inbox, in the order in which they are read."""

    LATE = "late"
    TODAY = "today"
    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    LATER = "later"


_WEEK, _MONTH = timedelta(days=7), timedelta(days=30)


def nearness(due_on: date, today: date) -> Nearness:
    """Return the group of a term that is due on a day."""
    if due_on < today:
        return Nearness.LATE
    if due_on == today:
        return Nearness.TODAY
    if due_on <= today + _WEEK:
        return Nearness.THIS_WEEK
    return Nearness.THIS_MONTH if due_on <= today + _MONTH else Nearness.LATER


def by_nearness(
    rows: Iterable[DeadlineRow], today: date
) -> list[tuple[Nearness, list[DeadlineRow]]]:
    """Return every group that has something in it, the oldest term first in each."""
    ordered = sorted(rows, key=lambda row: (row.due_on, row.what, row.about))
    groups = [
        (near, [r for r in ordered if nearness(r.due_on, today) is near]) for near in Nearness
    ]
    return [(near, found) for near, found in groups if found]
