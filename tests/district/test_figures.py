"""What leaves a Comune points at nobody: alone, by subtraction, or by any sum of sums."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.rules import Management, PathCode
from app.district.rules import (
    COUNTS,
    Agreed,
    AtLeast,
    Figures,
    Published,
    Target,
    Town,
    alone,
    line,
    of_service,
    of_town,
    overview,
    protected,
    publishable,
    totals,
)
from tests.cast import NOW, TODAY

PATHS = (PathCode.ADM, PathCode.CDD, PathCode.HOME_CARE)
COUNT = st.one_of(st.integers(0, 6), st.integers(0, 60))


@pytest.mark.parametrize(
    ("numbers", "shown", "total"),
    [
        ((12, 7, 5), [12, 7, 5], 24),
        ((12, 7, 2), [12, None, None], 21),  # 21 - 12 leaves 9 for two: either may be 5 or more
        ((12, 3, 4), [12, None, None], 19),
        ((12, 1, 1), [None, None, None], 14),  # 2 for two would tell that each is one
        ((12, 0, 4), [None, 0, None], 16),
        ((2,), [None], None),
        ((1, 2), [None, None], None),
        ((2, 3), [None, None], None),
        ((3, 3), [None, None], 6),
        ((0, 0), [0, 0], 0),
        ((0, 5), [0, 5], 5),
        ((), [], 0),
    ],
)
def test_small_counts_and_those_that_would_tell_them(
    numbers: tuple[int, ...], shown: list[int | None], total: int | None
) -> None:
    assert protected(numbers) == (shown, total)


def _worlds(hidden: int, left: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to fill in what is hidden, at least one each, so that the sum comes out."""
    for first in product(range(1, left + 1), repeat=hidden - 1):
        last = left - sum(first)
        if last >= 1:
            yield (*first, last)


@given(st.lists(COUNT, max_size=3))
def test_no_subtraction_gives_back_what_is_hidden(numbers: list[int]) -> None:
    """Whoever knows all that is told still cannot say of any hidden count that it is small."""
    shown, total = protected(numbers)
    for number, told in zip(numbers, shown, strict=True):
        assert told in (None, number)
        assert told is None or not 0 < told < 5
    hidden = shown.count(None)
    if total is None or not hidden:
        assert total is None or not 0 < total < 5
        return
    left = total - sum(number for number in shown if number is not None)
    worlds = [*_worlds(hidden, left)]
    for place in range(hidden):
        possible = {world[place] for world in worlds}
        assert len(possible) > 1
        assert max(possible) >= 5


@given(st.lists(COUNT, max_size=30))
def test_nothing_is_hidden_in_vain(numbers: list[int]) -> None:
    shown, total = protected(numbers)
    if not any(0 < number < 5 for number in numbers):
        assert (shown, total) == (numbers, sum(numbers))
    assert all(told == 0 for number, told in zip(numbers, shown, strict=True) if number == 0)


def _published(label: str, rows: Sequence[Figures]) -> Published:
    figures, sums = publishable(rows)
    return Published(
        label=label, municipality_id=None, by_itself=True, published_by="Paola", day=TODAY, at=NOW,
        sums=sums, figures={one.path: one for one in figures},
    )  # fmt: skip


Row = dict[int, Fraction]


def _spanned(row: Row, basis: list[tuple[int, Row]]) -> Row:
    """Return what is left of a row once every row of the basis is taken away from it."""
    left = dict(row)
    for lead, known in basis:
        if times := left.get(lead):
            for place, value in known.items():
                left[place] = left.get(place, Fraction(0)) - times * value
    return {place: value for place, value in left.items() if value}


def _basis(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    found: list[tuple[int, Row]] = []
    for row in rows:
        left = _spanned(row, found)
        if left:
            lead = min(left)
            found.append((lead, {place: value / left[lead] for place, value in left.items()}))
    return found


@given(st.lists(st.tuples(COUNT, COUNT, COUNT), min_size=1, max_size=4))
def test_no_sum_of_the_pages_of_the_area_gives_back_what_is_hidden(
    table: list[tuple[int, int, int]],
) -> None:
    """Every number of every page is an equation: no combination of them leaves one hidden count."""
    towns = [
        Town(
            label=f"Comune {number}",
            published=_published(
                f"Comune {number}",
                [Figures(path=path, active=many) for path, many in zip(PATHS, row, strict=True)],
            ),
        )
        for number, row in enumerate(table)
    ]
    cells = {(town, path): n for n, (town, path) in enumerate(product(range(len(towns)), PATHS))}
    known: list[Row] = []
    hidden: list[int] = []
    for number, town in enumerate(towns):
        assert town.published is not None
        for path in PATHS:
            told = town.published.figures[path].active
            if told is None:
                hidden.append(cells[number, path])
            else:
                known.append({cells[number, path]: Fraction(1)})
        if town.published.sums.active is not None:
            known.append({cells[number, path]: Fraction(1) for path in PATHS})
    for row in overview(towns):
        # What a sum of the page is made of: the told ones alone, so it is no new equation.
        parts = [town.published.figures[row.path].active for town in towns if town.published]
        assert row.totals.active.number == sum(part for part in parts if part is not None)
    basis = _basis(known)
    assert [place for place in hidden if not _spanned({place: Fraction(1)}, basis)] == []


@given(st.tuples(COUNT, COUNT, COUNT, st.integers(1, 900)))
def test_a_wait_is_told_only_with_who_waits(told: tuple[int, int, int, int]) -> None:
    demand, active, waiting, longest = told
    row = alone(
        Figures(
            path=PathCode.CDD, demand=demand, active=active, waiting=waiting, longest_wait=longest
        )
    )
    for name, number in zip(COUNTS, (demand, active, waiting), strict=True):
        assert getattr(row, name) == (None if 0 < number < 5 else number)
    assert row.longest_wait == (longest if waiting >= 5 else None)


def test_places_shared_by_many_are_added_up_by_nobody() -> None:
    own = Figures(path=PathCode.CDD, form=Management.DIRECT, places=30)
    shared = Figures(path=PathCode.CDD, form=Management.CONSORTIUM, places=110)
    towns = [
        Town(label=str(n), published=_published("", [one])) for n, one in enumerate((own, shared))
    ]
    assert totals(of_service(towns, PathCode.CDD)).own_places == AtLeast(30, whole=True)


def test_a_comune_that_did_not_publish_is_missing_from_the_sum_and_told_so() -> None:
    told = Town(label="A", published=_published("A", [Figures(path=PathCode.CDD, active=7)]))
    silent = Town(
        label="B",
        agreed={PathCode.CDD: Agreed(Management.CONSORTIUM, demonstrative=True)},
        targets={PathCode.ADM: Target(12, "piano di zona")},
    )
    lines = of_service([told, silent], PathCode.CDD)
    assert totals(lines).active == AtLeast(7, whole=False)
    assert line(silent, PathCode.CDD).form is Management.CONSORTIUM
    assert line(silent, PathCode.CDD).demonstrative
    assert [one.path for one in of_town(silent)] == [PathCode.ADM, PathCode.CDD]
    assert [(row.path, row.told_by) for row in overview([told, silent])] == [
        (PathCode.ADM, 0),
        (PathCode.CDD, 1),
    ]


def test_what_the_comune_says_of_its_own_form_comes_before_the_convention() -> None:
    town = Town(
        label="A",
        published=_published("A", [Figures(path=PathCode.CDD, form=Management.DIRECT)]),
        agreed={PathCode.CDD: Agreed(Management.CONSORTIUM, demonstrative=False)},
    )
    assert line(town, PathCode.CDD).form is Management.DIRECT
