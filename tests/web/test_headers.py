"""What every answer carries, whatever its status."""

from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from config import Settings
from tests.cast import Cast
from tests.support import databases
from tests.support.client import OfficeClient

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/today", 200),
        ("GET", "/", 303),
        ("POST", "/people/new", 400),
        ("GET", "/staff", 403),
        ("GET", "/nowhere", 404),
        ("PUT", "/people", 405),
        ("TRACE", "/people", 405),
        ("GET", "/healthz", 200),
        ("GET", "/static/nothing.css", 404),
    ],
)
def test_every_answer_carries_them(
    client: OfficeClient, cast: Cast, method: str, address: str, status: int
) -> None:
    client.enter(cast["bruno"])
    answer = client.open(address, method=method)
    assert answer.status_code == status
    for name, value in ALWAYS.items():
        assert answer.headers[name] == value
    assert "Server" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_giant_body_is_turned_away_with_a_page(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["bruno"])
    answer = client.post("/people/new", data={"surname": "x" * (3 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "troppo grande" in answer.text


def test_a_fault_shows_a_reference_and_nothing_else(
    shared_app: Flask, cast: Cast, app: Flask
) -> None:
    def broken() -> str:
        raise RuntimeError("una parola che nessuno deve leggere")

    view = shared_app.view_functions["home.accessibility"]
    broken.__access__ = view.__access__
    shared_app.view_functions["home.accessibility"] = broken
    shared_app.config["SHOW_FAULT_PAGE"] = True
    try:
        answer = app.test_client().get("/accessibility")
    finally:
        shared_app.view_functions["home.accessibility"] = view
        del shared_app.config["SHOW_FAULT_PAGE"]
    assert answer.status_code == 500
    assert "leggi questo numero" in answer.text
    assert "nessuno deve leggere" not in answer.text
    assert "Traceback" not in answer.text


@pytest.fixture
def production(workplace: Path, pristine: tuple[str, Cast]):
    """The program as a real office runs it."""
    url = databases.clone(pristine[0], workplace)
    app = create_app(
        Settings(
            mode="production",
            database_url=url,
            secret_key="un segreto lungo che conosce solo l'ente",
            master_keys=databases.MASTER_KEYS,
            data_dir=workplace,
            base_url="https://sociale.esempio.invalid",
            trusted_proxies=1,
        )
    )
    app.test_client_class = OfficeClient
    with app.app_context():
        yield app
        from app.db import db

        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


def test_in_production_cookies_travel_only_over_tls(production: Flask) -> None:
    client = production.test_client()
    base = "https://sociale.esempio.invalid"
    shown = client.get("/sign-in", base_url=base)
    cookie = shown.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sportello=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert shown.headers["Strict-Transport-Security"]


def test_in_production_a_form_works_without_a_referrer(production: Flask) -> None:
    """We tell browsers to send none: a check that wants one would refuse every form."""
    client = production.test_client()
    data = {"login": "nessuno", "password": "x" * 20}
    answer = client.submit("/sign-in", data, base_url="https://sociale.esempio.invalid")
    assert answer.status_code == 422


def test_in_production_another_host_is_refused(production: Flask) -> None:
    assert (
        production.test_client().get("/healthz", base_url="https://evil.invalid").status_code == 400
    )


def test_in_production_the_demo_clock_does_not_exist(production: Flask, cast: Cast) -> None:
    for command in (["demo", "load"], ["clock", "set", "2026-11-23 15:05"]):
        assert production.test_cli_runner().invoke(args=command).exit_code == 1
