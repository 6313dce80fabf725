"""Faults on purpose: a database that does not answer, a full disk, a killed process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from app import create_app
from app.accounts.models import Team
from app.audit.models import AccessEntry
from app.audit.queries import altered_lines
from app.db import db
from tests.builders.people import a_person
from tests.cast import Cast, open_door
from tests.support import databases
from tests.support.client import Forms, OfficeClient

SQLITE = databases.ENGINE == "sqlite"


@pytest.fixture
def bruno(own_app: Flask, cast: Cast) -> OfficeClient:
    """Bruno's browser, over a database of its own."""
    client: OfficeClient = own_app.test_client()
    client.set_cookie("sportello", open_door(cast["bruno"]))
    return client


@pytest.fixture
def held(own_app: Flask) -> Iterator[None]:
    """Somebody else holds what a registration needs, for longer than anybody waits."""
    with db.engine.connect().execution_options(writing=True) as other:
        if SQLITE:
            other.execute(text("SELECT 1"))  # the write lock, taken at BEGIN
        else:
            other.execute(text("LOCK TABLE person IN ACCESS EXCLUSIVE MODE"))
        yield
        other.rollback()


def _impatient(own_app: Flask) -> None:
    """Wait a moment instead of five seconds; the connection is the program's own."""
    from sqlalchemy import event

    statement = "PRAGMA busy_timeout=50" if SQLITE else "SET lock_timeout = 50"

    def hurry(connection: object, *_rest: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute(statement)
        cursor.close()

    event.listen(db.engine, "checkout", hurry)


def test_a_database_held_too_long_is_a_clear_page_with_everything_typed(
    own_app: Flask, bruno: OfficeClient, request: pytest.FixtureRequest
) -> None:
    values = Forms(bruno.get("/people/new").text).found[-1].values
    _impatient(own_app)
    request.getfixturevalue("held")
    answer = bruno.post("/people/new", data={**values, "surname": "De Luca", "given": "Ada Maria"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "Ada Maria" in answer.text


def test_when_the_line_cannot_be_written_nothing_is_shown(
    own_app: Flask, bruno: OfficeClient, cast: Cast
) -> None:
    person_id = a_person(cast["bruno"], "Segreta")
    with db.engine.connect().execution_options(writing=True) as other:
        other.execute(text("ALTER TABLE access_entry RENAME TO gone"))
        other.commit()
    own_app.config["SHOW_FAULT_PAGE"] = True
    answer = bruno.get(f"/people/{person_id}")
    assert answer.status_code in (500, 503)
    assert "Segreta" not in answer.text


@pytest.mark.skipif(not SQLITE, reason="a full disk is bounded through SQLite's own page limit")
def test_a_full_disk_is_a_clear_page_and_reading_goes_on(
    own_app: Flask, bruno: OfficeClient, cast: Cast
) -> None:
    from sqlalchemy import event

    person_id = a_person(cast["bruno"], "Prima")
    values = Forms(bruno.get("/people/new").text).found[-1].values

    def full(connection: object, *_rest: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA max_page_count=1")
        cursor.close()

    event.listen(db.engine, "checkout", full)
    statuses = set()
    for number in range(60):
        data = {**values, "surname": "x" * 100, "submission": f"press {number}", "is_another": "y"}
        statuses.add(bruno.post("/people/new", data=data).status_code)
        if 503 in statuses:
            break
    assert 503 in statuses
    assert statuses <= {303, 503}
    assert db.session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    assert bruno.get("/people").status_code == 200
    assert person_id


_WRITER = """
import sys
from pathlib import Path
from app import create_app
from app.accounts.operations import open_team
from tests.cast import MAKER, NOW, OFFICE
from tests.support.databases import settings_for
app = create_app(settings_for(sys.argv[1], Path(sys.argv[2])))
with app.app_context():
    while True:
        team_id = open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="x")
        print(team_id, flush=True)
"""


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(
    pristine: tuple[str, Cast], workplace: Path
) -> None:
    url = databases.clone(pristine[0], workplace)
    command = [sys.executable, "-c", _WRITER, url, str(workplace)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(40)]
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    app = create_app(databases.settings_for(url, workplace))
    with app.app_context():
        kept = {str(team_id) for team_id in db.session.scalars(select(Team.id))}
        assert set(acknowledged) <= kept
        assert list(altered_lines()) == []
        if SQLITE:
            assert db.session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert db.session.scalar(select(func.count()).select_from(AccessEntry)) == 0
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)
