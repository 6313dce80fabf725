"""The trail cannot be written: then nobody is shown anything."""

from flask import Flask
from sqlalchemy import text

from app.db import db
from tests.builders.people import a_person
from tests.cast import Cast, open_door
from tests.support.client import OfficeClient


def test_when_the_line_cannot_be_written_nothing_is_shown(own_app: Flask, cast: Cast) -> None:
    bruno: OfficeClient = own_app.test_client()
    bruno.set_cookie("sportello", open_door(cast["bruno"]))
    person_id = a_person(cast["bruno"], "Segreta")
    with db.engine.connect().execution_options(writing=True) as other:
        other.execute(text("ALTER TABLE access_entry RENAME TO gone"))
        other.commit()
    own_app.config["SHOW_FAULT_PAGE"] = True
    answer = bruno.get(f"/people/{person_id}")
    assert answer.status_code in (500, 503)
    assert "Segreta" not in answer.text
