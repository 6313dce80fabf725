"""What the database itself refuses, whatever the program does. Idempotent, both engines.

Installed at the end of every upgrade: a table rebuilt by a migration loses its triggers.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, inspect

TRAIL = ("audit_entry", "access_entry")
CLAIM_FREE = "time_claim_free"  # what app/appointments turns into a sentence


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


_OVERLAP = (  # noqa: S608 - the only word put in is a name of ours
    "FOR EACH ROW WHEN NEW.exclusive AND EXISTS (SELECT 1 FROM time_claim AS other "
    "WHERE other.organisation_id = NEW.organisation_id AND other.resource_id = NEW.resource_id "
    "AND other.exclusive AND other.id <> NEW.id "
    "AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at) "
    f"BEGIN SELECT RAISE(ABORT, '{CLAIM_FREE}'); END"
)
# Nobody is in two places at once, whatever the program does. PostgreSQL refuses by an exclusion
# over a range of one uuid (a type of ours, no extension); SQLite by two triggers of the same words.
CLAIM_TRIGGERS = {
    "guard_time_claim_new": f"CREATE TRIGGER guard_time_claim_new BEFORE INSERT ON time_claim {_OVERLAP}",
    "guard_time_claim_moved": f"CREATE TRIGGER guard_time_claim_moved BEFORE UPDATE ON time_claim {_OVERLAP}",
}
CLAIM_EXCLUSION = (
    "DO $$ BEGIN IF to_regtype('uuid_span') IS NULL THEN "
    "CREATE TYPE uuid_span AS RANGE (subtype = uuid); END IF; END $$",
    f"ALTER TABLE time_claim DROP CONSTRAINT IF EXISTS {CLAIM_FREE}",
    f"ALTER TABLE time_claim ADD CONSTRAINT {CLAIM_FREE} EXCLUDE USING gist ("
    "uuid_span(organisation_id, organisation_id, '[]') WITH &&, "
    "uuid_span(resource_id, resource_id, '[]') WITH &&, "
    "tstzrange(starts_at, ends_at) WITH &&) WHERE (exclusive)",
)


def _guard_claims(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for name, statement in CLAIM_TRIGGERS.items():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(statement)
        return
    for statement in CLAIM_EXCLUSION:
        connection.exec_driver_sql(statement)


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
    if "time_claim" in tables:
        _guard_claims(connection)
