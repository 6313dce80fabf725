"""The pages of people: they show, they save, and absurd input never breaks or loses anything."""

import pytest

from app.people import queries
from tests.builders.people import a_person
from tests.cast import Cast
from tests.support.client import Forms, OfficeClient


@pytest.fixture
def bruno(client: OfficeClient, cast: Cast) -> OfficeClient:
    """Bruno's browser."""
    return client.enter(cast["bruno"])


def test_a_new_person_is_saved_and_shown(bruno: OfficeClient) -> None:
    answer = bruno.submit(
        "/people/new", {"surname": "D'Angelo", "given": "Zoë", "phone": "000 12345"}
    )
    assert answer.status_code == 303
    page = bruno.get(answer.location).text
    assert "D&#39;Angelo Zoë" in page


def test_the_second_press_makes_nobody_new(bruno: OfficeClient, cast: Cast) -> None:
    values = {**Forms(bruno.get("/people/new").text).found[-1].values, "surname": "Ferri"}
    first, second = (bruno.post("/people/new", data=values) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert len(queries.search(cast["bruno"].viewer, "ferri")) == 1


def test_a_likely_double_is_shown_and_waits_for_a_decision(bruno: OfficeClient, cast: Cast) -> None:
    typed = {"surname": "Rossi", "given": "Anna", "birth_date": "02/04/1985"}
    bruno.submit("/people/new", typed)
    again = bruno.submit("/people/new", typed)
    assert again.status_code == 422
    assert "Forse è già in archivio" in again.text
    form = next(f for f in Forms(again.text).found if f.action == "/people/new")
    assert bruno.post("/people/new", data={**form.values, "is_another": "y"}).status_code == 303


def test_what_is_wrong_is_said_and_what_was_typed_stays(bruno: OfficeClient) -> None:
    answer = bruno.submit(
        "/people/new",
        {"surname": "", "given": "Anna", "birth_date": "31/02/2026", "identifier": "X"},
    )
    assert answer.status_code == 422
    for words in ("Inserisci il cognome", "non esiste", "31/02/2026", "Anna"):
        assert words in answer.text
    assert "<title>Errore: " in answer.text


def test_two_people_correcting_together_lose_nothing(bruno: OfficeClient, cast: Cast) -> None:
    page = f"/people/{a_person(cast['bruno'], 'Prima')}/edit"
    older = Forms(bruno.get(page).text).found[-1].values
    assert bruno.submit(page, {"surname": "Seconda"}).status_code == 303
    answer = bruno.post(page, data={**older, "surname": "Terza"})
    assert answer.status_code == 409
    assert "Terza" in answer.text
    assert "Seconda" in answer.text


def test_a_code_that_disagrees_is_said_and_stops_nothing(bruno: OfficeClient, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], "Rossi", "Ada", identifier="PRVTST15C52C523U")
    page = bruno.get(f"/people/{person_id}").text
    assert "non torna con i dati" in page
    assert "Le lettere non sono quelle" in page


def test_a_value_sent_twice_is_nobodys_honest_form(bruno: OfficeClient) -> None:
    values = Forms(bruno.get("/people/new").text).found[-1].values
    answer = bruno.post("/people/new", data={**values, "surname": ["Rossi", "Verdi"]})
    assert answer.status_code == 422
    assert "due volte" in answer.text


def test_names_never_stand_in_an_address(bruno: OfficeClient) -> None:
    answer = bruno.submit("/people", {"text": "rossi"})
    assert answer.status_code == 200
    assert "rossi" not in answer.request.url


def test_a_relative_is_found_and_chosen_on_one_page(bruno: OfficeClient, cast: Cast) -> None:
    child, mother = a_person(cast["bruno"], "Diop", "Noemi"), a_person(cast["bruno"], "Diop", "Awa")
    page = f"/people/{child}/relations/new"
    searched = bruno.submit(page, {"text": "diop awa", "search": "1"})
    form = Forms(searched.text).found[-1]
    answer = bruno.post(page, data={**form.values, "person": str(mother), "kind": "parent"})
    assert answer.status_code == 303
    assert "Genitore" in bruno.get(answer.location).text
