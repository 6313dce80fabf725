"""A CSV as registries write it: its letters, its separator, its rows one at a time."""

import csv
from collections.abc import Iterable, Iterator

from app.registry.rules.codes import FileFault

LARGEST = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 120
PIECE = 256 * 1024  # letters sealed together
DELIMITERS = (";", ",", "\t")
_BOM = "\ufeff"


class Unreadable(ValueError):
    """The file cannot be read as a table; it says why."""

    def __init__(self, fault: FileFault) -> None:
        """Keep the reason."""
        super().__init__(fault)
        self.fault = fault


def text_of(content: bytes) -> str:
    """Return the words of a file in UTF-8 or in the letters of Windows; raise `Unreadable`."""
    if not content.strip():
        raise Unreadable(FileFault.EMPTY)
    if len(content) > LARGEST:
        raise Unreadable(FileFault.TOO_LARGE)
    if b"\0" in content or content.startswith((b"PK\x03\x04", b"%PDF")):
        raise Unreadable(FileFault.NOT_TEXT)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


def delimiter_of(text: str) -> str:
    """Return what parts the columns of the first row; raise `Unreadable` where nothing does."""
    first = text.lstrip("\n").partition("\n")[0]
    counted = {mark: first.count(mark) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: counted[mark])
    if not counted[best]:
        raise Unreadable(FileFault.ONE_COLUMN)
    return best


def pieces_of(text: str) -> Iterator[str]:
    """Yield a text in pieces small enough to be sealed one by one."""
    for start in range(0, len(text), PIECE):
        yield text[start : start + PIECE]


def rows_of(pieces: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of a file read piece by piece, without the empty ones; the headings first.

    Raises `Unreadable` where quotes are opened and never closed.
    """
    try:
        for row in csv.reader(_lines(pieces), delimiter=delimiter, strict=True):
            if len(row) > MOST_COLUMNS:
                raise Unreadable(FileFault.TOO_MANY_COLUMNS)
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as broken:
        raise Unreadable(FileFault.BROKEN_QUOTES) from broken


def counted(pieces: Iterable[str], delimiter: str) -> int:
    """Return how many rows follow the headings; raise `Unreadable` for none and for too many."""
    number = sum(1 for _ in rows_of(pieces, delimiter)) - 1
    if number < 1:
        raise Unreadable(FileFault.NO_ROWS)
    if number > MOST_ROWS:
        raise Unreadable(FileFault.TOO_MANY_ROWS)
    return number


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + piece).split("\n")
        yield from (line + "\n" for line in whole)
    if rest:
        yield rest
