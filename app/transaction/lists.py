"""Several lists read with one question: what a page shows of one thing stands in many tables."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, literal, select, union_all
from sqlalchemy.orm import outerjoin

from app.db import Base, db


@dataclass(frozen=True)
class Wanted:
    """A list: the rows of a table that answer to some criteria, in an order."""

    table: type[Base]
    criteria: tuple[ColumnElement[bool], ...]
    order: tuple[Any, ...] = ()


def lists_of(*wanted: Wanted) -> list[list[Any]]:
    """Return each list in its order: as many as were asked for, with one question for all.

    Each has a line of its own to hang from, so that no row of one meets those of another. For lists
    of one thing, which are short: the database looks into every table for each row, so of two
    hundred people it takes thirty times as long as apart. Each table once. Unscoped: the criteria
    say of whom.
    """
    numbers = (select(literal(one, Integer).label("list")) for one in range(len(wanted)))
    lines = union_all(*numbers).subquery()
    joined: Any = lines
    for number, one in enumerate(wanted):
        joined = outerjoin(joined, one.table, and_(lines.c.list == number, *one.criteria))
    order = (column for one in wanted for column in one.order)
    rows = db.session.execute(
        select(lines.c.list, *(one.table for one in wanted))
        .select_from(joined)
        .order_by(lines.c.list, *order)
    )
    found: list[list[Any]] = [[] for _ in wanted]
    for number, *each in rows:
        if each[number] is not None:
            found[number].append(each[number])
    return found
