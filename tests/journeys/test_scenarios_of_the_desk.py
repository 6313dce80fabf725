"""Acceptance scenarios of the desk and of the archive, pressed on the pages (docs/scenarios.md)."""

from typing import Any

import pytest
from flask import Flask

from app.audit.models import AuditEntry
from app.db import db
from app.desk.rules.queue import Queue
from app.people import queries as people
from app.people.rules import MayLeaveMessage
from tests.builders.appointments import WEDNESDAY, a_place, a_wednesday, an_appointment
from tests.builders.people import a_contact, a_person
from tests.builders.tickets import the_hours
from tests.cast import Cast
from tests.support.at_work import Office, plain, pressed
from tests.support.booking import PAGE, form_of, found, radios
from tests.support.client import Forms

CODE = "PRVTST15C52C523U"


@pytest.fixture
def office(app: Flask, cast: Cast) -> Office:
    """The office, with everybody at her keyboard."""
    return Office(app, cast)


def test_scenario_1_somebody_without_a_name_and_without_papers_is_received(
    office: Office, cast: Cast
) -> None:
    """Monday 15:10: no code is asked, nothing is refused but an interview without an outcome."""
    the_hours()
    slip = pressed(office["anna"], "/desk/tickets/new", {"queue": Queue.SOCIAL})
    assert "A01" in office["anna"].get(slip).text
    bruno = office["bruno"]
    pressed(bruno, "/desk/counter", {"number": "1"})
    pressed(bruno, "/desk", {}, "/desk/next")
    actions = [one.action for one in Forms(bruno.get("/desk").text).found]
    pressed(bruno, "/desk", {}, next(one for one in actions if one.endswith("/acts/start")))
    conclude = next(
        one.action for one in Forms(bruno.get("/desk").text).found if "outcomes" in one.names
    )
    half = {"note": "Parla poco, ha paura.", "press": "save"}
    refused = bruno.submit("/desk", half, conclude)
    assert refused.status_code == 422
    assert "Scegli almeno un esito." in refused.text
    assert "Parla poco, ha paura." in refused.text
    told = {**half, "outcomes": "anonymous_listening", "area": "social_inclusion"}
    area = next(one.options["area"] for one in Forms(refused.text).found if "area" in one.names)
    visit = pressed(bruno, "/desk", {**told, "area": area[1]}, conclude)
    kept = plain(bruno.get(visit).text)
    assert "Personaresta senza nome" in kept
    assert "Ascolto anonimo" in kept


def test_scenario_1_who_says_a_name_without_papers_is_written_as_she_says(office: Office) -> None:
    declared = {"surname": "Senzacarte", "birth_known": "year_only", "birth_year": "1990",
                "identity": "declared", "no_identifier_reason": "non ha documenti"}  # fmt: skip
    hers = pressed(office["bruno"], "/people/new", declared)
    page = plain(office["bruno"].get(hers).text)
    assert "Codice fiscale, STP o ENI manca: non ha documenti" in page
    assert "1990, circa 36 anni" in page


def test_scenario_2_who_comes_back_with_her_code_becomes_one_record(
    office: Office, cast: Cast
) -> None:
    bruno, dario = office["bruno"], office["dario"]
    stp = "STP0301234567890"
    first = pressed(bruno, "/people/new", {"surname": "Ferri", "given": "Lia", "identifier": stp})
    again = {"surname": "Ferri", "given": "Lia", "birth_date": "12/03/1980", "identifier": CODE}
    second = pressed(bruno, "/people/new", again)
    gone = second.rsplit("/", 1)[1]
    assert f"{first}/merge/{gone}" in dario.get(f"{first}/merge").text, "she is found by herself"
    merge = f"{first}/merge/{gone}"
    compared = next(one for one in Forms(dario.get(merge).text).found if "version" in one.values)
    chosen = {name: "gone" for name in ("identifier", "birth") if name in compared.options}
    assert "identifier" in chosen
    done = dario.post(merge, data={**compared.values, **chosen})
    assert done.status_code == 303
    told = plain(dario.get(done.location).text)
    assert stp in told, "what was written before"
    assert CODE in told, "and what stays"
    assert len(people.search(cast["bruno"].viewer, "Ferri")) == 1
    assert bruno.get(second).location.endswith(first)
    assert CODE in bruno.get(first).text
    entry = AuditEntry.name == "people.person.merge"
    (line,) = db.session.query(AuditEntry).filter(entry)
    assert {gone, first.rsplit("/", 1)[1]} <= {one["id"] for one in line.subjects}


def test_scenario_3_a_place_taken_is_refused_with_the_next_ones(office: Office, cast: Cast) -> None:
    """Wednesday at ten, while somebody else takes it."""
    a_wednesday(cast)
    a_person(cast["anna"], "Brambilla")
    anna = office["anna"]
    shown = form_of(found(anna, "Brambilla"))
    hours = anna.post(PAGE, data={**shown, "more": "1"})
    ten = next(code for code in radios(hours.text, "place") if code.split(".")[1] == "600")
    number = [code.split(".")[1] for code in radios(hours.text, "place")].index("600")
    an_appointment(cast["anna"], a_person(cast["anna"], "Svelta"), a_place(cast["anna"], number))
    typed = {"place": ten, "phone": "000 3331234", "purpose": "documents", "group": "adult"}
    refused = anna.post(PAGE, data={**shown, **typed})
    assert refused.status_code == 409
    assert "appena preso" in refused.text
    free = [int(code.split(".")[1]) for code in radios(refused.text, "place")]
    assert 600 not in free
    assert len(free) == 3
    kept = form_of(refused.text)
    assert (kept["phone"], kept["text"]) == (typed["phone"], "Brambilla")


def test_scenario_4_whoever_is_booked_with_a_worker_who_is_ill_is_not_forgotten(
    office: Office, cast: Cast
) -> None:
    """Who takes her place is proposed; a number where nothing may be said is not called in vain."""
    a_wednesday(cast, "bruno", "carla")
    for surname, message in (("Attesa", MayLeaveMessage.YES), ("Cauta", MayLeaveMessage.NO)):
        one = a_person(cast["anna"], surname)
        number = f"000 555110{len(surname)}"
        a_contact(cast["anna"], one, number, message)
        place = next(
            place for place in (a_place(cast["anna"], n) for n in range(4))
            if place.engagement_id == cast["bruno"].engagement_id
        )  # fmt: skip
        an_appointment(cast["anna"], one, place, phone=number)
    day = f"{WEDNESDAY:%d/%m/%Y}"
    ill = {"worker": str(cast["bruno"].engagement_id), "first_day": day, "last_day": day,
           "kind": "not_said"}  # fmt: skip
    asked = office["dario"].submit("/rota/absences/new", ill)
    words = plain(asked.text)
    for sentence in ("Attesa", "Cauta", "Stesso orario con Carla"):
        assert sentence in words, sentence
    safely = "000 5551105, non lasciare messaggi"
    assert safely in words
    assert words.count("non lasciare messaggi") == 1
    assert "malattia" not in words.lower(), "why she is away is not told"
    values: dict[str, Any] = next(
        one for one in Forms(asked.text).found if "worker" in one.names
    ).values
    done = office["dario"].post("/rota/absences/new", data=values)
    assert done.status_code == 303
    to_warn = plain(office["dario"].get(done.location).text)
    assert "Carla" in to_warn
    assert safely in to_warn, "on the printed list too"


@pytest.mark.parametrize(
    ("code", "refused_there"), [("PRVTST15C5NCRNPL", True), ("PRVTST15C52CRNPW", False)]
)
def test_scenario_17_a_code_with_letters_for_digits_is_taken_and_said_not_to_travel(
    office: Office, code: str, refused_there: bool
) -> None:
    """Four digits exchanged: valid, and refused by the form of INPS; three pass there too."""
    hers = pressed(office["bruno"], "/people/new", {"surname": "Prova", "identifier": code})
    page = plain(office["bruno"].get(hers).text)
    assert code in page
    assert ("gli invii all'INPS però non lo accettano" in page) is refused_there
