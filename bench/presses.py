"""What is typed and pressed all day: a search, the next number, a booking."""

import random
from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from app.appointments import operations as appointments
from app.appointments.models import Appointment
from app.appointments.queries import appointment_row, places
from app.db import db
from app.desk.models import Ticket, TicketStep
from app.desk.operations import serving, taking
from app.desk.procedure.tickets import TicketAction
from app.desk.queries.board import board
from app.desk.queries.tickets import ticket_page
from app.kernel.references import AppointmentId, TicketId, new_token
from bench.archive import COUNTERS
from bench.ground import Ground
from bench.measure import Action
from bench.pages import entered
from bench.people import GIVEN, SURNAMES, phone_of
from tests.cast import NOW, Member
from tests.support.client import Forms

WRITTEN: Mapping[str, Select[Any]] = {
    "check_in": select(Ticket.id),
    "call_next": select(TicketStep.id).where(TicketStep.action == TicketAction.CALL),
    "book": select(Appointment.id),
}


def written(ground: Ground, name: str) -> int:
    """Return how many rows there are of what a press leaves, one each; undone they remain."""
    if name not in WRITTEN:
        return 0
    with ground.app.app_context():
        rows = select(func.count()).select_from(WRITTEN[name].subquery())
        return db.session.scalar(rows) or 0


def suggest(ground: Ground, _number: int) -> Action:
    """Return the search of somebody typing: four letters of a surname and three of a name."""
    client, random_ = entered(ground, "bruno"), random.Random(7)
    token = Forms(client.get("/people").text).found[0].values["csrf_token"]

    def search() -> None:
        text = f"{random_.choice(SURNAMES)[:4]} {random_.choice(GIVEN)[:3]}"
        answer = client.post(
            "/people", data={"text": text, "csrf_token": token}, headers={"HX-Request": "true"}
        )
        if answer.status_code != 200 or "<h2>" not in answer.text:
            raise RuntimeError(f"the search answered {answer.status_code}")

    return Action(search)


def call_next(ground: Ground, number: int) -> Action:
    """Return the press that calls whoever is next; before it she goes back to the waiting room."""
    who = COUNTERS[number % len(COUNTERS)]
    client = entered(ground, who)
    token = Forms(client.get("/desk").text).found[0].values["csrf_token"]

    def press() -> None:
        answer = client.post("/desk/next", data={"csrf_token": token, "submission": new_token()})
        if (answer.status_code, answer.location) != (303, "/desk"):
            raise RuntimeError(f"calling the next one answered {answer.status_code}")

    return Action(press, partial(send_back, ground, ground.archive.cast[who]))


def send_back(ground: Ground, who: Member) -> None:
    with ground.app.app_context():
        found = board(who.viewer, NOW)
        for ticket in found.mine.tickets if found and found.mine else ():
            serving.return_to_queue(
                actor=who.viewer, now=NOW, ticket_id=ticket.id, version=ticket.version
            )


def check_in(ground: Ground, _number: int) -> Action:
    """Return the press that gives a number at the desk; before it the last one is void."""
    gino = ground.archive.cast["gino"]
    client = entered(ground, "gino")
    token = Forms(client.get("/desk/tickets/new").text).found[0].values["csrf_token"]
    given: list[TicketId] = []

    def press() -> None:
        typed = {"csrf_token": token, "submission": new_token(), "queue": "social"}
        answer = client.post("/desk/tickets/new", data=typed)
        if answer.status_code != 303:
            raise RuntimeError(f"a number answered {answer.status_code}")
        given.append(TicketId(UUID(answer.location.split("/")[-2])))

    return Action(press, partial(_void, ground, gino, given))


def _void(ground: Ground, gino: Member, given: list[TicketId]) -> None:
    with ground.app.app_context():
        while given:
            row = ticket_page(gino.viewer, given.pop(), NOW)
            taking.void(actor=gino.viewer, now=NOW, ticket_id=row.id, version=row.version)


def slots(ground: Ground, _number: int) -> Action:
    """Return the question for the free places of eight weeks, as the booking page asks it."""
    client = entered(ground, "anna")
    form = next(one for one in Forms(client.get("/booking").text).found if one.action == "/booking")

    def ask() -> None:
        answer = client.post("/booking/when", data=form.values, headers={"HX-Request": "true"})
        if answer.status_code != 200 or ", ore " not in answer.text:
            raise RuntimeError(f"the free places answered {answer.status_code}")

    return Action(ask)


def book(ground: Ground, number: int) -> Action:
    """Return the press that books a place for somebody; before it her last booking is undone."""
    anna = ground.archive.cast["anna"]
    client, person_id = entered(ground, "anna"), ground.archive.people[number]
    shown = Forms(client.get("/booking").text).found
    form = next(one for one in shown if one.action == "/booking")
    with ground.app.app_context():
        place = places(anna.viewer, now=NOW)[number]
    words = phone_of(number)
    chosen = {"text": words, "named_from": words, "person": str(person_id), "place": place.code}
    made: list[AppointmentId] = []

    def press() -> None:
        typed = {**form.values, **chosen, "submission": new_token()}
        answer = client.post("/booking", data=typed)
        if answer.status_code != 303:
            raise RuntimeError(f"the booking answered {answer.status_code}")
        made.append(AppointmentId(UUID(answer.location.split("/")[-2])))

    return Action(press, partial(_undo, ground, anna, made))


def _undo(ground: Ground, anna: Member, made: list[AppointmentId]) -> None:
    with ground.app.app_context():
        while made:
            version = appointment_row(anna.viewer, made[-1], NOW).version
            appointments.cancel_by_person(
                actor=anna.viewer, now=NOW, appointment_id=made.pop(), version=version
            )
