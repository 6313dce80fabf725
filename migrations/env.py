"""Runs the migrations on both engines, then puts every guard back.

On SQLite a batch rebuild drops triggers and, with foreign keys on, deletes child rows: keys are off
while it runs, checked before the commit, and the guards are installed again at the end.
"""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.db import UtcDateTime, db
from migrations.guards import install_guards


def _include(_object: Any, name: str | None, kind: str, *_rest: Any) -> bool:
    return not (kind == "table" and name == "sqlite_sequence")


def _plain_type(kind: str, value: Any, _context: Any) -> str | bool:
    """Write instants as the plain type they are: a migration never imports the program."""
    return "sa.DateTime(timezone=True)" if isinstance(value, UtcDateTime) else False


def _next_number(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Number the files 0001, 0002, …: the order is read in the folder."""
    script = directives[0]
    head = context.script.get_current_head()
    script.rev_id = f"{int(head or 0) + 1:04d}"


def _migrate(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        transactional_ddl=True,  # our SQLite connections begin and undo like the other engine's
        compare_type=True,
        include_object=_include,
        process_revision_directives=_next_number,
        render_item=_plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()
        install_guards(connection)
        if sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"rows without their parent after the migration: {broken[:5]}")


def run() -> None:
    """Open one writing connection, with foreign keys off on SQLite, and migrate."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    engine = current_app.extensions["sqlalchemy"].engine
    with engine.connect().execution_options(writing=True) as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        else:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.commit()
        try:
            _migrate(connection)
            connection.commit()
        finally:
            if connection.dialect.name == "sqlite":
                connection.rollback()  # the pragma is deaf inside a transaction
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


run()
