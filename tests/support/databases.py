"""One migrated database per worker, on the engine of this run, and clones of it for rough tests."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import psycopg
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, Dialect, Engine, event, make_url
from sqlalchemy.pool import Pool

from app import create_app
from app.db import count_rows, db, do_not_wait
from config import Settings

SERVER = os.environ.get("TEST_DATABASE_URL", "")
ENGINE = "postgresql" if SERVER else "sqlite"
MASTER_KEYS = {1: b"\x07" * 32}

if ENGINE == "sqlite":  # what a test writes need not outlive a power cut
    event.listen(Pool, "checkout", do_not_wait)


def settings_for(url: str, directory: Path, mode: str = "test") -> Settings:
    """Return the settings of a test application over one database."""
    return Settings(
        mode=mode,
        database_url=url,
        secret_key="a secret that only the tests know",
        master_keys=MASTER_KEYS,
        data_dir=directory,
    )


def create(directory: Path, name: str) -> str:
    """Make an empty database and return its address."""
    if ENGINE == "sqlite":
        return f"sqlite:///{directory / name}.sqlite3"
    _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _on_server(f'CREATE DATABASE "{name}"')
    return address(name)


def migrate(url: str, directory: Path) -> None:
    """Bring a database to the head of the migrations."""
    app = create_app(settings_for(url, directory))
    with app.app_context():
        upgrade(directory="migrations")
        app.extensions["sqlalchemy"].engine.dispose()


def clone(url: str, directory: Path) -> str:
    """Return the address of a copy of a database nobody is using."""
    name = f"copy_{uuid4().hex[:12]}"
    if ENGINE == "sqlite":
        copy = directory / f"{name}.sqlite3"
        shutil.copyfile(url.removeprefix("sqlite:///"), copy)
        return f"sqlite:///{copy}"
    _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{make_url(url).database}"')
    return address(name)


def follow_its_address(engine: Engine) -> None:
    """Let each new connection of an engine go where its address points by then."""

    @event.listens_for(engine, "do_connect")
    def there(
        dialect: Dialect, _record: object, cargs: list[object], cparams: dict[str, object]
    ) -> None:
        args, params = dialect.create_connect_args(engine.url)
        cargs[:] = args
        cparams.update(params)


@contextmanager
def moved(app: Flask, url: str) -> Iterator[None]:
    """Let an application stand on another database, and put back what a test changed of it.

    Its engine stays, and with it the statements it has already put in words. The context of the
    application must be open, and its engine follow its address.
    """
    engine, config, extensions = db.engine, dict(app.config), dict(app.extensions)
    before = engine.url
    engine.dispose()
    engine.url = make_url(url)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.extensions["settings"] = replace(extensions["settings"], database_url=url)
    try:
        yield
    finally:
        db.session.remove()
        engine.dispose()
        engine.url = before
        app.config.update(config)
        app.extensions.update(extensions)


@contextmanager
def undone(app: Flask) -> Iterator[Connection]:
    """Undo, when the block ends, whatever was committed in it; yield the connection of all of it.

    The context of the application must be open.
    """
    engines = db._app_engines[app]
    engine = engines[None]
    connection = engine.connect().execution_options(writing=True)
    outer = connection.begin()
    engines[None] = connection
    factory = db.session.session_factory
    factory.configure(join_transaction_mode="create_savepoint")
    try:
        yield connection
    finally:
        factory.kw.pop("join_transaction_mode", None)
        engines[None] = engine
        try:
            db.session.remove()
        finally:
            outer.rollback()
            connection.close()


def count_again(connection: Connection) -> None:
    """Let the planner know what is in our tables."""
    if ENGINE == "postgresql":
        count_rows(connection)
    else:
        connection.exec_driver_sql("ANALYZE")


def drop(url: str) -> None:
    """Remove a database made by `create` or `clone`."""
    if ENGINE == "postgresql":
        _on_server(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


def address(name: str) -> str:
    """Return the address of a database of the test server."""
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


def _on_server(statement: str) -> None:
    plain = SERVER.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
