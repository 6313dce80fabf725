"""The database: base classes, types and the set-up of each engine. No tables.

Every table class is exactly one of `Owned` (belongs to a body), `Shared` (the same for everybody)
and `Technical` (housekeeping and trail, plain values, no keys to other tables).
"""

import random
import re
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Connection,
    Constraint,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    and_,
    event,
    or_,
    select,
)
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.orm import registry as declarative_registry
from sqlalchemy.types import TypeDecorator

from app.kernel import references
from app.kernel.references import OrganisationId, new_id

BUSY_TIMEOUT_MS = 5000
STATEMENT_TIMEOUT_MS = 5000
IDLE_IN_TRANSACTION_MS = 15000
TRIES = 3
_GIVE_WAY = {"40001", "40P01"}  # serialization failure, deadlock
_STOPPED = "57014"  # a question stopped by `statement_timeout`: in short ones, waiting for others
R = TypeVar("R")


def _foreign_key_name(constraint: Constraint, table: Table) -> str:
    """Name a key after the column that points, leaving out the organisation it shares."""
    keys = constraint.column_keys if isinstance(constraint, ForeignKeyConstraint) else []
    columns = [name for name in keys if name != "organisation_id"]
    return "_".join(columns or ["organisation_id"])


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, stored in UTC; a naive value is refused instead of guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive instants and store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive instant cannot be stored: say its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware instant: SQLite forgets the zone it was given."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_IDENTIFIERS = {
    value: Uuid()
    for value in vars(references).values()
    if getattr(value, "__supertype__", None) is uuid.UUID
}


_METADATA = MetaData(
    naming_convention={
        "pointing_columns": _foreign_key_name,
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(pointing_columns)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Base(DeclarativeBase):
    """Root of every table class."""

    registry = declarative_registry(
        metadata=_METADATA,
        type_annotation_map={datetime: UtcDateTime(), uuid.UUID: Uuid(), **_IDENTIFIERS},
    )


class Owned:
    """A row held by one body: its key starts with the organisation, so keys never cross bodies."""

    @declared_attr
    @classmethod
    def organisation_id(cls) -> Mapped[OrganisationId]:
        """The body that holds this row, and nothing else."""
        return mapped_column(ForeignKey("organisation.id"), primary_key=True, sort_order=-2)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-1)


class Shared:
    """The same row for every body: Comuni, holidays, national lists, accounts."""


class Technical:
    """Sessions, throttles, submissions, runs, the trail: plain values, no keys to other tables."""


class Versioned:
    """A row that several people may edit: the form carries the version it was opened at."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let the mapper refuse a row that changed between load and flush."""
        return {"version_id_col": cls.version}


class StepRow:
    """One step of a procedure: appended by the use case that takes it, never changed.

    Reports are computed from steps alone. What somebody writes in her own words stands elsewhere,
    sealed; here a reason is a code of a list.
    """

    action: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    from_state: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    to_state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    reason_code: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    actor_id: Mapped[uuid.UUID | None]  # the account; a plain value, so that the step outlives it
    actor_label: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]
    effective_at: Mapped[datetime] = mapped_column(info={"audit": "value"})


class TermRow:
    """A clock of a procedure: by when something is due, when it was met or is no longer needed.

    `due_on` for terms in days, `due_at` as well for those in hours; `code` is a term of the
    catalogue, whose length was in force when it started.
    """

    code: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    started_at: Mapped[datetime]
    due_on: Mapped[date] = mapped_column(info={"audit": "value"})
    due_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


def owned_key(column: str, table: str) -> ForeignKeyConstraint:
    """Return the composite key `(organisation_id, column)` to a row of the *same* body."""
    return ForeignKeyConstraint(
        ["organisation_id", column], [f"{table}.organisation_id", f"{table}.id"]
    )


def dates_in_order() -> CheckConstraint:
    """Return the constraint of a row that holds from a day up to, not including, another."""
    return CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="dates_in_order")


def in_force(table: Any, on: date) -> ColumnElement[bool]:
    """Return the criterion of the rows with `dates_in_order` that hold on a day."""
    return and_(table.valid_from <= on, or_(table.valid_to.is_(None), table.valid_to > on))


@event.listens_for(Base, "init", propagate=True)
def _identify(target: Base, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Give a row its id at construction, and put the coordinates first.

    Sealed attributes need organisation, row and key while the other keywords are being set.
    """
    given = dict(kwargs)
    kwargs.clear()
    if "id" not in given and _has_uuid_id(type(target)):
        given["id"] = new_id()
    for name in ("organisation_id", "id", "data_key_id"):
        if name in given:
            kwargs[name] = given.pop(name)
    kwargs.update(given)


def _has_uuid_id(cls: type[Base]) -> bool:
    column = cls.__table__.columns.get("id")
    return column is not None and isinstance(column.type, Uuid)


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _keep_old_values(cls: type[Base], key: str, attribute: Any) -> None:
    """Load the old value also of expired attributes: the trail must tell what changed."""
    if hasattr(attribute.impl, "active_history"):
        attribute.impl.active_history = True


db = SQLAlchemy(
    model_class=Base,
    session_options={"expire_on_commit": False},
    disable_autonaming=True,
)


Choice = TypeVar("Choice", bound=Base)


def found_or_new(table: type[Choice], **key: Any) -> Choice:
    """Return the row that `key` names, held for change, or a new one put into the session.

    For what the office chooses from a day on: the same day again replaces the choice.
    """
    row = db.session.scalar(select(table).filter_by(**key).with_for_update())
    if row is None:
        row = table(**key)
        db.session.add(row)
    return row


def end_reading() -> None:
    """Leave a transaction in which nothing was changed, and forget what was read in it.

    By a commit where it can be: at every rollback PostgreSQL's driver forgets the statements it
    prepared, and our criteria take longer to plan than to answer.
    """
    session = db.session
    if session.is_active and not (session.new or session.dirty or session.deleted):
        session.commit()
        session.expire_all()
    else:
        session.rollback()


def prepare_engine(engine: Engine) -> None:
    """Set each connection of `engine` to the guarantees of the house (durability, keys, waits)."""
    engine.hide_parameters = True  # what people typed must not end in the words of an error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _connect_postgresql)


def _connect_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin behind our back
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # NORMAL loses acknowledged rows on a power cut
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


@contextmanager
def not_waiting_for_the_disk() -> Iterator[None]:
    """Within the block, do not wait at each commit until the disk has it: a power cut may lose all.

    Only for what can be made again from nothing.
    """
    engine = db.engine
    event.listen(engine, "connect", do_not_wait)
    _connect_anew(engine)
    try:
        yield
    finally:
        event.remove(engine, "connect", do_not_wait)
        _connect_anew(engine)


def _connect_anew(engine: Engine) -> None:
    db.session.remove()
    engine.dispose()


def count_rows(connection: Connection) -> None:
    """Have PostgreSQL count the rows of our tables now, for its planner.

    Of ours alone: the catalogue of a server is shared, and this transaction may stay open.
    """
    names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
    connection.exec_driver_sql(f"ANALYZE {names}")


def do_not_wait(connection: Any, *_: Any) -> None:
    """Have a connection acknowledge what the disk may not have yet."""
    is_sqlite = isinstance(connection, sqlite3.Connection)
    connection.execute("PRAGMA synchronous=OFF" if is_sqlite else "SET synchronous_commit = off")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once when writing: a stale snapshot cannot be upgraded later."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _connect_postgresql(connection: Any, record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {STATEMENT_TIMEOUT_MS}")
        cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_IN_TRANSACTION_MS}")
        cursor.execute("SET TIME ZONE 'UTC'")
        cursor.execute("SET jit = off")  # our questions are short: compiling one takes longer
    connection.commit()


def violated_constraint(error: DBAPIError) -> str | None:
    """Return the name of the constraint or guard that refused, as the metadata name it.

    PostgreSQL tells it; SQLite tells the columns of a unique key, or the words of a trigger.
    """
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or None
    message = str(error.orig)
    unique = re.match(r"UNIQUE constraint failed: (.+)", message)
    if unique:
        return _unique_by_columns(unique.group(1))
    named = re.match(r"CHECK constraint failed: (\w+)|^(\w+)$", message)
    return (named.group(1) or named.group(2)) if named else None


def _unique_by_columns(listed: str) -> str | None:
    pairs = [part.strip().split(".") for part in listed.split(",")]
    table = Base.metadata.tables.get(pairs[0][0])
    columns = {column for _, column in pairs}
    if table is None:
        return None
    candidates: list[UniqueConstraint | Index] = [
        *(c for c in table.constraints if isinstance(c, UniqueConstraint)),
        *(index for index in table.indexes if index.unique),
    ]
    for candidate in candidates:
        if {column.name for column in candidate.columns} == columns:
            return str(candidate.name)
    return None


class Busy(Exception):
    """The database did not give way in time: nothing was done, the same press may be repeated."""


def patiently(name: str, act: Callable[[], R]) -> R:
    """Do a whole transaction; where the database did not give way, again after a short wait.

    `act` leaves nothing behind when it fails: it is done anew from the beginning. Raises what it
    raises for any other cause, and `Busy`, with `name`, after three tries or after one that waited
    until it was stopped: whoever pressed has waited long enough.
    """
    for attempt in range(TRIES):
        try:
            return act()
        except DBAPIError as error:
            stopped = _sqlstate(error) == _STOPPED
            if not (stopped or _transient(error)):
                raise
            if stopped or attempt == TRIES - 1:
                raise Busy(name) from error
            time.sleep(random.uniform(0.01, 0.05) * (attempt + 1))  # noqa: S311
    raise AssertionError("unreachable")


def _transient(error: DBAPIError) -> bool:
    if _sqlstate(error) in _GIVE_WAY:
        return True
    return isinstance(error, OperationalError) and "database is locked" in str(error.orig)


def _sqlstate(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)
