"""The desk pressed by many at once: no number twice, no person called by two counters."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.desk.models import DeskOpening, SupportCall, Ticket, TicketInterval
from app.desk.operations import openings, safety, serving, taking, undoing
from app.desk.procedure.tickets import TicketState
from app.desk.rules.queue import Queue
from app.desk.rules.safety import SafetyFault
from app.kernel.errors import Conflict, OfficeError
from tests.builders.tickets import a_counter, a_ticket, the_hours, version
from tests.cast import NOW, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_twenty_numbers_at_once_are_twenty_numbers(own_app: Flask, cast: Cast) -> None:
    """Also the very first of the day, when the opening itself is not written down yet."""
    the_hours()
    anna = cast["anna"].viewer
    taken = together(own_app, lambda _: taking.take(actor=anna, now=NOW, queue=Queue.SOCIAL))
    assert len(set(taken)) == TOGETHER
    codes = set(db.session.scalars(select(Ticket.code)))
    assert codes == {f"A{number:02d}" for number in range(1, TOGETHER + 1)}
    assert db.session.scalar(select(func.count()).select_from(DeskOpening)) == 1


def test_twenty_calls_at_once_are_twenty_people(own_app: Flask, cast: Cast) -> None:
    the_hours()
    a_counter(cast["bruno"], 1)
    a_counter(cast["carla"], 2)
    for minute in range(TOGETHER):
        a_ticket(cast["anna"], minutes=minute)
    who = (cast["bruno"].viewer, cast["carla"].viewer)
    called = together(own_app, lambda n: serving.call_next(actor=who[n % 2], now=NOW))
    assert len(set(called)) == TOGETHER
    assert not [one for one in called if isinstance(one, OfficeError)]
    states = set(db.session.scalars(select(Ticket.state)))
    assert states == {TicketState.CALLED}
    still_open = select(func.count()).where(TicketInterval.ended_at.is_(None))
    assert db.session.scalar(still_open) == TOGETHER


def test_one_person_twenty_counters_pressing_next(own_app: Flask, cast: Cast) -> None:
    the_hours()
    a_counter(cast["bruno"], 1)
    a_counter(cast["carla"], 2)
    ticket = a_ticket(cast["anna"])
    who = (cast["bruno"].viewer, cast["carla"].viewer)
    called = together(own_app, lambda n: serving.call_next(actor=who[n % 2], now=NOW))
    assert called.count(ticket) == 1


def test_of_twenty_who_take_the_same_ticket_one_wins(own_app: Flask, cast: Cast) -> None:
    the_hours()
    a_counter(cast["bruno"], 1)
    a_counter(cast["carla"], 2)
    ticket = a_ticket(cast["anna"])
    seen = version(ticket)
    who = (cast["bruno"].viewer, cast["carla"].viewer)

    def call(number: int) -> object:
        serving.call(actor=who[number % 2], now=NOW, ticket_id=ticket, version=seen)
        return ticket

    answers = together(own_app, call)
    assert answers.count(ticket) == 1
    assert sum(isinstance(one, Conflict) for one in answers) == TOGETHER - 1


def test_two_never_sit_at_one_counter(own_app: Flask, cast: Cast) -> None:
    the_hours()
    who = [cast[name].viewer for name in ("bruno", "carla", "dario", "gino")]

    def sit(number: int) -> object:
        openings.open_counter(actor=who[number % 4], now=NOW, number=3)
        return who[number % 4].login

    seated = {one for one in together(own_app, sit) if isinstance(one, str)}
    assert len(seated) == 1


def test_presence_is_asked_once_and_one_goes(own_app: Flask, cast: Cast) -> None:
    the_hours()
    a_counter(cast["bruno"], 1)
    bruno, carla = cast["bruno"].viewer, cast["carla"].viewer
    asked = told(together(own_app, lambda _: safety.ask_for_support(actor=bruno, now=NOW)))
    assert asked == {"done": 1, SafetyFault.ALREADY_ASKED: TOGETHER - 1}
    call_id = db.session.scalars(select(SupportCall.id)).one()
    db.session.remove()
    went = told(
        together(own_app, lambda _: safety.go_to_support(actor=carla, now=NOW, call_id=call_id))
    )
    assert went == {"done": 1, SafetyFault.ALREADY_ENDED: TOGETHER - 1}


def test_a_press_is_taken_back_once(own_app: Flask, cast: Cast) -> None:
    the_hours()
    a_counter(cast["bruno"], 1)
    ticket, bruno = a_ticket(cast["anna"]), cast["bruno"].viewer
    serving.call_next(actor=bruno, now=NOW)
    seen = version(ticket)
    db.session.remove()

    def undo(_number: int) -> None:
        undoing.undo(actor=bruno, now=NOW, ticket_id=ticket, version=seen)

    assert told(together(own_app, undo))["done"] == 1
    assert db.session.scalars(select(Ticket.state)).one() == TicketState.WAITING
