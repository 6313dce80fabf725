"""A migrated database of one engine, thrown away at the end, and the application over it.

The clock stands still on a Monday afternoon: the desk is open, whenever it is measured.
"""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Engine

import config
from app import create_app
from app.db import db
from app.kernel import clock
from bench.archive import Archive, fill
from tests.cast import NOW, engage_everybody
from tests.provision import postgres

ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Ground:
    """Where a benchmark runs."""

    app: Flask
    engine: Engine
    people: int
    archive: Archive


@contextmanager
def open_ground(engine: str, people: int, years: int = 0) -> Iterator[Ground]:
    """Give an application over a fresh database, with so many people and years in its archive."""
    with tempfile.TemporaryDirectory(prefix="sportello-bench-") as name:
        folder = Path(name)
        if engine == "sqlite":
            with _over(f"sqlite:///{folder / 'bench.sqlite3'}", folder, people, years) as ground:
                yield ground
        else:
            with postgres.server() as url, _over(url, folder, people, years) as ground:
                yield ground


@contextmanager
def _over(url: str, folder: Path, people: int, years: int) -> Iterator[Ground]:
    app = create_app(
        config.Settings(
            mode="test",
            database_url=url,
            secret_key=secrets.token_urlsafe(32),
            master_keys={1: secrets.token_bytes(32)},
            data_dir=folder,
        )
    )
    clock.set_source(lambda: NOW)
    try:
        with app.app_context():
            upgrade(directory=str(config.ROOT / "migrations"))
            archive = fill(engage_everybody(), people, years)
            if url.startswith("postgresql"):
                _look_over()
            db.session.remove()
            engine = db.engine
        yield Ground(app, engine, people, archive)
        engine.dispose()
    finally:
        clock.set_source(None)


def _look_over() -> None:
    """Let the planner know the tables now: PostgreSQL looks them over by itself after a while."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
