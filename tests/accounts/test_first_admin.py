"""The first administrator: from an empty database to the first sign-in, with one command."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from app import create_app
from app.accounts.models import Account, Engagement
from app.audit.models import AuditEntry
from app.db import db
from app.tenancy.models import Organisation
from tests.support import databases
from tests.support.client import OfficeClient

COMMAND = [
    "accounts", "first-admin",
    "--login", "Marta", "--name", "Marta Brambati", "--organisation", "Comune di Prova",
]  # fmt: skip
SECRET = "quattro gatti al balcone"


@pytest.fixture
def fresh(workplace: Path) -> Iterator[Flask]:
    """The program just installed: tables, and nothing in them."""
    url = databases.create(workplace, f"fresh_{uuid4().hex[:12]}")
    app = create_app(databases.settings_for(url, workplace))
    app.test_client_class = OfficeClient
    with app.app_context():
        upgrade(directory="migrations")
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


def _count(table: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_fresh_installation_knows_nobody(fresh: Flask) -> None:
    assert (_count(Account), _count(Organisation), _count(Engagement)) == (0, 0, 0)


def test_the_command_makes_one_who_chooses_her_own_password(fresh: Flask) -> None:
    result = fresh.test_cli_runner().invoke(args=COMMAND)
    assert result.exit_code == 0
    (link,) = re.findall(r"/first-access/[\w-]+", result.output)
    client: Any = fresh.test_client()
    typed = {"password": SECRET, "again": SECRET}
    assert client.submit(link, typed).location == "/sign-in"
    entered = client.submit("/sign-in", {"login": "marta", "password": SECRET})
    assert entered.location == "/today"
    assert client.get("/staff/new").status_code == 200
    assert client.get("/people").status_code == 403, "she administers, she reads nobody"


def test_it_works_once_and_leaves_one_entry(fresh: Flask) -> None:
    runner = fresh.test_cli_runner()
    assert runner.invoke(args=COMMAND).exit_code == 0
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.name, entry.actor_kind) == ("accounts.body.found", "system")
    assert entry.steps == ["accounts.staff.open", "accounts.staff.issue_link"]
    again = runner.invoke(args=[*COMMAND[:3], "altra", *COMMAND[4:]])
    assert again.exit_code == 1
    assert "first-access" not in again.output
    assert (_count(Account), _count(Organisation), _count(AuditEntry)) == (1, 1, 1)


@pytest.mark.parametrize("missing", ["--login", "--name", "--organisation"])
def test_it_asks_for_everything_it_needs(fresh: Flask, missing: str) -> None:
    at = COMMAND.index(missing)
    result = fresh.test_cli_runner().invoke(args=COMMAND[:at] + COMMAND[at + 2 :])
    assert result.exit_code == 2
    assert _count(Account) == 0
