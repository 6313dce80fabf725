"""A whole Monday afternoon in a few seconds: nothing is lost, doubled or out of order."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select

from app.appointments.models import Appointment, TimeClaim
from app.db import db
from app.desk.models import Message, Ticket, TicketInterval, TicketStep
from app.desk.procedure.tickets import TicketAction, TicketState
from app.desk.rules.queue import Queue
from bench.monday import ARRIVALS, CALLS, TICKETS, TO_BOOK, Played, expect, play
from tests.builders.appointments import WEDNESDAY, a_wednesday
from tests.builders.people import a_person
from tests.builders.tickets import the_hours
from tests.cast import Cast

pytestmark = pytest.mark.races
COUNTERS = 3  # of social work: as many may call at one instant
SPEED = 3600.0  # four hours in four seconds


@pytest.fixture
def played(own_app: Flask, cast: Cast) -> Played:
    """The afternoon, once it is over."""
    site = the_hours()
    a_wednesday(cast, "bruno", "carla", "dario", day=WEDNESDAY + timedelta(days=7))
    people = [a_person(cast["anna"], f"Rossi{chr(97 + n)}") for n in range(CALLS + ARRIVALS)]
    expected = expect(cast, people, site)
    db.session.commit()
    return play(own_app, cast, people, expected, SPEED)


def test_nothing_is_lost_doubled_or_out_of_order(played: Played) -> None:
    tickets = db.session.scalars(select(Ticket)).all()
    assert len({one.code for one in tickets}) == len(tickets) == TICKETS + ARRIVALS
    assert {one.state for one in tickets} == {TicketState.DONE}
    assert set(played.called) == {one.code for one in tickets}
    _each_step_once()
    _intervals_follow_one_another()
    _in_turn(tickets)
    assert len(played.booked) == len(set(played.booked)) == TO_BOOK
    assert played.messages == CALLS - TO_BOOK == len(db.session.scalars(select(Message.id)).all())
    hours = select(TimeClaim.resource_id, TimeClaim.starts_at).join(
        Appointment, Appointment.id == TimeClaim.appointment_id
    )
    assert max(Counter(map(tuple, db.session.execute(hours))).values()) == 1


def _each_step_once() -> None:
    steps = db.session.execute(
        select(TicketStep.ticket_id, TicketStep.action, TicketStep.at).order_by(TicketStep.id)
    ).all()
    once = (TicketAction.CALL, TicketAction.START, TicketAction.CONCLUDE)
    found = Counter((ticket, action) for ticket, action, _ in steps)
    assert set(found.values()) == {1}
    order = defaultdict(list)
    for ticket, action, _ in steps:
        order[ticket].append(action)
    assert {tuple(actions[1:]) for actions in order.values()} == {once}


def _intervals_follow_one_another() -> None:
    rows = db.session.scalars(select(TicketInterval).order_by(TicketInterval.started_at)).all()
    by_ticket, by_worker = defaultdict(list), defaultdict(list)
    for row in rows:
        assert row.ended_at is not None
        by_ticket[row.ticket_id].append(row)
        if row.state == TicketState.SERVING:
            by_worker[row.worker_id].append(row)
    for mine in by_ticket.values():
        assert all(one.ended_at == two.started_at for one, two in pairwise(mine))
    for hers in by_worker.values():
        assert all(one.ended_at <= two.started_at for one, two in pairwise(hers))


def _in_turn(tickets: list[Ticket]) -> None:
    """Nobody is called before who came earlier, but for those called at the same instant."""
    called = select(TicketStep.ticket_id, TicketStep.id)
    calls = dict(
        map(tuple, db.session.execute(called.where(TicketStep.action == TicketAction.CALL)))
    )
    for queue in (Queue.SOCIAL, Queue.PRACTICES):
        line = sorted((one for one in tickets if one.queue == queue), key=lambda one: one.number)
        in_turn = sorted(line, key=lambda one: calls[one.id])
        assert all(abs(in_turn.index(one) - line.index(one)) < COUNTERS for one in line)
