"""Killed at every word to the database: what was acknowledged is whole, and the work goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Timer
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from app.appointments.jobs import free_unconfirmed
from app.appointments.models import Appointment, AppointmentStep, TimeClaim
from app.appointments.operations import hold
from app.appointments.rules import HOLD_LASTS, AppointmentAction, AppointmentState
from app.audit.models import AuditEntry
from app.audit.queries import altered_lines
from app.cases.models import DiaryEntry
from app.db import db
from app.desk.models import Ticket
from app.intake.models import Referral
from app.jobs.leadership import leadership_of
from app.jobs.models import JobRun
from app.jobs.operations import run_due
from app.jobs.rules import LEASE, RunResult
from app.jobs.scheduler import keep_timetable
from app.kernel import clock
from app.kernel.clock import in_rome
from app.kernel.jobs import Job, JobReport
from app.transaction.models import NumberSeries
from tests.builders.appointments import a_place, a_wednesday, an_appointment
from tests.builders.cases import an_entry, an_open_case
from tests.builders.intake import a_referral
from tests.builders.people import a_person
from tests.builders.tickets import a_ticket, the_hours
from tests.cast import NOW, Cast
from tests.support.databases import ENGINE
from tests.support.dying import die, dies_at

_MOMENTS = 200  # more words than any of these works needs
_NEVER = 0


@dataclass(frozen=True)
class Work:
    """What somebody does all day, what it makes, and how the trail calls it."""

    do: Callable[[], object]
    made: Any
    entry: str


def _booking(cast: Cast) -> Work:
    a_wednesday(cast)
    anna, person_id = cast["anna"], a_person(cast["anna"])
    entry = "appointments.appointment.book"
    return Work(lambda: an_appointment(anna, person_id), Appointment, entry)


def _ticket(cast: Cast) -> Work:
    the_hours()
    return Work(lambda: a_ticket(cast["gino"]), Ticket, "desk.ticket.take")


def _referral(cast: Cast) -> Work:
    gino, person_id = cast["gino"], a_person(cast["gino"])
    return Work(lambda: a_referral(gino, person_id), Referral, "intake.referral.register")


def _entry(cast: Cast) -> Work:
    case_id = an_open_case(cast["bruno"])
    return Work(lambda: an_entry(cast["bruno"], case_id), DiaryEntry, "cases.diary.write")


@pytest.mark.usefixtures("own_app")
@pytest.mark.parametrize("prepare", [_booking, _ticket, _referral, _entry])
def test_killed_at_any_word_it_is_done_whole_or_not_at_all(
    cast: Cast, prepare: Callable[[Cast], Work]
) -> None:
    work = prepare(cast)
    acknowledged = {str(work.do())}
    for moment in range(1, _MOMENTS):
        said = dies_at(moment, work.do)
        acknowledged |= {said} - {""}
        _is_whole(work, acknowledged)
        if said:
            break
    assert moment > 5, "too few words for what it does"
    assert len(acknowledged) == 2, "it never ended by itself"
    acknowledged.add(str(work.do()))
    _is_whole(work, acknowledged)
    assert list(altered_lines()) == []
    if ENGINE == "sqlite":
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def _is_whole(work: Work, acknowledged: set[str]) -> None:
    """All that was acknowledged is there and nothing else is; each has its line and its parts."""
    db.session.rollback()
    made = {str(row) for row in db.session.scalars(select(work.made.id))}
    assert made == acknowledged
    entries = select(func.count()).select_from(AuditEntry).where(AuditEntry.name == work.entry)
    assert db.session.scalar(entries) == len(made)
    booked = select(Appointment.id).where(Appointment.state == AppointmentState.BOOKED)
    claims = list(db.session.scalars(select(TimeClaim.appointment_id)))
    assert set(claims) == set(db.session.scalars(booked))
    assert len(claims) == 2 * len(set(claims)), "an hour of the worker and one of the person"
    if work.made in (Ticket, Referral):
        numbers = list(db.session.scalars(select(work.made.number)))
        last = db.session.scalar(select(func.max(NumberSeries.last)))
        assert len(set(numbers)) == len(numbers)
        assert last in (None, len(numbers))


@pytest.mark.parametrize("when", ["before", "between", "after"])
def test_a_scheduler_killed_at_its_job_is_followed_by_one_that_does_it_once(
    own_app: Flask, cast: Cast, when: str
) -> None:
    """The library that ticks knows no clock but the real one: the hours of the place are given."""
    a_wednesday(cast)
    held = hold(actor=cast["anna"].viewer, now=NOW - HOLD_LASTS, place=a_place(cast["anna"]))
    clock.set_source(None)
    job = Job("free places", _hours_ago(), lambda _now: free_unconfirmed(NOW))
    dying = Job(job.name, job.schedule, _killed(when))
    assert dies_at(_NEVER, lambda: _keep_timetable(own_app, dying)) == ""
    leadership = leadership_of(db.engine)
    assert leadership.acquire(), "the dead one leads no more"
    leadership.release()
    assert run_due(job) is None, "it may still be at it"
    later = clock.security_now() + LEASE + timedelta(minutes=1)
    clock.set_source(lambda: later)
    assert run_due(job) is RunResult.DONE
    assert run_due(job) is None
    run = db.session.scalars(select(JobRun).where(JobRun.job == job.name)).one()
    assert (run.attempts, run.result) == (2, RunResult.DONE)
    steps = select(AppointmentStep.action).where(AppointmentStep.appointment_id == held)
    told = select(AuditEntry).where(AuditEntry.name == "appointments.appointment.expire")
    assert list(db.session.scalars(steps)).count(AppointmentAction.EXPIRE) == 1
    assert len(db.session.scalars(told).all()) == 1
    assert db.session.scalars(select(TimeClaim)).all() == []
    assert list(altered_lines()) == []


def _hours_ago() -> str:
    """Return a timetable whose hour is far from now, before and behind."""
    return f"daily {in_rome(clock.security_now()) - timedelta(hours=12):%H:%M}"


def _killed(when: str) -> Callable[[datetime], JobReport]:
    """Return the job of a process that is killed before, in the middle of, or after its work."""

    def run(_now: datetime) -> JobReport:
        if when == "between":
            event.listen(db.session, "before_commit", lambda _session: die())
        if when != "before":
            free_unconfirmed(NOW)
        die()
        raise AssertionError

    return run


def _keep_timetable(app: Flask, job: Job) -> None:
    stop = Event()
    Timer(20, stop.set).start()
    keep_timetable(app, (job,), stop)
