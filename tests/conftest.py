"""One migrated database per worker, a savepoint per test, the cast already engaged."""

import gc
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from xdist.scheduler import LoadScopeScheduling

from app import create_app
from app.db import db
from app.kernel import clock
from tests.builders.world import World, a_world
from tests.cast import NOW, Cast, engage_everybody
from tests.support import databases
from tests.support.client import OfficeClient

pytest_plugins = ["tests.support.browsers"]

# `--hypothesis-profile=long`: twenty-five times the examples, for a night or after a change of rules.
settings.register_profile("long", max_examples=2500)
# Lives drawn at random are drawn by the hundred on SQLite; what another engine adds shows in a few.
settings.register_profile("few", max_examples=30)
if databases.ENGINE != "sqlite":
    settings.load_profile("few")


# Every database of a test is in one of these folders, or behind one of these applications.
_ON_A_DATABASE = {"app", "own_app", "workplace", "tmp_path"}


_SMALL = {"architecture", "procedures", "kernel", "catalogue"}


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Any test to any worker, but those of the demo to one, which makes it once.

    Hundreds of small ones go a file at a time: handing them out one by one takes longer, and what
    one of them read of the program is read.
    """

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.split("/")[1]
        if folder == "demo":
            return folder
        return nodeid.partition("::")[0] if folder in _SMALL else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    """Share the tests out among the workers."""
    return Scheduling(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the run on SQLite what asks nothing of a database, and the counting of a year.

    The answer cannot be another one here.
    """
    if databases.ENGINE == "sqlite":
        return
    kept, alone = [], []
    for item in items:
        names = {*getattr(item, "fixturenames", ())}
        asks = names & _ON_A_DATABASE and "town_year" not in names
        (kept if asks and not item.get_closest_marker("program") else alone).append(item)
    config.hook.pytest_deselected(items=alone)
    items[:] = kept


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later search for garbage: thousands of tests are."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this worker alone."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    """Let the many applications of one run share the templates that one of them compiled."""
    mine = tmp_path_factory.getbasetemp()
    together = (mine if worker_id == "master" else mine.parent) / "templates"
    together.mkdir(exist_ok=True)
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(together))}


@pytest.fixture(scope="session")
def pristine(workplace: Path, worker_id: str) -> Iterator[tuple[str, Cast]]:
    """A migrated database with the cast in it, that no test ever opens: clones are made of it."""
    url = databases.create(workplace, f"pristine_{worker_id}")
    databases.migrate(url, workplace)
    app = create_app(databases.settings_for(url, workplace))
    with app.app_context():
        cast = engage_everybody()
        db.session.remove()
        db.engine.dispose()
    yield url, cast
    databases.drop(url)


@pytest.fixture(scope="session")
def cast(pristine: tuple[str, Cast]) -> Cast:
    """The people of every test, by name."""
    return pristine[1]


@pytest.fixture(scope="session")
def shared_app(pristine: tuple[str, Cast], workplace: Path) -> Iterator[Flask]:
    """The application most tests share, over a copy of the pristine database."""
    yield from _shared(pristine[0], workplace)


def _shared(source: str, workplace: Path) -> Iterator[Flask]:
    url = databases.clone(source, workplace)
    app = create_app(databases.settings_for(url, workplace))
    app.test_client_class = OfficeClient
    yield app
    with app.app_context():
        db.engine.dispose()
    databases.drop(url)


@pytest.fixture(scope="session")
def with_world(pristine: tuple[str, Cast], workplace: Path) -> Iterator[tuple[str, World]]:
    """A database with a small office in it, that no test ever opens, and whom to look for there."""
    url = databases.clone(pristine[0], workplace)
    app = create_app(databases.settings_for(url, workplace))
    clock.set_source(lambda: NOW)
    with app.app_context():
        made = a_world(pristine[1])
        db.session.remove()
        db.engine.dispose()
    yield url, made
    databases.drop(url)


@pytest.fixture(scope="session")
def world_app(with_world: tuple[str, World], workplace: Path) -> Iterator[Flask]:
    """The application of the tests marked `world`, over a copy of the furnished database."""
    yield from _shared(with_world[0], workplace)


@pytest.fixture
def world(with_world: tuple[str, World]) -> World:
    """Whom a test marked `world` may want to open."""
    return with_world[1]


@pytest.fixture
def app(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application inside a savepoint: whatever a test commits is gone when it ends."""
    marked = request.node.get_closest_marker("world")
    shared: Flask = request.getfixturevalue("world_app" if marked else "shared_app")
    with shared.app_context(), databases.undone(shared):
        yield shared


@pytest.fixture
def client(app: Flask) -> OfficeClient:
    """A browser nobody has signed in with."""
    client: Any = app.test_client()
    return client


@pytest.fixture(scope="session")
def rough_app(pristine: tuple[str, Cast], workplace: Path) -> Iterator[Flask]:
    """The application of the tests that really commit, each over a database of its own."""
    for app in _shared(pristine[0], workplace):
        with app.app_context():
            databases.follow_its_address(db.engine)
        yield app


@pytest.fixture
def own_app(request: pytest.FixtureRequest, rough_app: Flask, workplace: Path) -> Iterator[Flask]:
    """An application over a database of its own, for races, faults and browsers: real commits.

    What a browser opens is furnished.
    """
    browser = request.node.get_closest_marker("browser")
    source, _ = request.getfixturevalue("with_world" if browser else "pristine")
    url = databases.clone(source, workplace)
    with rough_app.app_context(), databases.moved(rough_app, url):
        yield rough_app
    databases.drop(url)


@pytest.fixture(autouse=True)
def _fixed_time() -> Iterator[None]:
    """Every test lives on Monday 23 November 2026 at 15:05, unless it moves the clock."""
    clock.set_source(lambda: NOW)
    yield
    clock.set_source(None)


@pytest.fixture
def at() -> Any:
    """Move the clock of the test: `at(instant)`."""

    def move(instant: datetime) -> None:
        clock.set_source(lambda: instant)

    return move


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but this machine answers in a test."""
    if request.node.get_closest_marker("browser"):
        return
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> Any:
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in ("127.0.0.1", "localhost", "::1", "local"):
            raise RuntimeError(f"a test tried to reach {host}: use a fake")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The name of this xdist worker, `main` without xdist."""
    info = getattr(request.config, "workerinput", None)
    return info["workerid"] if info else "main"
