"""What leaves the office points at nobody, also by subtraction and by who knows the rules."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from app.kernel.hiding import parts
from app.reports.rules import (
    Cell,
    Column,
    Figure,
    Hidden,
    Leaving,
    Row,
    RowKey,
    SourceGroup,
    Table,
    TableKey,
    Thing,
    leaving,
)
from app.reports.rules.tables import Key

_G = list(SourceGroup)
UNSAID = Hidden()
FLOW = (RowKey.AT_START, RowKey.OPENED, RowKey.REOPENED, RowKey.LEFT, RowKey.AT_END)


def _cell(many: int) -> Cell:
    return Cell(many, tuple(UUID(int=n + 1) for n in range(many)))


def _table(
    key: TableKey, columns: Sequence[Column], rows: Iterable[tuple[Key, Sequence[int]]]
) -> Table:
    made = tuple(Row(name, tuple(map(_cell, numbers))) for name, numbers in rows)
    return Table(Figure.INFLOW, key, Thing.REFERRAL, tuple(columns), made)


def _parts(numbers: Sequence[int], key: TableKey = TableKey.UNASSIGNED) -> Table:
    """Return a table of one column with its sum; a part that counts nothing is no row."""
    rows = [(_G[place], (many,)) for place, many in enumerate(numbers) if many]
    return _table(key, (Column.UNASSIGNED,), [*rows, (RowKey.TOTAL, (sum(numbers),))])


def _nested(pairs: Sequence[tuple[int, int]]) -> Table:
    rows = [(_G[place], pair) for place, pair in enumerate(pairs) if pair[0]]
    total = (sum(every for every, _ in pairs), sum(some for _, some in pairs))
    columns = (Column.REGISTERED, Column.MINORS)
    return _table(TableKey.REGISTERED, columns, [*rows, (RowKey.TOTAL, total)])


def _flow(numbers: Sequence[int]) -> Table:
    return _table(
        TableKey.FLOW, (Column.EVENTS,), [(key, (n,)) for key, n in zip(FLOW, numbers, strict=True)]
    )


def _people(numbers: Sequence[int]) -> Table:
    """Return the persons of some cases: minors, adults, and all of them."""
    rows = zip((RowKey.MINORS, RowKey.ADULTS), numbers, strict=True)
    return _table(
        TableKey.PEOPLE,
        (Column.PEOPLE,),
        [*((key, (n,)) for key, n in rows), (RowKey.EVERYBODY, (sum(numbers),))],
    )


def _waits(*lines: Sequence[int], key: TableKey = TableKey.FIRST_CONTACT) -> Table:
    columns = (Column.MEASURED, Column.WAITING, Column.ENDED)
    rows = [(_G[place], line) for place, line in enumerate(lines)]
    every = [sum(column) for column in zip(*lines, strict=True)]
    return _table(key, columns, [*rows, (RowKey.EVERYBODY, every)])


def _told(one: Leaving) -> list[Any]:
    return [row[0] for row in one.shown]


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([12, 7, 5], [12, 7, 5, 24]),
        ([12, 7, 4], [12, UNSAID, UNSAID, 23]),  # 23 - 12 - 7 would tell
        ([12, 3, 4], [UNSAID, UNSAID, UNSAID, 19]),  # 3 and 4 alone would be 7 together
        ([12, 7, 7, 4], [12, UNSAID, UNSAID, UNSAID, 30]),  # which seven covers nobody can say
        ([3, 4], [UNSAID, UNSAID, 7]),
        ([4], [UNSAID, UNSAID]),
        ([5], [5, 5]),
    ],
)
def test_small_numbers_and_what_would_give_them_away(numbers: list, shown: list) -> None:
    (found,) = leaving([_parts(numbers)])
    assert _told(found) == shown


@pytest.mark.parametrize(
    ("numbers", "alone"),
    [([3, 4], True), ([4], True), ([4, 9], True), ([4, 9, 12], False), ([9, 9], False)],
)
def test_where_nothing_covers_the_small_ones_not_even_the_rows_are_told(
    numbers: list, alone: bool
) -> None:
    """One row for each of five people, in a table of five rows, would tell that each is one."""
    (found,) = leaving([_parts(numbers)])
    assert found.alone is alone


Output = tuple[Any, ...]


def _solved(
    worlds: Iterable[tuple[int, ...]],
    output: Callable[[tuple[int, ...]], Output],
    asked: Callable[[tuple[int, ...]], bool] = lambda _world: True,
) -> list[tuple[Output, int, int]]:
    """Return which numbers anybody who knows the rules can compute, small, from what is told.

    Every world that gives the same output is possible: a number that is the same in all is solved.
    Only what some world that is `asked` tells is looked at: those at the edge have fewer beside.
    """
    possible: dict[Output, list[tuple[int, ...]]] = defaultdict(list)
    for world in worlds:
        possible[output(world)].append(world)
    found = []
    for told, same in possible.items():
        if not any(map(asked, same)):
            continue
        for place, values in enumerate(zip(*same, strict=True)):
            if len(set(values)) == 1 and 0 < values[0] < 5:
                found.append((told, place, values[0]))
    return found


def _output(*tables: Table) -> Output:
    """Return all that is read of some tables: the rows there are, and their numbers."""
    return tuple(
        (one.alone, row.key if not one.alone or row.key is RowKey.TOTAL else None, numbers)
        for one in leaving(tables)
        for row, numbers in zip(one.table.rows, one.shown, strict=True)
        if not one.alone or row.key in (RowKey.TOTAL, RowKey.EVERYBODY)
    )


@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_no_part_can_be_computed_from_a_table_with_its_sum(many: int) -> None:
    worlds = product(range(9), repeat=many)
    assert _solved(worlds, lambda world: _output(_parts(world))) == []


def test_no_case_can_be_computed_from_three_tables_with_one_sum() -> None:
    """By worker, by area and by state the same cases are counted: each table tells the sum."""
    pairs = [pair for pair in product(range(9), repeat=2) if sum(pair) <= 9]
    worlds = [(*one, *other) for one in pairs for other in pairs if sum(one) == sum(other)]

    def output(world: tuple[int, ...]) -> Output:
        by_area = _parts(world[2:], TableKey.CASES_BY_AREA)
        return _output(_parts(world[:2], TableKey.CASES_BY_STATE), by_area)

    assert _solved(worlds, output) == []


def test_who_has_two_cases_cannot_be_computed_from_cases_and_persons() -> None:
    """Cases less persons says how many have two: one beside the other they are two sums."""
    worlds = [
        (*world, cases - persons)
        for world in product(range(9), repeat=4)
        if bool(persons := sum(world[2:])) == bool(cases := sum(world[:2])) and persons <= cases
    ]

    def output(world: tuple[int, ...]) -> Output:
        return _output(_parts(world[:2], TableKey.CASES_BY_STATE), _people(world[2:4]))

    assert _solved(worlds, output, lambda world: max(world[:2]) < 8) == []


@pytest.mark.parametrize(
    ("persons", "told"),
    [
        ((6, 14), [6, 14, 20]),
        ((6, 13), [UNSAID] * 3),
        ((6, 10), [UNSAID] * 3),
        ((6, 9), [6, 9, 15]),
        ((15, 3), [UNSAID] * 3),
    ],
)
def test_persons_are_told_unless_a_few_of_them_have_two_cases(
    persons: tuple[int, ...], told: list
) -> None:
    _, found = leaving([_parts([8, 12], TableKey.CASES_BY_STATE), _people(persons)])
    assert _told(found) == told


def test_nobody_can_be_computed_from_who_is_counted_among_others() -> None:
    rows = [(every, some) for every in range(9) for some in range(every + 1)]
    worlds = [(*one, *other) for one in rows for other in rows]

    def output(world: tuple[int, ...]) -> Output:
        return _output(_nested([(world[0], world[1]), (world[2], world[3])]))

    def with_the_rest(world: tuple[int, ...]) -> tuple[int, ...]:
        return (*world, world[0] - world[1], world[2] - world[3])

    extended = [with_the_rest(world) for world in worlds]
    assert _solved(extended, lambda world: output(world[:4])) == []


def test_nothing_that_moved_can_be_computed_from_what_there_was_and_there_is() -> None:
    """With the exits by reason beside it, of which what left is the sum."""
    worlds = []
    for start, opened, reopened, one, other in product(range(0, 9, 2), *[range(7)] * 4):
        end = start + opened + reopened - one - other
        if end >= 0:
            worlds.append((start, opened, reopened, one, other, end))

    def output(world: tuple[int, ...]) -> Output:
        start, opened, reopened, one, other, end = world
        flow = _flow([start, opened, reopened, one + other, end])
        return _output(flow, _parts([one, other], TableKey.EXITS))

    assert _solved(worlds, output, lambda world: max(world[1:5]) <= 3) == []


def test_no_wait_can_be_computed_from_how_many_arrived() -> None:
    worlds = product(range(8), repeat=3)
    key = TableKey.TAKING_CHARGE

    def output(world: tuple[int, ...]) -> Output:
        total = sum(world)  # told by another table, unless it is small there too
        known = 0 if 0 < total < 5 else total
        columns = (Column.MEASURED, Column.WAITING, Column.ENDED)
        return (known, *_output(_table(key, columns, [(RowKey.EVERYBODY, world)])))

    assert _solved(worlds, output) == []


def test_kind_by_kind_waits_are_told_only_where_none_is_small() -> None:
    (whole,) = leaving([_waits([9, 0, 6], [5, 7, 0])])
    assert not whole.alone
    assert whole.shown[0] == (9, 0, 6)
    (few,) = leaving([_waits([9, 2, 6], [5, 7, 0])])
    assert few.alone
    assert few.shown == ((UNSAID,) * 3, (UNSAID,) * 3, (14, 9, 6))


def test_what_was_measured_on_few_is_not_told_nor_on_who_is_hidden() -> None:
    few, many = Cell(9, tuple(UUID(int=n) for n in range(4))), Cell(9, _cell(5).ids)
    columns = (Column.MEASURED, Column.MEDIAN, Column.WAITING, Column.ENDED)

    def shown(measured: int, waiting: int, median: Cell) -> tuple[Any, ...]:
        cells = (_cell(measured), median, _cell(waiting), _cell(20))
        rows = (Row(RowKey.EVERYBODY, cells),)
        key = TableKey.TAKING_CHARGE
        (found,) = leaving([Table(Figure.TAKING_CHARGE, key, Thing.REFERRAL, columns, rows)])
        return found.shown[0]

    assert shown(9, 7, many) == (9, 9, 7, 20)
    assert shown(9, 7, few)[1] == UNSAID
    assert shown(9, 3, many) == (UNSAID, UNSAID, UNSAID, 20), "nine covers three"
    assert shown(9, 0, Cell(None))[1] is None


def test_exits_are_told_only_beside_a_whole_flow() -> None:
    exits = _parts([6, 9], TableKey.EXITS)
    whole, told = leaving([_flow([20, 10, 0, 15, 15]), exits])
    assert (UNSAID,) not in whole.shown
    assert _told(told) == [6, 9, 15]
    flow, hidden = leaving([_flow([20, 8, 2, 15, 15]), exits])
    assert _told(flow) == [20, UNSAID, UNSAID, UNSAID, 15]
    assert (hidden.alone, set(_told(hidden))) == (True, {UNSAID})


def test_without_a_sum_nothing_can_be_subtracted() -> None:
    key, columns = TableKey.PENDING_CASES, (Column.PENDING,)
    (found,) = leaving([_table(key, columns, [(_G[0], (12,)), (_G[1], (4,)), (_G[2], (0,))])])
    assert _told(found) == [12, UNSAID, 0]


def test_suspended_cases_are_counted_with_the_others() -> None:
    """Their number stands in the table by state: apart here too, it would tell what is hidden."""
    columns = (Column.WORKED, Column.SUSPENDED)
    rows = (
        Row(_G[0], (_cell(9), Cell.count([UUID(int=99)]))),
        Row(RowKey.TOTAL, (_cell(9), Cell.count([UUID(int=99)]))),
        Row(RowKey.AVERAGE, (Cell(9.0), Cell(None))),
    )
    table = Table(Figure.ACTIVE_CASES, TableKey.CASES_BY_AREA, Thing.CASE, columns, rows)
    (found,) = leaving([table])
    assert found.table.columns == (Column.CASES,)
    assert _told(found) == [10, 10]


def test_a_sum_that_is_small_is_not_told() -> None:
    assert parts([1, 3]).total == UNSAID
    assert parts([1, 3, 0]).shown == (UNSAID,) * 3
