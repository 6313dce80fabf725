"""The trail is append-only, and an altered line is found."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.accounts.operations import open_team
from app.audit.models import AuditEntry
from app.audit.queries import altered_lines
from app.db import db
from tests.cast import MAKER, NOW, OFFICE


def _a_line() -> AuditEntry:
    open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="Anziani")
    line = db.session.scalars(select(AuditEntry)).first()
    assert line is not None
    return line


def test_untouched_lines_verify(app: Flask) -> None:
    _a_line()
    assert list(altered_lines()) == []


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET name = 'x'", "DELETE FROM audit_entry"]
)
def test_the_database_itself_refuses_to_rewrite(app: Flask, statement: str) -> None:
    _a_line()
    db.session.rollback()
    connection = db.engines[None]
    with pytest.raises(DBAPIError, match="append-only"), connection.begin_nested():
        connection.execute(text(statement))


def test_an_altered_line_is_named(app: Flask) -> None:
    line = _a_line()
    db.session.rollback()
    connection = db.engines[None]
    where = " ON audit_entry" if connection.dialect.name == "postgresql" else ""
    connection.execute(text(f"DROP TRIGGER guard_audit_entry_unchanged{where}"))
    connection.execute(text("UPDATE audit_entry SET actor_label = 'nessuno'"))
    assert ("audit_entry", line.id) in list(altered_lines())
