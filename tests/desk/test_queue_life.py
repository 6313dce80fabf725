"""Long random days at the desk: nobody lost, nobody doubled, nobody out of her place."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.desk import queries
from app.desk.models import Ticket, TicketInterval, TicketStep, Visit
from app.desk.operations import openings, serving, taking, undoing, visits
from app.desk.procedure.tickets import TICKET, TicketAction, TicketState
from app.desk.queries.openings import queues_of
from app.desk.queries.steps import steps_of
from app.desk.queries.tickets import line_for
from app.desk.rules.queue import (
    AwayCause,
    JumpCause,
    PassTarget,
    Queue,
    WithoutInterviewCause,
)
from app.kernel.errors import NotAllowedNow
from tests.builders.tickets import INFORMED, a_counter, the_hours
from tests.cast import NOW, Cast, Member

STEPS = 70
A = TicketAction
_INSIDE = set(TicketState) - TICKET.final - {TicketState.WAITING}
WORKERS = ("bruno", "carla", "gino")
OPERATIONS: dict[TicketAction, Callable[..., object]] = {
    A.VOID: taking.void,
    A.CALL: serving.call,
    A.CALL_OUT_OF_ORDER: serving.call_out_of_order,
    A.START: serving.start,
    A.NO_ANSWER: serving.no_answer,
    A.MARK_NOT_PRESENT: serving.mark_not_present,
    A.COME_BACK: taking.come_back,
    A.PAUSE: serving.pause,
    A.INTERRUPT: serving.interrupt,
    A.RETURN_TO_QUEUE: serving.return_to_queue,
    A.PASS_TO: serving.pass_to,
    A.LEAVE: taking.leave,
    A.CONCLUDE: visits.conclude,
    A.CLOSE_WITHOUT_INTERVIEW: serving.close_without_interview,
    A.REOPEN: visits.reopen,
    A.UNDO: undoing.undo,
}


class Day:
    """One opening and whoever presses something in it."""

    def __init__(self, cast: Cast, seed: int, pace: tuple[int, ...] = (0, 1, 3, 15)) -> None:
        self.draw, self.cast, self.now, self.pace = Random(seed), cast, NOW, pace
        self.expected: dict[Any, TicketState] = {}
        self.came: dict[Any, TicketState] = {}  # where each was before its last press
        self.done: set[TicketAction] = set()

    def go_on(self) -> None:
        """Do one thing at random and remember what the table says of it."""
        self.now += timedelta(minutes=self.draw.choice(self.pace), seconds=1)
        choice = self.draw.random()
        if choice < 0.15 or not self.expected:
            self._come()
        elif choice < 0.3:
            self._call_next()
        elif choice < 0.33:
            self._run_and_return()
        else:
            self._act()

    def _come(self) -> None:
        queue = self.draw.choice((Queue.SOCIAL, Queue.SOCIAL, Queue.PRACTICES))
        ticket_id = taking.take(
            actor=self.cast["dario"].viewer,
            now=self.now,
            queue=queue,
            precedence=self.draw.random() < 0.4,
        )
        self.expected[ticket_id] = TicketState.WAITING

    def _call_next(self) -> None:
        worker = self._worker()
        opening_id = db.session.scalars(select(Ticket.opening_id)).first()
        assert opening_id is not None
        line = line_for(worker.viewer, opening_id, self.now)
        try:
            called = serving.call_next(actor=worker.viewer, now=self.now)
        except NotAllowedNow:
            assert line == [], "somebody waited and nobody was called"
            return
        assert called == line[0].id, "not the next one"
        self.came[called], self.expected[called] = self.expected[called], TicketState.CALLED

    def _run_and_return(self) -> None:
        worker = self._worker()
        back = self.now + timedelta(minutes=30)
        openings.leave_in_a_hurry(
            actor=worker.viewer, now=self.now, reason=AwayCause.SCHOOL, back_at=back
        )
        openings.return_to_counter(actor=worker.viewer, now=self.now)
        for row in db.session.scalars(select(Ticket)):
            if row.state != self.expected[row.id]:
                before = self.expected[row.id]
                assert (before, row.state) in {
                    (TicketState.SERVING, TicketState.INTERRUPTED),
                    (TicketState.CALLED, TicketState.WAITING),
                }
                self.came[row.id], self.expected[row.id] = before, TicketState(row.state)

    def _act(self) -> None:
        inside = [one for one, state in self.expected.items() if state in _INSIDE]
        crowd = inside if inside and self.draw.random() < 0.7 else [*self.expected]
        ticket_id = self.draw.choice(crowd)
        row = db.session.scalars(select(Ticket).where(Ticket.id == ticket_id)).one()
        before, worker = TicketState(row.state), self._worker()
        possible = [action for action in OPERATIONS if TICKET.allows(before, action)]
        if possible and self.draw.random() < 0.8:  # mostly sensible presses, some absurd ones
            action = self.draw.choice(possible)
            worker = next(
                (one for one in self._workers() if one.account_id == row.worker_id), worker
            )
        else:
            action = self.draw.choice([*OPERATIONS])
        common = {"ticket_id": ticket_id, "version": row.version}
        try:
            OPERATIONS[action](actor=worker.viewer, now=self.now, **common, **self._details(action))
        except NotAllowedNow:
            return
        targets = {
            one.to for one in TICKET.rows if one.action is action and before in (one.sources)
        }  # type: ignore[operator]
        assert targets, f"{action} from {before} is not in the table"
        target = self.came[ticket_id] if action is A.UNDO else targets.pop()
        self.expected[ticket_id] = target  # type: ignore[assignment]
        self.came[ticket_id] = before
        self.done.add(action)

    def _details(self, action: TicketAction) -> dict[str, Any]:
        return {
            A.CALL_OUT_OF_ORDER: {"reason": JumpCause.SAFETY},
            A.PASS_TO: {"to": self.draw.choice([*PassTarget])},
            A.CONCLUDE: {"details": INFORMED},
            A.CLOSE_WITHOUT_INTERVIEW: {"why": WithoutInterviewCause.HAS_A_DATE},
        }.get(action, {})

    def _workers(self) -> list[Member]:
        return [self.cast[name] for name in WORKERS]

    def _worker(self) -> Member:
        return self.draw.choice(self._workers())

    def check(self) -> None:
        """Compare what is in the database with what the table said."""
        db.session.expire_all()
        rows = {row.id: row for row in db.session.scalars(select(Ticket))}
        assert {id_: row.state for id_, row in rows.items()} == self.expected
        assert len({row.code for row in rows.values()}) == len(rows)
        opened = dict(
            db.session.execute(
                select(TicketInterval.ticket_id, func.count())
                .where(TicketInterval.ended_at.is_(None))
                .group_by(TicketInterval.ticket_id)
            ).all()
        )
        assert opened == {id_: 1 for id_, row in rows.items() if row.state not in TICKET.final}
        self._check_seats(rows)
        self._check_board(rows)

    def _check_seats(self, rows: dict[Any, Ticket]) -> None:
        for row in rows.values():
            seated = row.state not in (TicketState.WAITING, TicketState.NOT_PRESENT)
            if row.state in (TicketState.CALLED, TicketState.SERVING, TicketState.PAUSED):
                assert row.worker_id is not None
            assert seated or row.worker_id is None
            assert row.state != TicketState.NOT_PRESENT or row.calls == 0

    def _check_board(self, rows: dict[Any, Ticket]) -> None:
        board = queries.board(self.cast["dario"].viewer, self.now)
        assert board is not None
        seats = [*board.others, *([board.mine] if board.mine else [])]
        shown = [
            *(one.id for one in board.line),
            *(one.id for one in board.interrupted),
            *(one.id for one in board.not_present),
            *(one.id for one in board.paused_alone),
            *(one.id for seat in seats for one in seat.tickets),
        ]
        assert len(shown) == len(set(shown)), "somebody is in two places"
        assert set(shown) == {id_ for id_, row in rows.items() if row.state not in TICKET.final}


@pytest.mark.parametrize("seed", range(8))
def test_a_long_day(app: Flask, cast: Cast, seed: int) -> None:
    the_hours()
    for number, who in enumerate(WORKERS, start=1):
        a_counter(cast[who], number)
    day = Day(cast, seed)
    for _ in range(STEPS):
        day.go_on()
        day.check()
    _replay()
    _intervals_touch()


def _replay() -> None:
    """State is the copy of the last step, and every step starts where the one before ended."""
    for row in db.session.scalars(select(Ticket)):
        steps = db.session.scalars(
            select(TicketStep).where(TicketStep.ticket_id == row.id).order_by(TicketStep.at)
        ).all()
        assert steps[0].from_state is None
        for before, after in pairwise(steps):
            assert after.from_state == before.to_state
        assert steps[-1].to_state == row.state
        visited = any(step.to_state == TicketState.SERVING for step in steps)
        counted = select(func.count()).select_from(Visit).where(Visit.ticket_id == row.id)
        assert db.session.scalar(counted) == int(visited)


def _intervals_touch() -> None:
    """Between the number and the end there is no minute that belongs to no state."""
    for row in db.session.scalars(select(Ticket)):
        spans = db.session.scalars(
            select(TicketInterval)
            .where(TicketInterval.ticket_id == row.id)
            .order_by(TicketInterval.started_at)
        ).all()
        assert spans[0].started_at == row.taken_at
        gaps = [_gap(one.ended_at, two.started_at) for one, two in pairwise(spans)]
        reopened = {TicketAction.REOPEN, TicketAction.UNDO} & {
            step.action
            for step in db.session.scalars(select(TicketStep).where(TicketStep.ticket_id == row.id))
        }
        assert reopened or not any(gaps)


def _gap(ended: datetime | None, started: datetime) -> float:
    assert ended is not None
    return abs((started - ended).total_seconds())


def test_the_random_days_do_nearly_everything(app: Flask, cast: Cast) -> None:
    """A generator that never presses a button proves nothing about it."""
    the_hours()
    for number, who in enumerate(WORKERS, start=1):
        a_counter(cast[who], number)
    day = Day(cast, 99, pace=(0, 0, 1))
    for _ in range(400):
        day.go_on()
    assert set(OPERATIONS) - day.done <= {A.VOID}
    assert queues_of(cast["gino"].viewer) == {Queue.PRACTICES}
    opening_id = db.session.scalars(select(Ticket.opening_id)).first()
    assert any(steps_of(cast["dario"].viewer, opening_id, NOW).calls.values())
