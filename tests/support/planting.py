"""A mark in every text somebody may write, to see afterwards who reads it and how it is shown."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import String, inspect, select
from sqlalchemy.exc import DBAPIError

from app.accounts.policy import Permission
from app.db import Base, Owned, db
from app.kernel.actor import SystemActor
from app.transaction.use_case import use_case
from app.vault.sealed import Sealed
from tests.cast import MAKER, NOW, OFFICE

# As a formula, as a page, and as a word that can be looked for.
HOSTILE = "=<script>alert(1)</script>"
_SHORTEST = 60  # a shorter column holds a code, a number or a name of ours
# Keys made of a text, and texts of the program itself.
_NOT_TYPED = ("_key", "_hash", "mime", "setting.value", "snapshot", "key", "token", "path")


def mark_of(table: str, column: str) -> str:
    """Return the word that tells which text it was."""
    return f"Kanarax{table}X{column}X".replace("_", "")


def plant_everywhere() -> dict[str, str]:
    """Write a mark into every text of the world; return the marks with the columns they stand for."""
    planted = {}
    for mapper in Base.registry.mappers:
        model: Any = mapper.class_
        if not issubclass(model, Owned):
            continue
        for column in _texts(model):
            with suppress(DBAPIError):  # a text that the database itself holds to a shape
                if not _planted(actor=MAKER, now=NOW, model=model, column=column):
                    continue
                planted[mark_of(model.__tablename__, column)] = f"{model.__tablename__}.{column}"
    return planted


def _texts(model: Any) -> Iterator[str]:
    for column in inspect(model).columns:
        kind = column.type
        if isinstance(kind, String) and (kind.length or 999) >= _SHORTEST:
            named = f"{model.__tablename__}.{column.key}"
            if not named.endswith(_NOT_TYPED):
                yield column.key
    for name in dir(model):
        if isinstance(getattr(model, name, None), Sealed):
            yield name


def _of_codes(held: str) -> bool:
    """Whether a text is made of codes of the program, as a list of duties is."""
    return all(word in _codes() for word in held.replace(",", " ").split())


@cache
def _codes() -> frozenset[str]:
    kinds, found = [StrEnum], set[str]()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        found |= {str(one) for one in kind}
    return frozenset(found)


@use_case("tests.office.plant", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def _planted(*, actor: SystemActor, now: datetime, model: Any, column: str) -> int:
    """Write the mark of a column into every row that has a text there."""
    mark, done = f"{HOSTILE}{mark_of(model.__tablename__, column)}", 0
    for row in db.session.scalars(select(model).where(model.organisation_id == OFFICE)):
        held = getattr(row, column)
        if held and held[0] not in "{[" and not _of_codes(held):
            setattr(row, column, mark)
            done += 1
    return done
