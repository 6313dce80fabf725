"""The report in words: the same sheet for the page, the text file and the workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.kernel.actor import Viewer
from app.reports import queries
from app.reports.labels import WAIT_SENTENCES
from app.reports.rules import (
    MEASURES,
    Facts,
    Figure,
    Hidden,
    Key,
    Question,
    Report,
    RowKey,
    Shown,
    Table,
    few_suspended,
    report,
    suppressed,
    together,
)
from app.web.formatting import label, opening

FORMER = "Operatore non più in elenco"
_LAST = (RowKey.TOTAL, RowKey.AVERAGE, RowKey.EVERYBODY)


@dataclass(frozen=True)
class Pair:
    """A number and the same one a year before, with the places where their lists open."""

    now: Shown
    before: Shown
    opens: bool
    opens_before: bool


@dataclass(frozen=True)
class SheetRow:
    """One line of a table: its words, its key in the address, its numbers."""

    words: str
    key: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class SheetTable:
    """One table in words."""

    figure: Figure
    key: str
    caption: str
    columns: tuple[str, ...]
    column_keys: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    first: str = ""  # the answer in a sentence, before the numbers


@dataclass(frozen=True)
class Sheet:
    """The whole report of one question, in words."""

    now: Report
    before: Report
    tables: tuple[SheetTable, ...]
    outside: bool

    def of(self, figure: Figure) -> list[SheetTable]:
        """Return the tables of one figure that have something to show."""
        return [table for table in self.tables if table.figure is figure and _says(table)]


def sheet(viewer: Viewer, facts: Facts, question: Question, *, outside: bool = False) -> Sheet:
    """Return the answers to a question beside those of a year before, in words.

    `outside` hides what is too small to leave the office.
    """
    now, before = report(facts, question), report(facts, question.a_year_before())
    pairs = [(one, other) for one, other in zip(now.tables, before.tables, strict=True)]
    keys = {row.key for two in pairs for table in two for row in table.rows}
    names = queries.worker_names(viewer, [key for key in keys if isinstance(key, UUID)])
    tables = tuple(_in_words(one, other, names, outside=outside) for one, other in pairs)
    return Sheet(now, before, tables, outside)


def written(shown: Shown) -> str:
    """Return a number as it is read: Italian comma, a dash where there is nothing to measure."""
    if isinstance(shown, Hidden):
        return "<5" if shown.below else "non diffuso"
    if shown is None:
        return "–"
    return f"{shown:g}".replace(".", ",") if shown != int(shown) else str(int(shown))


def _in_words(now: Table, before: Table, names: Mapping[UUID, str], *, outside: bool) -> SheetTable:
    if outside and (few_suspended(now) or few_suspended(before)):
        now, before = together(now), together(before)
    shown = [suppressed(t) if outside else _plain(t) for t in (now, before)]
    places = [{row.key: place for place, row in enumerate(t.rows)} for t in (now, before)]
    keys = dict.fromkeys([*places[0], *places[1]])
    ordered = sorted(keys, key=lambda key: _LAST.index(key) if key in _LAST else -1)
    rows = []
    for key in ordered:
        pairs = []
        for column in range(len(now.columns)):
            one, other = (
                (shown[y][places[y][key]][column], bool(t.rows[places[y][key]].cells[column].ids))
                if key in places[y] else (_absent(now, column), False)
                for y, t in enumerate((now, before))
            )  # fmt: skip
            pairs.append(Pair(one[0], other[0], one[1] and not outside, other[1] and not outside))
        rows.append(SheetRow(_words(key, names), str(key), tuple(pairs)))
    return SheetTable(
        now.figure,
        now.key,
        label(now.key).text,
        tuple(label(column).text for column in now.columns),
        tuple(now.columns),
        tuple(rows),
        _first(now),
    )


def _first(table: Table) -> str:
    """Return what a wait says in words: how long, and who still waits."""
    row = next((row for row in table.rows if row.key is RowKey.EVERYBODY), None)
    if row is None:
        return ""
    known = dict(zip(table.columns, row.cells, strict=True))
    said = [
        sentence.format(*(written(known[column].number) for column in columns))
        for columns, sentence in WAIT_SENTENCES
        if columns[0] in known and known[columns[0]].number
    ]
    return " ".join(said)


def _plain(table: Table) -> list[list[Shown]]:
    return [[cell.number for cell in row.cells] for row in table.rows]


def _absent(table: Table, column: int) -> Shown:
    """A group that is in one year only counts nothing in the other; a wait measures nothing."""
    return None if table.columns[column] in MEASURES else 0


def _words(key: Key, names: Mapping[UUID, str]) -> str:
    return names.get(key, FORMER) if isinstance(key, UUID) else opening(label(key).text)


def _says(table: SheetTable) -> bool:
    """Return whether there is anything but zeros: a zero alone means nothing to who reads it."""
    return any(pair.now or pair.before for row in table.rows for pair in row.pairs)


def words_of(viewer: Viewer, key: Key) -> str:
    """Return the words of one row."""
    return _words(key, queries.worker_names(viewer, [key]) if isinstance(key, UUID) else {})
