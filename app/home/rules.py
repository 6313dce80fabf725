"""How near a term is: the groups in which a person reads what she has to do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.kernel.contributions import DeadlineRow
from app.kernel.references import EngagementId
from app.tasks.rules import Said, stands_on


class Nearness(StrEnum):
    """The groups of the inbox, in the order in which they are read."""

    LATE = "late"
    TODAY = "today"
    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    LATER = "later"
    UNDATED = "undated"
    PASSED = "passed"  # worked by somebody else, and still to be read


_WEEK, _MONTH = timedelta(days=7), timedelta(days=30)
_NOTHING_SAID = Said()


@dataclass(frozen=True)
class InboxRow:
    """A deadline with what was said of it: the day on which it stands, whose it is now."""

    due: DeadlineRow
    stands: date | None
    said: Said = _NOTHING_SAID
    mine: bool = False  # passed to the reader by somebody else
    away: bool = False  # passed to somebody else

    @property
    def moved(self) -> bool:
        """Whether it stands on another day than its own."""
        return self.stands != self.due.due_on


def said_beside(
    rows: Iterable[DeadlineRow], said: Mapping[str, Said], reader: Collection[EngagementId]
) -> list[InboxRow]:
    """Return the rows of a reader with what was said of each."""
    return [_beside(row, said.get(row.key, _NOTHING_SAID), reader) for row in rows]


def nearness(due_on: date | None, today: date) -> Nearness:
    """Return the group of a term that is due on a day, or on none."""
    if due_on is None:
        return Nearness.UNDATED
    if due_on < today:
        return Nearness.LATE
    if due_on == today:
        return Nearness.TODAY
    if due_on <= today + _WEEK:
        return Nearness.THIS_WEEK
    return Nearness.THIS_MONTH if due_on <= today + _MONTH else Nearness.LATER


def by_nearness(rows: Iterable[InboxRow], today: date) -> list[tuple[Nearness, list[InboxRow]]]:
    """Return every group that has something in it, the oldest term first in each.

    What was passed on stands apart; a day set by a court or the law stays where it is all the same.
    """
    ordered = sorted(rows, key=lambda row: (row.stands or date.max, row.due.what, row.due.about))
    groups = [(near, [r for r in ordered if _group(r, today) is near]) for near in Nearness]
    return [(near, found) for near, found in groups if found]


def _group(row: InboxRow, today: date) -> Nearness:
    apart = row.away and not row.due.hard
    return Nearness.PASSED if apart else nearness(row.stands, today)


def _beside(row: DeadlineRow, said: Said, reader: Collection[EngagementId]) -> InboxRow:
    to = said.passed.to_id if said.passed else None
    return InboxRow(
        row,
        stands_on(row.due_on, said, hard=row.hard),
        said,
        mine=to in reader and said.passed is not None and said.passed.by != said.passed.to,
        away=to is not None and to not in reader,
    )
