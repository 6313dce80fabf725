"""A booked person comes: her appointment and the line of the desk know it, or neither does."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.appointments.queries import appointment_row
from app.appointments.rules import AppointmentState
from app.db import db
from app.desk.models import Ticket
from app.desk.operations import openings
from app.desk.operations.arrivals import receive_booked
from app.desk.operations.taking import take_for_appointment
from app.desk.rules.queue import DeskFault
from app.kernel.clock import rome_to_utc
from app.kernel.errors import NotAllowedNow
from app.kernel.references import AppointmentId
from tests.builders.appointments import (
    WEDNESDAY,
    a_wednesday,
    an_appointment,
    by_now,
    engagement_of,
)
from tests.builders.people import a_person
from tests.builders.tickets import row, the_hours
from tests.cast import Cast
from tests.support.client import OfficeClient

FRIDAY = date(2026, 11, 27)
NINE = 9 * 60


def _booked(cast: Cast, day: date) -> AppointmentId:
    the_hours()
    a_wednesday(cast, "carla", day=day)
    return an_appointment(cast["anna"], a_person(cast["anna"], "Galli", "Ada"))


def _numbers() -> int:
    return db.session.scalar(select(func.count()).select_from(Ticket)) or 0


def _state(cast: Cast, appointment_id: AppointmentId, now: datetime) -> AppointmentState:
    return appointment_row(cast["anna"].viewer, appointment_id, now).state


def test_at_an_open_desk_she_gets_a_number_of_her_own(app: Flask, cast: Cast) -> None:
    made, now = _booked(cast, FRIDAY), rome_to_utc(FRIDAY, NINE)
    ticket_id = receive_booked(**by_now(cast["anna"], made, now))
    assert ticket_id is not None
    ticket = row(ticket_id)
    assert (ticket.code, ticket.wanted_id) == ("C01", engagement_of(cast["carla"]))
    assert ticket.appointment_id == made
    assert _state(cast, made, now) is AppointmentState.ARRIVED
    with pytest.raises(NotAllowedNow):
        receive_booked(**by_now(cast["gino"], made, now))
    assert _numbers() == 1


def test_without_a_desk_nobody_needs_a_number(app: Flask, cast: Cast) -> None:
    made, now = _booked(cast, WEDNESDAY), rome_to_utc(WEDNESDAY, NINE)
    assert receive_booked(**by_now(cast["anna"], made, now)) is None
    assert _state(cast, made, now) is AppointmentState.ARRIVED
    assert _numbers() == 0


def test_a_closed_distribution_turns_no_booked_person_away(app: Flask, cast: Cast) -> None:
    made, now = _booked(cast, FRIDAY), rome_to_utc(FRIDAY, NINE)
    openings.open_counter(actor=cast["carla"].viewer, now=now, number=1)
    openings.close_distribution(actor=cast["carla"].viewer, now=now)
    assert receive_booked(**by_now(cast["anna"], made, now)) is not None


def test_a_number_given_already_leaves_the_appointment_as_it_was(app: Flask, cast: Cast) -> None:
    made, now = _booked(cast, FRIDAY), rome_to_utc(FRIDAY, NINE)
    known = {"due_at": now, "wanted_id": engagement_of(cast["carla"])}
    take_for_appointment(actor=cast["gino"].viewer, now=now, appointment_id=made, **known)
    with pytest.raises(NotAllowedNow, match=DeskFault.ALREADY_ARRIVED):
        receive_booked(**by_now(cast["anna"], made, now))
    assert _state(cast, made, now) is AppointmentState.BOOKED


def test_the_list_of_the_day_marks_an_arrival_in_one_press(
    client: OfficeClient, cast: Cast, at: Callable[[datetime], None]
) -> None:
    made, now = _booked(cast, FRIDAY), rome_to_utc(FRIDAY, NINE)
    at(now)
    client.enter(cast["anna"])
    assert "Manca ancora una persona" in client.get("/desk/arrivals").text
    answer = client.submit("/desk/arrivals", action=f"/desk/arrivals/{made}")
    assert answer.status_code == 303
    page = client.get("/desk/arrivals").text
    assert "Numero C01: aspetta in sala." in page
    assert "Nessuno manca ancora." in page
    assert f'action="/desk/arrivals/{made}"' not in page
