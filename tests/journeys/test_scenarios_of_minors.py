"""Acceptance scenarios about children, pressed on the pages (docs/scenarios.md)."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from app.cases.operations import Entry
from app.cases.rules.placements import LegalBasis, PlacementRole
from app.emergencies import operations as emergencies
from app.organisations.rules import BodyKind
from app.people import operations as people
from app.people.rules import Kinship
from app.releases.labels import receipt_text
from tests.builders.cases import an_open_case
from tests.builders.intake import STORY, a_body
from tests.builders.people import a_person
from tests.builders.placements import (
    SECRETS,
    WHERE,
    a_choice,
    a_member,
    a_search,
    placement_act,
    structures,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.at_work import Office, offered, plain, pressed
from tests.support.client import Forms
from tests.support.crawling import words_of


@pytest.fixture
def office(app: Flask, cast: Cast) -> Office:
    """The office, with everybody at her keyboard."""
    return Office(app, cast)


def _assigned_and_met(office: Office, cast: Cast, page: str) -> None:
    worker = str(cast["bruno"].engagement_id)
    text = office["dario"].get(f"{page}/acts/assign").text
    chosen = next(value for value in re.findall(r'value="([^"]+)"', text) if worker in value)
    pressed(office["dario"], f"{page}/acts/assign", {"worker": chosen})
    pressed(office["bruno"], f"{page}/acts/first-contact", {"outcome": "real"})


def test_scenario_5_why_the_parents_were_not_told_is_asked_and_the_receipt_says_nothing(
    office: Office, cast: Cast
) -> None:
    """Asked and listed until it is answered: it stops nobody who reports a child."""
    school, gino, bruno = a_body(cast, BodyKind.SCHOOL), office["gino"], office["bruno"]
    child = a_person(cast["bruno"], "Segnalato", "Ivo")
    arrived = {"channel": "pec", "source": "school", "story": STORY, "body": str(school),
               "protocol_number": "31204"}  # fmt: skip
    page = pressed(gino, f"/referrals/new?person={child}", arrived, "/referrals/new")
    pressed(gino, f"{page}/questions", {"asked_class": "3 B", "asked_family_informed": "no"})
    to_do = plain(gino.get(page).text).split("Da completare")[1]
    assert "Se no, perché?" in to_do
    why = {"asked_family_informed_why": "Si teme per lui."}
    pressed(gino, f"{page}/questions", why)
    assert "Si teme per lui." in plain(gino.get(page).text)
    _assigned_and_met(office, cast, page)
    new = f"/releases/new{page.replace('/referrals/', '/referral/')}/body/{school}"
    letter = pressed(bruno, new, {"text": STORY, "basis": "other_basis"})
    printed = PdfReader(BytesIO(bruno.get(f"{letter}/pdf").data))
    told = " ".join("".join(one.extract_text() for one in printed.pages).split())
    assert receipt_text(TODAY, "") in told or receipt_text(TODAY, "31204") in told
    for secret in (STORY, "Segnalato", "Ivo", "SEG-", "3 B", "Si teme per lui", "Bruno"):
        assert secret not in told, secret


def test_scenario_6_brothers_and_sisters_are_one_report_and_a_case_each(
    office: Office, cast: Cast
) -> None:
    gino, bruno = office["gino"], office["bruno"]
    ivan, giada, noe = (
        a_person(cast["bruno"], "Tregenti", one) for one in ("Ivan", "Giada", "Noè")
    )
    told = {"channel": "phone", "source": "neighbour", "story": STORY, "text": "tregenti"}
    one = gino.submit("/referrals/new", {**told, "person": str(ivan), "more": "1"})
    found = gino.post(
        "/referrals/new", data={**_story(one.text), "text": "tregenti", "search": "1"}
    )
    saved = gino.post("/referrals/new", data={**_story(found.text), "person": str(giada)})
    assert saved.status_code == 303
    page = saved.location
    another = offered(gino.get(page).text, "Riguarda anche un'altra persona")
    looked = gino.submit(another, {"text": "tregenti", "search": "1"})
    form = next(form for form in Forms(looked.text).found if "person" in form.names)
    assert gino.post(another, data={**form.values, "person": str(noe)}).status_code == 303
    heading = plain(gino.get(page).text)
    for given in ("Ivan", "Giada", "Noè"):
        assert f"Tregenti {given}" in heading
    _assigned_and_met(office, cast, page)
    take = f"{page}/acts/take-charge"
    form = next(form for form in Forms(bruno.get(take).text).found if "subjects" in form.names)
    assert len(form.options["subjects"]) == 3
    charge = {"subjects": form.options["subjects"], "basis": "consent",
              "area": "family_and_minors"}  # fmt: skip
    pressed(bruno, take, charge)
    cases = set(re.findall(r"CS-\d+", bruno.get(page).text))
    assert len(cases) == 3, "one report, three cases"


def _story(text: str) -> dict[str, Any]:
    return next(form for form in Forms(text).found if "story" in form.names).values


def test_scenario_7_nothing_of_a_refuge_is_read_where_her_partner_is_looked_up(
    office: Office, cast: Cast
) -> None:
    """A mother with two children: the page of the father, search, letters, reports and sheets."""
    bruno = cast["bruno"]
    mother = a_person(bruno, "Fuggita", "Elira")
    children = [a_person(bruno, "Fuggita", name) for name in ("Sara", "Nico")]
    father = a_person(bruno, "Rimasto", "Denis")
    by: dict[str, Any] = {"actor": bruno.viewer, "now": NOW}
    since: dict[str, Any] = {"valid_from": date(2020, 1, 1)}
    home = people.found_household(**by, person_id=father, label="via Verdi", **since)
    for one in (mother, *children):
        people.join_household(**by, household_id=home, person_id=one, **since)
    for one in children:
        people.relate(**by, person_id=one, other_id=father, kind=Kinship.PARENT, valid_from=None)
    _placed_in_secret(cast, mother, *children)
    hidden = ("Fuggita", "Elira", "Sara", "Nico", *SECRETS)
    for who in ("carla", "gino", "anna"):
        found = words_of(office[who].get(f"/people/{father}"))
        searched = office[who].submit("/people", {"text": "fuggita"})
        seen = [found, *([searched.text] if searched.status_code == 200 else [])]
        for word in hidden:
            assert all(word not in one.replace('value="Fuggita"', "") for one in seen), (who, word)
    sheets = re.findall(r'href="(/reports/caseload[^"]*(?:csv|xlsx)[^"]*)"',
                        office["dario"].get("/reports/caseload").text)  # fmt: skip
    assert sheets
    for sheet in sheets:
        told = words_of(office["dario"].get(sheet.replace("&amp;", "&")))
        assert [word for word in SECRETS if word in told] == []


def _placed_in_secret(cast: Cast, mother: Any, *children: Any) -> None:
    """A structure whose address is written nowhere but on its own page."""
    units = structures(cast)
    search = a_search(cast, case_id=an_open_case(cast["bruno"], mother))
    a_member(cast, search, person_id=mother)
    for child in children:
        a_member(
            cast, search, PlacementRole.CHILD, LegalBasis.JUDICIAL, person_id=child,
            order_reference="TM 412/2026",
        )  # fmt: skip
    a_choice(cast, search, units)
    entry = Entry(at=NOW, expected_end=date(2027, 5, 4), where=WHERE)
    placement_act(cast, "bruno", "enter_placement", search, entry=entry)


def test_scenario_8_a_child_placed_on_saturday_night_is_due_on_sunday_night(
    app: Flask, office: Office, cast: Cast, at: Any
) -> None:
    """Elapsed hours, Sunday among them; who answers at night is on the page of the measure."""
    emergencies.add_duty_phone(
        actor=cast["dario"].viewer, now=NOW, label="Assistente sociale di turno",
        number="000 5550900", position=1, valid_from=date(2026, 1, 1),
    )  # fmt: skip
    child = a_person(cast["bruno"], "Perego", "Ivan")
    at(datetime(2026, 11, 21, 21, 20, tzinfo=UTC))
    placing = {
        "on": "21/11/2026", "hour": "22:00", "placed_by": "others_placed",
        "signed_by": "Maresciallo Neri", "signed_as": "public_security",
        "taken_from": "from_both", "child_heard": "child_heard_later", "facts": "Soli in casa.",
    }  # fmt: skip
    measure = pressed(office["bruno"], f"/people/{child}/emergencies/new", placing)
    for who in ("bruno", "dario"):
        page = plain(office[who].get(measure).text)
        assert "22/11/2026, ore 22:00" in page, who
        assert "Chi risponde adesso: Assistente sociale di turno 000 5550900." in page, who
        assert "avvisa subito la Procura" in plain(office[who].get("/today").text), who
    at(datetime(2026, 11, 22, 20, 30, tzinfo=UTC))
    bruno = Office(app, cast)["bruno"]  # a day later one signs in again
    pressed(bruno, f"{measure}/acts/transmit", {"on": "22/11/2026", "hour": "21:30"})
    assert "23 h 30′" in plain(bruno.get(measure).text)


def test_scenario_9_more_time_given_by_the_court_leaves_both_days(
    office: Office, cast: Cast
) -> None:
    bruno = office["bruno"]
    case = f"/cases/{an_open_case(cast['bruno'])}"
    asked = {"kind": "report", "due_on": "23/12/2026"}  # thirty days from today
    pressed(bruno, f"{case}/court-terms/new", asked)
    ask = offered(bruno.get(case).text, "proroga")
    more = {"asked_on": "09/12/2026", "asked_to": "23/01/2027", "why": "Manca la scuola."}
    refused = bruno.submit(ask, more)
    assert refused.status_code == 422, "nobody asked for it on a day to come"
    pressed(bruno, ask, {**more, "asked_on": "23/11/2026"})
    waiting = plain(bruno.get(case).text)
    assert "fino al 23/01/2027: si aspetta la risposta" in waiting
    answer = {"answered_on": "23/11/2026", "granted": "yes", "new_day": "23/01/2027"}
    pressed(bruno, ask.replace("/ask", "/answer"), answer)
    kept = plain(bruno.get(case).text)
    assert "concessa il 23/11/2026, fino al 23/01/2027" in kept
    assert "Prima mercoledì 23 dicembre 2026" in kept
    assert "sabato 23 gennaio 2027" in kept
