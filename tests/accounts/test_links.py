"""The one-use link: the only way a first password comes into being."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import operations
from app.accounts.models import AccessLink, Account
from app.accounts.operations.entry import LinkDead
from app.accounts.policy import Permission
from app.accounts.sessions import token_hash
from app.db import db
from app.kernel.actor import SystemActor
from tests.cast import MAKER, NOW, OFFICE, Cast
from tests.support.client import OfficeClient

SECRET = "quattro gatti al balcone"
MYSELF = SystemActor(name="test", permissions=frozenset({Permission.ACCOUNTS_SELF_EDIT}))


def _link(cast: Cast, login: str = "bruno") -> str:
    return operations.issue_link(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=cast[login].account_id
    )


def _use(client: OfficeClient, token: str, password: str = SECRET):
    typed = {"password": password, "again": password}
    return client.submit(f"/first-access/{token}", typed)


def _version(cast: Cast) -> int:
    return db.session.get_one(Account, cast["bruno"].account_id).version


def _disable(cast: Cast) -> None:
    operations.disable(
        actor=MAKER,
        now=NOW,
        organisation_id=OFFICE,
        account_id=cast["bruno"].account_id,
        version=_version(cast),
    )


def test_only_the_hash_of_a_link_is_kept(app: Flask, cast: Cast) -> None:
    token = _link(cast)
    (row,) = db.session.scalars(select(AccessLink))
    assert row.token_hash == token_hash(token)
    assert row.expires_at == NOW + timedelta(hours=48)


@pytest.mark.parametrize(
    ("later", "status"), [(timedelta(hours=47, minutes=59), 200), (timedelta(hours=48), 404)]
)
def test_it_lives_two_days(
    client: OfficeClient, cast: Cast, at, later: timedelta, status: int
) -> None:
    token = _link(cast)
    at(NOW + later)
    assert client.get(f"/first-access/{token}").status_code == status


def test_it_dies_with_the_account_it_opens(client: OfficeClient, cast: Cast) -> None:
    token = _link(cast)
    _disable(cast)
    assert client.get(f"/first-access/{token}").status_code == 404


def test_a_new_link_kills_the_one_that_went_astray(client: OfficeClient, cast: Cast) -> None:
    astray, delivered = _link(cast), _link(cast)
    assert client.get(f"/first-access/{astray}").status_code == 404
    assert _use(client, delivered).status_code == 303


def test_a_link_for_one_does_not_kill_the_link_of_another(client: OfficeClient, cast: Cast) -> None:
    hers = _link(cast, "carla")
    _link(cast)
    assert client.get(f"/first-access/{hers}").status_code == 200


def test_a_form_sent_twice_sets_one_password(client: OfficeClient, cast: Cast) -> None:
    token = _link(cast)
    assert _use(client, token).status_code == 303
    stored = db.session.get_one(Account, cast["bruno"].account_id).password_hash
    with pytest.raises(LinkDead):
        operations.accept_link(actor=MYSELF, now=NOW, token=token, password_hash="another")
    db.session.expire_all()
    assert db.session.get_one(Account, cast["bruno"].account_id).password_hash == stored


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("tre rane", "tre rane", "almeno 15 caratteri"),
        ("x" * 200, "x" * 200, "128 caratteri"),
        ("brunobrunobruno2026", "brunobrunobruno2026", "si indovina"),
        (SECRET, SECRET + " ", "sono diverse"),
        ("", "", "Inserisci"),
    ],
)
def test_a_password_that_will_not_do_leaves_the_link_alive(
    client: OfficeClient, cast: Cast, password: str, again: str, sentence: str
) -> None:
    token = _link(cast)
    answer = client.submit(f"/first-access/{token}", {"password": password, "again": again})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not password or password not in answer.text
    assert _use(client, token).status_code == 303


def test_spaces_at_the_end_of_a_password_count(client: OfficeClient, cast: Cast) -> None:
    _use(client, _link(cast), SECRET + "  ")
    without = client.submit("/sign-in", {"login": "bruno", "password": SECRET})
    assert without.status_code == 422
    exact = client.submit("/sign-in", {"login": "bruno", "password": SECRET + "  "})
    assert exact.status_code == 303


@pytest.mark.parametrize("token", ["x", "a" * 43, "..%2F..%2Fetc", "é"])
def test_a_link_nobody_made_is_no_page(client: OfficeClient, token: str) -> None:
    assert client.get(f"/first-access/{token}").status_code == 404


def test_the_trail_knows_of_the_link_and_not_the_link(app: Flask, cast: Cast) -> None:
    from app.audit.models import AuditEntry

    token = _link(cast)
    (entry,) = db.session.scalars(
        select(AuditEntry).where(AuditEntry.name == "accounts.staff.issue_link")
    )
    assert entry.subjects == [{"kind": "account", "id": str(cast["bruno"].account_id)}]
    assert token not in str(entry.changes)
    assert token_hash(token).hex() not in str(entry.changes)
