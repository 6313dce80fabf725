"""At every address: who is it, may she enter? The policy table answers, and nothing else."""

import re
from uuid import uuid4

import pytest
from flask import Flask

from app.accounts.policy import TABLE
from app.web.access import access_of
from tests.builders.people import a_person
from tests.cast import BY_ROLE, Cast
from tests.support.client import Forms, OfficeClient

REACHED = {200, 204, 303, 404, 409, 422}


@pytest.mark.timeout(300)  # a thousand addresses: on a busy machine more than a minute
@pytest.mark.program
@pytest.mark.parametrize("who", BY_ROLE.values())
def test_every_address_answers_as_the_table_says(
    app: Flask, client: OfficeClient, cast: Cast, who: str
) -> None:
    duties = TABLE[cast[who].role]
    client.enter(cast[who])
    token = Forms(client.get("/profile").text).found[0].values["csrf_token"]
    for rule in app.url_map.iter_rules():
        access = access_of(app.view_functions[rule.endpoint])
        assert access is not None
        if access.permission is None or rule.endpoint == "accounts.sign_out":
            continue
        address = _filled(rule.rule)
        for method in sorted(rule.methods & {"GET", "POST"}):
            data = {"csrf_token": token} if method == "POST" else None
            status = client.open(address, method=method, data=data).status_code
            if access.permission in duties:
                assert status in REACHED, (address, method, status)
            else:
                assert status == 403, (address, method, status)


def _filled(rule: str) -> str:
    numbered = re.sub(r"<int:\w+>", "1", rule)
    parts = [str(uuid4()) if part.startswith("<") else part for part in numbered.split("/")]
    return "/".join(parts)


@pytest.mark.program
def test_who_is_not_signed_in_goes_to_sign_in(app: Flask, client: OfficeClient) -> None:
    for rule in app.url_map.iter_rules():
        access = access_of(app.view_functions[rule.endpoint])
        if access and access.permission and "GET" in rule.methods:
            answer = client.get(_filled(rule.rule))
            assert answer.status_code == 303
            assert answer.location.startswith("/sign-in?next=")


def test_what_was_typed_when_the_session_ended_comes_back(client: OfficeClient) -> None:
    answer = client.post("/people/new", data={"surname": "De Luca", "given": "Anna Maria"})
    assert answer.status_code == 401
    assert "De Luca" in answer.text
    assert "Invia di nuovo" in answer.text


def test_a_form_without_its_proof_does_nothing_and_loses_nothing(
    client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["bruno"])
    answer = client.post("/people/new", data={"surname": "De Luca", "password": "quella vera"})
    assert answer.status_code == 400
    assert "De Luca" in answer.text
    assert "quella vera" not in answer.text
    again = client.post("/people/new", data=Forms(answer.text).found[-1].values)
    assert again.status_code == 422  # the proof is right now: the form itself answers


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_write_from_another_site_is_turned_away(
    client: OfficeClient, cast: Cast, site: str
) -> None:
    client.enter(cast["bruno"])
    answer = client.submit("/people/new", {"surname": "X"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403


def test_a_browser_may_not_read_ahead(client: OfficeClient, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    client.enter(cast["bruno"])
    address = f"/people/{person_id}"
    assert client.get(address, headers={"Sec-Purpose": "prefetch"}).status_code == 403
    assert client.get(address).status_code == 200


def test_another_bodys_person_is_the_same_page_as_nobody(client: OfficeClient, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    client.enter(cast["zeno"])
    hers, nobodys = client.get(f"/people/{person_id}"), client.get(f"/people/{uuid4()}")
    assert hers.status_code == nobodys.status_code == 404
    assert len(hers.text) == len(nobodys.text)


def test_htmx_is_told_where_to_sign_in(client: OfficeClient) -> None:
    answer = client.post("/people", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")


def test_the_menu_stays_around_a_page_that_says_no(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["anna"])
    for address in (f"/people/{uuid4()}", "/nothing-is-here", "/cases"):
        answer = client.get(address)
        assert answer.status_code in (403, 404)
        assert 'href="/booking"' in answer.text, address
    visitor = client.application.test_client().get("/nothing-is-here")
    assert "/booking" not in visitor.text
