"""Whose turn it is: the openings of a month given out by rotation, weighted by the hours of each.

First every post goes to whoever has the fewest turns for her hours; then turns are handed on, from
one to another as long as it takes, until no chain of hand-overs makes the shares more even.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.accounts.policy import Role
from app.kernel.references import EngagementId
from app.organisations.rules import OpeningKind
from app.rota.rules.shifts import FEWEST, Hours

FULL_TIME = 36  # hours a week, of whoever has no other written
PAST_MONTHS = 3  # whose turns count


_WEEK_DAYS = 5  # over which a week of contract is spread


def hours_left(*, week: int, weeks: int, turn_minutes: int, days_off: int) -> int:
    """Return the whole hours of contract of some weeks without turns and days away; never below 0.

    A day away takes its share of the week.
    """
    minutes = week * weeks * 60 - turn_minutes - days_off * week * 60 // _WEEK_DAYS
    return max(minutes, 0) // 60


class Skill(StrEnum):
    """Who can hold a post."""

    SOCIAL = "social"
    CLERK = "clerk"


class Post(StrEnum):
    """Where somebody sits at an opening."""

    DESK_1 = "desk_1"
    DESK_2 = "desk_2"
    RESERVE = "reserve"
    COUNTER = "counter"
    APPOINTMENTS_1 = "appointments_1"
    APPOINTMENTS_2 = "appointments_2"
    APPOINTMENTS_3 = "appointments_3"
    APPOINTMENTS_4 = "appointments_4"

    @property
    def skill(self) -> Skill:
        """Who can hold it."""
        return Skill.CLERK if self is Post.COUNTER else Skill.SOCIAL


P = Post
POSTS: Mapping[OpeningKind, tuple[Post, ...]] = {
    OpeningKind.WALK_IN: (P.DESK_1, P.DESK_2, P.RESERVE),
    OpeningKind.ADMIN_COUNTERS: (P.COUNTER,),
    OpeningKind.APPOINTMENTS: (
        P.APPOINTMENTS_1, P.APPOINTMENTS_2, P.APPOINTMENTS_3, P.APPOINTMENTS_4,
    ),
}  # fmt: skip
AT_WILL = (P.APPOINTMENTS_3, P.APPOINTMENTS_4)  # nobody is proposed: the office adds them
RECEIVE = frozenset(Post) - {P.RESERVE, P.COUNTER}  # those that make an opening held
PROPOSED: Mapping[Skill, Role] = {
    Skill.SOCIAL: Role.SOCIAL_WORKER,
    Skill.CLERK: Role.ADMIN_OFFICER,
}
MAY_SIT: Mapping[Skill, tuple[Role, ...]] = {
    Skill.SOCIAL: (Role.SOCIAL_WORKER, Role.SUPERVISOR),
    Skill.CLERK: (Role.ADMIN_OFFICER,),
}


class RotaRule(StrEnum):
    """What a good month keeps."""

    ENOUGH_SOCIAL_WORKERS = "enough_social_workers"
    NOBODY_TWICE = "nobody_twice"
    NOBODY_AWAY = "nobody_away"


@dataclass(frozen=True)
class Time:
    """When: hours of a day."""

    day: date
    hours: Hours

    def overlaps(self, other: "Time") -> bool:
        """Return whether the two share a minute."""
        return self.day == other.day and self.hours.overlaps(other.hours)


@dataclass(frozen=True)
class Cell:
    """One post at one opening, and who holds it already."""

    key: str
    time: Time
    post: Post
    held_by: EngagementId | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who can be given a turn: the turns she had, her hours, when she cannot."""

    id: EngagementId
    skill: Skill
    turns: int = 0
    hours: int = FULL_TIME
    away: frozenset[date] = frozenset()
    busy: tuple[Time, ...] = ()  # on duty elsewhere


@dataclass
class _Share:
    """The month while it is given out."""

    cells: Mapping[str, Cell]
    people: Sequence[Person]
    given: dict[str, EngagementId] = field(default_factory=dict)
    turns: dict[EngagementId, int] = field(default_factory=dict)

    def may(self, cell: Cell, who: Person) -> bool:
        """Return whether somebody can hold a post, as the month stands."""
        if who.skill is not cell.post.skill or cell.time.day in who.away:
            return False
        hers = (self.cells[key].time for key, id_ in self.given.items() if id_ == who.id)
        return not any(cell.time.overlaps(other) for other in (*who.busy, *hers))

    def give(self, key: str, who: Person) -> None:
        """Give a post to somebody, taking it from whoever had it."""
        before = self.given.get(key)
        if before is not None:
            self.turns[before] -= 1
        self.given[key] = who.id
        self.turns[who.id] = self.turns.get(who.id, 0) + 1

    def one_more(self, who: Person) -> Fraction:
        """Return what one more turn weighs on somebody: the less, the more it is hers."""
        return Fraction(2 * self.turns[who.id] + 1, who.hours)

    def one_less(self, who: Person) -> Fraction:
        """Return what one turn less takes off her."""
        return Fraction(2 * self.turns[who.id] - 1, who.hours)


def propose(cells: Sequence[Cell], people: Sequence[Person]) -> dict[str, EngagementId]:
    """Return who should hold each post; what is held stays, and what nobody can hold is left out.

    The same month always has the same answer.
    """
    share = _Share({cell.key: cell for cell in cells}, people)
    share.turns = {one.id: one.turns for one in people}
    for cell in cells:
        if cell.held_by is not None:
            share.given[cell.key] = cell.held_by
            share.turns[cell.held_by] = share.turns.get(cell.held_by, 0) + 1
    free = [cell for cell in cells if cell.held_by is None and cell.post not in AT_WILL]
    for cell in free:
        able = [who for who in people if share.may(cell, who)]
        if able:
            share.give(cell.key, min(able, key=lambda who: (share.one_more(who), who.id)))
    movable = [cell for cell in free if cell.key in share.given]
    while _level(share, movable):
        pass
    return share.given


def _level(share: _Share, movable: Sequence[Cell]) -> bool:
    """Hand turns on along the chain that evens the shares most; False when there is none."""
    steps: dict[EngagementId, list[tuple[Cell, Person]]] = {one.id: [] for one in share.people}
    for cell in movable:
        holder = share.given[cell.key]
        steps[holder] += [(cell, who) for who in share.people if share.may(cell, who)]
    best: tuple[Fraction, list[tuple[Cell, Person]]] = (Fraction(0), [])
    for giver in share.people:
        for taker, chain in _chains(giver, steps):
            gain = share.one_less(giver) - share.one_more(taker)
            if gain > best[0]:
                best = (gain, chain)
    for cell, who in reversed(best[1]):  # the last takes first, so that the one before is free
        share.give(cell.key, who)
    return bool(best[1])


def _chains(
    giver: Person, steps: Mapping[EngagementId, Sequence[tuple[Cell, Person]]]
) -> list[tuple[Person, list[tuple[Cell, Person]]]]:
    """Return everybody to whom a turn of `giver` can come, by the fewest hand-overs."""
    found: list[tuple[Person, list[tuple[Cell, Person]]]] = []
    seen = {giver.id}
    waiting: deque[tuple[EngagementId, list[tuple[Cell, Person]]]] = deque([(giver.id, [])])
    while waiting:
        holder, chain = waiting.popleft()
        for cell, who in steps[holder]:
            if who.id not in seen:
                seen.add(who.id)
                reached = [*chain, (cell, who)]
                found.append((who, reached))
                waiting.append((who.id, reached))
    return found


def broken(
    cells: Collection[Cell],
    given: Mapping[str, EngagementId],
    away: Mapping[EngagementId, Collection[date]],
    elsewhere: Mapping[EngagementId, Collection[Time]],
) -> dict[RotaRule, list[str]]:
    """Return the posts at which each rule of a good month is not kept."""
    held = [(cell, given[cell.key]) for cell in cells if cell.key in given]
    short = [
        cell.key
        for cell in cells
        if cell.post in (P.DESK_1, P.APPOINTMENTS_1)
        and sum(_together(cell, other) and other.post in RECEIVE for other, _ in held) < FEWEST
    ]
    twice = [
        cell.key
        for cell, who in held
        if any(other is not cell and her == who and cell.time.overlaps(other.time)
               for other, her in held)
        or any(cell.time.overlaps(time) for time in elsewhere.get(who, ()))
    ]  # fmt: skip
    return {
        RotaRule.ENOUGH_SOCIAL_WORKERS: short,
        RotaRule.NOBODY_TWICE: twice,
        RotaRule.NOBODY_AWAY: [c.key for c, who in held if c.time.day in away.get(who, ())],
    }


def _together(cell: Cell, other: Cell) -> bool:
    """Whether two posts are of one opening: their keys begin with it."""
    return cell.key.rpartition("-")[0] == other.key.rpartition("-")[0]
