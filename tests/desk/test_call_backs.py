"""Who cannot be booked now is called back, and a stranger is told nothing: one answer for everybody."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.appointments.queries import appointment_row, places
from app.appointments.rules import AppointmentState, asked
from app.cases.operations import seal_case
from app.cases.queries import load
from app.cases.rules.case import WhySealed
from app.db import db
from app.desk.models import Message
from app.desk.queries.messages import call_backs, messages, taken_by
from app.desk.rules.messages import Kind, State
from app.kernel.references import PersonId
from app.organisations.rules import OpeningKind
from app.rota import operations as rota
from app.rota.rules import Hours
from tests.builders.appointments import WEDNESDAY, a_wednesday, an_appointment, engagement_of
from tests.builders.cases import an_open_case
from tests.builders.desk import a_message
from tests.builders.people import a_person
from tests.builders.world import CANARIES, World
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient

PAGE = "/booking"
TOKENS = re.compile(
    r'name="(csrf_token|submission)"[^>]*value="[^"]*"|nonce="[^"]*"'
    r'|name="csrf-token" content="[^"]*"'
)


def _shown(client: OfficeClient, **typed: Any) -> dict[str, Any]:
    """Search as a browser without scripts does, and return what the page then holds."""
    return _values(client.submit(PAGE, {**typed, "search": "1"}).text)


def _values(text: str) -> dict[str, Any]:
    return next(form.values for form in Forms(text).found if form.action == PAGE)


def test_to_be_called_back_answers_the_same_page_whoever_it_is(
    client: OfficeClient, cast: Cast
) -> None:
    a_person(cast["bruno"], "Canarini", "Ada", phone="000 3331234")
    _under_seal(cast, "Segreti", "Pia", phone="000 7777777")
    client.enter(cast["anna"])
    typed = (
        "Canarini Ada",
        "Nessuno Mai",
        "000 3331234",
        "000 9999999",
        "Segreti Pia",
        "0007777777",
    )
    pages, answers = set(), set()
    for text in typed:
        answer = client.post(PAGE, data={**_shown(client, text=text), "call_back": "1"})
        answers.add((answer.status_code, answer.location))
        pages.add(TOKENS.sub("", client.get(answer.location).text))
    assert answers == {(303, "/booking/will-be-called")}
    assert len(pages) == 1
    assert {row.caller for row in call_backs(cast["anna"].viewer)} == set(typed)
    assert set(db.session.scalars(select(Message.kind))) == {Kind.CALL_BACK}


def _under_seal(cast: Cast, *name: str, phone: str) -> PersonId:
    """Somebody whom Bruno follows, known to nobody else."""
    person = a_person(cast["bruno"], *name, phone=phone)
    dario, case_id = cast["dario"].viewer, an_open_case(cast["bruno"], person)
    version = load(dario, case_id).version
    seal_case(actor=dario, now=NOW, case_id=case_id, version=version, why=WhySealed.VIOLENCE)
    return person


@pytest.mark.parametrize(
    ("known", "reaches_her_worker"),
    [
        ({"caller": "Segreti Pia"}, True),
        ({"caller": "pia segreti"}, True),
        ({"caller": "", "phone": "000 7777777"}, True),
        ({"caller": "Segreti"}, False),  # a surname alone is many people
        ({"caller": "Altra Persona"}, False),
    ],
)
def test_who_is_followed_under_seal_reaches_her_worker_and_the_taker_is_not_told(
    app: Flask, cast: Cast, known: dict[str, str], reaches_her_worker: bool
) -> None:
    _under_seal(cast, "Segreti", "Pia", phone="000 7777777")
    a_message(cast["anna"], **known)
    assert messages(cast["bruno"].viewer)[0].is_mine is reaches_her_worker
    assert bool(messages(cast["carla"].viewer)) is not reaches_her_worker
    assert [row.addressed_to for row in taken_by(cast["anna"].viewer)] == [""]


def test_a_message_to_a_colleague_goes_where_it_says(app: Flask, cast: Cast) -> None:
    _under_seal(cast, "Segreti", "Pia", phone="000 7777777")
    a_message(cast["anna"], cast["carla"], caller="Segreti Pia")
    assert messages(cast["carla"].viewer)[0].is_mine
    assert messages(cast["bruno"].viewer) == []


def test_a_call_back_of_nobody_is_asked_again(client: OfficeClient, cast: Cast) -> None:
    answer = client.enter(cast["anna"]).submit(PAGE, {"call_back": "1"})
    assert answer.status_code == 422
    assert "Scrivi chi ha chiamato" in answer.text
    assert db.session.scalar(select(func.count()).select_from(Message)) == 0


def test_who_waits_is_booked_from_the_list_and_waits_no_more(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    made = a_message(cast["anna"], kind=Kind.CALL_BACK, caller="Ferri Carla", phone="000 7")
    client.enter(cast["anna"])
    assert f"/booking?message={made}" in client.get("/booking/call-backs").text
    page = client.get(f"/booking?message={made}")
    shown = _values(page.text)
    assert (shown["surname"], shown["given"], shown["phone"]) == ("Ferri", "Carla", "000 7")
    assert client.post(PAGE, data=shown).status_code == 303
    assert call_backs(cast["anna"].viewer) == []
    message = db.session.scalars(select(Message)).one()
    assert message.state == State.CLOSED


def test_information_not_given_is_written_in_two_presses(client: OfficeClient, cast: Cast) -> None:
    page = client.enter(cast["anna"]).get(PAGE).text
    assert 'formaction="/messages/refused"' in page
    shown = _shown(client, text="Ferri Carla")
    coming = client.post("/messages/refused", data={**shown, "refused": "1"})
    assert coming.status_code == 200
    typed = Forms(coming.text).found[-1].values
    assert typed["about"] == "Ferri Carla"
    assert db.session.scalars(select(Message)).all() == []
    assert client.post("/messages/refused", data=typed).status_code == 303
    message = db.session.scalars(select(Message)).one()
    assert message.kind == Kind.INFORMATION_REFUSED


@pytest.mark.world
def test_the_urp_reads_no_story_while_she_books(
    app: Flask, client: OfficeClient, cast: Cast, world: World
) -> None:
    client.enter(cast["anna"])
    pages = [
        client.submit(PAGE, {"text": text, "search": "1"}).text for text in ("diop", "0003331234")
    ]
    assert all(str(world.mother) in page for page in pages)
    shown = _shown(client, text="diop awa")
    pages.append(client.post("/booking/who", data=shown).text)
    another = {**shown, "add_anyway": "y"}  # one for the same reason she already has
    pages.append(client.get(client.post(PAGE, data=another).location).text)
    pages.append(client.get("/booking/call-backs").text)
    for page in pages:
        assert not [canary for canary in CANARIES if canary in page]


def test_the_day_of_the_urp_opens_with_the_free_places_and_who_waits(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_message(cast["anna"], kind=Kind.CALL_BACK, caller="Ferri Carla")
    page = client.enter(cast["anna"]).get("/today").text
    assert "mer 25/11: 8 posti liberi, il primo alle 8:30" in page
    assert "Da richiamare" in page
    assert "Ferri Carla" not in page


def test_a_booking_taken_back_twice_is_told_and_changes_nothing(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    client.enter(cast["anna"])
    page, undo = f"/booking/{made}/done", f"/booking/{made}/undo"
    form = next(form for form in Forms(client.get(page).text).found if form.action == undo)
    assert client.post(undo, data=form.values).status_code == 303
    again = client.post(undo, data={**form.values, "submission": "another press"})
    assert again.status_code == 409


def test_who_would_come_before_is_offered_the_place_that_became_free(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    later = WEDNESDAY + timedelta(weeks=1)
    shift = {"engagement_id": engagement_of(cast["bruno"]), "kind": OpeningKind.APPOINTMENTS}
    rota.add_shift(
        actor=cast["dario"].viewer,
        now=NOW,
        site_id=places(anna.viewer, now=NOW)[0].site_id,
        day=later,
        hours=Hours(510, 570),
        **shift,
    )
    first, second, third = [a_person(anna, surname) for surname in ("Ferri", "Conti", "Galli")]
    sooner = an_appointment(anna, third)
    there = [one for one in places(anna.viewer, now=NOW) if one.day == later]
    an_appointment(anna, first, asked(there[0]))
    wants = an_appointment(anna, second, asked(there[1]), wants_earlier=True)
    urp = client.enter(anna)
    shown = urp.get("/booking/call-backs").text
    assert "Conti Ada" in shown
    assert "Ferri Ada" not in shown
    move = re.search(rf"/appointments/{wants}/acts/move\?posto=[\w.]+", shown)
    assert move is not None
    assert urp.submit(unescape(move[0]), {}).status_code == 303
    assert "Conti Ada" not in urp.get("/booking/call-backs").text
    assert appointment_row(anna.viewer, sooner, NOW).state is AppointmentState.BOOKED
