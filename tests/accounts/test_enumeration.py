"""Whoever tries the door learns nothing: not who exists, not who was shut out, not what was close."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import operations
from app.accounts.models import Engagement
from app.accounts.policy import Permission
from app.audit.models import AccessEntry
from app.db import db
from app.kernel.actor import SystemActor
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient

SECRET = "quattro gatti al balcone"
MYSELF = SystemActor(name="test", permissions=frozenset({Permission.ACCOUNTS_SELF_EDIT}))
BY_MAKER: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}


@pytest.fixture
def doors(app: Flask, cast: Cast) -> None:
    """Bruno has a password, Carla had one and is shut out, Gino never had one."""
    for login in ("bruno", "carla"):
        token = operations.issue_link(**BY_MAKER, account_id=cast[login].account_id)
        stored = operations.acceptable_hash(password=SECRET, context=())
        operations.accept_link(actor=MYSELF, now=NOW, token=token, password_hash=stored)
    operations.disable(**BY_MAKER, account_id=cast["carla"].account_id, version=2)


ATTEMPTS = {
    "unknown": ("nessuno", SECRET),
    "wrong": ("bruno", "x" * 20),
    "almost": ("bruno", SECRET + " "),
    "too long": ("bruno", "x" * 500),
    "shut out": ("carla", SECRET),
    "shut out and wrong": ("carla", "x" * 20),
    "never chosen": ("gino", SECRET),
}


def _try(app: Flask, login: str, password: str) -> tuple[int, str, list[tuple[str, str]]]:
    client: Any = app.test_client()
    answer = client.submit("/sign-in", {"login": login, "password": password})
    text = re.sub(r'(value|content)="[\w.-]{20,}"', "", answer.text.replace(f'"{login}"', '""'))
    headers = sorted((k, v) for k, v in answer.headers if k not in ("Content-Length", "Set-Cookie"))
    return answer.status_code, text, headers


@pytest.mark.parametrize("kind", [kind for kind in ATTEMPTS if kind != "unknown"])
def test_every_way_of_failing_is_the_same_answer(app: Flask, doors: None, kind: str) -> None:
    assert _try(app, *ATTEMPTS[kind]) == _try(app, *ATTEMPTS["unknown"])


def test_waiting_is_the_same_answer_too(app: Flask, doors: None) -> None:
    for login in ("bruno", "nessuno"):
        for _ in range(5):
            _try(app, login, "x" * 20)
    known, unknown = _try(app, "bruno", "x" * 20), _try(app, "nessuno", "x" * 20)
    assert known == unknown
    assert known[0] == 429


def test_the_password_typed_is_in_no_answer(client: OfficeClient, doors: None) -> None:
    answer = client.submit("/sign-in", {"login": "bruno", "password": "una parola sbagliata"})
    assert "sbagliata" not in answer.text
    assert 'value="bruno"' in answer.text, "the login comes back, to be mended"


def test_the_trail_keeps_every_attempt_and_no_password(app: Flask, doors: None) -> None:
    for login, password in ATTEMPTS.values():
        _try(app, login, password)
    lines = db.session.scalars(select(AccessEntry).where(AccessEntry.name == "accounts.entry"))
    told = [(line.actor_label, line.result, line.reasons) for line in lines]
    assert len(told) == len(ATTEMPTS)
    assert {result for _, result, _ in told} == {"refused"}
    assert all(SECRET not in str(line) for line in told)


def test_who_works_nowhere_today_is_told_so_only_with_the_right_password(
    app: Flask, doors: None, cast: Cast
) -> None:
    mine = select(Engagement.id).where(Engagement.account_id == cast["bruno"].account_id)
    for engagement_id in db.session.scalars(mine).all():
        operations.disengage(**BY_MAKER, engagement_id=engagement_id, ends_on=TODAY)
    assert _try(app, "bruno", "x" * 20) == _try(app, "nessuno", "x" * 20)
    client: Any = app.test_client()
    answer = client.submit("/sign-in", {"login": "bruno", "password": SECRET})
    assert answer.status_code == 422
    assert "incarico non è in corso" in answer.text
    assert client.get("/today").status_code == 303
