"""The page of the day and the demo's clock."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.db import db
from app.transaction.queries import office_now
from tests.cast import Cast
from tests.support import databases
from tests.support.client import OfficeClient


@pytest.fixture
def demo_office(workplace: Path, pristine: tuple[str, Cast]) -> Iterator[Flask]:
    """The program as a newcomer runs it."""
    url = databases.clone(pristine[0], workplace)
    app = create_app(databases.settings_for(url, workplace, mode="demo"))
    app.test_client_class = OfficeClient
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


def test_the_page_of_the_day_says_which_day_it_is(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["bruno"])
    assert "lunedì 23 novembre 2026" in client.get("/today").text


def test_only_the_demo_has_a_clock_to_move(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["bruno"])
    assert client.get("/office-clock").status_code == 404


def test_the_whole_office_moves_with_the_clock(demo_office: Flask, cast: Cast) -> None:
    client: OfficeClient = demo_office.test_client()
    client.enter(cast["bruno"])
    answer = client.submit("/office-clock", {"on": "27/11/2026", "at": "8:30"})
    assert answer.status_code == 303
    page = client.get("/today").text
    assert "venerdì 27 novembre 2026, ore 8:30" in page
    assert office_now() == datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
    client.submit("/office-clock", action="/office-clock/real")
    assert "lunedì 23 novembre 2026" in client.get("/today").text


@pytest.mark.parametrize(
    ("on", "at"), [("29/03/2026", "2:30"), ("boh", "9"), ("25/11/2026", "25"), ("", "")]
)
def test_an_hour_that_does_not_exist_gets_a_sentence(
    demo_office: Flask, cast: Cast, on: str, at: str
) -> None:
    client: OfficeClient = demo_office.test_client()
    client.enter(cast["bruno"])
    assert client.submit("/office-clock", {"on": on, "at": at}).status_code == 422


def test_every_page_of_the_demo_says_that_people_are_invented(
    demo_office: Flask, cast: Cast
) -> None:
    client: OfficeClient = demo_office.test_client()
    assert "inventat" in client.get("/sign-in").text
    client.enter(cast["bruno"])
    assert "inventat" in client.get("/today").text
