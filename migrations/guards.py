"""What the database itself refuses, whatever the program does. Idempotent, both engines.

Installed at the end of every upgrade: a table rebuilt by a migration loses its triggers.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, inspect

TRAIL = ("audit_entry", "access_entry")


@dataclass(frozen=True)
class Guard:
    """One trigger: its name, its table, and the statements that make it on each engine."""

    name: str
    table: str
    sqlite: str
    postgresql: str


def _append_only(table: str, columns: str) -> tuple[Guard, ...]:
    """Lines of the trail are never rewritten nor removed; only the sealing may add its block."""
    kept = f"guard_{table}_kept"
    unchanged = f"guard_{table}_unchanged"
    function = (
        "CREATE OR REPLACE FUNCTION guard_trail() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$; "
    )
    return (
        Guard(
            kept,
            table,
            f"CREATE TRIGGER {kept} BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
            function + f"CREATE TRIGGER {kept} BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION guard_trail()",
        ),
        Guard(
            unchanged,
            table,
            f"CREATE TRIGGER {unchanged} BEFORE UPDATE OF {columns} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
            function + f"CREATE TRIGGER {unchanged} BEFORE UPDATE OF {columns} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION guard_trail()",
        ),
    )


_LINE = (
    "id, organisation_id, at, recorded_at, actor_kind, actor_id, actor_label, request_id, "
    "mac_version, mac, name"
)
GUARDS: tuple[Guard, ...] = (
    *_append_only("audit_entry", f"{_LINE}, steps, subjects, changes"),
    *_append_only("access_entry", f"{_LINE}, purpose, subject_kind, subject_id, result, reasons"),
)


def install_guards(connection: Connection) -> None:
    """Put back every guard whose table exists; after a downgrade some tables do not."""
    tables = set(inspect(connection).get_table_names())
    sqlite = connection.dialect.name == "sqlite"
    for guard in GUARDS:
        if guard.table not in tables:
            continue
        if sqlite:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {guard.name}")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}")
        connection.exec_driver_sql(guard.sqlite if sqlite else guard.postgresql)
