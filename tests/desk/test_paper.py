"""The number on paper: its size, its languages, and those given by hand."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.desk.models import Ticket
from app.desk.operations.paper import enter_paper
from app.desk.rules.paper import PaperFault, SlipLanguage, read_paper
from app.desk.rules.queue import Queue
from app.kernel.clock import in_rome
from app.kernel.errors import Invalid
from tests.builders.tickets import a_ticket, line, row, the_hours
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

LATER = NOW + timedelta(hours=1)  # five past four in the afternoon


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Cast:
    the_hours()
    return cast


def _enter(cast: Cast, waiting: dict[int, int], last: int = 15, **told: Any) -> None:
    known = {"actor": cast["gino"].viewer, "now": LATER, "queue": Queue.SOCIAL}
    enter_paper(last=last, waiting=waiting, **{**known, **told})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", {}),
        ("7 15:10", {7: 910}),
        ("A07 15.10\n\n 8 1512 \nb09 ore 16", {7: 910, 8: 912, 9: 960}),
    ],
)
def test_a_line_is_a_number_and_an_hour(text: str, read: dict[int, int]) -> None:
    assert read_paper(text) == read


@pytest.mark.parametrize("text", ["sette", "7", "7 25:00", "7 15:60", "7 15:10\n7 15:11", "107 9"])
def test_what_is_not_one_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=text.splitlines()[-1]):
        read_paper(text)


def test_the_count_goes_on_and_who_waits_keeps_her_hour(desk: Cast) -> None:
    _enter(desk, {14: 925, 13: 910})
    assert line(desk["bruno"], LATER) == ["A13", "A14"]
    ticket = db.session.scalars(select(Ticket).where(Ticket.number == 14)).one()
    assert f"{in_rome(ticket.taken_at):%H:%M}" == "15:25"
    assert row(a_ticket(desk["anna"], minutes=61)).code == "A16"


def test_what_the_program_gave_is_not_given_again(desk: Cast) -> None:
    for _ in range(3):
        a_ticket(desk["anna"])
    _enter(desk, {}, last=2)
    assert row(a_ticket(desk["anna"], minutes=61)).code == "A04"
    with pytest.raises(Invalid) as twice:
        _enter(desk, {3: 910})
    assert twice.value.reasons == (f"lines:{PaperFault.GIVEN_ALREADY}",)


@pytest.mark.parametrize(
    ("waiting", "fault"),
    [({16: 910}, PaperFault.BEYOND_THE_LAST), ({3: 1139}, PaperFault.IN_THE_FUTURE)],
)
def test_what_cannot_be_is_refused_whole(
    desk: Cast, waiting: dict[int, int], fault: PaperFault
) -> None:
    with pytest.raises(Invalid) as refused:
        _enter(desk, {**waiting, 1: 905})
    assert refused.value.reasons == (f"lines:{fault}",)
    assert db.session.scalars(select(Ticket)).all() == []


def test_after_a_fault_one_page_puts_everybody_back(
    client: OfficeClient, desk: Cast, at: Any
) -> None:
    at(LATER)
    client.enter(desk["anna"])
    wrong = client.submit("/desk/paper", {"last": "15", "lines": "quattordici"})
    assert wrong.status_code == 422
    assert "quattordici" in wrong.text
    answer = client.submit("/desk/paper", {"last": "15", "lines": "14 15:25\n15 15:30"})
    assert answer.status_code == 303
    assert "il prossimo biglietto A è il 16" in client.get(answer.location).text
    assert "A30" in client.get("/desk/paper/sheet").text
    assert "Non serve dire il motivo" in client.get("/desk/paper/sign").text


def test_the_size_of_the_paper_is_of_the_workstation(client: OfficeClient, desk: Cast) -> None:
    slip = f"/desk/tickets/{a_ticket(desk['anna'])}/slip"
    client.enter(desk["anna"])
    assert "slip-80" in client.get(slip).text
    page = f"{slip}?format=58"
    assert client.submit(page, {"format": "58"}, action="/desk/slip-format").status_code == 303
    assert "slip-58" in client.get(slip).text
    assert client.submit(slip, {"format": "x"}, action="/desk/slip-format").status_code == 303
    assert "slip-58" in client.get(slip).text


def test_it_says_where_and_in_the_language_asked_for(client: OfficeClient, desk: Cast) -> None:
    slip = f"/desk/tickets/{a_ticket(desk['anna'])}/slip"
    client.enter(desk["anna"])
    page = client.get(slip).text
    assert "piazza Prova 1" in page
    assert "Non serve dire il motivo in sala" in page
    for language in SlipLanguage:
        shown = client.get(f"{slip}?language={language}").text
        assert f'<p lang="{language}"' in shown
    assert 'dir="rtl"' in client.get(f"{slip}?language=ar").text
    assert "People ahead" not in client.get(f"{slip}?language=<b>").text
