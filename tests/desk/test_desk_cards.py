"""What the desk says on other pages, and what the program closes by itself at night."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.desk.jobs import close_those_who_did_not_come_back
from app.desk.operations import openings, serving
from app.desk.procedure.tickets import TicketState
from app.desk.rules.queue import AwayCause, WithoutInterviewCause
from tests.builders.people import a_person
from tests.builders.tickets import (
    INFORMED,
    a_counter,
    a_ticket,
    called,
    concluded,
    received,
    row,
    the_hours,
    version,
)
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Cast:
    the_hours()
    a_counter(cast["bruno"], 1)
    a_ticket(cast["anna"])
    return cast


def test_who_is_at_a_counter_finds_her_turn_first(client: OfficeClient, desk: Cast) -> None:
    client.enter(desk["bruno"])
    page = client.get("/today").text
    assert "Il mio turno" in page
    assert "15:00–19:00, sportello 1" in page
    assert "1 in attesa" in page
    client.enter(desk["carla"])
    assert "sportello da aprire" in client.get("/today").text


def test_the_reception_reads_only_how_many_wait(client: OfficeClient, desk: Cast) -> None:
    client.enter(desk["anna"])
    page = client.get("/today").text
    assert "Servizio sociale: 1 in attesa" in page
    assert "Il mio turno" not in page
    client.enter(desk["elena"])
    assert "in attesa" not in client.get("/today").text


def test_a_ticket_nobody_closed_is_told_to_who_answers_for_the_desk(
    client: OfficeClient, desk: Cast, at: Any
) -> None:
    client.enter(desk["dario"])
    assert "Biglietti rimasti aperti" not in client.get("/today").text
    at(NOW + timedelta(days=1))
    client.enter(desk["dario"])
    page = client.get("/today").text
    assert "A01, lun 23/11" in page
    client.enter(desk["bruno"])
    assert "Biglietti rimasti aperti" not in client.get("/today").text


def test_at_night_only_who_did_not_come_back_is_closed(desk: Cast) -> None:
    gone = called(desk["bruno"])
    for close in (serving.no_answer, serving.mark_not_present):
        if row(gone).state == TicketState.WAITING:
            called(desk["bruno"])
        close(actor=desk["bruno"].viewer, now=NOW, ticket_id=gone, version=version(gone))
    waits = a_ticket(desk["anna"])
    assert close_those_who_did_not_come_back(NOW).done == 0, "the opening is still on"
    night = NOW + timedelta(hours=5)
    assert close_those_who_did_not_come_back(night).done == 1
    assert close_those_who_did_not_come_back(night).done == 0
    assert (row(gone).state, row(waits).state) == (TicketState.LEFT, TicketState.WAITING)


def test_the_page_of_a_person_says_when_she_was_received_and_not_why(
    client: OfficeClient, desk: Cast
) -> None:
    person = a_person(desk["bruno"])
    ticket = received(desk["bruno"])
    visit_id = concluded(desk["bruno"], ticket, replace(INFORMED, person_id=person))
    for who, opens in (("bruno", True), ("carla", False)):
        client.enter(desk[who])
        page = client.get(f"/people/{person}").text
        assert "Colloqui allo sportello" in page
        assert (f"/desk/visits/{visit_id}" in page) is opens
        assert "Due righe" not in page


def test_why_she_ran_is_read_by_who_answers_for_the_desk_alone(
    client: OfficeClient, desk: Cast
) -> None:
    openings.leave_in_a_hurry(
        actor=desk["bruno"].viewer,
        now=NOW,
        reason=AwayCause.SCHOOL,
        back_at=NOW + timedelta(hours=1),
    )
    client.enter(desk["dario"])
    page = client.get("/today").text
    assert "meno di due allo sportello" in page
    assert "chiamata da una scuola" in page
    for who in ("carla", "anna"):
        client.enter(desk[who])
        assert "scuola" not in client.get("/today").text


def test_who_was_not_received_is_read_the_morning_after(
    client: OfficeClient, desk: Cast, at: Any
) -> None:
    ticket = a_ticket(desk["anna"])
    serving.close_without_interview(
        actor=desk["bruno"].viewer,
        now=NOW,
        ticket_id=ticket,
        version=version(ticket),
        why=WithoutInterviewCause.HAS_A_DATE,
    )
    at(NOW + timedelta(days=1))
    client.enter(desk["dario"])
    assert "Non ricevute allo sportello" in client.get("/today").text
    at(NOW + timedelta(days=5))
    client.enter(desk["dario"])
    assert "Non ricevute allo sportello" not in client.get("/today").text
