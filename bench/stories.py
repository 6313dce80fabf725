"""What the archive is made of: one story told through the real use cases, then many copies of it.

A copy is the rows of the story with new ids, other people, another worker and other days. Sealed
words are sealed again, each under the key of its own dossier. The trail is not copied.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from types import SimpleNamespace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Table, inspect, select

from app.db import Base, Owned, db
from app.kernel.references import new_id
from app.vault import queries as vault
from app.vault.models import DataKey
from app.vault.sealed import Sealed
from bench.bulk import insert_rows
from tests.cast import OFFICE

# People are invented apart; what is decided once for the office is not told again.
_OF_DOSSIERS = ("vault", "appointments", "cases", "practices", "intake", "desk")
_BATCH = 100
T = TypeVar("T")


@dataclass(frozen=True)
class _Told:
    """One row of a story: its class, its columns, the words that were sealed in it."""

    model: type[Base]
    values: Mapping[str, Any]
    words: Mapping[str, str]


Story = tuple[_Told, ...]


@dataclass(frozen=True)
class Copy:
    """In what a copy differs: who stands in for whom, and how long before it happened."""

    stands_in: Mapping[UUID, UUID]
    before: timedelta


def told(tell: Callable[[], T]) -> tuple[Story, T]:
    """Tell a story once; return the rows it left in the dossiers, and what the telling gave.

    They are those whose ids came after: what the archive holds already is not read.
    """
    before = new_id()
    given = tell()
    db.session.expire_all()
    story = tuple(
        _row(model, row)
        for model in _models()
        for row in db.session.scalars(
            select(model)
            .where(model.organisation_id == OFFICE, model.id > before)
            .order_by(model.id)
        )
    )
    db.session.rollback()
    return story, given


def copy(story: Story, copies: Iterable[Copy]) -> None:
    """Write copies of a story, in bulk."""
    numbered = enumerate(copies)
    while batch := list(islice(numbered, _BATCH)):
        rows: dict[Table, list[dict[str, Any]]] = {}
        for serial, one in batch:
            ids = {row.values["id"]: new_id() for row in story} | dict(one.stands_in)
            for row in story:
                made = _copied(row, ids, one.before, f"{_letter(story)}-{serial:06d}")
                rows.setdefault(Base.metadata.tables[row.model.__tablename__], []).append(made)
        insert_rows(rows)


def _models() -> list[Any]:
    """Return the classes of the dossiers, keys first: what is sealed needs its key."""
    found = [
        mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Owned)
        and mapper.class_.__module__.split(".")[1] in _OF_DOSSIERS
    ]
    return sorted(found, key=lambda model: model is not DataKey)


def _row(model: type[Base], row: Any) -> _Told:
    words = {name: getattr(row, name) for name in _sealed(model)}
    columns = inspect(model).column_attrs
    values = {one.key: getattr(row, one.key) for one in columns}
    return _Told(model, values, {name: text for name, text in words.items() if text})


def _sealed(model: type) -> list[str]:
    return [name for name in dir(model) if isinstance(getattr(model, name), Sealed)]


def _copied(row: _Told, ids: Mapping[UUID, UUID], before: timedelta, number: str) -> dict[str, Any]:
    values = {name: _moved(value, ids, before) for name, value in row.values.items()}
    if isinstance(values.get("number"), str):
        values["number"] = number
    if row.model is DataKey:
        old = row.values["id"]
        vault.remember(OFFICE, values["id"], vault.data_key(OFFICE, old))
    made: Any = SimpleNamespace(**values, __tablename__=row.model.__tablename__)
    for name, text in row.words.items():
        sealed: Sealed = getattr(row.model, name)
        sealed.__set__(made, text)
        values[sealed.column] = getattr(made, sealed.column)
    return values


def _moved(value: Any, ids: Mapping[UUID, UUID], before: timedelta) -> Any:
    if isinstance(value, UUID):
        return ids.get(value, value)
    if isinstance(value, date | datetime):
        return value - before
    return value


def _letter(story: Story) -> str:
    """Return what the numbers of a story's copies begin with: no two stories share one."""
    return str(story[0].values["id"])[-6:]
