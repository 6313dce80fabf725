"""What was pressed in an afternoon, and whether the database tells the same."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from sqlalchemy import select

from app.appointments.models import Appointment, TimeClaim
from app.db import db
from app.desk.models import Message, Ticket, TicketInterval, TicketStep
from app.desk.procedure.tickets import TicketAction, TicketState
from app.desk.rules.queue import Queue
from tests.cast import NOW

TICKETS, PAPERS, ARRIVALS, CALLS, TO_BOOK = 34, 10, 6, 25, 15
OPENS = NOW.replace(hour=14, minute=0) + timedelta(days=7)  # 15:00 in Rome
LASTS = 240  # minutes
AT_ONCE = 3  # counters of social work: as many may call at one instant
_ONCE = (TicketAction.CALL, TicketAction.START, TicketAction.CONCLUDE)


@dataclass
class Played:
    """What those who pressed were answered: numbers, calls, places; and what the screen showed."""

    called: dict[str, float] = field(default_factory=dict)
    shown: dict[str, float] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    booked: list[str] = field(default_factory=list)
    arrived: int = 0
    messages: int = 0
    lost_places: int = 0

    def delays(self) -> list[float]:
        """Return how many seconds after each call the screen showed it."""
        return sorted(self.shown[code] - at for code, at in self.called.items()
                      if code in self.shown)  # fmt: skip

    def faults(self) -> list[str]:
        """Return one sentence for whatever was lost, doubled or out of order."""
        tickets = db.session.scalars(select(Ticket).where(Ticket.taken_at >= OPENS)).all()
        codes = {one.code for one in tickets}
        ids = {one.id for one in tickets}
        held = {
            "a number was lost or doubled": len(tickets)
            == len(codes)
            == len(set(self.given)) + self.arrived
            == TICKETS + ARRIVALS,
            "somebody was not received": {one.state for one in tickets} == {TicketState.DONE},
            "who was called is not who waited": self.called.keys() == codes,
            "the screen showed who was not there": self.shown.keys() <= codes,
            "a step was lost, doubled or out of order": _each_step_once(ids),
            "two times overlap, or one is lost": _times_follow_one_another(ids),
            "somebody was called before who came earlier": _in_turn(tickets),
            "a place was lost or doubled": len(set(self.booked)) == TO_BOOK == _booked(),
            "an hour was given twice": _nobody_has_two_at_one_hour(),
            "a message was lost or doubled": self.messages == CALLS - TO_BOOK == _messages(),
        }
        return [sentence for sentence, holds in held.items() if not holds]


def _each_step_once(ids: Collection[UUID]) -> bool:
    steps = select(TicketStep.ticket_id, TicketStep.action).order_by(TicketStep.id)
    order = defaultdict(list)
    for ticket, action in db.session.execute(steps):
        order[ticket].append(action)
    return all(tuple(order[one][1:]) == _ONCE for one in ids)


def _times_follow_one_another(ids: Collection[UUID]) -> bool:
    """Whether each person passes from one state to the next, and no worker receives two at once."""
    rows = db.session.scalars(
        select(TicketInterval).order_by(TicketInterval.started_at, TicketInterval.id)
    )
    by_ticket, by_worker = defaultdict(list), defaultdict(list)
    for row in rows:
        if row.ticket_id not in ids:
            continue
        if row.ended_at is None:
            return False
        by_ticket[row.ticket_id].append((row.started_at, row.ended_at))
        if row.state == TicketState.SERVING:
            by_worker[row.worker_id].append((row.started_at, row.ended_at))
    return all(
        before[1] == after[0] for mine in by_ticket.values() for before, after in pairwise(mine)
    ) and all(
        before[1] <= after[0] for hers in by_worker.values() for before, after in pairwise(hers)
    )


def _in_turn(tickets: Sequence[Ticket]) -> bool:
    """Whether nobody was called before who came earlier, but for those called at one instant."""
    called = select(TicketStep.ticket_id, TicketStep.id)
    calls = dict(
        map(tuple, db.session.execute(called.where(TicketStep.action == TicketAction.CALL)))
    )
    for queue in (Queue.SOCIAL, Queue.PRACTICES):
        line = sorted((one for one in tickets if one.queue == queue), key=lambda one: one.number)
        in_turn = sorted(line, key=lambda one: calls[one.id])
        if any(abs(in_turn.index(one) - line.index(one)) >= AT_ONCE for one in line):
            return False
    return True


def _booked() -> int:
    made = select(Appointment.id).where(Appointment.booked_at >= OPENS)
    return len(db.session.scalars(made).all())


def _nobody_has_two_at_one_hour() -> bool:
    hours = (
        select(TimeClaim.resource_id, TimeClaim.starts_at)
        .join(Appointment, Appointment.id == TimeClaim.appointment_id)
        .where(TimeClaim.starts_at >= OPENS)
    )
    return max(Counter(map(tuple, db.session.execute(hours))).values()) == 1


def _messages() -> int:
    return len(db.session.scalars(select(Message.id).where(Message.taken_at >= OPENS)).all())
