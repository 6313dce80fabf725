"""Days that fall away and whoever was booked in them: seen before, settled with one press."""

from collections.abc import Sequence
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest

from app.appointments import operations, queries
from app.appointments.operations import row_name
from app.appointments.queries import AppointmentRow
from app.appointments.rules import AppointmentState, asked
from app.desk.queries.messages import call_backs
from app.kernel.errors import NotAllowedNow
from app.kernel.references import AppointmentId
from app.organisations import queries as office
from app.organisations.rules import OpeningKind
from app.rota import operations as rota
from app.rota.queries import absences
from app.rota.rules import AbsenceKind, Hours
from tests.builders.appointments import WEDNESDAY, a_place, a_wednesday, an_appointment
from tests.builders.cases import engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast
from tests.support.client import Forms, OfficeClient

S = AppointmentState
NEXT = WEDNESDAY + timedelta(days=7)
CLOSE, ABSENCE = "/closures/new", "/rota/absences/new"
CLOSED = {"starts_on": f"{WEDNESDAY:%d/%m/%Y}", "reason": "Guasto"}
SURNAMES = ("Attesa", "Brambilla", "Colombo")


@pytest.fixture
def booked(cast: Cast) -> list[AppointmentId]:
    """Three people booked on a Wednesday with Bruno, who receives on the next one too."""
    site = a_wednesday(cast, "bruno").site
    _duty(cast, site, "bruno", NEXT)
    people = [
        a_person(cast["anna"], one, phone=f"000 555110{number}")
        for number, one in enumerate(SURNAMES)
    ]
    return [an_appointment(cast["anna"], one) for one in people]


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor's browser."""
    return client.enter(cast["dario"])


def _duty(cast: Cast, site: Any, who: str, day: date) -> None:
    rota.add_shift(
        actor=cast["dario"].viewer,
        now=NOW,
        engagement_id=engagement_of(cast[who]),
        site_id=site,
        kind=OpeningKind.APPOINTMENTS,
        day=day,
        hours=Hours(510, 750),
    )


def _look(client: OfficeClient, page: str, typed: dict[str, str]) -> dict[str, Any]:
    answer = client.submit(page, typed)
    assert answer.status_code == 200
    return _form(answer.text, page)


def _form(text: str, page: str) -> dict[str, Any]:
    form = next(one for one in Forms(text).found if one.action in (page, "") and one.method)
    assert "reason" in form.names or "worker" in form.names
    return form.values


def _rows(cast: Cast, ids: Sequence[AppointmentId]) -> list[AppointmentRow]:
    return [queries.appointment_row(cast["dario"].viewer, one, NOW) for one in ids]


def _now_on(cast: Cast) -> list[tuple[date, int, str]]:
    viewer = cast["dario"].viewer
    rows = queries.of_days(viewer, TODAY, NEXT + timedelta(days=30), NOW, everything=False)
    return [(row.day, row.minute, row.person.split()[0]) for row in rows]


def test_whom_a_closure_hits_is_shown_before_anything_is_saved(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    text = unescape(dario.submit(CLOSE, CLOSED).text)
    for words in (*SURNAMES, "Sposta a mer 02/12, ore 8:30, con Bruno", "la avviso io"):
        assert words in text
    assert office.closed_days(cast["dario"].viewer, TODAY) == {}
    assert {row.state for row in _rows(cast, booked)} == {S.BOOKED}


def test_one_press_closes_and_gives_everybody_another_place(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    answer = dario.post(CLOSE, data=_look(dario, CLOSE, CLOSED))
    assert answer.status_code == 303
    assert office.closed_days(cast["dario"].viewer, TODAY) == {WEDNESDAY: "Guasto"}
    assert {row.state for row in _rows(cast, booked)} == {S.MOVED}
    at = zip((510, 540, 570), SURNAMES, strict=True)
    assert _now_on(cast) == [(NEXT, minute, name) for minute, name in at]
    paper = dario.get(answer.location).text
    assert paper.count("mercoledì 2 dicembre 2026") == len(SURNAMES)
    assert "5551102" in paper.replace(" ", "")


def test_each_may_be_decided_otherwise(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    call, tell, later = map(row_name, booked)
    typed = {**_look(dario, CLOSE, CLOSED), call: "call_back", tell: "tell", later: "later"}
    answer = dario.post(CLOSE, data=typed)
    assert answer.status_code == 303
    states = [row.state for row in _rows(cast, booked)]
    assert states == [S.CANCELLED_OFFICE, S.CANCELLED_OFFICE, S.BOOKED]
    viewer = cast["dario"].viewer
    assert [row.caller for row in call_backs(viewer)] == ["Attesa Ada"]
    assert len(queries.never_told(viewer, NOW)) == 2
    assert [row.id for row in queries.stranded(viewer, NOW)] == [booked[2]]
    assert "Prenotati quando non si riceve" in dario.get("/today").text
    assert [row.id for row in queries.stranded(cast["bruno"].viewer, NOW)] == [booked[2]]
    assert queries.stranded(cast["carla"].viewer, NOW) == []
    paper = dario.get(answer.location).text
    assert paper.count("da avvisare") == 2
    assert "ancora da decidere" in paper


def test_a_place_taken_meanwhile_brings_back_that_row_and_keeps_the_others(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    first, second, third = map(row_name, booked)
    typed = {**_look(dario, CLOSE, CLOSED), second: "tell", third: "later"}
    place = next(one for one in queries.places(cast["anna"].viewer, now=NOW) if one.day == NEXT)
    an_appointment(cast["anna"], a_person(cast["anna"], "Svelta"), asked(place))
    answer = dario.post(CLOSE, data=typed)
    assert answer.status_code == 422
    assert "appena preso" in answer.text
    again = _form(answer.text, CLOSE)
    assert (again[second], again[third], again["reason"]) == ("tell", "later", "Guasto")
    assert again[first] not in (typed[first], "")
    assert {row.state for row in _rows(cast, booked)} == {S.BOOKED}
    again["submission"] = "another press"
    assert dario.post(CLOSE, data=again).status_code == 303
    states = [row.state for row in _rows(cast, booked)]
    assert states == [S.MOVED, S.CANCELLED_OFFICE, S.BOOKED]


def test_one_place_is_not_given_to_two(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    first, second, _ = map(row_name, booked)
    typed = _look(dario, CLOSE, CLOSED)
    answer = dario.post(CLOSE, data={**typed, second: typed[first]})
    assert answer.status_code == 422
    assert "appena preso" in answer.text
    assert {row.state for row in _rows(cast, booked)} == {S.BOOKED}


def test_who_is_booked_while_one_decides_is_added_to_the_list(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    typed = _look(dario, CLOSE, CLOSED)
    late = an_appointment(cast["anna"], a_person(cast["anna"], "Svelta"))
    answer = dario.post(CLOSE, data=typed)
    assert answer.status_code == 422
    assert "Svelta" in answer.text
    again = _form(answer.text, CLOSE)
    assert {again[row_name(one)] for one in booked} == {typed[row_name(one)] for one in booked}
    again["submission"] = "another press"
    assert dario.post(CLOSE, data=again).status_code == 303
    assert _rows(cast, [late])[0].state is S.MOVED


@pytest.mark.parametrize("typed", ["", "altro", "20261202.510.x.y", "20261125.510.0.0", "\x00"])
def test_what_nobody_offered_is_refused_in_words(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId], typed: str
) -> None:
    form = _look(dario, CLOSE, CLOSED)
    answer = dario.post(CLOSE, data={**form, row_name(booked[0]): typed})
    assert answer.status_code == 422
    assert {row.state for row in _rows(cast, booked)} == {S.BOOKED}


@pytest.mark.parametrize("typed", ["31/12/9999", "01/01/0001", "31/02/2027", "x" * 400])
def test_days_no_office_would_close_are_refused_in_words(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId], typed: str
) -> None:
    for field in ("starts_on", "ends_on"):
        assert dario.submit(CLOSE, {**CLOSED, field: typed}).status_code == 422
    for field in ("first_day", "last_day"):
        worker = {"worker": str(cast["bruno"].engagement_id), "kind": "not_said"}
        assert dario.submit(ABSENCE, {**worker, field: typed}).status_code == 422
    assert dario.get(f"{ABSENCE}?chi={cast['bruno'].engagement_id}&dal={typed}").status_code == 200
    assert {row.state for row in _rows(cast, booked)} == {S.BOOKED}


def test_a_day_on_which_nobody_is_booked_is_closed_at_once(
    dario: OfficeClient, booked: list[AppointmentId]
) -> None:
    typed = {**CLOSED, "starts_on": "26/11/2026"}
    assert dario.submit(CLOSE, typed).location == "/opening-hours"
    other = {**CLOSED, "kind": "walk_in"}
    assert dario.submit(CLOSE, other).location == "/opening-hours"


def test_who_may_not_read_the_agenda_closes_and_sees_nobody(
    client: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    client.enter(cast["elena"])
    answer = client.submit(CLOSE, CLOSED)
    assert answer.status_code == 303
    assert len(queries.stranded(cast["dario"].viewer, NOW)) == len(booked)


def test_an_absence_offers_the_same_hour_with_a_colleague(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    site = _rows(cast, booked)[0].site_id
    _duty(cast, site, "carla", WEDNESDAY)
    typed = {
        "worker": str(cast["bruno"].engagement_id),
        "first_day": f"{WEDNESDAY:%d/%m/%Y}",
        "last_day": f"{WEDNESDAY:%d/%m/%Y}",
        "kind": "not_said",
    }
    text = dario.submit(ABSENCE, typed).text
    assert text.count("Stesso orario con Carla") == len(booked)
    assert "Turni che restano senza di lei: 1" in text
    form = _form(text, ABSENCE)
    carla = engagement_of(cast["carla"]).hex
    first = next(
        one.options[row_name(booked[0])] for one in Forms(text).found if "worker" in one.names
    )
    same = next(code for code in first if carla in code and code.startswith("20261125.510."))
    answer = dario.post(ABSENCE, data={**form, row_name(booked[0]): same})
    assert answer.status_code == 303
    assert _now_on(cast)[0] == (WEDNESDAY, 510, "Attesa")
    assert _now_on(cast)[1][0] == NEXT
    assert "con Carla" in dario.get(answer.location).text


def test_a_sudden_absence_of_today_takes_two_presses(
    client: OfficeClient, cast: Cast, booked: list[AppointmentId], at: Any
) -> None:
    morning = NOW.replace(day=25, hour=6)
    at(morning)
    client.enter(cast["dario"])
    link = unescape(client.get("/today").text).split(f'href="{ABSENCE}?')[1].split('"')[0]
    page = f"{ABSENCE}?{link}"
    form = Forms(client.get(page).text).found[-1]
    answer = client.post(page, data=form.values)
    assert answer.status_code == 303
    (row,) = absences(cast["dario"].viewer, WEDNESDAY)
    assert (row.engagement_id, row.kind) == (engagement_of(cast["bruno"]), AbsenceKind.NOT_SAID)
    assert {row.state for row in _rows(cast, booked)} == {S.MOVED}


def test_taking_a_closure_back_says_whom_it_moved_and_restores_the_chosen(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    third = row_name(booked[2])
    made = dario.post(CLOSE, data={**_look(dario, CLOSE, CLOSED), third: "tell"}).location
    page = f"{made}/remove"
    text = unescape(dario.get(page).text)
    assert "Attesa Ada, mer 25/11 ore 8:30 (ora mer 02/12 ore 8:30)" in text
    assert "(annullato)" in text
    chosen = [str(booked[0]), str(booked[2])]
    assert dario.submit(page, {"restored": chosen}).status_code == 303
    assert office.closed_days(cast["dario"].viewer, TODAY) == {}
    assert [row.state for row in _rows(cast, booked)] == [S.BOOKED, S.MOVED, S.BOOKED]
    assert [name for _, _, name in _now_on(cast)] == ["Attesa", "Colombo", "Brambilla"]


def test_nobody_comes_back_to_a_day_that_is_closed(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    dario.post(CLOSE, data=_look(dario, CLOSE, CLOSED))
    row = _rows(cast, booked)[0]
    assert "acts/restore" not in dario.get(f"/appointments/{row.id}").text
    with pytest.raises(NotAllowedNow, match="not_received_then"):
        operations.restore(
            actor=cast["dario"].viewer, now=NOW, appointment_id=row.id, version=row.version
        )


def test_an_opening_with_somebody_booked_is_not_taken_back(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    site = _rows(cast, booked)[0].site_id
    thursday = WEDNESDAY + timedelta(days=8)
    typed = {
        "kind": "appointments", "mode": "by_appointment", "site": str(site),
        "on_day": f"{thursday:%d/%m/%Y}", "from_hour": "8:30", "to_hour": "12:30",
    }  # fmt: skip
    assert dario.submit("/openings/new", typed).status_code == 303
    _duty(cast, site, "bruno", thursday)
    places = queries.places(cast["anna"].viewer, now=NOW)
    place = next(one for one in places if one.day == thursday)
    an_appointment(cast["anna"], a_person(cast["anna"], "Svelta"), asked(place))
    forms = Forms(dario.get("/opening-hours").text).found
    action = next(one.action for one in forms if one.action.endswith("/withdraw"))
    assert dario.submit("/opening-hours", action=action).status_code == 409
    assert a_place(cast["anna"]).day == WEDNESDAY
