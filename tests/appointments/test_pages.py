"""The agenda and one appointment on the screen: what they show, what each press does, for whom."""

from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from app.appointments import cards, operations, queries
from app.appointments.rules import AppointmentState, CancelCause
from app.kernel.references import AppointmentId, new_id
from tests.builders.appointments import (
    WEDNESDAY,
    a_place,
    a_wednesday,
    a_week_of_appointments,
    an_appointment,
    by_now,
)
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

S = AppointmentState
BEGINS = NOW.replace(day=25, hour=7, minute=30)  # Wednesday 8:30 in Rome
OVER = BEGINS + timedelta(hours=2)
DAY = f"/agenda?giorno={WEDNESDAY}"


def _act(client: OfficeClient, made: AppointmentId, act: str, **typed: Any) -> int:
    page = f"/appointments/{made}/acts/{act}"
    return client.submit(page, typed or None).status_code


def _state(cast: Cast, made: AppointmentId, now: datetime = NOW) -> AppointmentState:
    return queries.appointment_row(cast["dario"].viewer, made, now).state


@pytest.fixture
def bruno(client: OfficeClient, cast: Cast) -> OfficeClient:
    """Bruno's browser."""
    return client.enter(cast["bruno"])


def test_the_agenda_shows_a_day_by_worker(bruno: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    ada, eva = (a_person(cast["anna"], surname) for surname in ("Brambilla", "Colombo"))
    an_appointment(cast["anna"], ada)
    an_appointment(cast["anna"], eva)
    text = bruno.get(DAY).text
    for word in ("Brambilla Ada", "Colombo Ada", "8:30", "Prenotato", "Dependance"):
        assert word in text
    assert text.index("Appuntamenti di Bruno") < text.index("Appuntamenti di Carla")
    assert "Brambilla" not in bruno.get("/agenda").text
    assert "Nessun appuntamento in questo giorno" in bruno.get("/agenda").text


@pytest.mark.parametrize("day", ["", "x", "2026-02-30", "9" * 400, "\x00", "2026-11-25T99"])
def test_a_day_that_is_none_is_today(bruno: OfficeClient, day: str) -> None:
    answer = bruno.get("/agenda", query_string={"giorno": day})
    assert answer.status_code == 200
    assert "23 novembre 2026" in answer.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_answered(bruno: OfficeClient, day: str) -> None:
    assert bruno.get("/agenda", query_string={"giorno": day}).status_code == 200


def test_the_agenda_asks_as_many_questions_for_one_row_as_for_twelve(
    bruno: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast, "bruno", "carla")
    an_appointment(cast["anna"], a_person(cast["anna"]))
    bruno.get(DAY)
    with counting() as few:
        bruno.get(DAY)
    for number in range(11):
        an_appointment(cast["anna"], a_person(cast["anna"], f"Persona {chr(65 + number)}"))
    with counting() as many:
        assert bruno.get(DAY).text.count("<tr>") >= 12
    assert len(many) <= len(few)  # a name that is known already is not asked for


def test_outcomes_are_said_with_one_press_each(client: OfficeClient, cast: Cast, at: Any) -> None:
    a_wednesday(cast)
    came = an_appointment(cast["anna"], a_person(cast["anna"]))
    missing = an_appointment(cast["anna"], a_person(cast["anna"], "Colombo"))
    at(OVER)
    client.enter(cast["bruno"])
    page = "/agenda/outcomes"
    assert "Esiti da registrare: 2" in client.get("/agenda").text
    attend = client.submit(page, action=f"/appointments/{came}/acts/attend?torna=esiti")
    no_show = client.submit(page, action=f"/appointments/{missing}/acts/no-show?torna=esiti")
    assert [(one.status_code, one.location) for one in (attend, no_show)] == [(303, page)] * 2
    assert (_state(cast, came, OVER), _state(cast, missing, OVER)) == (S.ATTENDED, S.NO_SHOW)
    assert "Tutti gli esiti sono scritti" in client.get(page).text


def test_a_colleagues_outcome_is_hers_to_say(client: OfficeClient, cast: Cast, at: Any) -> None:
    a_wednesday(cast, "carla")
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    at(OVER)
    client.enter(cast["bruno"])
    assert "attend?torna=esiti" not in client.get("/agenda/outcomes").text
    page = f"/appointments/{made}"
    form = {"version": queries.appointment_row(cast["dario"].viewer, made, OVER).version}
    shown = client.get(page).text
    assert f"{page}/acts/attend" not in shown
    answer = client.submit(page, form, action=f"{page}/acts/arrive")
    assert answer.status_code == 303  # who is at the door may be let in by whoever is there


def test_a_colleague_may_not_say_how_it_went(client: OfficeClient, cast: Cast, at: Any) -> None:
    a_wednesday(cast, "carla")
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    at(OVER)
    client.enter(cast["bruno"])
    for act, typed in (("attend", {}), ("cancel-by-office", {"cause": "absence"})):
        assert _act(client, made, act, **typed) == 403
    assert _state(cast, made, OVER) is S.BOOKED
    client.enter(cast["carla"])
    assert _act(client, made, "attend") == 303


def test_from_the_door_to_the_end(client: OfficeClient, cast: Cast, at: Any) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    at(BEGINS)
    client.enter(cast["anna"])
    assert _act(client, made, "arrive") == 303
    client.enter(cast["bruno"])
    assert _act(client, made, "start") == 303
    assert _act(client, made, "attend") == 303
    text = unescape(client.get(f"/appointments/{made}").text)
    for word in ("Svolto", "Arrivo segnato", "Colloquio iniziato", "Prenotato"):
        assert word in text
    assert "/acts/" not in text


def test_what_the_front_office_said_of_the_need_goes_when_it_is_over(
    client: OfficeClient, cast: Cast, at: Any
) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]), practical="carrozzina")
    at(BEGINS)
    client.enter(cast["bruno"])
    assert "carrozzina" in client.get(f"/appointments/{made}").text
    assert _act(client, made, "attend") == 303
    assert "carrozzina" not in client.get(f"/appointments/{made}").text


def test_too_early_is_said_and_nothing_changes(bruno: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    for act, sentence in (
        ("attend", "non è ancora arrivata"),
        ("no-show", "quarto d'ora dopo l'inizio"),
    ):
        answer = bruno.submit(f"/appointments/{made}/acts/{act}")
        assert answer.status_code in (409, 422)
        assert sentence in unescape(answer.text)
    assert _state(cast, made) is S.BOOKED


def test_a_page_left_open_does_nothing_to_what_changed(bruno: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    old = queries.appointment_row(cast["bruno"].viewer, made, NOW).version
    operations.confirm(**by_now(cast["bruno"], made))
    answer = bruno.submit(f"/appointments/{made}/acts/arrive", {"version": old})
    assert answer.status_code == 409
    assert _state(cast, made) is S.CONFIRMED


def test_what_is_over_takes_no_more_acts(bruno: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    operations.cancel_by_person(**by_now(cast["anna"], made))
    for act in ("arrive", "start", "confirm", "told-person", "move"):
        answer = bruno.submit(f"/appointments/{made}/acts/{act}", {"how": "phone"})
        assert answer.status_code in (409, 422), act
    assert _state(cast, made) is S.CANCELLED_PERSON
    assert bruno.get(f"/appointments/{made}/acts/fly").status_code == 404


def test_it_is_moved_to_another_place(bruno: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    place = queries.places(cast["bruno"].viewer, now=NOW)[2]
    assert _act(bruno, made, "move", place=place.code) == 303
    text = unescape(bruno.get(f"/appointments/{made}").text)
    assert "È stato spostato" in text
    page = queries.appointment_page(cast["bruno"].viewer, made, NOW)
    assert page.moved_to is not None
    after = queries.appointment_row(cast["bruno"].viewer, page.moved_to, NOW)
    assert (after.state, after.minute) == (S.BOOKED, place.minute)


@pytest.mark.parametrize("place", ["", "x", "9" * 9000, "20261125.510.a.b", "\x00"])
def test_it_is_not_moved_to_what_is_no_place(bruno: OfficeClient, cast: Cast, place: str) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    assert _act(bruno, made, "move", place=place) == 422
    assert _state(cast, made) is S.BOOKED


def test_a_place_taken_while_moving_gives_others(bruno: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    place = queries.places(cast["bruno"].viewer, now=NOW)[0]
    an_appointment(cast["anna"], a_person(cast["anna"], "Svelta"))
    answer = bruno.submit(f"/appointments/{made}/acts/move", {"place": place.code})
    assert answer.status_code in (409, 422)
    assert _state(cast, made) is S.BOOKED
    assert 'name="place"' in answer.text


def test_called_off_by_the_office_it_waits_until_she_is_told(
    bruno: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    page = f"/appointments/{made}"
    assert _act(bruno, made, "cancel-by-office", cause="x") == 422
    assert _act(bruno, made, "cancel-by-office", cause="absence") == 303
    assert "La persona non lo sa ancora" in bruno.get(page).text
    assert [row.id for row in queries.never_told(cast["bruno"].viewer, NOW)] == [made]
    assert _act(bruno, made, "told-person", how="phone") == 303
    assert "La persona non lo sa ancora" not in bruno.get(page).text
    assert queries.never_told(cast["bruno"].viewer, NOW) == []


def test_it_is_restored_within_ten_minutes_by_the_same_person(
    client: OfficeClient, cast: Cast, at: Any
) -> None:
    a_wednesday(cast)
    first, second = (
        an_appointment(cast["anna"], a_person(cast["anna"], name)) for name in ("Prima", "Seconda")
    )
    client.enter(cast["anna"])
    for made in (first, second):
        assert _act(client, made, "cancel-by-person") == 303
    assert _act(client, first, "restore") == 303
    assert _state(cast, first) is S.BOOKED
    at(NOW + timedelta(minutes=11))
    assert _act(client, second, "restore") in (409, 422)
    assert _state(cast, second) is S.CANCELLED_PERSON
    client.enter(cast["dario"])
    assert _act(client, second, "restore") == 303


def test_who_is_a_stranger_finds_nothing(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    client.enter(cast["zeno"])
    page = f"/appointments/{made}"
    for address in (page, f"{page}/slip", f"{page}/acts/arrive", f"/appointments/{new_id()}"):
        assert client.get(address).status_code == 404
    assert client.post(f"{page}/acts/arrive", data={"version": 1}).status_code in (400, 404)
    assert "Brambilla" not in client.get(DAY).text
    assert _state(cast, made) is S.BOOKED


def test_who_has_not_the_duty_is_told_so(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    client.enter(cast["elena"])
    for address in ("/agenda", "/agenda/outcomes", f"/appointments/{made}"):
        assert client.get(address).status_code == 403
    client.enter(cast["anna"])
    assert client.get("/agenda").status_code == 403
    assert client.get("/agenda/outcomes").status_code == 403


def test_the_front_office_never_reads_how_yesterday_went(
    client: OfficeClient, cast: Cast, at: Any
) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    at(BEGINS + timedelta(days=1))
    client.enter(cast["anna"])
    assert client.get(f"/appointments/{made}").status_code == 404
    assert client.get(f"/appointments/{made}/slip").status_code == 404


def test_the_slip_says_where_and_neither_why_nor_with_whom(bruno: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(
        cast["anna"], a_person(cast["anna"]), practical="carrozzina", phone="000 3331234"
    )
    text = unescape(bruno.get(f"/appointments/{made}/slip").text)
    body = text[text.index("<h1>") :]
    for word in ("Dependance", "piazza Unità d'Italia", "lato via Tizzoni", "8:30", "25 novembre"):
        assert word in body
    for secret in ("Primo colloquio", "Bruno", "carrozzina", "000 3331234", "Brambilla"):
        assert secret not in body


def test_every_state_has_its_page(bruno: OfficeClient, cast: Cast) -> None:
    a_week_of_appointments(cast, a_person(cast["anna"]))
    rows = queries.of_days(cast["bruno"].viewer, WEDNESDAY, WEDNESDAY + timedelta(days=1), NOW)
    assert {row.state for row in rows} >= {
        S.BOOKED,
        S.CANCELLED_PERSON,
        S.CANCELLED_OFFICE,
        S.MOVED,
    }
    for row in rows:
        assert bruno.get(f"/appointments/{row.id}").status_code == 200


def test_the_cards_say_what_is_to_do(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    ada = a_person(cast["anna"])
    first, second = (
        an_appointment(cast["anna"], one) for one in (ada, a_person(cast["anna"], "B"))
    )
    bruno, anna = cast["bruno"].viewer, cast["anna"].viewer
    with app.test_request_context():
        hers = cards.of_person(anna, ada, NOW)
        assert hers is not None
        assert [row.text for row in hers.rows] == ["mer 25/11, ore 8:30"]
        assert cards.of_person(cast["elena"].viewer, ada, NOW) is None
        assert cards.next_of_mine(bruno, NOW) is None
        assert cards.without_outcome(bruno, NOW) is None
        assert cards.never_told(bruno, NOW) is None
        mine = cards.next_of_mine(bruno, BEGINS)
        assert mine is not None
        assert len(mine.rows) == 2
        assert cards.next_of_mine(anna, BEGINS) is None
        unsaid = cards.without_outcome(bruno, OVER)
        assert unsaid is not None
        assert unsaid.count == 2
        assert cards.without_outcome(cast["carla"].viewer, OVER) is None
        operations.cancel_by_office(**by_now(cast["bruno"], second), cause=CancelCause.ABSENCE)
        untold = cards.never_told(bruno, NOW)
        assert untold is not None
        assert (untold.count, [row.urgent for row in untold.rows]) == (1, [True])
        assert [row.what for row in cards.deadlines(bruno, NOW)] == ["Avvisare la persona"]
        assert cards.deadlines(anna, NOW) == []
    assert first != second
    assert a_place(cast["anna"]).minute == 540
