"""The interpreter of an appointment: asked, confirmed, moved and called off together with it."""

import pytest
from flask import Flask

from app.accounts.policy import TABLE, Permission
from app.appointments import operations, queries
from app.appointments.cards import deadlines, interpreters_due
from app.appointments.rules import Origin, Purpose, WorkGroup
from app.appointments.rules.interpreter import InterpreterState, InterpreterWay
from app.desk.operations.booking import Asked, book_place
from app.kernel.errors import NotAllowedNow
from app.kernel.references import AppointmentId
from tests.builders.appointments import a_place, a_wednesday, an_appointment, by_now
from tests.builders.interpreters import a_meeting, an_interpreter, asked_for, request_by_now
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient

_S = InterpreterState


def _state(cast: Cast, appointment_id: AppointmentId) -> InterpreterState | None:
    page = queries.interpreter_of(cast["bruno"].viewer, appointment_id, NOW)
    return None if page is None else page.state


def _confirmed(cast: Cast, way: InterpreterWay = InterpreterWay.PRESENCE) -> AppointmentId:
    a_wednesday(cast, "bruno", "carla")
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    asked_for(cast["anna"], made, way)
    hers = an_interpreter(cast["bruno"])
    operations.confirm_interpreter(
        **request_by_now(cast["anna"], made), interpreter_id=hers, cost_cents=4500
    )
    return made


def test_it_is_asked_once(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    assert _state(cast, made) is None
    asked_for(cast["anna"], made)
    assert _state(cast, made) is _S.ASKED
    with pytest.raises(NotAllowedNow, match="asked_already"):
        asked_for(cast["bruno"], made)


def test_whoever_comes_in_person_is_in_one_place(app: Flask, cast: Cast) -> None:
    made = _confirmed(cast)
    hers = queries.interpreters(cast["bruno"].viewer, NOW.date())[0].id
    other = an_appointment(cast["anna"], a_person(cast["anna"], "Altra"), a_place(cast["anna"]))
    times = [queries.appointment_row(cast["anna"].viewer, one, NOW).minute for one in (made, other)]
    assert times[0] == times[1]
    asked_for(cast["anna"], other)
    with pytest.raises(NotAllowedNow, match="interpreter_taken"):
        operations.confirm_interpreter(**request_by_now(cast["anna"], other), interpreter_id=hers)
    operations.refuse_interpreter(**request_by_now(cast["anna"], made))
    operations.confirm_interpreter(**request_by_now(cast["anna"], other), interpreter_id=hers)
    assert _state(cast, other) is _S.CONFIRMED


def test_by_telephone_she_may_answer_two(app: Flask, cast: Cast) -> None:
    _confirmed(cast, InterpreterWay.PHONE)
    hers = queries.interpreters(cast["bruno"].viewer, NOW.date())[0].id
    other = an_appointment(cast["anna"], a_person(cast["anna"], "Altra"))
    asked_for(cast["anna"], other, InterpreterWay.PHONE)
    operations.confirm_interpreter(**request_by_now(cast["anna"], other), interpreter_id=hers)
    assert _state(cast, other) is _S.CONFIRMED


def test_whoever_books_asks_for_it_in_one_press(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    anna = cast["anna"]
    asked = Asked(
        place=a_place(anna),
        purpose=Purpose.FIRST_INTERVIEW,
        group=WorkGroup.UNKNOWN,
        origin=Origin.URP_PHONE,
        person_id=a_person(anna),
        interpreter="arabo",
    )
    made = book_place(actor=anna.viewer, now=NOW, asked=asked)
    assert _state(cast, made) is _S.ASKED


def test_the_booking_page_says_what_she_speaks(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    a_person(cast["bruno"], "Diop", language="francese")
    a_person(cast["bruno"], "Rossi", language="Italiano")
    anna = client.enter(cast["anna"])
    blank = next(
        form for form in Forms(anna.get("/booking").text).found if form.action == "/booking"
    )
    for surname, said in (("Diop", True), ("Rossi", False)):
        page = anna.post("/booking/who", data={**blank.values, "text": surname}).text
        assert ("chiedi se serve un interprete" in page) is said


def test_moved_it_is_asked_again_and_called_off_it_goes(app: Flask, cast: Cast) -> None:
    made = _confirmed(cast)
    moved = operations.move_to(**by_now(cast["anna"], made), place=a_place(cast["anna"], 3))
    assert (_state(cast, made), _state(cast, moved)) == (_S.NOT_NEEDED, _S.ASKED)
    operations.cancel_by_person(**by_now(cast["anna"], moved))
    assert _state(cast, moved) is _S.NOT_NEEDED
    operations.restore(**by_now(cast["anna"], moved))
    assert _state(cast, moved) is _S.ASKED


def test_who_receives_is_reminded_two_working_days_before(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"].viewer
    a_wednesday(cast, "bruno")
    near, far = a_meeting(cast["bruno"], 1), a_meeting(cast["bruno"], 20)
    for one in (near, far):
        asked_for(cast["bruno"], one)
    with app.test_request_context():
        due = [row for row in deadlines(bruno, NOW) if row.what == "Confermare l'interprete"]
    assert len(due) == 2
    with app.test_request_context():
        card = interpreters_due(bruno, NOW)
    assert card is not None
    assert card.count == 1
    assert interpreters_due(cast["carla"].viewer, NOW) is None


def test_the_pages_say_it(client: OfficeClient, cast: Cast) -> None:
    made = _confirmed(cast)
    page = client.enter(cast["bruno"]).get(f"/appointments/{made}").text
    for words in ("Interprete: confermato", "Amina Haddad", "45,00", "I bambini"):
        assert words in page
    row = queries.appointment_row(cast["bruno"].viewer, made, NOW)
    assert "Interprete: confermato" in client.get(f"/agenda?giorno={row.day}").text
    assert "Amina Haddad" in client.get("/interpreters").text
    assert 'href="/interpreters"' in client.enter(cast["gino"]).get("/agenda").text, "she keeps it"


def test_whoever_keeps_the_register_reads_it() -> None:
    kept, read = (
        {role for role, rights in TABLE.items() if permission in rights}
        for permission in (
            Permission.APPOINTMENTS_INTERPRETER_KEEP,
            Permission.APPOINTMENTS_APPOINTMENT_RECEIVE,
        )
    )
    assert kept
    assert kept <= read
