"""Up, down, up again; the models are the head; the guards are always there."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from app import create_app
from app.db import UtcDateTime, db
from app.kernel.references import new_id
from migrations.guards import TRAIL, guards_of
from tests.support import databases

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "migrations"
VERSIONS = sorted((SCRIPTS / "versions").glob("*.py"))
HEAD = VERSIONS[-1].name[:4]
# The functions the guards call; a range type brings the two that make its values.
SPELLS = {"sqlite": set(), "postgresql": {"guard_trail", "uuid_span", "uuid_span_multirange"}}
NOW = "2026-11-23 14:05:00+00:00"

REBUILD = '''
"""A table of the trail and, where it must be, one that others point to are made anew."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
TABLES = ["audit_entry"]
if op.get_bind().dialect.name == "sqlite":  # PostgreSQL changes it where it stands
    TABLES.append("organisation")


def upgrade():
    for table in TABLES:
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("added", sa.Integer(), nullable=True))


def downgrade():
    for table in TABLES:
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.drop_column("added")
'''
ORPHAN = '''
"""A row loses the one it points to."""

from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade():
    op.execute("DELETE FROM organisation")


def downgrade():
    pass
'''


@pytest.fixture
def empty(workplace: Path) -> Iterator[Flask]:
    """An application over a database with nothing in it."""
    url = databases.create(workplace, f"empty_{uuid4().hex[:12]}")
    app = create_app(databases.settings_for(url, workplace))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A copy of the migrations, to which a test may add one."""
    return shutil.copytree(SCRIPTS, tmp_path / "scripts")


def _add(scripts: Path, migration: str) -> str:
    (scripts / "versions" / "9999_of_the_test.py").write_text(
        migration.format(head=HEAD), encoding="utf-8"
    )
    return str(scripts)


def _names(sqlite: str, postgresql: str) -> set[str]:
    statement = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    with db.engine.connect() as connection:
        return set(connection.execute(text(statement)).scalars())


def _guards() -> set[str]:
    return _names(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
        "UNION SELECT conname FROM pg_constraint WHERE contype = 'x'",
    )


def _wanted() -> set[str]:
    """Return the guards this engine has whose tables are there now."""
    return {guard.name for guard in guards_of(db.engine.dialect.name) if guard.table in _tables()}


def _functions() -> set[str]:
    return _names(
        "SELECT name FROM sqlite_master WHERE 0",
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    )


def _tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def _write(*statements: str) -> None:
    with db.engine.connect().execution_options(writing=True) as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def _count(table: str) -> int:
    with db.engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def _body_with_a_team() -> None:
    body, team = new_id().hex, new_id().hex
    _write(
        "INSERT INTO organisation (id, code, name, kind) "
        f"VALUES ('{body}', 'prova', 'Comune di prova', 'municipality')",
        f"INSERT INTO team (organisation_id, id, name) VALUES ('{body}', '{team}', 'Minori')",
    )


def _a_line_of_the_trail() -> None:
    _write(
        "INSERT INTO audit_entry (id, at, recorded_at, actor_kind, actor_label, request_id, "
        "mac_version, mac, name, steps, subjects, changes) VALUES "
        f"('{new_id().hex}', '{NOW}', '{NOW}', 'system', 'tests', '', 1, '', 'x', "
        "'[]', '[]', '[]')"
    )


def test_up_down_up_leaves_everything_in_its_place(empty: Flask) -> None:
    engine = db.engine.dialect.name
    upgrade(directory="migrations")
    assert _tables() == set(db.metadata.tables)
    assert _guards() == _wanted() != set()
    assert _functions() == SPELLS[engine]
    downgrade(directory="migrations", revision="base")
    assert _tables() == set()
    assert _guards() == set()
    upgrade(directory="migrations")
    assert _tables() == set(db.metadata.tables)
    assert _guards() == _wanted() != set()
    assert _functions() == SPELLS[engine]


@pytest.mark.timeout(240)  # the whole chain, down and up a step at a time
def test_each_step_down_can_be_taken_again(empty: Flask) -> None:
    upgrade(directory="migrations")
    for _ in VERSIONS:
        downgrade(directory="migrations", revision="-1")
        assert _guards() == _wanted()
        upgrade(directory="migrations", revision="+1")
        downgrade(directory="migrations", revision="-1")
    assert _tables() == set()


def test_the_models_are_the_head(empty: Flask) -> None:
    upgrade(directory="migrations")
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _compare})
        assert compare_metadata(context, db.metadata) == []
    check(directory="migrations")


def test_a_difference_from_the_models_is_told(empty: Flask) -> None:
    upgrade(directory="migrations")
    _write("ALTER TABLE team ADD COLUMN nobody_knows INTEGER")
    with pytest.raises(SystemExit):
        check(directory="migrations")


def _compare(context, inspected, column, stored, wanted):
    """Instants are written in migrations as the plain type they are."""
    return False if isinstance(wanted, UtcDateTime) else None


def test_a_table_made_anew_keeps_its_guards_and_the_rows_that_point_to_it(
    empty: Flask, scripts: Path
) -> None:
    upgrade(directory="migrations")
    _body_with_a_team()
    _a_line_of_the_trail()
    directory = _add(scripts, REBUILD)
    upgrade(directory=directory)
    assert _guards() == _wanted() != set()
    downgrade(directory=directory, revision=HEAD)
    assert _guards() == _wanted() != set()
    assert (_count("team"), _count("audit_entry")) == (1, 1)


@pytest.mark.parametrize("table", TRAIL)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET name = 'y'"])
def test_the_guards_that_came_back_still_refuse(
    empty: Flask, scripts: Path, table: str, statement: str
) -> None:
    upgrade(directory="migrations")
    upgrade(directory=_add(scripts, REBUILD))
    _a_line_of_the_trail()
    _write(
        "INSERT INTO access_entry (id, at, recorded_at, actor_kind, actor_label, request_id, "
        "mac_version, mac, name, purpose, result, reasons) VALUES "
        f"('{new_id().hex}', '{NOW}', '{NOW}', 'system', 'tests', '', 1, '', 'x', '', "
        "'granted', '[]')"
    )
    with pytest.raises(DBAPIError, match="append-only"):
        _write(statement.format(table))
    assert _count(table) == 1


def test_a_migration_that_leaves_orphans_is_undone(empty: Flask, scripts: Path) -> None:
    upgrade(directory="migrations")
    _body_with_a_team()
    with pytest.raises((SystemExit, DBAPIError)):  # the command ends, PostgreSQL refuses at once
        upgrade(directory=_add(scripts, ORPHAN))
    assert _count("organisation") == 1


def test_there_is_one_head_and_the_files_are_in_a_row() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [HEAD]
    for number, path in enumerate(VERSIONS, start=1):
        assert re.fullmatch(rf"{number:04d}(_[a-z0-9]+)+", path.stem)


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_never_imports_the_program(path: Path) -> None:
    """It is a picture of a day: the program it would import has moved on since."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert [name.name for name in node.names if name.name.startswith("app")] == []
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith(("app", "tests"))
