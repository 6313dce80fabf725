"""What may leave the office: numbers too small would point at somebody."""

from dataclasses import dataclass, replace

from app.reports.rules.tables import MEASURES, Cell, Column, Row, RowKey, Table

FEWEST_SHOWN = 5
_SUMS = (RowKey.TOTAL, RowKey.EVERYBODY)
_BALANCED = (*_SUMS, RowKey.AT_END)  # where a subtraction could tell what was hidden


@dataclass(frozen=True)
class Hidden:
    """A number too small to leave the office, or one that would give it away."""

    below: bool  # said as "fewer than five"; the others are simply not said


Shown = float | None | Hidden


def few_suspended(table: Table) -> bool:
    """Return whether a table sets apart so few suspended cases that a difference would tell them.

    The total of the cases stands in another table: it minus the others is what was hidden.
    """
    if table.columns != (Column.WORKED, Column.SUSPENDED):
        return False
    return any(_small(row.cells[1]) for row in table.rows if row.key is RowKey.TOTAL)


def together(table: Table) -> Table:
    """Return a table with the suspended cases counted together with the others."""
    rows = [
        Row(row.key, (Cell.count(id_ for cell in row.cells for id_ in cell.ids),))
        for row in table.rows
        if row.key is not RowKey.AVERAGE
    ]
    return replace(table, columns=(Column.CASES,), rows=tuple(rows))


def suppressed(table: Table) -> list[list[Shown]]:
    """Return the numbers of a table as they may leave the office.

    Counts from one to four are hidden; so is the smallest other one of a column that has a total
    and one hidden part alone, because a subtraction would tell it. A wait measured on fewer than
    five is not told either.
    """
    columns = [_column(table, place, column) for place, column in enumerate(table.columns)]
    return [list(row) for row in zip(*columns, strict=True)]


def _column(table: Table, place: int, column: Column) -> list[Shown]:
    cells = [row.cells[place] for row in table.rows]
    if column in MEASURES:
        return [Hidden(below=False) if 0 < len(c.ids) < FEWEST_SHOWN else c.number for c in cells]
    shown: list[Shown] = [Hidden(below=True) if _small(cell) else cell.number for cell in cells]
    _cover([row.key for row in table.rows], shown)
    return shown


def _small(cell: Cell) -> bool:
    return cell.number is not None and 0 < cell.number < FEWEST_SHOWN


def _cover(keys: list[object], shown: list[Shown]) -> None:
    """Hide one number more where a total and all the other parts would give the hidden one away."""
    parts = [place for place, key in enumerate(keys) if key not in (*_SUMS, RowKey.AVERAGE)]
    hidden = [place for place in parts if isinstance(shown[place], Hidden)]
    if len(hidden) != 1 or not set(keys) & set(_BALANCED):
        return
    told = []
    for place in parts:
        number = shown[place]
        if not isinstance(number, Hidden) and number:
            told.append((number, place))
    if told:
        shown[min(told)[1]] = Hidden(below=False)
