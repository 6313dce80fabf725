"""Interpreters: who is in the register, and the request of one appointment from ask to answer."""

from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.appointments import queries
from app.appointments.models import Appointment, Interpreter, InterpreterRequest
from app.appointments.operations.claims import lock_hours, take_interpreter
from app.appointments.operations.interpreting import ask_at, change
from app.appointments.operations.moving import take
from app.appointments.rules import Span
from app.appointments.rules.interpreter import (
    InterpreterAction,
    InterpreterFault,
    InterpreterState,
    InterpreterWay,
)
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow
from app.kernel.references import AppointmentId, BodyId
from app.organisations.queries import body
from app.transaction.use_case import use_case

_KEEP = Permission.APPOINTMENTS_INTERPRETER_KEEP
_WORK = Permission.APPOINTMENTS_APPOINTMENT_RECEIVE
_TAKEN = {"time_claim_free": NotAllowedNow(InterpreterFault.TAKEN)}


@use_case("appointments.interpreter.add", permission=_KEEP)
def add_interpreter(
    *,
    actor: Viewer,
    now: datetime,
    name: str,
    languages: str,
    phone: str = "",
    body_id: BodyId | None = None,
) -> UUID:
    """Write somebody into the register of interpreters and return the row."""
    if body_id is not None:
        body(actor, body_id)  # out of reach is not found
    row = Interpreter(
        organisation_id=actor.organisation_id,
        body_id=body_id,
        name=name,
        languages=languages,
        phone=phone,
    )
    db.session.add(row)
    about("interpreter", row.id)
    return row.id


@use_case("appointments.interpreter.retire", permission=_KEEP)
def retire_interpreter(*, actor: Viewer, now: datetime, interpreter_id: UUID) -> None:
    """Take somebody off the register from today on; where she has confirmed she still comes."""
    row = queries.interpreter_in_use(actor, interpreter_id, office_date(now))
    row.ended_on = office_date(now)
    about("interpreter", row.id)


@use_case(
    "appointments.interpreter.ask",
    permission=_WORK,
    refusals={
        "uq_interpreter_request_organisation_id_appointment_id": NotAllowedNow(
            InterpreterFault.ASKED_ALREADY
        )
    },
)
def ask_interpreter(
    *,
    actor: Viewer,
    now: datetime,
    appointment_id: AppointmentId,
    version: int | None,
    language: str,
    way: InterpreterWay,
) -> None:
    """Ask for an interpreter of an appointment, once; asked anew where she was not needed."""
    row = take(actor, now, appointment_id, version)
    request = queries.interpreter_for_change(row)
    if request is None:
        ask_at(actor, now, row, language, way)
        return
    if request.state != InterpreterState.NOT_NEEDED:
        raise NotAllowedNow(InterpreterFault.ASKED_ALREADY)
    request.language, request.way = language, way
    change(actor, now, request, InterpreterAction.ASK_AGAIN, queries.interpreter_facts(row))


@use_case("appointments.interpreter.confirm", permission=_WORK, refusals=_TAKEN)
def confirm_interpreter(
    *,
    actor: Viewer,
    now: datetime,
    appointment_id: AppointmentId,
    version: int,
    interpreter_id: UUID,
    cost_cents: int | None = None,
) -> None:
    """Say who comes. Refuses whoever is in another place at that hour, if she comes in person."""
    row, request = _request(actor, now, appointment_id, version)
    interpreter = queries.interpreter_in_use(actor, interpreter_id, office_date(now))
    comes = request.way == InterpreterWay.PRESENCE
    lock_hours(actor.organisation_id, [interpreter.id], now)
    span = Span(row.starts_at, row.ends_at)
    free = not comes or queries.is_free(actor, interpreter.id, span, now)
    facts = queries.interpreter_facts(row, free=free)
    change(actor, now, request, InterpreterAction.CONFIRM, facts)
    request.interpreter_id, request.cost_cents = interpreter.id, cost_cents
    if comes:
        take_interpreter(row, interpreter.id)


@use_case("appointments.interpreter.refuse", permission=_WORK)
def refuse_interpreter(
    *, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int
) -> None:
    """Say that nobody comes: another is to be found."""
    _changed(actor, now, appointment_id, version, InterpreterAction.REFUSE)


@use_case("appointments.interpreter.ask_again", permission=_WORK)
def ask_interpreter_again(
    *, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int
) -> None:
    """Ask once more; whoever had confirmed is free again."""
    _changed(actor, now, appointment_id, version, InterpreterAction.ASK_AGAIN)


@use_case("appointments.interpreter.drop", permission=_WORK)
def drop_interpreter(
    *, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int
) -> None:
    """Say that no interpreter is needed any more; whoever had confirmed is free again."""
    _changed(actor, now, appointment_id, version, InterpreterAction.DROP)


def _changed(
    actor: Viewer,
    now: datetime,
    appointment_id: AppointmentId,
    version: int,
    action: InterpreterAction,
) -> None:
    row, request = _request(actor, now, appointment_id, version)
    change(actor, now, request, action, queries.interpreter_facts(row))


def _request(
    actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int
) -> tuple[Appointment, InterpreterRequest]:
    """Return the appointment and its request, both locked; `Conflict` if the request changed."""
    row = take(actor, now, appointment_id, None)
    return row, queries.request_for_change(row, version)
