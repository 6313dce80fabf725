"""The screen of the waiting room: codes and places, behind a token, and nothing else."""

import re

import pytest
from flask import Flask

from app.desk.operations import openings
from tests.builders.tickets import a_counter, a_ticket, received, the_hours
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient


@pytest.fixture
def address(client: OfficeClient, app: Flask, cast: Cast) -> str:
    """An opening under way and the address of its screen."""
    the_hours()
    a_counter(cast["bruno"], 7)
    a_ticket(cast["anna"])
    a_ticket(cast["anna"])
    received(cast["bruno"])
    client.enter(cast["dario"])
    page = client.submit("/desk/screens", {"name": "Sala"}).text
    found = re.search(r"/screen/[\w-]+", page)
    assert found is not None
    return found[0]


def test_anybody_in_the_room_reads_the_codes_and_no_name(app: Flask, address: str) -> None:
    stranger = app.test_client()
    page = stranger.get(address)
    assert page.status_code == 200
    assert "A01 → Sportello 7" in page.text
    assert "A: 1 in attesa" in page.text
    for never in ("Bruno", "Dario", "precedenza", "sociale parlare"):
        assert never not in page.text


def test_nothing_new_is_a_short_answer(app: Flask, cast: Cast, address: str) -> None:
    stranger = app.test_client()
    first = stranger.get(address, headers={"HX-Request": "true"})
    assert "<html" not in first.text
    tag = {"HX-Request": "true", "If-None-Match": first.headers["ETag"]}
    assert stranger.get(address, headers=tag).status_code == 304
    openings.close_distribution(actor=cast["bruno"].viewer, now=NOW)
    again = stranger.get(address, headers=tag)
    assert again.status_code == 200
    assert "Distribuzione dei biglietti chiusa" in again.text


@pytest.mark.parametrize("token", ["x", "0" * 43, "..%2F..", "a'--"])
def test_a_guess_finds_nothing(app: Flask, address: str, token: str) -> None:
    assert app.test_client().get(f"/screen/{token}").status_code == 404


def test_a_closed_screen_is_dark(
    client: OfficeClient, app: Flask, cast: Cast, address: str
) -> None:
    close = re.search(r"/desk/screens/[\w-]+/close", client.get("/desk/screens").text)
    assert close is not None
    assert client.submit("/desk/screens", action=close[0]).status_code == 303
    assert app.test_client().get(address).status_code == 404


def test_who_does_not_manage_the_desk_opens_no_screen(client: OfficeClient, cast: Cast) -> None:
    for who in ("anna", "bruno", "gino", "elena"):
        client.enter(cast[who])
        assert client.get("/desk/screens").status_code == 403
