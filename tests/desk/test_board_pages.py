"""The desk on the screen: it shows, it saves, it works without a script; who may not is refused."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue.rules import Area
from app.db import db
from app.desk.models import Message
from app.desk.procedure.tickets import TicketState
from app.desk.rules.queue import Queue
from app.desk.rules.visits import Outcome, VisitDetails
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.builders.tickets import (
    a_counter,
    a_desk,
    a_ticket,
    called,
    concluded,
    received,
    row,
    the_hours,
    version,
    visit_of,
)
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting

OUTCOME = {"outcomes": [Outcome.INFORMATION], "area": Area.ELDERLY, "note": "Due righe."}


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Cast:
    the_hours()
    a_counter(cast["bruno"], 1)
    a_counter(cast["carla"], 2)
    return cast


def test_one_press_makes_a_ticket_and_shows_it_to_print(client: OfficeClient, desk: Cast) -> None:
    client.enter(desk["anna"])
    answer = client.submit("/desk/tickets/new", {"queue": Queue.SOCIAL, "precedence": "y"})
    assert answer.status_code == 303
    slip = client.get(answer.location)
    assert "A01" in slip.text
    assert "Davanti a te: nessuno" in slip.text
    assert "slip-a6" in client.get(f"{answer.location}?format=a6").text
    assert "slip-80" in client.get(f"{answer.location}?format=../../x").text


@pytest.mark.parametrize("wanted", ["", "appointments", "x", "<b>"])
def test_a_letter_that_does_not_exist_makes_nothing(
    client: OfficeClient, desk: Cast, wanted: str
) -> None:
    client.enter(desk["anna"])
    assert client.submit("/desk/tickets/new", {"queue": wanted}).status_code == 422


def test_the_reception_reads_the_lengths_and_no_board(client: OfficeClient, desk: Cast) -> None:
    a_ticket(desk["anna"])
    client.enter(desk["anna"])
    assert "Servizio sociale</dt><dd>1" in client.get("/desk/tickets/new").text
    assert client.get("/desk").status_code == 403
    ticket = a_ticket(desk["anna"])
    assert client.get(f"/desk/tickets/{ticket}").status_code == 200


@pytest.mark.parametrize("who", ["elena", "franca", "piera", "rosa", "sofia", "teo"])
def test_who_has_no_duty_at_the_desk_is_refused(client: OfficeClient, desk: Cast, who: str) -> None:
    ticket = a_ticket(desk["anna"])
    client.enter(desk[who])
    for page in ("/desk", "/desk/changes", "/desk/tickets/new", f"/desk/tickets/{ticket}"):
        assert client.get(page).status_code == 403, page


def test_a_stranger_finds_nothing(client: OfficeClient, desk: Cast) -> None:
    ticket = a_ticket(desk["anna"])
    received(desk["bruno"])
    visit_id = concluded(desk["bruno"], ticket)
    client.enter(desk["zeno"])
    for page in ("", "/slip", "/precedence", "/acts/leave"):
        assert client.get(f"/desk/tickets/{ticket}{page}").status_code == 404, page
    assert client.get(f"/desk/visits/{visit_id}").status_code == 404
    assert "A01" not in client.get("/desk").text


def test_without_an_opening_the_page_says_so(client: OfficeClient, app: Flask, cast: Cast) -> None:
    client.enter(cast["bruno"])
    assert "uno sportello ad accesso libero" in client.get("/desk").text
    assert "uno sportello ad accesso libero" in client.get("/desk/tickets/new").text
    assert client.get("/desk/changes").status_code == 200


def test_the_whole_interview_by_plain_forms(client: OfficeClient, app: Flask, cast: Cast) -> None:
    the_hours()
    ticket = a_ticket(cast["anna"])
    client.enter(cast["bruno"])
    assert "Apri il mio sportello" in client.get("/desk").text
    assert client.submit("/desk/counter", {"number": "2"}).status_code == 303
    assert client.submit("/desk", action="/desk/next").status_code == 303
    acts = f"/desk/tickets/{ticket}/acts"
    assert client.submit("/desk", action=f"{acts}/start").status_code == 303
    conclude = f"/desk/tickets/{ticket}/conclude"
    answer = client.submit("/desk", {**OUTCOME, "press": "save"}, action=conclude)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Informazione data" in page
    assert "Due righe." in page
    assert row(ticket).state == TicketState.DONE
    assert "Riapri il colloquio" in client.get("/desk").text
    assert client.submit("/desk", action=f"{acts}/reopen").status_code == 303
    assert "Due righe." in client.get("/desk").text, "the note is back where it is written"


def test_saved_and_the_next_one_called(client: OfficeClient, desk: Cast) -> None:
    a_ticket(desk["anna"])
    second = a_ticket(desk["anna"])
    first = received(desk["bruno"])
    client.enter(desk["bruno"])
    conclude = f"/desk/tickets/{first}/conclude"
    client.submit("/desk", {**OUTCOME, "press": "next"}, action=conclude)
    assert row(second).state == TicketState.CALLED


def test_a_service_found_by_her_words_is_the_orientation_given(
    client: OfficeClient, desk: Cast
) -> None:
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    client.enter(desk["bruno"])
    conclude = f"/desk/tickets/{ticket}/conclude"
    found = client.submit("/desk", {"service": "badante", "press": "find"}, action=conclude)
    form = next(one for one in Forms(found.text).found if one.action == conclude)
    assert form.values["path"] == "home_care"
    answer = client.post(conclude, data={**form.values, **OUTCOME, "outcomes": "orientation"})
    page = client.get(answer.location).text
    assert "(Assistenza domiciliare a persone con disabilità e anziane)" in page


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    client: OfficeClient, desk: Cast
) -> None:
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    client.enter(desk["bruno"])
    conclude = f"/desk/tickets/{ticket}/conclude"
    answer = client.submit("/desk", {"note": "Già scritto", "press": "save"}, action=conclude)
    assert answer.status_code == 422
    assert "Scegli almeno un esito." in answer.text
    assert "Già scritto" in answer.text
    answer = client.submit("/desk", {"note": "x" * 501, "press": "save"}, action=conclude)
    assert answer.status_code == 422
    assert "fermati a 500 caratteri" in answer.text


def test_what_was_written_of_an_interview_that_is_no_longer_hers_comes_back(
    client: OfficeClient, desk: Cast
) -> None:
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    client.enter(desk["bruno"])
    shown = next(
        form for form in Forms(client.get("/desk").text).found if form.action.endswith("conclude")
    )
    concluded(desk["bruno"], ticket)
    typed = {**shown.values, **OUTCOME, "note": "Due righe da non perdere.", "press": "save"}
    answer = client.post(f"/desk/tickets/{ticket}/conclude", data=typed)
    assert answer.status_code == 409
    assert "Due righe da non perdere." in answer.text


def test_the_note_is_kept_and_the_person_is_searched_in_place(
    client: OfficeClient, desk: Cast
) -> None:
    person = a_person(desk["bruno"], "Diop", "Awa")
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    client.enter(desk["bruno"])
    conclude = f"/desk/tickets/{ticket}/conclude"
    answer = client.submit("/desk", {**OUTCOME, "find": "diop", "press": "find"}, action=conclude)
    assert "Diop Awa" in answer.text
    assert visit_of(ticket).draft == "Due righe."
    found = next(form for form in Forms(answer.text).found if form.action == conclude)
    values = {**found.values, **OUTCOME, "person_id": str(person), "press": "save"}
    assert client.post(conclude, data=values).status_code == 303
    assert visit_of(ticket).person_id == person


def test_the_draft_is_only_for_who_leads(client: OfficeClient, desk: Cast) -> None:
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    client.enter(desk["bruno"])
    token = next(
        form for form in Forms(client.get("/desk").text).found if "conclude" in form.action
    ).values["csrf_token"]
    draft = {"csrf_token": token, "note": "prima riga"}
    assert client.post(f"/desk/tickets/{ticket}/draft", data=draft).status_code == 204
    assert visit_of(ticket).draft == "prima riga"


def test_a_colleague_reads_no_interview_the_supervisor_does(
    client: OfficeClient, desk: Cast
) -> None:
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    visit_id = concluded(desk["bruno"], ticket)
    client.enter(desk["carla"])
    assert client.get(f"/desk/visits/{visit_id}").status_code == 404
    assert "Due righe." not in client.get("/desk").text
    client.enter(desk["dario"])
    assert "Due righe." in client.get(f"/desk/visits/{visit_id}").text


def test_a_press_too_late_is_told(client: OfficeClient, desk: Cast) -> None:
    ticket = a_ticket(desk["anna"])
    client.enter(desk["anna"])
    page = f"/desk/tickets/{ticket}/acts/leave"
    old = Forms(client.get(page).text).found[-1].values
    called(desk["bruno"])
    assert client.post(page, data=old).status_code == 409
    client.enter(desk["bruno"])
    wrong = client.submit(f"/desk/tickets/{ticket}/acts/reopen")
    assert wrong.status_code == 422
    assert client.get(f"/desk/tickets/{ticket}/acts/fly").status_code == 404


def test_nothing_changed_is_no_answer_and_a_newcomer_is_announced_once(
    client: OfficeClient, desk: Cast
) -> None:
    a_ticket(desk["anna"])
    client.enter(desk["bruno"])
    text = client.get("/desk/changes").text
    asked = text.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(asked).status_code == 204
    a_ticket(desk["anna"])
    answer = client.get(asked)
    assert answer.status_code == 200
    assert "Nuovo in attesa: A02. In attesa 2." in answer.text
    for seen in ("rubbish", f"{'9' * 5_000}-1"):
        assert "data-announce" not in client.get(f"/desk/changes?seen={seen}").text


def test_she_runs_out_and_comes_back(client: OfficeClient, desk: Cast) -> None:
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    client.enter(desk["bruno"])
    wrong = client.submit("/desk/away", {"reason": "away_school", "back": "25"})
    assert wrong.status_code == 422
    wrong = client.submit("/desk/away", {"reason": "away_school", "back": "9"})
    assert "più tardi di adesso" in wrong.text
    client.submit("/desk/away", {"reason": "away_school", "back": "16:30"})
    assert row(ticket).state == TicketState.INTERRUPTED
    client.enter(desk["carla"])
    page = client.get("/desk").text
    assert "Attesa più lunga del previsto" in page
    assert "scuola" not in page, "why she ran is not for the room"
    client.enter(desk["bruno"])
    client.submit("/desk", action="/desk/back")
    assert "Sono tornata" not in client.get("/desk").text


def test_the_distribution_is_closed_and_opened(client: OfficeClient, desk: Cast) -> None:
    client.enter(desk["bruno"])
    client.submit("/desk", action="/desk/distribution/close")
    assert "Riapri la distribuzione" in client.get("/desk").text
    refused = client.submit("/desk/tickets/new", {"queue": Queue.SOCIAL})
    assert refused.status_code == 422
    assert "distribuzione dei biglietti è chiusa" in refused.text
    client.submit("/desk", action="/desk/distribution/reopen")
    assert "Chiudi la distribuzione" in client.get("/desk").text


def test_precedence_is_one_box(client: OfficeClient, desk: Cast) -> None:
    ticket = a_ticket(desk["anna"])
    client.enter(desk["anna"])
    client.submit(f"/desk/tickets/{ticket}/precedence", {"precedence": "y"})
    assert row(ticket).precedence
    old = version(ticket) - 1
    data = {"version": str(old), "precedence": ""}
    assert client.submit(f"/desk/tickets/{ticket}/precedence", data).status_code == 409


def test_the_number_of_queries_does_not_grow_with_the_line(
    client: OfficeClient, desk: Cast
) -> None:
    client.enter(desk["carla"])
    a_ticket(desk["anna"])
    few = _queries(client, "/desk/changes")
    for minute in range(30):
        a_ticket(desk["anna"], minutes=minute)
    received(desk["bruno"], NOW + timedelta(minutes=40))
    assert _queries(client, "/desk/changes") == few
    assert few <= 7, "two of the session, five of the desk"


def _queries(client: OfficeClient, page: str) -> int:
    client.get(page)
    with counting() as sent:
        assert client.get(page).status_code == 200
    return len([one for one in sent if one.startswith("SELECT")])


def test_everything_at_once_is_on_the_board(client: OfficeClient, app: Flask, cast: Cast) -> None:
    a_desk(cast)
    client.enter(cast["dario"])
    page = client.get("/desk").text
    for words in ("Sportello 1 · Bruno", "Sportello 3 · Gino", "Ricevute 1", "In colloquio"):
        assert words in page


def test_a_request_of_help_opens_with_what_the_desk_knows(client: OfficeClient, desk: Cast) -> None:
    """From the outcome to the referral nothing is typed again, and no word is in an address."""
    person = a_person(desk["bruno"], "Diop", "Awa")
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    details = VisitDetails(
        outcomes=frozenset({Outcome.REQUEST}),
        area=Area.FAMILY_AND_MINORS,
        person_id=person,
        note="Da domani senza casa.",
    )
    visit_id = concluded(desk["bruno"], ticket, details)
    client.enter(desk["bruno"])
    opened = client.submit(f"/desk/visits/{visit_id}", action="/referrals/new")
    assert opened.status_code == 200
    form = next(form for form in Forms(opened.text).found if "story" in form.values)
    assert form.values["story"].strip() == "Da domani senza casa."
    assert form.values["channel"] == "desk"
    assert form.values["received_on"] == "23/11/2026"
    assert form.values["interviewed"] == "y"
    assert str(person) in opened.text
    saved = client.post("/referrals/new", data=form.values)
    assert saved.status_code == 303, saved.text
    assert "Da domani senza casa." in client.get(saved.location).text


def test_who_asks_for_her_own_worker_finds_her_proposed(client: OfficeClient, desk: Cast) -> None:
    person = a_person(desk["bruno"], "Diop", "Awa")
    an_open_case(desk["carla"], person)
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    client.enter(desk["bruno"])
    typed = {"outcomes": [Outcome.OWN_WORKER], "area": Area.ELDERLY, "person_id": str(person)}
    conclude = f"/desk/tickets/{ticket}/conclude"
    answer = client.submit("/desk", {**typed, "press": "save"}, action=conclude)
    assert answer.status_code == 303, answer.text
    message = db.session.scalars(select(Message)).one()
    assert message.recipient_id == desk["carla"].engagement_id
    assert "Lascia il messaggio" not in client.get(answer.location).text, "already left"


def test_somebody_heard_on_the_telephone_is_written_without_a_number(
    client: OfficeClient, desk: Cast
) -> None:
    a_person(desk["bruno"], "Diop", "Awa")
    client.enter(desk["bruno"])
    wrong = client.submit("/desk/visits/new", {"note": "Già scritto", "press": ""})
    assert wrong.status_code == 422
    assert "Scegli almeno un esito." in wrong.text
    assert "Già scritto" in wrong.text
    found = client.submit("/desk/visits/new", {**OUTCOME, "find": "diop", "press": "find"})
    assert "Diop Awa" in found.text
    answer = client.submit("/desk/visits/new", OUTCOME)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Per telefono" in page
    assert "resta senza nome" in page
    client.enter(desk["anna"])
    assert client.get("/desk/visits/new").status_code == 403
