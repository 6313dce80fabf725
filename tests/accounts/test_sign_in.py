"""Coming in: the right password, and everything that must not tell a guesser anything."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import operations, throttle
from app.accounts.models import StaffSession
from app.accounts.operations.entry import TooManyAttempts
from app.accounts.policy import Permission
from app.accounts.sessions import token_hash
from app.audit.models import AccessEntry
from app.db import db
from app.kernel.actor import SystemActor
from app.kernel.errors import NotPermitted
from tests.cast import MAKER, NOW, OFFICE, Cast
from tests.support.client import OfficeClient

SECRET = "quattro gatti al balcone"
MYSELF = SystemActor(name="test", permissions=frozenset({Permission.ACCOUNTS_SELF_EDIT}))


@pytest.fixture
def marta(app: Flask, cast: Cast) -> str:
    """Bruno, with a password."""
    token = operations.issue_link(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=cast["bruno"].account_id
    )
    stored = operations.acceptable_hash(password=SECRET, context=())
    operations.accept_link(actor=MYSELF, now=NOW, token=token, password_hash=stored)
    return "bruno"


def _enter(client: OfficeClient, login: str, password: str, **extra: str):
    return client.submit("/sign-in", {"login": login, "password": password, **extra})


def _plain(text: str) -> str:
    """Forget what differs between any two pages: the keys of the form, and what was typed."""
    text = re.sub(r'name="(csrf_token|submission|login)"[^>]*>', "", text)
    return re.sub(r'content="[^"]{40,}"', "", text)


def test_the_right_password_opens_the_page_of_the_day(marta: str, client: OfficeClient) -> None:
    answer = _enter(client, " BRUNO ", SECRET)
    assert (answer.status_code, answer.location) == (303, "/today")
    assert "Bruno" in client.get("/today").text


def test_unknown_wrong_and_disabled_are_the_same_answer(
    marta: str, client: OfficeClient, cast: Cast
) -> None:
    wrong, unknown = _enter(client, marta, "x" * 20), _enter(client, "nessuno", SECRET)
    operations.disable(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=cast["bruno"].account_id, version=2
    )
    disabled = _enter(client, marta, SECRET)
    assert wrong.status_code == unknown.status_code == disabled.status_code == 422
    assert _plain(wrong.text) == _plain(unknown.text) == _plain(disabled.text)


def test_every_attempt_leaves_its_line(marta: str, client: OfficeClient) -> None:
    _enter(client, marta, "x" * 20)
    _enter(client, marta, SECRET)
    lines = db.session.scalars(select(AccessEntry).where(AccessEntry.name == "accounts.entry"))
    assert sorted(line.result for line in lines) == ["granted", "refused"]


def test_the_sixth_attempt_waits_before_the_password_is_looked_at(
    marta: str, client: OfficeClient
) -> None:
    for _ in range(5):
        assert _enter(client, marta, "x" * 20).status_code == 422
    answer = _enter(client, marta, SECRET)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 61
    assert client.get("/today").status_code == 303


def test_another_account_does_not_wait(marta: str, app: Flask) -> None:
    for _ in range(6):
        throttle.count_attempt("elena", "10.0.0.1", "")
    operations.enter(login=marta, password=SECRET, source="10.0.0.2", device="", now=NOW)


def test_the_wait_ends_by_itself(marta: str, app: Flask, at) -> None:
    guess = {"login": marta, "source": "10.0.0.1", "device": "", "now": NOW}
    for _ in range(5):
        with pytest.raises(NotPermitted):
            operations.enter(password="x" * 20, **guess)
    with pytest.raises(TooManyAttempts):
        operations.enter(password=SECRET, **guess)
    at(NOW + timedelta(seconds=61))
    assert operations.enter(password=SECRET, **guess).employers


def test_strangers_cannot_make_a_known_browser_wait(marta: str, app: Flask) -> None:
    here = {"login": marta, "password": SECRET, "source": "10.0.0.9", "device": "my browser"}
    operations.enter(**here, now=NOW)
    for number in range(12):
        throttle.count_attempt(marta, f"10.1.0.{number}", "")
    assert operations.enter(**here, now=NOW).employers


def test_the_token_changes_at_sign_in_and_only_its_print_is_kept(
    marta: str, client: OfficeClient
) -> None:
    client.get("/sign-in")
    before = client.get_cookie("sportello")
    _enter(client, marta, SECRET)
    after = client.get_cookie("sportello")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    rows = list(db.session.scalars(select(StaffSession)))
    assert token_hash(after.value) in {row.token_hash for row in rows}
    assert all(after.value.encode() not in (row.payload_sealed or b"") for row in rows)
    old = next(row for row in rows if row.token_hash == token_hash(before.value))
    assert old.ended_at is not None


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.invalid/x", "/\\evil.invalid", "https:evil.invalid", "http://evil.invalid/",
        "/today%0d%0aSet-Cookie: x", "javascript:alert(1)", "/nowhere", "\t//evil.invalid", "/sign-out",
    ],
)  # fmt: skip
def test_nobody_is_sent_outside_after_signing_in(
    marta: str, client: OfficeClient, wanted: str
) -> None:
    answer = _enter(client, marta, SECRET, next=wanted)
    assert answer.location == "/today"


def test_after_signing_in_one_goes_where_one_was_going(marta: str, client: OfficeClient) -> None:
    shown = client.get("/people")
    assert shown.location == "/sign-in?next=/people"
    assert _enter(client, marta, SECRET, next="/people").location == "/people"


@pytest.mark.parametrize("huge", ["x" * 5000, "é" * 200, "\x00" * 20, "' OR 1=1 --", "王" * 30])
def test_absurd_credentials_get_an_ordinary_page(client: OfficeClient, huge: str) -> None:
    assert _enter(client, huge, huge).status_code == 422
