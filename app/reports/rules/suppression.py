"""What may leave the office: numbers too small would point at somebody (ADR 0030).

A small number is from one to four. What is not told is always said in the same way, whether it was
small itself or would have given a small one away: whoever knows these rules learns nothing more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.kernel.hiding import UNSAID, Hidden, among, is_small, parts
from app.reports.rules.tables import MEASURES, Cell, Column, Row, RowKey, Table, TableKey

_SUMS = (RowKey.TOTAL, RowKey.EVERYBODY)
_MOVED = (RowKey.OPENED, RowKey.REOPENED, RowKey.LEFT)
# Everybody who waited is in one of these; of them all the sum is told elsewhere.
_WAITED = (Column.MEASURED, Column.WAITING, Column.ENDED)
# On which of them each measure is taken.
_MEASURED_ON: Mapping[Column, tuple[Column, ...]] = {
    Column.MEDIAN: (Column.MEASURED,),
    Column.P90: (Column.MEASURED,),
    Column.PAUSED: (Column.MEASURED, Column.WAITING),
    Column.OLDEST: (Column.WAITING,),
    Column.LINES: (Column.MEASURED,),
    Column.LINES_STARTED: (Column.MEASURED,),
}


Shown = float | None | Hidden


@dataclass(frozen=True)
class Leaving:
    """A table with its numbers as they may leave; `alone`: only its sums, no other row."""

    table: Table
    shown: tuple[tuple[Shown, ...], ...]
    alone: bool = False


def leaving(tables: Sequence[Table]) -> list[Leaving]:
    """Return the tables of one report as they may leave the office, in their order."""
    untold = _given_away({table.key: table for table in tables})
    return [
        Leaving(table, _nothing(table), alone=True) if table.key in untold else _leaving(table)
        for table in tables
    ]


def _given_away(tables: Mapping[TableKey, Table]) -> set[TableKey]:
    """Return the tables of which nothing is told, because another would give a small number away.

    The sum of the exits is one of the numbers that moved. Persons less than their cases by a few
    would say how many have two.
    """
    untold = set()
    flow = tables.get(TableKey.FLOW)
    if flow is not None and any(map(is_small, _column(flow, 0))):
        untold.add(TableKey.EXITS)
    cases, people = tables.get(TableKey.CASES_BY_STATE), tables.get(TableKey.PEOPLE)
    if cases and people and is_small(sum(_column(cases, 0)) - sum(_column(people, 0))):
        untold.add(TableKey.PEOPLE)
    return untold


def _leaving(table: Table) -> Leaving:
    special: Mapping[TableKey, Callable[[Table], Leaving]] = {
        TableKey.CASES_BY_WORKER: lambda one: _in_parts(_together(one)),
        TableKey.CASES_BY_AREA: lambda one: _in_parts(_together(one)),
        TableKey.FLOW: _flow,
        TableKey.REGISTERED: _nested,
        TableKey.FIRST_CONTACT: _waits,
        TableKey.TAKING_CHARGE: _waits,
        TableKey.START_FROM_REFERRAL: _waits,
        TableKey.START_FROM_REQUEST: _waits,
        TableKey.PENDING_CASES: _one_by_one,
        TableKey.PENDING_REQUESTS: _one_by_one,
    }
    return special.get(table.key, _in_parts)(table)


def _together(table: Table) -> Table:
    """Return a table with the suspended cases counted with the others: their state tells them."""
    rows = [
        Row(row.key, (Cell.count(id_ for cell in row.cells for id_ in cell.ids),))
        for row in table.rows
        if row.key is not RowKey.AVERAGE
    ]
    return replace(table, columns=(Column.CASES,), rows=tuple(rows))


def _in_parts(table: Table) -> Leaving:
    """Hide what is small in a table of one column with its sum."""
    found = parts([_count(row, 0) for row in table.rows if row.key not in _SUMS])
    told = iter(found.shown)
    shown = tuple((found.total if row.key in _SUMS else next(told),) for row in table.rows)
    return Leaving(table, shown, alone=found.alone)


def _flow(table: Table) -> Leaving:
    """Hide all that moved where one of the five is small: what came less what went is told."""
    numbers = [_count(row, 0) for row in table.rows]
    some_small = any(map(is_small, numbers))
    hidden = [
        some_small and (row.key in _MOVED or is_small(number))
        for row, number in zip(table.rows, numbers, strict=True)
    ]
    shown = zip(numbers, hidden, strict=True)
    return Leaving(table, tuple((UNSAID if hide else one,) for one, hide in shown))


def _nested(table: Table) -> Leaving:
    """Hide in a table whose first column counts all, and the others some of them."""
    every, *others = (_column(table, place) for place in range(len(table.columns)))
    first = parts(every)
    columns = [first, *(among(every, some) for some in others)]
    shown: list[tuple[Shown, ...]] = []
    place = 0
    for row in table.rows:
        if row.key in _SUMS:
            shown.append(tuple(one.total for one in columns))
        else:
            shown.append(tuple(one.shown[place] for one in columns))
            place += 1
    return Leaving(table, tuple(shown), alone=first.alone)


def _waits(table: Table) -> Leaving:
    """Hide of a wait who is few, and what was measured on them.

    Who waited no more, who waits and who ended otherwise are together all those that arrived. Kind
    by kind they are told only where none is small.
    """
    kinds = [row for row in table.rows if row.key not in _SUMS]
    counts = [table.columns.index(one) for one in _WAITED if one in table.columns]
    few = any(is_small(row.cells[place].number) for row in table.rows for place in counts)
    shown = tuple(
        (UNSAID,) * len(row.cells) if few and row in kinds else _wait(table, row, counts)
        for row in table.rows
    )
    return Leaving(table, shown, alone=few and bool(kinds))


def _wait(table: Table, row: Row, counts: Sequence[int]) -> tuple[Shown, ...]:
    told = dict(
        zip(
            (table.columns[place] for place in counts),
            parts([_count(row, place) for place in counts]).shown,
            strict=True,
        )
    )
    numbers = dict(zip(table.columns, (cell.number for cell in row.cells), strict=True))
    lines, begun = numbers.get(Column.LINES) or 0, numbers.get(Column.LINES_STARTED) or 0
    few_lines = any(map(is_small, (lines, begun, lines - begun)))
    shown: list[Shown] = []
    for column, cell in zip(table.columns, row.cells, strict=True):
        if column in told:
            shown.append(told[column])
        elif (
            any(told.get(one) is UNSAID for one in _MEASURED_ON.get(column, ()))
            or (column in MEASURES and is_small(len(cell.ids)))
            or (column in (Column.LINES, Column.LINES_STARTED) and few_lines)
        ):
            shown.append(UNSAID)
        else:
            shown.append(cell.number)
    return tuple(shown)


def _one_by_one(table: Table) -> Leaving:
    """Hide what is small where nothing adds up to anything told."""
    return Leaving(
        table,
        tuple(
            tuple(UNSAID if is_small(cell.number) else cell.number for cell in row.cells)
            for row in table.rows
        ),
    )


def _nothing(table: Table) -> tuple[tuple[Shown, ...], ...]:
    return tuple((UNSAID,) * len(row.cells) for row in table.rows)


def _column(table: Table, place: int) -> list[int]:
    return [_count(row, place) for row in table.rows if row.key not in _SUMS]


def _count(row: Row, place: int) -> int:
    return int(row.cells[place].number or 0)
