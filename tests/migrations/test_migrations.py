"""Up, down, up again; the models are the head; the guards are always there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from app import create_app
from app.db import UtcDateTime, db
from migrations.guards import GUARDS, install_guards
from tests.support import databases

ROOT = Path(__file__).parents[2]


@pytest.fixture
def empty(workplace: Path) -> Iterator[Flask]:
    """An application over a database with nothing in it."""
    url = databases.create(workplace, "empty_for_migrations")
    app = create_app(databases.settings_for(url, workplace))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


def _guards() -> set[str]:
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    statement = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    with db.engine.connect() as connection:
        return set(connection.execute(text(statement)).scalars())


def _tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_up_down_up_leaves_everything_in_its_place(empty: Flask) -> None:
    upgrade(directory="migrations")
    assert set(db.metadata.tables) == _tables()
    assert {guard.name for guard in GUARDS} <= _guards()
    downgrade(directory="migrations", revision="base")
    assert _tables() == set()
    upgrade(directory="migrations")
    assert {guard.name for guard in GUARDS} <= _guards()


def _compare(context, inspected, column, stored, wanted):
    """Instants are written in migrations as the plain type they are."""
    return False if isinstance(wanted, UtcDateTime) else None


def test_the_models_are_the_head(empty: Flask) -> None:
    upgrade(directory="migrations")
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _compare})
        assert compare_metadata(context, db.metadata) == []


def test_a_guard_lost_with_a_rebuilt_table_comes_back(empty: Flask) -> None:
    upgrade(directory="migrations")
    where = "" if db.engine.dialect.name == "sqlite" else f" ON {GUARDS[0].table}"
    with db.engine.connect().execution_options(writing=True) as connection:
        connection.execute(text(f"DROP TRIGGER {GUARDS[0].name}{where}"))
        install_guards(connection)
        connection.commit()
    assert GUARDS[0].name in _guards()


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_a_migration_never_imports_the_program() -> None:
    for path in (ROOT / "migrations" / "versions").glob("*.py"):
        assert "import app" not in path.read_text(encoding="utf-8")
        assert "from app" not in path.read_text(encoding="utf-8")
