"""The report in words: the same sheet for the page, the text file and the workbook."""

from collections.abc import Mapping, Sequence
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
    Leaving,
    Question,
    Report,
    RowKey,
    Shown,
    Table,
    leaving,
    report,
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
    told = [leaving(one.tables) if outside else _whole(one.tables) for one in (now, before)]
    keys = {row.key for year in told for one in year for row in one.table.rows}
    names = queries.worker_names(viewer, [key for key in keys if isinstance(key, UUID)])
    pairs = zip(*told, strict=True)
    tables = tuple(_in_words(two, names, outside=outside) for two in pairs)
    return Sheet(now, before, tables, outside)


def written(shown: Shown) -> str:
    """Return a number as it is read: Italian comma, a dash where there is nothing to measure."""
    if isinstance(shown, Hidden):
        return "non diffuso"
    if shown is None:
        return "–"
    return f"{shown:g}".replace(".", ",") if shown != int(shown) else str(int(shown))


def _in_words(two: Sequence[Leaving], names: Mapping[UUID, str], *, outside: bool) -> SheetTable:
    now = two[0].table
    places = [{row.key: place for place, row in enumerate(one.table.rows)} for one in two]
    years = [*zip(two, places, strict=True)]
    # Of a year of which the sums alone are told, not even which rows there are.
    told = [key for one, known in years for key in known if key in _LAST or not one.alone]
    ordered = sorted(dict.fromkeys(told), key=lambda key: _LAST.index(key) if key in _LAST else -1)
    rows = []
    for key in ordered:
        pairs = []
        for column in range(len(now.columns)):
            numbers = [_shown(one, known, key, column) for one, known in years]
            opens = [not outside and _opens(one, known, key, column) for one, known in years]
            pairs.append(Pair(numbers[0], numbers[1], opens[0], opens[1]))
        rows.append(SheetRow(_words(key, names), str(key), tuple(pairs)))
    return SheetTable(
        now.figure,
        now.key,
        label(now.key).text,
        tuple(label(column).text for column in now.columns),
        tuple(now.columns),
        tuple(rows),
        "" if outside else _first(now),
    )


_Places = Mapping[Key, int]


def _shown(one: Leaving, places: _Places, key: Key, column: int) -> Shown:
    """Return a number of a year; a group that is not there counts nothing, a wait measures none."""
    if one.alone and key not in _LAST:
        return Hidden()
    if key in places:
        return one.shown[places[key]][column]
    return None if one.table.columns[column] in MEASURES else 0


def _opens(one: Leaving, places: _Places, key: Key, column: int) -> bool:
    return key in places and bool(one.table.rows[places[key]].cells[column].ids)


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


def _whole(tables: Sequence[Table]) -> list[Leaving]:
    """Return the tables as the office itself reads them."""
    return [
        Leaving(one, tuple(tuple(cell.number for cell in row.cells) for row in one.rows))
        for one in tables
    ]


def _words(key: Key, names: Mapping[UUID, str]) -> str:
    return names.get(key, FORMER) if isinstance(key, UUID) else opening(label(key).text)


def _says(table: SheetTable) -> bool:
    """Return whether there is anything but zeros: a zero alone means nothing to who reads it."""
    return any(pair.now or pair.before for row in table.rows for pair in row.pairs)


def words_of(viewer: Viewer, key: Key) -> str:
    """Return the words of one row."""
    return _words(key, queries.worker_names(viewer, [key]) if isinstance(key, UUID) else {})
