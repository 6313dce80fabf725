"""A furnished office, made once for all the forms that are tried in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_app
from app.db import db
from app.kernel import clock
from tests.builders.everything import everything
from tests.cast import NOW, Cast
from tests.support import databases
from tests.support.client import OfficeClient
from tests.support.trying import Furnished


@pytest.fixture(scope="module")
def furnished(pristine: tuple[str, Cast], workplace: Path) -> Iterator[Furnished]:
    """A demonstration office with something on every page; nothing of it is ever committed."""
    url = databases.clone(pristine[0], workplace)
    app = create_app(databases.settings_for(url, workplace, mode="demo"))
    app.config["TESTING"] = True
    app.test_client_class = OfficeClient
    clock.set_source(lambda: NOW)
    with app.app_context():
        with databases.undone(app) as connection:
            token = everything(pristine[1])
            databases.count_again(connection)  # what nobody committed is in no statistics yet
            yield Furnished(app, pristine[1], connection, token)
        db.engine.dispose()
    databases.drop(url)
