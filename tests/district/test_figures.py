"""What leaves a Comune points at nobody: alone, by subtraction, or by any sum of sums."""

from collections.abc import Sequence
from dataclasses import replace

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
        ((20, 20, 4), [20, 20, None], None),
        ((12, 7, 2), [12, 7, None], None),
        ((12, 1, 1), [12, None, None], None),
        ((12, 0, 4), [12, 0, None], None),
        ((2,), [None], None),
        ((1, 2), [None, None], None),
        ((2, 3), [None, None], None),
        ((3, 3), [None, None], None),
        ((0, 0), [0, 0], 0),
        ((0, 5), [0, 5], 5),
        ((), [], 0),
    ],
)
def test_small_counts_and_the_sums_they_are_part_of(
    numbers: tuple[int, ...], shown: list[int | None], total: int | None
) -> None:
    assert protected(numbers) == (shown, total)


SMALL = st.integers(1, 4)


def _like(number: int) -> st.SearchStrategy[int]:
    """Return what a count may be in another world: itself, or any small one in place of a small."""
    return SMALL if 0 < number < 5 else st.just(number)


@given(st.data(), st.lists(COUNT, max_size=8))
def test_what_is_told_is_the_same_whatever_is_hidden(
    data: st.DataObject, numbers: list[int]
) -> None:
    """Whoever knows all that is told, and this rule, cannot tell one small count from another."""
    other = [data.draw(_like(number)) for number in numbers]
    shown, total = protected(numbers)
    assert (shown, total) == protected(other)
    for number, told in zip(numbers, shown, strict=True):
        assert told in (None, number)
        assert told is None or not 0 < told < 5
    assert total is None or not 0 < total < 5


@given(st.data(), st.lists(COUNT, min_size=2, max_size=6))
def test_two_months_side_by_side_tell_no_more_than_one(
    data: st.DataObject, numbers: list[int]
) -> None:
    """One more or one less from a month to the next is not read off the two sums."""
    after = [max(0, number + data.draw(st.integers(-1, 1))) for number in numbers]
    months = (numbers, after)
    others = [[data.draw(_like(number)) for number in month] for month in months]
    assert [*map(protected, months)] == [*map(protected, others)]


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


def _area(table: Sequence[Sequence[int]]) -> list[Town]:
    return [
        Town(
            label=f"Comune {number}",
            published=_published(
                f"Comune {number}",
                [Figures(path=path, active=many) for path, many in zip(PATHS, row, strict=True)],
            ),
        )
        for number, row in enumerate(table)
    ]


@given(st.data(), st.lists(st.tuples(COUNT, COUNT, COUNT), min_size=1, max_size=4))
def test_no_page_of_the_area_changes_with_what_is_hidden(
    data: st.DataObject, table: list[tuple[int, int, int]]
) -> None:
    """Comune by service, sums of a Comune, sums of a service: all are the same in every world."""
    towns = _area(table)
    others = _area([[data.draw(_like(number)) for number in row] for row in table])
    assert towns == others
    assert overview(towns) == overview(others)
    for row in overview(towns):
        # What a sum of the page is made of: the told ones alone.
        told = [town.published.figures[row.path].active for town in towns if town.published]
        known = [number for number in told if number is not None]
        found = row.totals.active
        assert found == (AtLeast(sum(known), whole=len(known) == len(told)) if known else None)


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
    assert totals(of_service(towns[1:], PathCode.CDD)).own_places is None, "nobody's, and not zero"
    uncounted = Town(
        label="", published=_published("", [Figures(path=PathCode.CDD, form=Management.DIRECT)])
    )
    lines = of_service([towns[0], uncounted], PathCode.CDD)
    assert totals(lines).own_places == AtLeast(30, whole=False)


def test_a_consortium_that_publishes_is_summed_with_no_comune() -> None:
    """Its people are those of its Comuni: added up they would be counted twice."""
    rows = [Figures(path=PathCode.CDD, active=7)]
    comune = Town(label="A", published=_published("A", rows))
    consortium = Town(label="B", published=replace(_published("B", rows), municipal=False))
    lines = of_service([comune, consortium], PathCode.CDD)
    assert totals(lines).active == AtLeast(7, whole=True)
    (row,) = overview([comune, consortium])
    assert (row.told_by, row.totals.active) == (1, AtLeast(7, whole=True))
    assert overview([consortium]) == []


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
        agreed={PathCode.CDD: Agreed(Management.CONSORTIUM, demonstrative=True)},
    )
    assert line(town, PathCode.CDD).form is Management.DIRECT
    assert not line(town, PathCode.CDD).demonstrative, "what is shown is not the convention"
