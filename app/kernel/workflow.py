"""A procedure is a table. If it is not in the table, it cannot happen.

One row says: this action, from these states, to that one, by whom, only if, and which term it
starts. Buttons, permission and transition come from the same row, so that a page never offers what
the server refuses. Conditions are functions of frozen facts that return a reason or nothing; some
refuse, others only warn. The kernel knows no policy: `may` answers for the permissions.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from itertools import product
from typing import Generic, TypeVar

from app.kernel.errors import NotAllowedNow, NotPermitted

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)
Facts = TypeVar("Facts")
May = Callable[[str], bool]
Words = Callable[[str], str]

NEEDS_REASON = "needs_reason"
NOT_IN_THIS_STATE = "not_in_this_state"


class Source(Enum):
    """Named sets of states from which a row starts."""

    NOTHING = "nothing"  # the thing does not exist yet
    OPEN = "open"  # any state that is not final
    FINAL = "final"
    ANY = "any"


class Target(Enum):
    """Targets that are not a state of the list."""

    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class Row(Generic[State, Action, Facts]):
    """One line of the procedure.

    `refuse` and `warn` hold conditions: facts to a reason code, or None when they have nothing to
    say. `starts` and `stops` are codes of terms, whose lengths are dated parameters. `causes` names
    what the action does to another object. `system` lets a job do it. `undo` is in minutes.
    """

    action: Action
    sources: Source | Collection[State]
    to: State | Target
    who: str
    refuse: Sequence[Callable[[Facts], str | None]] = ()
    warn: Sequence[Callable[[Facts], str | None]] = ()
    needs_reason: bool = False
    starts: Sequence[str] = ()
    stops: Sequence[str] = ()
    causes: str = ""
    undo: int = 0
    system: bool = False
    note: str = ""


@dataclass(frozen=True)
class Offer(Generic[State, Action]):
    """An action a person may be shown: enabled when nothing refuses it."""

    action: Action
    to: State | None
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    needs_reason: bool

    @property
    def enabled(self) -> bool:
        """Whether pressing it can succeed."""
        return not self.refusals


@dataclass(frozen=True)
class Step(Generic[State, Action, Facts]):
    """A transition that is allowed: what the use case writes down."""

    action: Action
    source: State | None
    to: State
    warnings: tuple[str, ...]
    row: Row[State, Action, Facts]


@dataclass(frozen=True, kw_only=True)
class Procedure(Generic[State, Action, Facts]):
    """The whole table, in the order in which the office lives it."""

    name: str
    states: type[State]
    actions: type[Action]
    final: frozenset[State]
    rows: tuple[Row[State, Action, Facts], ...]
    passing: frozenset[State] = field(default=frozenset())  # wait for somebody else, by declaration

    def offers(
        self, state: State | None, facts: Facts, may: May
    ) -> tuple[Offer[State, Action], ...]:
        """Return what may be shown in `state` to whom `may` answers for, refused or not."""
        return tuple(
            Offer(
                row.action,
                self._target(row, state),
                _reasons(row.refuse, facts),
                _reasons(row.warn, facts),
                row.needs_reason,
            )
            for row in self.rows
            if self._starts_from(row, state) and may(row.who)
        )

    def step(
        self,
        state: State | None,
        action: Action,
        facts: Facts,
        may: May,
        *,
        to: State | None = None,
        reason: str = "",
    ) -> Step[State, Action, Facts]:
        """Return the transition of `action` from `state`, `to` telling two targets apart.

        Raises `NotAllowedNow` when the table has no such row, a condition refuses (its reasons)
        or the row wants a reason and there is none; `NotPermitted` when `may` says no.
        """
        rows = [row for row in self.rows if row.action is action and self._starts_from(row, state)]
        if to is not None:
            rows = [row for row in rows if self._target(row, state) is to]
        if not rows:
            raise NotAllowedNow(NOT_IN_THIS_STATE)
        allowed = [row for row in rows if may(row.who)]
        if not allowed:
            raise NotPermitted(rows[0].who)
        free = [row for row in allowed if not _reasons(row.refuse, facts)]
        if not free:
            raise NotAllowedNow(*_reasons(allowed[0].refuse, facts))
        row = free[0]
        if row.needs_reason and not reason.strip():
            raise NotAllowedNow(NEEDS_REASON)
        target = self._target(row, state)
        if target is None:
            raise NotAllowedNow(NOT_IN_THIS_STATE)
        return Step(action, state, target, _reasons(row.warn, facts), row)

    def pairs(self) -> Iterator[tuple[State | None, Action]]:
        """Yield every state (and nothing) with every action: the ground of the generated tests."""
        yield from product([None, *self.states], self.actions)

    def allows(self, state: State | None, action: Action) -> bool:
        """Return whether some row lets `action` start from `state`, whoever asks."""
        return any(row.action is action and self._starts_from(row, state) for row in self.rows)

    def faults(self) -> list[str]:
        """Return what is wrong with the table itself: the tests want none.

        States nobody reaches, open states nobody leaves, actions without a row, two rows that
        nothing tells apart, and the system reaching a final state on its own without saying so.
        """
        return [
            *(f"{state} is never reached" for state in self.states if not self._reached(state)),
            *(f"{state} is a dead end" for state in self._open() if not self._left(state)),
            *(f"{action} has no row" for action in self.actions if not self._rows_of(action)),
            *self._ambiguous(),
        ]

    def _open(self) -> list[State]:
        return [state for state in self.states if state not in self.final]

    def _rows_of(self, action: Action) -> list[Row[State, Action, Facts]]:
        return [row for row in self.rows if row.action is action]

    def _reached(self, state: State) -> bool:
        return any(row.to is state for row in self.rows)

    def _left(self, state: State) -> bool:
        return any(
            self._starts_from(row, state) and self._target(row, state) is not state
            for row in self.rows
        )

    def _ambiguous(self) -> Iterator[str]:
        for state, action in self.pairs():
            seen: set[object] = set()
            for row in self._rows_of(action):
                if not self._starts_from(row, state):
                    continue
                key = (self._target(row, state), row.who)
                if key in seen:
                    yield f"{action} from {state} stands twice"
                seen.add(key)

    def _starts_from(self, row: Row[State, Action, Facts], state: State | None) -> bool:
        if row.sources is Source.NOTHING or state is None:
            return row.sources is Source.NOTHING and state is None
        if isinstance(row.sources, Source):
            wanted = {Source.OPEN: state not in self.final, Source.FINAL: state in self.final}
            return wanted.get(row.sources, True)
        return state in row.sources

    def _target(self, row: Row[State, Action, Facts], state: State | None) -> State | None:
        return state if isinstance(row.to, Target) else row.to


def lines(
    procedure: Procedure[State, Action, Facts], words: Words
) -> Iterator[tuple[str, str, str, str, str, str, str, str]]:
    """Yield each row as eight cells of words, for the page the head of the office reads.

    Action, from, to, who, only if, warns if, terms, effect; `words` turns each code into Italian.
    """
    for row in procedure.rows:
        terms = [*map(words, row.starts), *(f"−{words(term)}" for term in row.stops)]
        conditions = [*row.refuse, *([needs_reason] if row.needs_reason else [])]
        yield (
            words(row.action),
            _many(row.sources, words),
            words(row.to.value if isinstance(row.to, Target) else row.to),
            ", ".join(words(who) for who in (row.who, *(["system"] if row.system else []))),
            ", ".join(words(condition.__name__) for condition in conditions),
            ", ".join(words(condition.__name__) for condition in row.warn),
            ", ".join(terms),
            words(row.causes) if row.causes else "",
        )


def needs_reason(_facts: object) -> str | None:
    """Stand in the printed table for "a written reason"; `step` is what asks for it."""
    return None


def _many(sources: Source | Collection[State], words: Words) -> str:
    if isinstance(sources, Source):
        return words(sources.value)
    inside = [state for kind in {type(one) for one in sources} for state in kind]
    return ", ".join(words(state) for state in inside if state in sources)


def _reasons(conditions: Iterable[Callable[[Facts], str | None]], facts: Facts) -> tuple[str, ...]:
    return tuple(reason for condition in conditions if (reason := condition(facts)))
