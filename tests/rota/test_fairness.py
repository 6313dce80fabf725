"""Whose turn it is: as even as it can be, against every way in which a month can be given out."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from random import Random
from uuid import UUID

import pytest

from app.kernel.references import EngagementId
from app.rota.rules import Cell, Hours, Person, Post, RotaRule, Skill, Time, broken, propose

P = Post
SPREADS = 200
DAY = date(2026, 12, 1)
MORNING, NOON = Hours(510, 750), Hours(720, 900)
DESK = (P.DESK_1, P.DESK_2, P.RESERVE)
ONE, TWO, THREE, FOUR = (EngagementId(UUID(int=number)) for number in range(1, 5))


def _cell(post: Post, day: date = DAY, hours: Hours = MORNING, **more: EngagementId) -> Cell:
    return Cell(f"{day}-{hours.from_minute}-{post}", Time(day, hours), post, **more)


def _worker(id_: EngagementId, turns: int = 0, hours: int = 36, **more: object) -> Person:
    return Person(id_, Skill.SOCIAL, turns, hours, **more)  # type: ignore[arg-type]


def test_who_had_fewer_turns_comes_first_and_who_works_less_has_fewer() -> None:
    days = [DAY + timedelta(days=number) for number in range(12)]
    cells = [_cell(P.DESK_1, day) for day in days]
    given = list(propose(cells, [_worker(ONE), _worker(TWO, hours=18)]).values())
    assert (given.count(ONE), given.count(TWO)) == (8, 4)
    given = list(propose(cells, [_worker(ONE, turns=8), _worker(TWO)]).values())
    assert (given.count(ONE), given.count(TWO)) == (2, 10)


def test_nobody_absent_nobody_twice_nobody_out_of_her_work() -> None:
    cells = [*map(_cell, (*DESK, P.COUNTER)), _cell(P.APPOINTMENTS_1, hours=NOON)]
    people = [
        _worker(ONE),
        _worker(TWO, away=frozenset({DAY})),
        _worker(THREE, busy=(Time(DAY, NOON),)),
        Person(FOUR, Skill.CLERK),
    ]
    given = propose(cells, people)
    assert set(given.values()) == {ONE, FOUR}
    assert given[cells[3].key] == FOUR


def test_who_is_on_duty_stays_and_her_turn_counts() -> None:
    cells = [_cell(P.DESK_1, held_by=ONE), _cell(P.DESK_1, DAY + timedelta(days=1))]
    assert list(propose(cells, [_worker(ONE), _worker(TWO)]).values()) == [ONE, TWO]


def test_who_will_be_away_later_takes_the_first_turns() -> None:
    """The turn that only one can take later is known from the start."""
    later = DAY + timedelta(days=1)
    cells = [_cell(P.DESK_1), _cell(P.DESK_1, later)]
    people = [_worker(ONE), _worker(TWO, away=frozenset({later}))]
    assert list(propose(cells, people).values()) == [TWO, ONE]


@pytest.mark.parametrize(
    ("given", "rule", "posts"),
    [
        ({P.DESK_1: ONE, P.DESK_2: TWO}, None, ()),
        ({P.DESK_1: ONE, P.RESERVE: TWO}, RotaRule.ENOUGH_SOCIAL_WORKERS, (P.DESK_1,)),
        ({P.DESK_1: ONE, P.DESK_2: ONE}, RotaRule.NOBODY_TWICE, (P.DESK_1, P.DESK_2)),
        ({P.DESK_1: ONE, P.DESK_2: THREE}, RotaRule.NOBODY_AWAY, (P.DESK_2,)),
        ({P.DESK_1: ONE, P.DESK_2: FOUR}, RotaRule.NOBODY_TWICE, (P.DESK_2,)),
    ],
)
def test_a_rule_says_where_it_is_not_kept(
    given: dict[Post, EngagementId], rule: RotaRule | None, posts: Sequence[Post]
) -> None:
    cells = {post: _cell(post) for post in DESK}
    wrong = broken(
        list(cells.values()),
        {cells[post].key: who for post, who in given.items()},
        {THREE: {DAY}},
        {FOUR: [Time(DAY, NOON)]},
    )
    assert {one: keys for one, keys in wrong.items() if keys} == (
        {rule: [cells[post].key for post in posts]} if rule else {}
    )


def _month(draw: Random) -> tuple[list[Cell], list[Person]]:
    """Return eight openings for four or five, with past turns, hours and absences at random."""
    days = [DAY + timedelta(days=number) for number in range(8)]
    cells = [_cell(post, day) for day in days for post in DESK[: draw.choice((2, 2, 3))]]
    people = [
        _worker(
            EngagementId(UUID(int=number + 1)),
            draw.randint(0, 6),
            draw.choice((36, 36, 30, 25, 18)),
            away=frozenset(day for day in days if draw.random() < 0.2),
        )
        for number in range(draw.choice((4, 4, 5)))
    ]
    return cells, people


def _spread(people: Sequence[Person], turns: Sequence[int]) -> Fraction:
    loads = [Fraction(36 * n, who.hours) for who, n in zip(people, turns, strict=True)]
    return max(loads) - min(loads)


def _best(cells: Sequence[Cell], people: Sequence[Person]) -> Fraction:
    """Return the smallest spread there is: every way of giving each opening, one after another."""
    reached = {tuple(who.turns for who in people)}
    for day in sorted({cell.time.day for cell in cells}):
        able = [number for number, who in enumerate(people) if day not in who.away]
        wanted = min(len(able), sum(cell.time.day == day for cell in cells))
        ways = [
            tuple(int(number in chosen) for number in range(len(people)))
            for chosen in combinations(able, wanted)
        ]
        reached = {tuple(map(int.__add__, turns, way)) for turns in reached for way in ways}
    return min(_spread(people, turns) for turns in reached)


def test_of_two_hundred_months_none_is_a_turn_less_even_than_the_best() -> None:
    far = []
    for seed in range(SPREADS):
        cells, people = _month(Random(seed))
        given = propose(cells, people)
        assert given == propose(cells, people)
        on = [cell for cell in cells if cell.key in given]
        for day in {cell.time.day for cell in cells}:
            there = [given[cell.key] for cell in on if cell.time.day == day]
            able = sum(day not in who.away for who in people)
            asked = sum(cell.time.day == day for cell in cells)
            assert len(set(there)) == len(there) == min(able, asked)
        counted = list(given.values())
        turns = [who.turns + counted.count(who.id) for who in people]
        far.append(_spread(people, turns) - _best(cells, people))
    assert max(far) <= 1
