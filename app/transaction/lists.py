"""Several lists read with one question: what a page shows of one thing stands in many tables."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, literal, select, union_all
from sqlalchemy.orm import outerjoin

from app.db import Base, db


@dataclass(frozen=True)
class Wanted:
    """A list: the rows of a table that answer to some criteria, in an order.

    With `beside`, a table and how it is joined, each row comes with the one that belongs to it.
    """

    table: type[Base]
    criteria: tuple[ColumnElement[bool], ...]
    order: tuple[Any, ...] = ()
    beside: tuple[type[Base], ColumnElement[bool]] | None = None


def lists_of(*wanted: Wanted) -> list[list[Any]]:
    """Return each list in its order: as many as were asked for, with one question for all.

    Each has a line of its own to hang from, so that no row of one meets those of another. For lists
    of one thing, which are short, and each table once. Unscoped: the criteria say of whom.
    """
    numbers = (select(literal(one, Integer).label("list")) for one in range(len(wanted)))
    lines = union_all(*numbers).subquery()
    joined: Any = lines
    shown: list[Any] = []
    for number, one in enumerate(wanted):
        joined = outerjoin(joined, one.table, and_(lines.c.list == number, *one.criteria))
        shown.append(one.table)
    for one in wanted:
        if one.beside is not None:
            joined = outerjoin(joined, *one.beside)
            shown.append(one.beside[0])
    order = (column for one in wanted for column in one.order)
    rows = db.session.execute(
        select(lines.c.list, *shown).select_from(joined).order_by(lines.c.list, *order)
    )
    place = {one: len(wanted) + n for n, one in enumerate(one for one in wanted if one.beside)}
    found: list[list[Any]] = [[] for _ in wanted]
    for number, *each in rows:
        if each[number] is not None:
            beside = place.get(wanted[number])
            found[number].append(
                each[number] if beside is None else (each[number], each[beside])
            )
    return found
