"""A bridge agreed before bridges had a term is looked for like the others."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from app import create_app
from app.db import db
from app.kernel.clock import rome_to_utc
from app.kernel.references import new_id
from tests.support import databases

AT: datetime = rome_to_utc(date(2026, 5, 4), 600)
BODY, PLACE, KEY = new_id(), new_id(), new_id()


@pytest.fixture
def empty(workplace: Path) -> Iterator[Flask]:
    """An application over a database with nothing in it."""
    url = databases.create(workplace, f"empty_{uuid4().hex[:12]}")
    app = create_app(databases.settings_for(url, workplace))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


def _passed(**known: object) -> dict[str, object]:
    return {
        "organisation_id": BODY, "id": new_id(), "version": 1, "data_key_id": KEY,
        "state": "accepted", "subject_kind": "case", "subject_id": new_id(),
        "receiving_body_id": PLACE, "to_organisation_id": BODY, "twin_id": new_id(),
        "urgent": False, "bridging_until": date(2026, 9, 30), "proposed_at": AT,
        "proposed_by": "", "answered_at": AT, "answered_by": "", "answer_code": "", **known,
    }  # fmt: skip


def test_only_an_accepted_bridge_without_a_term_is_given_one(empty: Flask) -> None:
    upgrade(directory="migrations")
    tables = db.metadata.tables
    old, dated = _passed(), _passed()
    others = [_passed(state="refused"), _passed(bridging_until=None), _passed(state="proposed")]
    running = {
        "organisation_id": BODY, "id": new_id(), "transfer_id": dated["id"],
        "code": "bridge_end", "started_at": AT, "due_on": date(2026, 9, 1),
    }  # fmt: skip
    _write(
        ("organisation", [{"id": BODY, "code": "c", "name": "Comune", "kind": "municipality"}]),
        ("data_key", [{"organisation_id": BODY, "id": KEY, "root_kind": "transfer", "version": 1,
                       "master_version": 1, "created_at": AT}]),
        ("body", [{"organisation_id": BODY, "id": PLACE, "version": 1, "kind": "municipality",
                   "name": "Altro", "search_key": "altro", "address": "", "phone": "",
                   "email": "", "pec": "", "note": ""}]),
        ("transfer", [old, dated, *others]),
        ("transfer_term", [running]),
    )  # fmt: skip
    downgrade(directory="migrations", revision="0039")
    upgrade(directory="migrations")
    term = tables["transfer_term"]
    with db.engine.connect() as connection:
        found = connection.execute(select(term.c.transfer_id, term.c.due_on, term.c.met_at)).all()
    wanted = {(old["id"], date(2026, 9, 14), None), (dated["id"], date(2026, 9, 1), None)}
    assert {tuple(row) for row in found} == wanted


def _write(*rows: tuple[str, list[dict[str, object]]]) -> None:
    with db.engine.connect().execution_options(writing=True) as connection:
        for table, values in rows:
            connection.execute(db.metadata.tables[table].insert(), values)
        connection.commit()
