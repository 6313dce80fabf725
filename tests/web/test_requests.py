"""What a request may ask and how: proofs, methods, sizes."""

import re
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from flask import Flask

from app.accounts.policy import TABLE
from app.web.access import access_of
from app.web.security import HEADERS
from tests.builders.world import World
from tests.cast import Cast
from tests.support.client import Forms, OfficeClient
from tests.support.rows import changed, rows


@pytest.fixture
def bruno(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The browser of a social worker."""
    return client.enter(cast["bruno"])


def _filled(rule: str) -> str:
    numbered = re.sub(r"<int:\w+>", "1", rule)
    return re.sub(r"<[^>]+>", str(uuid4()), numbered)


def _proof(client: OfficeClient) -> str:
    return Forms(client.get("/profile").text).found[0].values["csrf_token"]


def test_no_form_is_taken_without_its_proof(app: Flask, client: OfficeClient, cast: Cast) -> None:
    for who in ("bruno", "elena", "dario"):
        duties = TABLE[cast[who].role]
        client.enter(cast[who])
        before = rows()
        for rule in app.url_map.iter_rules():
            access = access_of(app.view_functions[rule.endpoint])
            if "POST" not in rule.methods or (access and access.permission not in {None, *duties}):
                continue
            answer = client.post(_filled(rule.rule), data={"surname": "X", "submission": "k"})
            assert answer.status_code == 400, rule.rule
        assert changed(before) == set()


def test_the_proof_of_one_session_is_worth_nothing_in_another(
    app: Flask, bruno: OfficeClient, cast: Cast
) -> None:
    other: Any = app.test_client()
    stolen = _proof(other.enter(cast["carla"]))
    answer = bruno.post("/people/new", data={"surname": "X", "csrf_token": stolen})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("site", "status"),
    [("same-origin", 422), ("none", 422), ("cross-site", 403), ("same-site", 403), ("?", 403)],
)
def test_a_browser_says_where_a_form_comes_from(
    bruno: OfficeClient, site: str, status: int
) -> None:
    typed = {"surname": "", "csrf_token": _proof(bruno)}
    answer = bruno.post("/people/new", data=typed, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == status
    assert bruno.get("/today", headers={"Sec-Fetch-Site": site}).status_code == 200


def test_a_foreign_sign_in_form_is_turned_away(client: OfficeClient) -> None:
    """Nobody is signed in by another site under the account of a stranger."""
    typed = {"login": "bruno", "password": "x" * 20}
    answer = client.submit("/sign-in", typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.world
@pytest.mark.parametrize("header", ["prefetch", "prefetch;prerender", "prerender;prefetch"])
def test_reading_ahead_leaves_no_line(bruno: OfficeClient, world: World, header: str) -> None:
    address = f"/people/{world.mother}"
    before = rows()["access_entry"]
    assert bruno.get(address, headers={"Sec-Purpose": header}).status_code == 403
    assert rows()["access_entry"] == before


@pytest.mark.world
def test_a_visitor_learns_nothing_of_what_exists(client: OfficeClient, world: World) -> None:
    hers = client.get(f"/people/{world.mother}")
    nobodys = client.get(f"/people/{uuid4()}")
    assert hers.status_code == nobodys.status_code == 303
    assert "Set-Cookie" not in hers.headers
    assert client.get("/nowhere").status_code == 404


def test_a_visitors_password_is_never_given_back(client: OfficeClient) -> None:
    typed = {
        "current": "quella vera",
        "password": "quella nuova",
        "again": "quella nuova",
        "a": "b",
    }
    answer = client.post("/profile", data=typed)
    assert answer.status_code == 401
    assert "quella" not in answer.text


def test_the_way_back_after_signing_in_keeps_its_questions(client: OfficeClient) -> None:
    answer = client.get("/people?pagina=2&ordine=nome")
    assert unquote(answer.location) == "/sign-in?next=/people?pagina=2&ordine=nome"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_asking_with_any_safe_method_needs_signing_in(client: OfficeClient, method: str) -> None:
    assert client.open("/people", method=method).status_code == 303


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/sign-out"),
        ("PUT", "/people/new"),
        ("DELETE", "/people/00000000-0000-7000-8000-000000000000"),
        ("PATCH", "/staff"),
        ("TRACE", "/today"),
        ("PROPFIND", "/today"),
    ],
)
def test_a_wrong_method_is_a_page_that_says_so(
    bruno: OfficeClient, method: str, address: str
) -> None:
    answer = bruno.open(address, method=method, data={"csrf_token": _proof(bruno)})
    assert answer.status_code == 405
    assert answer.headers["Allow"]
    assert "Questo indirizzo non si usa così" in answer.text


@pytest.mark.parametrize("field", ["surname", "given", "birth_known", "submission", "is_another"])
def test_a_value_sent_twice_is_refused_and_nothing_is_done(bruno: OfficeClient, field: str) -> None:
    shown = Forms(bruno.get("/people/new").text).found[-1].values
    typed = {**shown, "surname": "Ferri", "is_another": "y"}
    before = rows()
    typed[field] = [typed[field], typed[field] or "x"]
    answer = bruno.post("/people/new", data=typed)
    assert answer.status_code == 422
    assert changed(before) == set()


GIANT = "x" * (3 * 1024 * 1024)
IN_PARTS = f'--b\r\nContent-Disposition: form-data; name="surname"\r\n\r\n{GIANT}\r\n--b--\r\n'


@pytest.mark.parametrize("address", ["/people/new", "/sign-in", "/staff/new"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", f"surname={GIANT}"),
        ("multipart/form-data; boundary=b", IN_PARTS),
    ],
    ids=["urlencoded", "multipart"],
)
def test_a_giant_body_is_a_clear_page_and_no_fault(
    client: OfficeClient, cast: Cast, address: str, kind: str, body: str
) -> None:
    client.enter(cast["elena"] if address.startswith("/staff") else cast["bruno"])
    answer = client.post(address, data=body.encode(), content_type=kind)
    assert answer.status_code == 413
    assert "troppo grande" in answer.text


def test_a_giant_body_of_a_visitor_is_refused_as_early(client: OfficeClient) -> None:
    assert client.post("/people/new", data={"surname": GIANT}).status_code == 413


def test_a_hundred_thousand_fields_are_no_fault(bruno: OfficeClient) -> None:
    body = "&".join(f"f{number}=1" for number in range(100_000))
    answer = bruno.post("/people/new", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize(
    "asked",
    [
        "pagina=0", "pagina=-1", "pagina=99999999999999999999", "pagina=x", "pagina=1&pagina=2",
        "pagina=%00", "pagina=²", "pagina[]=1", "%F0%28%8C%28=1", "next[]=x", "=&&;=",
        pytest.param(f"pagina={'9' * 5_000}&seen={'9' * 5_000}-1", id="more digits than a number"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/people", "/bodies", "/today", "/office", "/referrals"])
def test_absurd_questions_get_an_ordinary_page(
    bruno: OfficeClient, address: str, asked: str
) -> None:
    assert bruno.get(f"{address}?{asked}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/people/not-an-id", "/people/00000000-0000-0000-0000-00000000000g", "/people/%00",
        "/people/../staff", "/people//", "/static/../config.py", "/static/%2e%2e/%2e%2e/config.py",
        "/static/..%2f..%2fconfig.py", "/.env", "/.git/config", "/instance/demo.env",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_a_page_of_ours(bruno: OfficeClient, address: str) -> None:
    answer = bruno.get(address)
    assert answer.status_code in (308, 404)
    assert "SPORTELLO_" not in answer.text


@pytest.mark.world
@pytest.mark.parametrize(
    "typed",
    ["' OR 1=1 --", "%", "_", "{{ 7 * 7 }}", "<script>alert(1)</script>", "\x00", "x" * 200],
)
def test_what_is_searched_is_data_and_nothing_else(bruno: OfficeClient, typed: str) -> None:
    answer = bruno.submit("/people", {"text": typed})
    assert answer.status_code in (200, 422)
    assert "Diop" not in answer.text
    assert "<script>alert" not in answer.text
    assert "49" not in re.sub(r'"[^"]*"', "", answer.text)


def test_refusals_carry_what_every_answer_carries(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    visitor: Any = app.test_client()
    client.enter(cast["bruno"])
    answers = {
        401: visitor.post("/people/new", data={"surname": "X"}),
        413: client.post("/people/new", data={"surname": GIANT}),
        422: client.submit("/people/new", {"surname": ""}),
    }
    for _ in range(6):
        answers[429] = visitor.submit("/sign-in", {"login": "nessuno", "password": "x" * 20})
    for status, answer in answers.items():
        assert answer.status_code == status
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert answer.headers["Cache-Control"] == "no-store"
