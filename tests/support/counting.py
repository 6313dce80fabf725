"""What reaches the database: a list may ask as often as it likes, never oftener when it is longer."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.db import db
from tests.support.client import OfficeClient


@contextmanager
def counting() -> Iterator[list[str]]:
    """Collect the statements sent to the database inside the block."""
    sent: list[str] = []
    with hearing(lambda statement, _given: sent.append(statement)):
        yield sent


@contextmanager
def hearing(note: Callable[[str, Any], None]) -> Iterator[None]:
    """Tell `note` of each statement sent inside the block, with what was given to it."""

    def heard(_connection: Any, _cursor: Any, statement: str, given: Any, *_rest: Any) -> None:
        note(statement, given)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", heard)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", heard)


def asked_by(client: OfficeClient, address: str) -> Counter[str]:
    """Return how often a page that is opened again asks each question of the database."""
    client.get(address)  # what is kept for the whole program is read here
    with counting() as sent:
        assert client.get(address).status_code == 200
    return Counter(one for one in sent if one.startswith("SELECT"))
