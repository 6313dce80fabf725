"""The database does not give way, is full, or falls: a clear page, nothing half done, nothing lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, func, select

from app.accounts.models import StaffSession
from app.accounts.sessions import token_hash
from app.db import db
from app.people.models import Person
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.databases import ENGINE

only_sqlite = pytest.mark.skipif(ENGINE != "sqlite", reason="about the embedded database")
only_postgresql = pytest.mark.skipif(ENGINE != "postgresql", reason="about PostgreSQL")
PATIENCE_MS = 60


_said: list[tuple[Engine, Callable[..., None]]] = []


@pytest.fixture(autouse=True)
def _said_for_one_test() -> Iterator[None]:
    """Say no more to connections what one test had to say: the engine serves the next one too."""
    yield
    while _said:
        engine, say = _said.pop()
        event.remove(engine, "connect", say)


def _on_each_connection(*statements: str) -> None:
    """Say something to every connection from now on, after what the house says."""

    def say(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()
        if ENGINE == "postgresql":
            connection.commit()

    event.listen(db.engine, "connect", say)
    _said.append((db.engine, say))
    db.session.remove()
    db.engine.dispose()


@pytest.fixture
def hurried(own_app: Flask) -> Flask:
    """The program with so little patience that the test need not wait."""
    if ENGINE == "sqlite":
        _on_each_connection(f"PRAGMA busy_timeout={PATIENCE_MS}")
    else:
        _on_each_connection(f"SET statement_timeout = {PATIENCE_MS * 3}")
    return own_app


@contextmanager
def _held() -> Iterator[None]:
    """Somebody else holds what every writer wants: the write lock, or the tables of people."""
    with db.engine.connect() as other:
        if ENGINE == "sqlite":
            other.execution_options(writing=True).begin()
        else:
            other.exec_driver_sql("LOCK TABLE person, person_key, audit_entry IN EXCLUSIVE MODE")
        yield
        other.rollback()


def _people() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


def _filled(client: OfficeClient) -> dict[str, str]:
    shown = Forms(client.get("/people/new").text).found[-1].values
    return {**shown, "surname": "D'Angelo", "given": "Maria Rosa", "language": "lingua dei segni"}


def test_a_held_database_gives_a_page_that_says_to_press_again(hurried: Flask, cast: Cast) -> None:
    client: Any = hurried.test_client()
    typed = _filled(client.enter(cast["bruno"]))
    with _held():
        answer = client.post("/people/new", data=typed)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Content-Security-Policy"]
    given_back = Forms(answer.text).found[-1].values
    assert {name: given_back[name] for name in ("surname", "given", "language", "submission")} == {
        name: typed[name] for name in ("surname", "given", "language", "submission")
    }
    assert _people() == 0
    again = client.post("/people/new", data=given_back)
    assert again.status_code == 303, "the same press, a moment later, does it"
    assert _people() == 1


def test_who_reads_goes_on_while_somebody_writes(hurried: Flask, cast: Cast, at: Any) -> None:
    client: Any = hurried.test_client()
    client.enter(cast["bruno"])
    client.get("/today")
    at(NOW + timedelta(minutes=5))  # time for a sign of life, which cannot be written
    with _held():
        assert client.get("/today").status_code == 200
        assert client.get("/staff").status_code in (403, 503)
        assert client.post("/people", data=_searching(client)).status_code == 200


def _searching(client: OfficeClient) -> dict[str, str]:
    shown = next(f for f in Forms(client.get("/people").text).found if f.action == "/people")
    return {**shown.values, "text": "brambilla"}


@only_sqlite
def test_without_its_line_a_person_is_not_shown_while_the_database_is_held(
    hurried: Flask, cast: Cast
) -> None:
    person_id = a_person(cast["bruno"], "Ferri")
    client: Any = hurried.test_client()
    client.enter(cast["bruno"])
    with _held():
        answer = client.get(f"/people/{person_id}")
    assert answer.status_code == 503
    assert "Ferri" not in answer.text
    assert client.get(f"/people/{person_id}").status_code == 200


def _surname(number: int) -> str:
    """A different person each time: unlike names, so that nobody looks known."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize() + "ucci"


@pytest.fixture
def full(own_app: Flask, cast: Cast) -> Callable[[], None]:
    """Call it, and from then on the disk has room for a few pages more."""

    def fill() -> None:
        with db.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        _on_each_connection(f"PRAGMA max_page_count={pages + 8}")

    return fill


@only_sqlite
def test_a_full_disk_refuses_clearly_and_loses_nothing(
    own_app: Flask, cast: Cast, full: Callable[[], None], at: Any
) -> None:
    client: Any = own_app.test_client()
    typed = _filled(client.enter(cast["bruno"]))
    full()
    saved, answer = 0, None
    for number in range(400):
        answer = client.post(
            "/people/new",
            data={**typed, "surname": _surname(number), "submission": f"key {number}"},
        )
        if answer.status_code != 303:
            break
        saved += 1
    assert answer is not None
    assert answer.status_code == 503
    assert _surname(saved) in answer.text, "what was typed comes back"
    assert "Traceback" not in answer.text
    assert _people() == saved > 0
    at(NOW + timedelta(minutes=5))
    assert client.get("/today").status_code == 200
    found = client.post("/people", data={**_searching(client), "text": _surname(0)})
    assert "Maria Rosa" in found.text, "what was saved before is found"
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@only_sqlite
def test_when_there_is_room_again_the_same_press_works(
    own_app: Flask, cast: Cast, full: Callable[[], None]
) -> None:
    client: Any = own_app.test_client()
    typed = _filled(client.enter(cast["bruno"]))
    full()
    for number in range(400):
        last = {**typed, "submission": f"key {number}", "surname": _surname(number)}
        refused = client.post("/people/new", data=last)
        if refused.status_code == 503:
            break
    _on_each_connection("PRAGMA max_page_count=1000000")
    given_back = Forms(refused.text).found[-1].values
    assert client.post("/people/new", data=given_back).status_code == 303


@only_postgresql
def test_a_connection_that_fell_is_replaced_unnoticed(own_app: Flask, cast: Cast) -> None:
    client: Any = own_app.test_client()
    client.enter(cast["bruno"])
    typed = _filled(client)
    db.session.remove()
    with db.engine.connect() as mine:
        others = (
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        mine.exec_driver_sql(others)
    assert client.post("/people/new", data=typed).status_code == 303
    assert _people() == 1


@only_sqlite  # elsewhere one row is held, not the whole database
def test_a_session_ended_on_a_held_database_is_not_thought_closed(
    hurried: Flask, cast: Cast
) -> None:
    """Signing out writes: when it cannot, nobody is told that the door is shut."""
    client: Any = hurried.test_client()
    client.enter(cast["bruno"])
    token = client.get_cookie("sportello").value
    proof = Forms(client.get("/profile").text).found[-1].values["csrf_token"]
    with _held():
        answer = client.post("/sign-out", data={"csrf_token": proof})
    assert answer.status_code == 503
    row = select(StaffSession.ended_at).where(StaffSession.token_hash == token_hash(token))
    assert db.session.scalar(row) is None
    assert client.get("/today").status_code == 200
