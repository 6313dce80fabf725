"""The screen of the waiting room: codes and places, behind a token, and nothing else."""

import re
from datetime import datetime
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.policy import Permission
from app.db import db
from app.desk.models import DeskOpening
from app.desk.operations import openings, serving
from app.desk.operations.undoing import undo
from app.kernel.actor import SystemActor
from app.transaction.use_case import use_case
from tests.builders.tickets import a_counter, a_ticket, called, received, the_hours, version
from tests.cast import MAKER, NOW, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting


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


def test_two_hundred_screens_ask_one_question_each(app: Flask, cast: Cast, address: str) -> None:
    stranger = app.test_client()
    part = {"HX-Request": "true"}
    first = stranger.get(address, headers=part)
    with counting() as sent:
        again = stranger.get(address, headers={**part, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert sum(one.startswith("SELECT") for one in sent) <= 2, sent
    with counting() as few:
        stranger.get(address)
    for _ in range(20):
        a_ticket(cast["anna"])
    with counting() as many:
        stranger.get(address)
    assert len(many) == len(few) <= 6, "one of the door, three of the page, and the savepoint"


def test_what_changed_is_drawn_once_for_all_the_screens(
    app: Flask, cast: Cast, address: str
) -> None:
    part = {"HX-Request": "true"}
    before = app.test_client().get(address, headers=part).text
    a_ticket(cast["anna"])
    first = app.test_client().get(address, headers=part).text
    assert before != first
    with counting() as sent:
        assert app.test_client().get(address, headers=part).text == first
    assert sum(one.startswith("SELECT") for one in sent) == 1, sent


def test_a_call_taken_back_disappears(app: Flask, cast: Cast, address: str) -> None:
    ticket_id = called(cast["bruno"])
    assert "A02 → Sportello 7" in app.test_client().get(address).text
    undo(actor=cast["bruno"].viewer, now=NOW, ticket_id=ticket_id, version=version(ticket_id))
    page = app.test_client().get(address).text
    assert "A02 →" not in page
    assert 'data-say="A, 1, sportello 7"' in page


def test_no_range_without_a_past_and_the_hour_of_closing(app: Flask, address: str) -> None:
    page = app.test_client().get(address).text
    assert "chiude alle 19:00" in page
    assert "minuti" not in page
    opening = db.session.scalars(select(DeskOpening)).one()
    opening_with_a_past(opening.id)
    assert "A: 1 in attesa, tra 40 e 50 minuti" in app.test_client().get(address).text


@use_case("tests.opening.remember", permission=Permission.HOME_TODAY_READ)
def remember(*, actor: SystemActor, now: datetime, opening_id: UUID) -> None:
    """Give an opening a past."""
    opening = db.session.scalars(select(DeskOpening).where(DeskOpening.id == opening_id)).one()
    opening.openings_behind, opening.usual_social = 5, 20.0


def opening_with_a_past(opening_id: UUID) -> None:
    """Leave five openings behind one, of twenty minutes each interview."""
    remember(actor=MAKER, now=NOW, opening_id=opening_id)


def test_who_is_called_twice_stands_once(app: Flask, cast: Cast, address: str) -> None:
    ticket_id = called(cast["bruno"])
    common = {"actor": cast["bruno"].viewer, "now": NOW, "ticket_id": ticket_id}
    serving.no_answer(**common, version=version(ticket_id))
    called(cast["bruno"])
    assert app.test_client().get(address).text.count("A02 → Sportello 7") == 1
