"""The program as an office runs it: proxies, hosts, cookies, faults."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.accounts import operations
from app.accounts.models import Throttle
from app.accounts.policy import Permission
from app.accounts.throttle import _source_key
from app.db import db
from app.kernel.actor import SystemActor
from config import Settings
from tests.cast import MAKER, NOW, OFFICE, Cast
from tests.support import databases
from tests.support.client import OfficeClient

BASE = "https://sociale.esempio.invalid"
SECRET = "quattro gatti al balcone"
MYSELF = SystemActor(name="test", permissions=frozenset({Permission.ACCOUNTS_SELF_EDIT}))


def _office(url: str, folder: Path, proxies: int) -> Flask:
    app = create_app(
        Settings(
            mode="production",
            database_url=url,
            secret_key="un segreto lungo che conosce solo l'ente",
            master_keys=databases.MASTER_KEYS,
            data_dir=folder,
            base_url=BASE,
            trusted_proxies=proxies,
        )
    )
    app.test_client_class = OfficeClient
    return app


@pytest.fixture
def production(
    request: pytest.FixtureRequest, workplace: Path, pristine: tuple[str, Cast]
) -> Iterator[Flask]:
    """An office behind as many proxies as the test says (one, unless it says otherwise)."""
    url = databases.clone(pristine[0], workplace)
    app = _office(url, workplace, getattr(request, "param", 1))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


@pytest.fixture
def bruno(production: Flask, cast: Cast) -> OfficeClient:
    """Somebody who came in with his password."""
    token = operations.issue_link(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=cast["bruno"].account_id
    )
    stored = operations.acceptable_hash(password=SECRET, context=())
    operations.accept_link(actor=MYSELF, now=NOW, token=token, password_hash=stored)
    client: Any = production.test_client()
    answer = client.submit("/sign-in", {"login": "bruno", "password": SECRET}, base_url=BASE)
    assert answer.status_code == 303
    client.last = answer
    return client


def _cookies(answer: Any) -> dict[str, str]:
    return {text.split("=", 1)[0]: text for text in answer.headers.getlist("Set-Cookie")}


def test_every_cookie_is_for_tls_alone_and_out_of_reach_of_scripts(bruno: Any) -> None:
    given = _cookies(bruno.last)
    assert set(given) == {"__Host-sportello", "device"}
    for text in given.values():
        assert "Secure" in text
        assert "HttpOnly" in text
        assert "SameSite=Lax" in text
        assert "Path=/" in text
        assert "Domain" not in text


def test_signing_out_takes_the_cookie_back_in_the_way_it_was_given(bruno: Any) -> None:
    answer = bruno.submit("/today", action="/sign-out", base_url=BASE)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    taken = _cookies(answer)["__Host-sportello"]
    assert "Max-Age=0" in taken
    assert "Secure" in taken
    assert "Path=/" in taken
    assert bruno.get("/today", base_url=BASE).status_code == 303


@pytest.mark.parametrize("address", ["/sign-in", "/nowhere", "/healthz", "/static/nothing.css"])
def test_browsers_are_told_to_come_back_over_tls_only(production: Flask, address: str) -> None:
    answer = production.test_client().get(address, base_url=BASE)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.invalid"},
        {"Host": "sociale.esempio.invalid.evil.invalid"},
        {"Host": "sociale.esempio.invalid", "X-Forwarded-Host": "evil.invalid"},
        {"Host": "evil.invalid@sociale.esempio.invalid"},
        {"Host": "xsociale.esempio.invalid"},
    ],
)
def test_a_request_for_another_host_is_a_page_without_links_to_it(
    production: Flask, headers: dict[str, str]
) -> None:
    answer = production.test_client().get("/sign-in", headers=headers)
    assert answer.status_code == 400
    assert "evil.invalid" not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Security-Policy"]


def _guess_from(app: Flask, told: str) -> None:
    client: Any = app.test_client()
    answer = client.submit(
        "/sign-in",
        {"login": "nessuno", "password": "x" * 20},
        base_url=BASE,
        headers={"X-Forwarded-For": told},
    )
    assert answer.status_code == 422


def _counted(source: str) -> bool:
    db.session.rollback()
    key = _source_key(source)
    return db.session.scalar(select(Throttle.attempts).where(Throttle.key == key)) is not None


@pytest.mark.parametrize("production", [0], indirect=True)
def test_without_a_proxy_nobody_chooses_her_own_address(production: Flask) -> None:
    _guess_from(production, "203.0.113.7")
    assert _counted("127.0.0.1")
    assert not _counted("203.0.113.7")


def test_behind_one_proxy_only_what_that_proxy_says_counts(production: Flask) -> None:
    _guess_from(production, "203.0.113.7, 198.51.100.2")
    assert _counted("198.51.100.2")
    assert not _counted("203.0.113.7")


def test_a_link_to_hand_over_bears_the_name_of_the_office(production: Flask, cast: Cast) -> None:
    result = production.test_cli_runner().invoke(args=["accounts", "--help"])
    assert result.exit_code == 0
    from tests.cast import open_door

    client: Any = production.test_client()
    client.set_cookie(
        "__Host-sportello", open_door(cast["elena"]), domain="sociale.esempio.invalid", secure=True
    )
    page = f"/staff/{cast['bruno'].account_id}"
    shown = client.submit(page, action=f"{page}/link", base_url=BASE)
    assert f"{BASE}/first-access/" in shown.text


def test_a_fault_in_production_is_a_page_with_a_reference(
    production: Flask, bruno: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> str:
        words = "una parola che nessuno " + "deve leggere"  # no line of ours holds them whole
        try:
            raise ValueError(words)
        except ValueError as cause:
            raise RuntimeError(words) from cause

    view = production.view_functions["home.today"]
    broken.__access__ = view.__access__  # type: ignore[attr-defined]
    production.view_functions["home.today"] = broken
    with caplog.at_level(logging.ERROR):
        answer = bruno.get("/today", base_url=BASE)
    assert answer.status_code == 500
    assert "nessuno deve leggere" not in answer.text
    reference = re.search(r"<strong>([0-9A-F]{8})</strong>", answer.text)
    assert reference
    assert reference[1] in caplog.text
    assert "RuntimeError" in caplog.text
    assert "in broken" in caplog.text, "the place is told"
    assert "nessuno deve leggere" not in caplog.text, "the words are not"
    assert answer.headers["Content-Security-Policy"]


def test_a_session_that_cannot_be_written_is_a_page_with_a_reference(
    production: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    """It breaks after the view, where the ordinary handlers of faults are not asked."""
    with db.engine.connect().execution_options(writing=True) as connection:
        connection.exec_driver_sql("ALTER TABLE staff_session RENAME TO gone")
        connection.commit()
    with caplog.at_level(logging.ERROR):
        answer = production.test_client().get("/sign-in", base_url=BASE)
    assert answer.status_code in (500, 503)
    assert "<h1>" in answer.text
    assert "staff_session" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_secrets_of_the_office_are_in_no_page_and_no_log(
    production: Flask, bruno: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        pages = [bruno.get(page, base_url=BASE).text for page in ("/today", "/profile", "/nowhere")]
    logged = " ".join(record.getMessage() for record in caplog.records)
    for secret in ("conosce solo l'ente", "\\x07\\x07", SECRET, bruno.last.headers["Set-Cookie"]):
        assert all(secret not in text for text in (*pages, logged))
