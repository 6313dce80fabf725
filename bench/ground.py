"""A migrated database of one engine, thrown away at the end, and the application over it."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Engine

import config
from app import create_app
from app.db import db
from tests.provision import postgres

ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Ground:
    """Where a benchmark runs."""

    app: Flask
    engine: Engine
    people: int


Fill = Callable[[Flask, int], None]


@contextmanager
def open_ground(engine: str, people: int, fill: Fill) -> Iterator[Ground]:
    """Give an application over a fresh database of `engine`, with so many people made by `fill`."""
    with tempfile.TemporaryDirectory(prefix="sportello-bench-") as name:
        folder = Path(name)
        if engine == "sqlite":
            with _over(f"sqlite:///{folder / 'bench.sqlite3'}", folder, people, fill) as ground:
                yield ground
        else:
            with postgres.server() as url, _over(url, folder, people, fill) as ground:
                yield ground


@contextmanager
def _over(url: str, folder: Path, people: int, fill: Fill) -> Iterator[Ground]:
    app = create_app(
        config.Settings(
            mode="test",
            database_url=url,
            secret_key=secrets.token_urlsafe(32),
            master_keys={1: secrets.token_bytes(32)},
            data_dir=folder,
        )
    )
    with app.app_context():
        upgrade(directory=str(config.ROOT / "migrations"))
        fill(app, people)
        db.session.remove()
        engine = db.engine
    try:
        yield Ground(app, engine, people)
    finally:
        engine.dispose()
