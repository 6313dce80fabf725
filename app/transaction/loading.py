"""Loading one row: out of reach is not found, and what is to be changed is locked first."""

from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute

from app.db import db
from app.kernel.errors import Conflict, NotFound

T = TypeVar("T")


def among(column: InstrumentedAttribute[Any], ids: Select[Any]) -> ColumnElement[bool]:
    """Return the criterion that a column holds one of the ids a select gives, asked row by row.

    A page wants a few rows; all that somebody may reach grow with the years. SQLite, which has no
    counts of its rows, would read them all first; PostgreSQL, before it has counted them, would
    join them to everything else: with an offset it takes the question as it stands.
    """
    its = ids.where(next(iter(ids.selected_columns)) == column)
    return its.correlate(column.parent.selectable).offset(0).exists()


def found(statement: Select[T]) -> T:
    """Return the one thing a statement asks for; `NotFound` where it gives none."""
    row = db.session.scalar(statement)
    if row is None:
        raise NotFound
    return row


def locked(statement: Select[T], version: int | None = None) -> T:
    """Return the one row of a statement as it stands now, locked until the use case ends.

    `NotFound` where it gives none; `Conflict` when the form saw another version than today's.
    """
    row = found(statement.with_for_update().execution_options(populate_existing=True))
    if version is not None and cast("Any", row).version != version:
        raise Conflict("changed_meanwhile")
    return row
