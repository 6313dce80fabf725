"""The booking page by plain posts: who, when, confirm. Nothing typed is lost, nothing is told."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.appointments import operations as appointments
from app.appointments import queries as places
from app.appointments.rules import AppointmentState, Origin
from app.catalogue.rules import Area
from app.desk.operations import visits
from app.desk.queries import messages
from app.desk.rules.messages import Kind
from app.desk.rules.queue import WithoutInterviewCause
from app.desk.rules.visits import Outcome, VisitDetails
from app.kernel.references import AppointmentId
from app.people import queries as people
from app.people.operations import add_other_name
from app.people.rules import BirthKnown, NameKind
from app.rota import operations as rota
from app.rota.rules import AbsenceKind
from tests.builders.appointments import (
    WEDNESDAY,
    a_wednesday,
    an_appointment,
    by_now,
    engagement_of,
)
from tests.builders.desk import a_message
from tests.builders.people import a_person
from tests.builders.tickets import a_ticket, the_hours
from tests.cast import NOW, Cast
from tests.support.booking import PAGE, form_of, found, press, radios
from tests.support.client import Forms, OfficeClient

PHONE = "000 3331234"


@pytest.fixture
def anna(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The URP at the telephone."""
    return client.enter(cast["anna"])


def _booked(answer: TestResponse) -> AppointmentId:
    assert answer.status_code == 303, answer.text
    return AppointmentId(UUID(answer.location.split("/")[-2]))


def test_the_search_offers_people_by_year_masked_number_and_what_they_wait_for(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    ada = a_person(cast["anna"], phone=PHONE, birth_known=BirthKnown.YEAR_ONLY, birth_year=1958)
    a_person(cast["anna"], given="Bice")
    an_appointment(cast["anna"], ada)
    text = unescape(found(anna, "Brambilla"))
    assert len(radios(text, "person")) == 3
    assert radios(text, "person")[-1] == "new"
    assert "1958" in text
    assert "aspettata" in text
    assert "ore 8:30" in text
    assert "3331234" not in text.replace(" ", "")


def test_who_is_found_by_another_name_is_said_so_and_never_chosen_by_itself(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    ada = a_person(cast["anna"], "Diop", "Awa")
    add_other_name(
        actor=cast["bruno"].viewer,
        now=NOW,
        person_id=ada,
        kind=NameKind.OTHER_SURNAME,
        name="Ndiaye",
    )
    asked = unescape(found(anna, "Ndiaye Awa"))
    assert radios(asked, "person") == [str(ada), "new"]
    assert "Diop Awa (in archivio con un nome diverso)" in asked
    assert form_of(asked).get("person") is None
    asked = unescape(found(anna, "awa dio"))
    assert "nome diverso" not in asked
    assert form_of(asked).get("person") == str(ada)


def test_the_search_says_nothing_of_the_past_nor_of_who_follows(
    anna: OfficeClient, cast: Cast, at: Any
) -> None:
    a_wednesday(cast, "bruno")
    a_wednesday(cast, "carla", day=WEDNESDAY + timedelta(days=7))
    ada = a_person(cast["anna"])
    made = an_appointment(cast["anna"], ada)
    later = NOW + timedelta(days=2, hours=1)
    at(later)
    anna.enter(cast["anna"])
    appointments.no_show(**by_now(cast["dario"], made, later))
    text = found(anna, "Brambilla")
    who = text[text.index('id="who"') : text.index("2. Motivo")]
    assert str(ada) in who
    for secret in ("Bruno", "Carla", "Mancata", "aspettata", "Minori"):
        assert secret not in who


def test_somebody_known_is_booked_with_the_first_place(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    ada = a_person(cast["anna"])
    made = _booked(press(anna, text="Brambilla", practical="carrozzina"))
    row = places.appointment_row(cast["anna"].viewer, made, NOW)
    assert (row.person_id, row.day, row.minute) == (ada, WEDNESDAY, 510)
    said = anna.get(f"{PAGE}/{made}/done").text
    assert "Da leggere a voce" in said
    assert "Dependance" in said
    assert "8:30" in said


def test_a_place_chosen_and_then_gone_is_never_changed_for_another(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    shown = form_of(found(anna, "Brambilla"))
    an_appointment(cast["anna"], a_person(cast["anna"], "Svelta"))
    answer = anna.post(PAGE, data={**shown, "person": ""})
    assert answer.status_code == 422
    assert "place" not in form_of(answer.text)


def test_other_words_name_another_new_person(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    first = form_of(found(anna, "Nuovissima Ida"))
    then = form_of(anna.post(PAGE, data={**first, "text": "Diversa Eva", "search": "1"}).text)
    assert (then["surname"], then["given"]) == ("Diversa", "Eva")
    kept = {**then, "surname": "Corretta"}
    assert form_of(anna.post(PAGE, data={**kept, "more": "1"}).text)["surname"] == "Corretta"


def test_another_search_result_is_never_booked_in_her_stead(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    a_person(cast["anna"], "Bianchi")
    a_person(cast["anna"])
    shown = form_of(found(anna, "Brambilla"))
    answer = anna.post(PAGE, data={**shown, "text": "Bianchi"})
    assert answer.status_code == 422
    assert "person" not in form_of(answer.text)


def test_of_two_who_answer_one_must_be_chosen(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    a_person(cast["anna"], given="Bice")
    answer = press(anna, text="Brambilla", practical="carrozzina")
    assert answer.status_code == 422
    assert "Scegli chi è" in answer.text
    assert 'value="carrozzina"' in answer.text


def test_a_new_person_is_registered_and_booked_in_one_press(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = _booked(press(anna, text="Nuovissima Ida", person="new", phone=PHONE))
    row = places.appointment_row(cast["anna"].viewer, made, NOW)
    assert row.person == "Nuovissima Ida"
    assert row.phone == PHONE
    assert [one.id for one in people.search(cast["anna"].viewer, "Nuovissima")] == [row.person_id]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"phone": ""}, "Inserisci un telefono"),
        ({"text": "000 999", "surname": "", "phone": PHONE}, "Inserisci il cognome"),
    ],
)
def test_a_new_person_wants_a_surname_and_a_number(
    anna: OfficeClient, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    a_wednesday(cast)
    known = {"text": "Nuovissima", "person": "new", "practical": "interprete", **typed}
    answer = press(anna, **known)
    assert answer.status_code == 422
    assert sentence in answer.text
    kept = form_of(answer.text)
    assert (kept["text"], kept["practical"], kept["person"]) == (known["text"], "interprete", "new")
    assert people.search(cast["anna"].viewer, "Nuovissima") == []


def test_a_double_is_said_and_goes_on_only_when_somebody_looked(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"], "Nuovissima", "Ida", phone=PHONE)
    typed = {"text": "Nuovissima Ida", "person": "new", "phone": PHONE, "practical": "bambino"}
    refused = press(anna, **typed)
    assert refused.status_code == 422
    assert "Ho guardato: è un" in unescape(refused.text)
    kept = form_of(refused.text)
    assert {name: kept[name] for name in typed} == typed
    assert len(people.search(cast["anna"].viewer, "Nuovissima")) == 1
    _booked(anna.post(PAGE, data={**kept, "is_another": "y"}))
    assert len(people.search(cast["anna"].viewer, "Nuovissima")) == 2


def test_a_place_taken_meanwhile_gives_the_three_nearest_and_keeps_what_was_typed(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    shown = form_of(found(anna, "Brambilla"))
    an_appointment(cast["anna"], a_person(cast["anna"], "Svelta"))
    typed = {"phone": PHONE, "practical": "carrozzina", "purpose": "documents", "group": "adult"}
    answer = anna.post(PAGE, data={**shown, **typed})
    assert answer.status_code == 409
    assert "appena preso" in answer.text
    offered = radios(answer.text, "place")
    assert [code.split(".")[1] for code in offered] == ["540", "570", "600"]
    kept = form_of(answer.text)
    assert {name: kept[name] for name in typed} == typed
    assert (kept["text"], kept["person"]) == ("Brambilla", shown["person"])
    assert kept["place"] == offered[0]
    _booked(anna.post(PAGE, data=kept))


def test_a_new_person_is_not_kept_when_her_place_is_taken(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    shown = form_of(found(anna, "Nuovissima Ida"))
    an_appointment(cast["anna"], a_person(cast["anna"], "Svelta"))
    answer = anna.post(PAGE, data={**shown, "phone": PHONE})
    assert answer.status_code == 409
    assert form_of(answer.text)["surname"] == "Nuovissima"
    assert people.search(cast["anna"].viewer, "Nuovissima") == []


def _without_keys(text: str) -> str:
    return re.sub(r'(name="(?:csrf_token|submission)"[^>]*value|nonce|content)="[^"]*"', "", text)


def test_to_be_called_back_answers_the_same_whoever_it_is(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    an_appointment(cast["anna"], a_person(cast["anna"], phone=PHONE))
    answers = [press(anna, "call_back", text=who) for who in ("Brambilla", "Inesistente")]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    pages = [_without_keys(anna.get(answer.location).text) for answer in answers]
    assert pages[0] == pages[1]
    assert "Brambilla" not in pages[0]
    waiting = messages.call_backs(cast["anna"].viewer)
    assert [row.caller for row in waiting] == ["Brambilla", "Inesistente"]


def test_who_waits_is_booked_from_the_list_and_waits_no_more(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    waiting = a_message(cast["anna"], kind=Kind.CALL_BACK, caller="Attesa Ida", phone=PHONE)
    listed = anna.get(f"{PAGE}/call-backs").text
    address = f"{PAGE}?message={waiting}"
    assert f'href="{address}"' in listed
    form = form_of(anna.get(address).text)
    assert (form["text"], form["phone"], form["person"]) == ("Attesa Ida", PHONE, "new")
    _booked(anna.post(PAGE, data=form))
    assert messages.call_backs(cast["anna"].viewer) == []
    assert "Nessuno aspetta" in anna.get(f"{PAGE}/call-backs").text


@pytest.mark.parametrize("message", ["", "x", "1" * 400, "\x00", str(UUID(int=7))])
def test_an_invented_message_is_never_an_error_of_ours(anna: OfficeClient, message: str) -> None:
    assert anna.get(PAGE, query_string={"message": message}).status_code in (200, 404)


def test_a_booking_is_undone_and_its_place_is_free_again(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    before = places.places(cast["anna"].viewer, now=NOW)
    made = _booked(press(anna, text="Brambilla"))
    assert places.places(cast["anna"].viewer, now=NOW) == before[1:]
    undone = anna.submit(f"{PAGE}/{made}/done", action=f"{PAGE}/{made}/undo")
    assert undone.status_code == 303
    assert places.places(cast["anna"].viewer, now=NOW) == before
    row = places.appointment_row(cast["anna"].viewer, made, NOW)
    assert row.state is AppointmentState.CANCELLED_PERSON
    assert "Annulla la prenotazione" not in anna.get(f"{PAGE}/{made}/done").text


def test_other_dates_shows_more_and_keeps_what_was_typed(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    first = anna.get(PAGE).text
    assert len(radios(first, "place")) == 8
    more = anna.submit(PAGE, {"practical": "interprete", "more": "1"})
    assert more.status_code == 200
    assert len(radios(more.text, "place")) == 16
    assert form_of(more.text)["practical"] == "interprete"


def test_who_is_asked_for_comes_first(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    carla = engagement_of(cast["carla"])
    shown = anna.submit(PAGE, {"worker": str(carla), "search": "1"}).text
    offered = radios(shown, "place")
    assert len(offered) == 8
    assert {code.split(".")[2] for code in offered} == {carla.hex}
    assert "Entro quattordici giorni" not in shown


def test_whoever_is_there_when_who_is_asked_for_has_no_place(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast, "bruno")
    a_wednesday(cast, "carla", day=WEDNESDAY + timedelta(days=14))
    carla = engagement_of(cast["carla"])
    shown = anna.submit(PAGE, {"worker": str(carla), "search": "1"}).text
    assert "Entro quattordici giorni la persona chiesta non ha posti" in shown
    assert engagement_of(cast["bruno"]).hex in radios(shown, "place")[0]


def test_nobody_away_is_offered_and_the_empty_page_says_what_to_do(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast, "bruno")
    rota.add_absence(
        actor=cast["dario"].viewer,
        now=NOW,
        engagement_id=engagement_of(cast["bruno"]),
        first_day=WEDNESDAY,
        last_day=WEDNESDAY,
        kind=AbsenceKind.LEAVE,
    )
    text = anna.get(PAGE).text
    assert radios(text, "place") == []
    assert "Nessun posto libero" in text
    answer = press(anna, text="Brambilla", person="new", surname="Brambilla", phone=PHONE)
    assert answer.status_code == 422
    assert "Scegli un posto" in answer.text


def test_pressing_twice_books_once(app: Flask, anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    form = form_of(found(anna, "Brambilla"))
    first = _booked(anna.post(PAGE, data=form))
    again = anna.post(PAGE, data=form)
    assert again.status_code == 303
    day = places.of_days(cast["dario"].viewer, WEDNESDAY, WEDNESDAY + timedelta(days=1), NOW)
    assert [row.id for row in day] == [first]


def _proposed(client: OfficeClient, address: str) -> dict[str, Any]:
    return next(one for one in Forms(client.get(address).text).found if one.action == PAGE).values


def test_who_was_not_received_is_booked_with_her_ticket_in_hand(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    the_hours()
    ticket = a_ticket(cast["anna"])
    client.enter(cast["bruno"])
    act = f"/desk/tickets/{ticket}/acts/close-without-interview"
    answer = client.submit(act, {"why": WithoutInterviewCause.HAS_A_DATE})
    assert answer.location == f"{PAGE}?ticket={ticket}"
    shown = _proposed(client, answer.location)
    assert shown["origin"] == Origin.DESK
    assert shown["place"]
    other = a_ticket(cast["anna"])
    act = act.replace(str(ticket), str(other))
    answer = client.submit(act, {"why": WithoutInterviewCause.DOES_NOT_WANT})
    assert answer.location == "/desk"


def test_a_visit_that_ends_with_a_date_leads_here_with_the_person(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    person_id = a_person(cast["bruno"], "Colombo", "Ida")
    a_person(cast["bruno"], "Colombo", "Ida Maria")
    details = VisitDetails(
        outcomes=frozenset({Outcome.APPOINTMENT}), area=Area.ELDERLY, person_id=person_id
    )
    visit_id = visits.record_visit(actor=cast["bruno"].viewer, now=NOW, details=details)
    client.enter(cast["bruno"])
    address = f"{PAGE}?person={person_id}"
    assert address in client.get(f"/desk/visits/{visit_id}").text
    assert _proposed(client, address)["person"] == str(person_id)
    for absurd in ("x", "0" * 36):
        assert client.get(f"{PAGE}?person={absurd}&ticket={absurd}").status_code == 200
    assert client.get(f"{PAGE}?person={visit_id}").status_code == 404
