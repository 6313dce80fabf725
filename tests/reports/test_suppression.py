"""What leaves the office points at nobody, also by subtraction."""

from uuid import UUID

import pytest

from app.reports.rules import (
    Cell,
    Column,
    Figure,
    Hidden,
    Row,
    RowKey,
    SourceGroup,
    Table,
    TableKey,
    Thing,
    few_suspended,
    suppressed,
    together,
)

_G = list(SourceGroup)
BELOW, UNSAID = Hidden(below=True), Hidden(below=False)


def _cell(many: int) -> Cell:
    return Cell.count(UUID(int=n + 1) for n in range(many))


def _table(numbers: list[int], *, total: bool = True) -> Table:
    rows = [Row(_G[place], (_cell(many),)) for place, many in enumerate(numbers)]
    if total:
        rows.append(Row(RowKey.TOTAL, (Cell(sum(numbers)),)))
    return Table(
        Figure.INFLOW, TableKey.REGISTERED, Thing.REFERRAL, (Column.REGISTERED,), tuple(rows)
    )


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([12, 7, 5], [12, 7, 5, 24]),
        ([12, 7, 4], [12, UNSAID, BELOW, 23]),  # 23 - 12 - 7 would tell
        ([12, 3, 4], [12, BELOW, BELOW, 19]),
        ([12, 0, 4], [UNSAID, 0, BELOW, 16]),
        ([4], [BELOW, BELOW]),
        ([0, 5], [0, 5, 5]),
    ],
)
def test_small_numbers_and_what_would_give_them_away(numbers: list, shown: list) -> None:
    assert [row[0] for row in suppressed(_table(numbers))] == shown


def test_without_a_total_nothing_can_be_subtracted() -> None:
    assert [row[0] for row in suppressed(_table([12, 4], total=False))] == [12, BELOW]


def test_a_wait_measured_on_few_is_not_told() -> None:
    few, many = Cell(9, tuple(UUID(int=n) for n in range(4))), Cell(9, _cell(5).ids)
    rows = (Row(_G[0], (few,)), Row(_G[1], (many,)), Row(_G[2], (Cell(None),)))
    table = Table(
        Figure.FIRST_CONTACT, TableKey.FIRST_CONTACT, Thing.REFERRAL, (Column.MEDIAN,), rows
    )
    assert [row[0] for row in suppressed(table)] == [UNSAID, 9, None]


def test_few_suspended_cases_are_counted_with_the_others() -> None:
    columns = (Column.WORKED, Column.SUSPENDED)
    rows = (
        Row(_G[0], (_cell(9), Cell.count([UUID(int=99)]))),
        Row(RowKey.TOTAL, (_cell(9), Cell.count([UUID(int=99)]))),
        Row(RowKey.AVERAGE, (Cell(9.0), Cell(None))),
    )
    table = Table(Figure.ACTIVE_CASES, TableKey.CASES_BY_AREA, Thing.CASE, columns, rows)
    assert few_suspended(table)
    joined = together(table)
    assert joined.columns == (Column.CASES,)
    assert [row.cells[0].number for row in joined.rows] == [10, 10]
    assert not few_suspended(joined)
