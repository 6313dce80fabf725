"""The booking page of the URP: found or new, five blocks, nothing typed lost, no story read."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from app.appointments import operations as appointments
from app.appointments import queries as agenda
from app.appointments.models import Appointment
from app.appointments.rules import AppointmentState, Origin, Purpose, WorkGroup
from app.db import db
from app.people.models import Person
from app.people.rules import BirthKnown
from tests.builders.appointments import a_place, a_wednesday, an_appointment, by_now
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient

PAGE = "/booking"
ABSURD = ("", " ", "²", "x" * 10_000, "\x00\x01", "\u202etxt", "<script>alert(1)</script>", "9" * 5_000, "20269999.1.x.y", "99991231.510.0.0")  # fmt: skip
BORN = {"birth_known": BirthKnown.YEAR_ONLY, "birth_year": 1985}
TOKENS = re.compile(r'name="(csrf_token|submission)"[^>]*value="[^"]*"|nonce="[^"]*"')


def _shown(client: OfficeClient, **typed: Any) -> dict[str, Any]:
    """Search as a browser without scripts does, and return what the page then holds."""
    answer = client.submit(PAGE, {**typed, "search": "1"})
    assert answer.status_code == 200
    return _values(answer.text)


def _values(text: str) -> dict[str, Any]:
    return next(form.values for form in Forms(text).found if form.action == PAGE)


def _only() -> Appointment:
    found = db.session.scalars(select(Appointment)).all()
    assert len(found) == 1
    return found[0]


def _count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_known_person_is_booked_with_what_the_page_proposes(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    person = a_person(cast["anna"], "Rossi", "Anna", phone="000 3331234")
    shown = _shown(client.enter(cast["anna"]), text="ross")
    assert shown["person"] == str(person)
    assert shown["purpose"] == Purpose.FIRST_INTERVIEW
    answer = client.get(client.post(PAGE, data=shown).location)
    row = _only()
    assert (row.person_id, row.phone, row.origin) == (person, "000 3331234", Origin.URP_PHONE)
    assert "mercoledì 25 novembre 2026 alle 8:30" in answer.text
    assert "piazza Unità d&#39;Italia" in answer.text
    assert f"/appointments/{row.id}/slip" in answer.text


def test_everything_that_is_asked_is_kept_with_the_appointment(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast, "bruno", "carla")
    a_person(cast["anna"], "Rossi", "Anna")
    carla = str(cast["carla"].engagement_id)
    typed = {
        "purpose": Purpose.OWN_WORKER,
        "group": WorkGroup.OLDER_PERSON,
        "worker": carla,
        "phone": "000 444",
        "practical": "carrozzina",
        "origin": Origin.URP_DESK,
    }
    shown = _shown(client.enter(cast["anna"]), text="anna rossi", **typed)
    assert {**shown, **typed} == shown  # the search lost nothing
    assert client.post(PAGE, data=shown).status_code == 303
    row = _only()
    kept = (
        row.reason,
        row.work_group,
        str(row.engagement_id),
        row.phone,
        row.practical,
        row.origin,
    )
    assert kept == tuple(typed.values())


def test_somebody_new_is_registered_with_her_place_from_what_was_typed(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    shown = _shown(client.enter(cast["anna"]), text="Ferri Carla Maria")
    assert (shown["person"], shown["surname"], shown["given"]) == ("new", "Ferri", "Carla Maria")
    assert client.post(PAGE, data={**shown, "phone": "000 555"}).status_code == 303
    person = db.session.scalars(select(Person)).one()
    assert (person.surname, _only().person_id, _only().phone) == ("Ferri", person.id, "000 555")


def test_a_number_that_nobody_has_is_the_number_of_somebody_new(
    client: OfficeClient, cast: Cast
) -> None:
    shown = _shown(client.enter(cast["anna"]), text="000 3339999")
    assert (shown["surname"], shown["phone"]) == ("", "000 3339999")


def test_another_search_fills_the_new_person_in_again_but_not_what_was_written(
    client: OfficeClient, cast: Cast
) -> None:
    first = _shown(client.enter(cast["anna"]), text="Ferri Carla")
    again = client.post(PAGE, data={**first, "text": "Neri Ugo", "search": "1"})
    assert (_values(again.text)["surname"], _values(again.text)["given"]) == ("Neri", "Ugo")
    mine = {**first, "surname": "Ferri Bo", "text": "Neri Ugo", "search": "1"}
    assert _values(client.post(PAGE, data=mine).text)["surname"] == "Ferri Bo"


def test_a_new_person_who_looks_known_is_shown_before_she_is_doubled(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    known = a_person(cast["anna"], "Rossi", "Anna", **BORN)
    shown = _shown(client.enter(cast["anna"]), text="zzz")
    typed = {**shown, "surname": "Rossi", "given": "Anna", "birth_year": "1985"}
    refused = client.post(PAGE, data=typed)
    assert refused.status_code == 422
    assert f'value="{known}"' in refused.text
    assert _count(Appointment) == 0
    assert (
        client.post(PAGE, data={**_values(refused.text), "person": str(known)}).status_code == 303
    )
    assert _only().person_id == known
    assert _count(Person) == 1


def test_somebody_who_looked_registers_the_other_person(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    a_person(cast["anna"], "Rossi", "Anna", **BORN)
    shown = _shown(client.enter(cast["anna"]), text="Rossi Anna")
    refused = client.post(PAGE, data={**shown, "person": "new", "birth_year": "1985"})
    assert refused.status_code == 422
    again = {**_values(refused.text), "is_another": "y"}
    assert client.post(PAGE, data=again).status_code == 303
    assert _count(Person) == 2


def test_without_saying_who_nobody_is_booked_in_her_place(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    a_person(cast["anna"], "Rossi", "Anna")
    client.enter(cast["anna"])
    answer = client.submit(PAGE, {"text": "rossi"})  # confirmed before anybody was shown
    assert answer.status_code == 422
    assert "Scegli chi è" in answer.text
    assert _count(Appointment) == 0


def test_the_chosen_person_stays_when_other_words_are_typed(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    rossi = a_person(cast["anna"], "Rossi", "Anna")
    a_person(cast["anna"], "Bianchi", "Ada")
    shown = _shown(client.enter(cast["anna"]), text="rossi")
    assert client.post(PAGE, data={**shown, "text": "bianchi"}).status_code == 303
    assert _only().person_id == rossi


def test_a_place_given_meanwhile_leaves_a_clean_page_with_the_three_nearest(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"], "Rossi", "Anna")
    shown = _shown(client.enter(cast["anna"]), text="rossi", practical="carrozzina", phone="000 1")
    an_appointment(cast["anna"], a_person(cast["anna"], "Altra"))
    answer = client.post(PAGE, data=shown)
    assert answer.status_code == 409
    assert "Il posto è stato appena preso" in answer.text
    assert re.findall(r"mer 25/11, ore (\d+:\d+)", answer.text) == ["9:00", "9:30", "10:00"]
    kept = _values(answer.text)
    assert {key: kept[key] for key in ("text", "person", "practical", "phone")} == {
        key: shown[key] for key in ("text", "person", "practical", "phone")
    }
    assert _count(Appointment) == 1  # never another hour in its place
    assert client.post(PAGE, data=kept).status_code == 303
    assert _count(Appointment) == 2


def test_more_dates_are_shown_and_what_was_chosen_among_them_is_booked(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast, "bruno", "carla")
    a_person(cast["anna"], "Rossi", "Anna")
    shown = _shown(client.enter(cast["anna"]), text="rossi")
    few = client.post(PAGE, data={**shown, "search": "1"}).text
    many = client.post(PAGE, data={**shown, "more": "1"}).text
    assert (few.count('name="place"'), many.count('name="place"')) == (8, 16)
    last = re.findall(r'name="place"[^>]*value="([^"]+)"', many)[-1]
    assert client.post(PAGE, data={**shown, "place": last}).status_code == 303
    assert _only().local_minute == 720


def test_a_worker_asked_by_name_has_her_places_first_and_nothing_says_why(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast, "bruno", "carla")
    carla = str(cast["carla"].engagement_id)
    client.enter(cast["anna"])
    shown = client.submit(PAGE, {"worker": carla}, action=PAGE).text
    assert set(re.findall(r"ore \d+:\d+, con (\w+)", shown)) == {"Carla"}
    part = client.submit(PAGE, {"worker": str(cast["dario"].engagement_id), "search": "1"}).text
    assert "la persona chiesta non ha posti" in part
    assert set(re.findall(r"ore \d+:\d+, con (\w+)", part)) == {"Bruno", "Carla"}


def test_a_row_says_the_year_and_what_is_to_come_never_how_the_past_ended(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast, "bruno", "carla")
    anna = cast["anna"]
    person = a_person(anna, "Rossi", "Anna", phone="000 3331234")
    off = an_appointment(anna, person, a_place(anna, 4))
    appointments.cancel_by_person(**by_now(anna, off))
    an_appointment(anna, person)
    page = client.enter(anna).submit(PAGE, {"text": "rossi", "search": "1"}).text
    row = re.search(r"Rossi Anna,[^<]*", page)
    assert row
    assert "mer 25/11 ore 8:30" in row[0]
    assert row[0].count("ore") == 1
    for word in ("3331234", "Disdett", "disdett", "in carico", "seguita da"):
        assert word not in page


def test_a_booking_is_taken_back_and_the_place_is_free_again(
    client: OfficeClient, cast: Cast, at: Any
) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    free = agenda.places(anna.viewer, now=NOW)
    client.enter(anna)
    answer = client.submit(f"/booking/{made}/done", action=f"/booking/{made}/undo")
    assert answer.status_code == 303
    assert _only().state == AppointmentState.CANCELLED_PERSON
    assert len(agenda.places(anna.viewer, now=NOW)) == len(free) + 1


def test_after_ten_minutes_taking_back_is_a_cancellation_of_its_own_page(
    client: OfficeClient, cast: Cast, at: Any
) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    client.enter(anna)
    at(NOW + timedelta(minutes=11))
    page = client.get(f"/booking/{made}/done")
    assert page.status_code == 200
    assert f"/booking/{made}/undo" not in page.text
    assert f"/appointments/{made}" in page.text


@pytest.mark.parametrize("who", ["gino", "elena", "franca", "piera", "rosa", "sofia", "teo"])
def test_who_gives_no_places_is_sent_away(client: OfficeClient, cast: Cast, who: str) -> None:
    client.enter(cast[who])
    for address in (PAGE, "/booking/call-backs", "/booking/will-be-called"):
        assert client.get(address).status_code == 403


def test_a_stranger_finds_nothing(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"], "Rossi", "Anna"))
    client.enter(cast["zeno"])
    assert client.get(f"/booking/{made}/done").status_code == 404
    assert "Rossi Anna" not in client.submit(PAGE, {"text": "rossi", "search": "1"}).text


@pytest.mark.parametrize("absurd", ABSURD)
def test_absurd_words_are_answered_with_a_page(
    client: OfficeClient, cast: Cast, absurd: str
) -> None:
    a_wednesday(cast)
    client.enter(cast["anna"])
    names = ("text", "person", "surname", "birth_year", "purpose", "group", "worker", "place", "phone", "practical", "origin", "shown", "message", "filled")  # fmt: skip
    for button in ("search", "more", "call_back", "book"):
        for name in names:
            typed = {
                "text": "Rossi",
                "person": "new",
                "surname": "Rossi",
                name: absurd,
                button: "1",
            }
            answer = client.submit(PAGE, typed)
            assert answer.status_code in (200, 303, 409, 422), (button, name)
    for part in ("/booking/who", "/booking/when"):
        values = _values(client.get(PAGE).text)
        assert (
            client.post(part, data={**values, "text": absurd, "worker": absurd}).status_code == 200
        )


def test_the_parts_that_follow_the_keyboard_are_those_of_the_page(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast, "bruno", "carla")
    person = a_person(cast["anna"], "Rossi", "Anna")
    client.enter(cast["anna"])
    values = _values(client.get(PAGE).text)
    who = client.post("/booking/who", data={**values, "text": "ross"}).text
    assert f'value="{person}"' in who
    assert "<html" not in who
    carla = str(cast["carla"].engagement_id)
    when = client.post("/booking/when", data={**values, "worker": carla}).text
    assert set(re.findall(r"con (\w+)", when)) == {"Carla"}


def test_a_long_list_of_people_asks_the_same_questions(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    client.enter(cast["anna"])

    def asked() -> int:
        seen: list[str] = []
        listener = lambda *call: seen.append(call[2])  # noqa: E731
        engine = db.engine
        event.listen(engine, "before_cursor_execute", listener)
        try:
            assert client.post(PAGE, data=values).status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", listener)
        return len(seen)

    values = {**_values(client.get(PAGE).text), "text": "rossi", "search": "1"}
    a_person(cast["anna"], "Rossi", "Uno")
    few = asked()
    for number in range(12):
        a_person(cast["anna"], "Rossi", f"Numero {number}")
    assert asked() == few
