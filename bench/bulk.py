"""Writing many rows at once, past the use cases: only a measurement may."""

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.types.json import Json
from sqlalchemy import Connection, Table, insert

from app.db import Base, db

Rows = Sequence[Mapping[str, Any]]


def insert_rows(rows: Mapping[Table, Rows]) -> None:
    """Insert the rows of many tables in one transaction, first what others point to."""
    with db.engine.begin() as connection:
        streams = connection.dialect.name == "postgresql"
        for table in Base.metadata.sorted_tables:
            if table in rows and streams:
                _stream(connection, table, rows[table])
            elif table in rows:
                connection.execute(insert(table), rows[table])


def _stream(connection: Connection, table: Table, rows: Rows) -> None:
    """Copy rows in without asking where each key points: the other engine has asked already."""
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row([_plain(row[name]) for name in names])


def _plain(value: Any) -> Any:
    return Json(value) if isinstance(value, dict | list) else value
