"""What the database itself refuses, whatever the program does. Idempotent, both engines.

Installed at the end of every upgrade: a table rebuilt by a migration loses its triggers.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, inspect

TRAIL = ("audit_entry", "access_entry")
CLAIM_FREE = "time_claim_free"  # what app/appointments turns into a sentence


@dataclass(frozen=True)
class Guard:
    """One trigger or constraint: its name, its table, and what makes it on each engine, if any."""

    name: str
    table: str
    sqlite: str = ""
    postgresql: str = ""
    kind: str = "TRIGGER"

    def made_on(self, engine: str) -> str:
        """Return the statement that makes it on an engine, nothing where it has none."""
        return self.sqlite if engine == "sqlite" else self.postgresql

    def dropped_on(self, engine: str) -> str:
        """Return the statement that takes it away on an engine, if it is there."""
        if engine == "sqlite":
            return f"DROP TRIGGER IF EXISTS {self.name}"
        if self.kind == "CONSTRAINT":
            return f"ALTER TABLE {self.table} DROP CONSTRAINT IF EXISTS {self.name}"
        return f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}"


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


def _one_place_at_a_time() -> tuple[Guard, ...]:
    """Nobody is in two places at once, whatever the program does.

    PostgreSQL refuses by an exclusion over a range of one uuid (a type of ours, no extension),
    SQLite by two triggers that say the same word.
    """
    overlap = (
        "ON time_claim FOR EACH ROW WHEN NEW.exclusive AND EXISTS ("
        "SELECT 1 FROM time_claim AS other WHERE other.organisation_id = NEW.organisation_id "
        "AND other.resource_id = NEW.resource_id AND other.exclusive AND other.id <> NEW.id "
        "AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at) "
        "BEGIN SELECT RAISE(ABORT, 'time_claim_free'); END"
    )
    exclusion = (
        "DO $$ BEGIN IF to_regtype('uuid_span') IS NULL THEN "
        "CREATE TYPE uuid_span AS RANGE (subtype = uuid); END IF; END $$; "
        f"ALTER TABLE time_claim ADD CONSTRAINT {CLAIM_FREE} EXCLUDE USING gist ("
        "uuid_span(organisation_id, organisation_id, '[]') WITH &&, "
        "uuid_span(resource_id, resource_id, '[]') WITH &&, "
        "tstzrange(starts_at, ends_at) WITH &&) WHERE (exclusive)"
    )
    new, moved = "guard_time_claim_new", "guard_time_claim_moved"
    return (
        Guard(new, "time_claim", sqlite=f"CREATE TRIGGER {new} BEFORE INSERT {overlap}"),
        Guard(moved, "time_claim", sqlite=f"CREATE TRIGGER {moved} BEFORE UPDATE {overlap}"),
        Guard(CLAIM_FREE, "time_claim", postgresql=exclusion, kind="CONSTRAINT"),
    )


_LINE = (
    "id, organisation_id, at, recorded_at, actor_kind, actor_id, actor_label, request_id, "
    "mac_version, mac, name"
)
GUARDS: tuple[Guard, ...] = (
    *_append_only("audit_entry", f"{_LINE}, steps, subjects, changes"),
    *_append_only("access_entry", f"{_LINE}, purpose, subject_kind, subject_id, result, reasons"),
    *_one_place_at_a_time(),
)


def install_guards(connection: Connection) -> None:
    """Put back every guard whose table exists; after a downgrade some tables do not."""
    tables, engine = set(inspect(connection).get_table_names()), connection.dialect.name
    for guard in guards_of(engine):
        if guard.table in tables:
            connection.exec_driver_sql(guard.dropped_on(engine))
            connection.exec_driver_sql(guard.made_on(engine))


def guards_of(engine: str) -> tuple[Guard, ...]:
    """Return the guards an engine has."""
    return tuple(guard for guard in GUARDS if guard.made_on(engine))
