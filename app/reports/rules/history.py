"""What happened to one thing, step by step: where it stood on any evening, and how long it waited.

Every figure is counted from here. The state written on the thing itself is never looked at.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from app.kernel.clock import office_date
from app.reports.rules.moments import days_between


@dataclass(frozen=True)
class Step:
    """One step as it was recorded: what, from where to where, when it was so, when it was written.

    `effective_at` may lie before `at`: the telephone call of Friday, written on Monday.
    """

    action: str
    source: str | None
    to: str
    effective_at: datetime
    at: datetime
    reason: str = ""

    @property
    def moves(self) -> bool:
        """Whether the thing stands somewhere else after it."""
        return self.source != self.to


@dataclass(frozen=True)
class Stay:
    """How long a thing stood in one state; no end means it stands there still."""

    state: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class History:
    """The steps of one thing in the order in which they were taken."""

    steps: tuple[Step, ...]
    moved: tuple[tuple[datetime, Step], ...] = field(compare=False)

    @classmethod
    def of(cls, steps: Iterable[Step]) -> "History":
        """Return the history of some steps, in whatever order they come.

        A change of state cannot take hold before the one recorded before it: written late, it
        counts from the moment of that one.
        """
        ordered = tuple(_in_order(steps))
        moved: list[tuple[datetime, Step]] = []
        for step in ordered:
            if step.moves:
                since = max(step.effective_at, moved[-1][0]) if moved else step.effective_at
                moved.append((since, step))
        return cls(ordered, tuple(moved))

    def state_at(self, moment: datetime) -> str | None:
        """Return where it stood just before `moment`; None when it did not exist yet."""
        state = None
        for since, step in self.moved:
            if since >= moment:
                break
            state = step.to
        return state

    def taken(self, actions: Collection[str]) -> Iterator[tuple[datetime, Step]]:
        """Yield each change of state made by one of `actions`, with the moment it took hold."""
        return ((since, step) for since, step in self.moved if step.action in actions)

    def first(self, actions: Collection[str], before: datetime) -> datetime | None:
        """Return when one of `actions` was first done, if it was before a moment."""
        done = [s.effective_at for s in self.steps if s.action in actions]
        return min((when for when in done if when < before), default=None)

    def stays(self) -> Iterator[Stay]:
        """Yield each stay in a state, the last one without an end."""
        ends = [since for since, _ in self.moved[1:]]
        for (since, step), until in zip(self.moved, [*ends, None], strict=False):
            yield Stay(step.to, since, until)

    def days_in(self, states: Collection[str], start: datetime, end: datetime) -> int:
        """Return how many calendar days of a wait were spent in some states.

        A day counts once, however often the state was left and entered again in it.
        """
        days: set[date] = set()
        for stay in self.stays():
            since, until = max(stay.since, start), min(stay.until or end, end)
            if stay.state in states and since < until:
                first = office_date(since).toordinal()
                days |= {date.fromordinal(first + n) for n in range(days_between(since, until))}
        return len(days)


def _in_order(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield steps as they were written; of one moment, each after what it starts from."""
    left = sorted(steps, key=lambda step: step.at)
    state: str | None = None
    while left:
        together = [step for step in left if step.at == left[0].at]
        follows = [step for step in together if step.source == state]
        chosen = next((s for s in follows if not s.moves), (follows or together)[0])
        left.remove(chosen)
        state = chosen.to
        yield chosen
