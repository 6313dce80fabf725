"""Long lists in pages, without counting what nobody will look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")
PAGE_SIZE = 50


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of rows; `has_next` is known because one row more was asked for."""

    rows: Sequence[T]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before this one."""
        return self.number > 1


def requested_page() -> int:
    """Return the page number in the address (`pagina`), 1 when absent or absurd."""
    text = request.args.get("pagina", "1")
    return min(max(int(text), 1), 10_000) if text.isdecimal() and len(text) < 10 else 1


def paged(rows: Sequence[T], number: int, size: int = PAGE_SIZE) -> Page[T]:
    """Make a page out of `size + 1` rows read from the offset `window` gives."""
    return Page(rows[:size], number, len(rows) > size)


def window(number: int, size: int = PAGE_SIZE) -> tuple[int, int]:
    """Return offset and limit for a page, the limit one more than shown."""
    return (number - 1) * size, size + 1
