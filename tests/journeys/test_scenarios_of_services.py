"""Acceptance scenarios of services and of those who move, pressed on the pages (docs/scenarios.md)."""

import re
from datetime import date

import pytest
from flask import Flask

from app.people.rules import BirthKnown
from tests.builders.cases import an_entry
from tests.builders.intake import in_evaluation
from tests.builders.people import a_person
from tests.builders.requests import a_service, an_active_line
from tests.builders.transfers import a_case_to_pass, another_comune
from tests.cast import Cast
from tests.support.at_work import Office, offered, plain, pressed


@pytest.fixture
def office(app: Flask, cast: Cast) -> Office:
    """The office, with everybody at her keyboard."""
    return Office(app, cast)


def test_scenario_11_seventeen_is_no_door_shut_for_a_day_centre(office: Office, cast: Cast) -> None:
    """A warning with what is missing; the request goes on with the papers or without."""
    born = {"birth_known": BirthKnown.EXACT, "birth_date": date(2009, 1, 19)}
    aurora = a_person(cast["bruno"], "Colnaghi", "Aurora", **born)
    page = f"/referrals/{in_evaluation(cast, aurora)}"
    bruno = office["bruno"]
    way = offered(bruno.get(f"{page}/path").text, "Centri diurni")
    severe = {"asked_disability": "severe"}
    without = plain(bruno.submit(way, {**severe, "explain": "1"}).text)
    assert "Sotto i 18 anni la domanda si prende lo stesso" in without
    assert "servono la richiesta dei genitori o del tutore e la valutazione dell'ATS" in without
    brought = {**severe, "asked_under_age_papers": "yes", "explain": "1"}
    there = "ci sono la richiesta dei genitori e la valutazione dell'ATS"
    assert there in plain(bruno.submit(way, brought).text)
    pressed(bruno, way, severe)
    kept = plain(bruno.get(page).text)
    assert "Centri diurni" in kept
    pressed(bruno, offered(bruno.get(page).text, "Prendi in carico per Colnaghi Aurora"),
            {"basis": "consent"})  # fmt: skip
    request = pressed(bruno, page, {}, offered(bruno.get(page).text, "Prepara la richiesta"))
    assert bruno.get(f"{request}/edit").status_code == 200


def test_scenario_13_who_moves_is_followed_there_and_paid_for_here(
    office: Office, cast: Cast
) -> None:
    """Proposed, accepted, history kept: the case is read here, and only the payer's part is worked."""
    to = another_comune(cast)
    case_id = a_case_to_pass(cast, to)
    paid = an_active_line(cast, a_service(cast), case_id=case_id)
    dario, zeno, bruno = office["dario"], office["zeno"], office["bruno"]
    case = f"/cases/{case_id}"
    an_entry(cast["bruno"], case_id, "Diario che resta qui.")
    proposal = {"body": str(to), "pieces": ["who"], "words": "Abita da voi da settembre.",
                f"fate_{paid.hex}": "kept_by_sender"}  # fmt: skip
    transfer = pressed(dario, f"/transfers/new/case/{case_id}", proposal)
    box = offered(zeno.get("/box").text, "Brambilla")
    assert "Diario che resta qui." not in zeno.get(box).text
    pressed(zeno, f"{box}/acts/accept", {"words": "Dal primo gennaio."})
    answered = plain(dario.get(transfer).text)
    assert "Dal primo gennaio." in answered
    pressed(dario, transfer, {}, f"{transfer}/acts/take-note")
    kept = plain(bruno.get(case).text)
    assert "Passata ad altro ente" in kept
    assert "Diario che resta qui." in bruno.get(f"{case}/diary").text
    assert zeno.get(case).status_code == 404
    assert set(re.findall(rf"{case}/acts/([a-z-]+)", bruno.get(case).text)) <= {"to-second-level"}
    line = f"/request-lines/{paid}"
    assert bruno.get(f"{line}/acts/suspend").status_code == 200, "still ours to pay and to follow"
