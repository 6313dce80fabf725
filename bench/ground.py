"""A migrated database of one engine, thrown away at the end, and the application over it.

The clock stands still on a Monday afternoon: the desk is open, whenever it is measured.
"""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import Engine, create_engine

import config
from app import create_app
from app.db import db
from app.kernel import clock
from bench.archive import Archive, fill
from bench.measure import memory_mb
from bench.web import Browser, Server, gunicorn, show_hour
from tests.cast import NOW, engage_everybody
from tests.provision import postgres

ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Ground:
    """Where a benchmark runs: in this process, or behind a server when there is one."""

    app: Flask
    engine: Engine
    people: int
    archive: Archive
    server: Server | None = None
    put_back: Callable[[], None] = lambda: None  # the database as it was when it was filled

    @property
    def workers(self) -> int:
        """How many workers answer; 0 is this process."""
        return self.server.workers if self.server else 0

    @contextmanager
    def served(self, workers: int) -> Iterator["Ground"]:
        """Give the same ground behind so many workers; with none, as it is."""
        if not workers:
            yield self
            return
        with gunicorn(self.app.extensions["settings"], workers) as server:
            yield replace(self, server=server)

    def browser(self) -> FlaskClient | Browser:
        """Return a browser in which nobody has signed in."""
        return self.app.test_client() if self.server is None else Browser(self.server.port)

    def show(self, hour: datetime) -> None:
        """Let the office live at another hour."""
        clock.set_source(lambda: hour)
        if self.server is not None:
            show_hour(self.app.extensions["settings"], hour)

    def memory_mb(self) -> list[float]:
        """Return the memory of each process that answers."""
        return [memory_mb()] if self.server is None else self.server.memory_mb()


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
        yield Ground(app, engine, people, archive, put_back=_kept(engine))
        engine.dispose()
    finally:
        clock.set_source(None)


def _kept(engine: Engine) -> Callable[[], None]:
    """Set the database aside; return what puts it back, when nobody else has it open."""
    engine.dispose()
    name = str(engine.url.database)
    if engine.dialect.name == "sqlite":
        aside = f"{name}.aside"
        shutil.copyfile(name, aside)

        def put_back() -> None:
            engine.dispose()
            for journal in ("-wal", "-shm"):  # a worker that was stopped may leave its own
                Path(f"{name}{journal}").unlink(missing_ok=True)
            shutil.copyfile(aside, name)

        return put_back
    over = create_engine(engine.url.set(database="template1"), isolation_level="AUTOCOMMIT")

    def renew(new: str, old: str) -> None:
        engine.dispose()
        with over.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{new}"')
            connection.exec_driver_sql(f'CREATE DATABASE "{new}" TEMPLATE "{old}"')
        over.dispose()

    renew("aside", name)
    return lambda: renew(name, "aside")


def _look_over() -> None:
    """Let the planner know the tables now: PostgreSQL looks them over by itself after a while."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
