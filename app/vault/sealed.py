"""`Sealed`: an attribute that reads and writes clear text over a column of sealed bytes.

A descriptor and not a column type, because the associated data need the whole place: organisation,
table, column, row and key. The row must therefore have its id and its `data_key_id` at construction
(`app.db` puts them first).
"""

from typing import Any, Protocol, overload
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.vault.queries import data_key
from app.vault.sealing import seal, unseal


class SealedRow(Protocol):
    """A row that can hold sealed text: it also has organisation_id, id and data_key_id."""

    __tablename__: str


class Sealed:
    """`text = Sealed("text_sealed")` beside `text_sealed: Mapped[bytes | None]`."""

    def __init__(self, column: str) -> None:
        """Name the column of bytes underneath."""
        self.column = column

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...

    @overload
    def __get__(self, row: SealedRow, owner: type) -> str | None: ...

    def __get__(self, row: SealedRow | None, owner: type) -> "Sealed | str | None":
        """Return the clear text; `Unreadable` when the value was moved or its key destroyed."""
        if row is None:
            return self
        sealed = getattr(row, self.column)
        if sealed is None:
            return None
        return unseal(_key_of(row), sealed, self._place(row))

    def __set__(self, row: SealedRow, text: str | None) -> None:
        """Seal `text` for this row; nothing and empty are stored as nothing."""
        value = seal(_key_of(row), text, self._place(row)) if text else None
        setattr(row, self.column, value)

    def _place(self, row: Any) -> str:
        parts = (row.organisation_id, row.__tablename__, self.column, row.id, row.data_key_id)
        return "|".join(str(part) for part in parts)


class SealedWords:
    """The words somebody wrote to explain a step, sealed: beside `StepRow`, or on a row alike."""

    data_key_id: Mapped[UUID]
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    words = Sealed("words_sealed")


def _key_of(row: Any) -> bytes:
    return data_key(row.organisation_id, row.data_key_id)
