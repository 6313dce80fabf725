"""The invented office, made once through every use case, and a small one made again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.db import db
from app.demo.cli import fill
from app.demo.context import Demo, Volumes
from tests.support import databases

# On PostgreSQL the stories are played in a small town: its year is counted once, on SQLite.
WHOLE = Volumes()
SMALL = Volumes(households=10, openings=1, followed=8, arrivals=8, given=1)
FEW = Volumes(households=10, openings=1, followed=8, arrivals=8, given=1, stories=False)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Leave the first of them the time to make the demo: a machine may be at work on other things.

    Called for the tests of this folder alone.
    """
    item.add_marker(pytest.mark.timeout(300))


def made(workplace: Path, name: str, volumes: Volumes) -> Iterator[Flask]:
    """Yield an application over a database with a demo in it, of so many of everything."""
    url = databases.create(workplace, name)
    databases.migrate(url, workplace)
    app = create_app(databases.settings_for(url, workplace))
    with app.app_context():
        fill(Demo(size=1, tell=lambda _words: None, volumes=volumes))
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


@pytest.fixture(scope="package")
def whole_demo(workplace: Path, worker_id: str) -> Iterator[Flask]:
    """An application over a database with the stories in it, and the year of the town."""
    volumes = WHOLE if databases.ENGINE == "sqlite" else SMALL
    yield from made(workplace, f"demo_{worker_id}", volumes)


@pytest.fixture
def demo_app(whole_demo: Flask) -> Iterator[Flask]:
    """The whole demo, for one test to read: no transaction is left idle while another runs."""
    yield whole_demo
    db.session.rollback()


@pytest.fixture
def town_year(demo_app: Flask) -> Flask:
    """The demo with the whole year of the town, which only SQLite has here."""
    return demo_app
