"""Interpreters: the register, the request of one appointment, what nobody has confirmed yet."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, select

from app.accounts.policy import Permission
from app.appointments.models import Appointment, Interpreter, InterpreterRequest, InterpreterStep
from app.appointments.procedure.interpreter import INTERPRETER
from app.appointments.queries.lists import rows_of
from app.appointments.queries.rows import AppointmentRow
from app.appointments.queries.scope import load, receives, visible_to
from app.appointments.rules import GOING_ON, WAITED_FOR
from app.appointments.rules.interpreter import (
    UNSETTLED,
    InterpreterAction,
    InterpreterFacts,
    InterpreterState,
    InterpreterWay,
)
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.clock import office_date
from app.kernel.references import AppointmentId
from app.kernel.workflow import Offer
from app.organisations.queries import bodies
from app.transaction.loading import found, locked
from app.transaction.steps import PastStep, past_steps


@dataclass(frozen=True)
class InterpreterRow:
    """One of the register who still interprets."""

    id: UUID
    name: str
    body: str
    languages: str
    phone: str

    @property
    def words(self) -> str:
        """The whole of her in one line of choices."""
        return ", ".join(
            part for part in (self.name, self.body, self.languages, self.phone) if part
        )


@dataclass(frozen=True, kw_only=True)
class RequestPage:
    """The request of an interpreter as the page of its appointment shows it."""

    id: UUID
    appointment_id: AppointmentId
    version: int
    state: InterpreterState
    language: str
    way: InterpreterWay
    interpreter: str
    cost_cents: int | None
    steps: tuple[PastStep[InterpreterAction], ...]
    offers: tuple[Offer[InterpreterState, InterpreterAction], ...]


def interpreters_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the register: of whoever receives people."""
    if viewer.reach(Permission.APPOINTMENTS_APPOINTMENT_RECEIVE) is not Reach.ORGANISATION:
        return false()
    return Interpreter.organisation_id == viewer.organisation_id


def interpreters(viewer: Viewer, on: date) -> list[InterpreterRow]:
    """Return who interprets on a day, by name."""
    rows = db.session.scalars(
        select(Interpreter)
        .where(
            interpreters_visible_to(viewer),
            Interpreter.ended_on.is_(None) | (Interpreter.ended_on > on),
        )
        .order_by(Interpreter.name, Interpreter.id)
    ).all()
    names = {one.id: one.name for one in bodies(viewer)} if rows else {}
    return [
        InterpreterRow(
            row.id,
            row.name,
            names.get(row.body_id, "") if row.body_id else "",
            row.languages,
            row.phone,
        )
        for row in rows
    ]


def interpreter_in_use(viewer: Viewer, interpreter_id: UUID, on: date) -> Interpreter:
    """Return one of the register to be named or retired, locked; `NotFound` once she is retired."""
    return locked(
        select(Interpreter).where(
            interpreters_visible_to(viewer),
            Interpreter.id == interpreter_id,
            Interpreter.ended_on.is_(None) | (Interpreter.ended_on > on),
        )
    )


def interpreter_for_change(row: Appointment) -> InterpreterRequest | None:
    """Return the request of an appointment, locked. Unscoped: of one already reached."""
    return db.session.scalar(select(InterpreterRequest).where(*_of(row)).with_for_update())


def request_for_change(row: Appointment, version: int) -> InterpreterRequest:
    """Return the request of an appointment as `locked` does. Unscoped: of one already reached."""
    return locked(select(InterpreterRequest).where(*_of(row)), version)


def interpreter_facts(row: Appointment, *, free: bool = True) -> InterpreterFacts:
    """Return what a request's table looks at. Unscoped: of an appointment already reached."""
    return InterpreterFacts(free=free, waited_for=row.state in GOING_ON)


def interpreter_wanted(row: Appointment) -> tuple[str, InterpreterWay] | None:
    """Return the language and the way asked for, None where nobody is. Unscoped: of one reached."""
    request = db.session.scalar(select(InterpreterRequest).where(*_of(row)))
    if request is None or request.state == InterpreterState.NOT_NEEDED:
        return None
    return request.language, InterpreterWay(request.way)


def interpreter_of(
    viewer: Viewer, appointment_id: AppointmentId, now: datetime
) -> RequestPage | None:
    """Return the request of an appointment, None where nobody asked; `NotFound` out of reach."""
    row = load(viewer, appointment_id, office_date(now))
    request = db.session.scalar(select(InterpreterRequest).where(*_of(row)))
    return None if request is None else _page(viewer, row, request)


def interpreter_request(viewer: Viewer, request_id: UUID, now: datetime) -> RequestPage:
    """Return one request; `NotFound` where its appointment is out of reach."""
    request = found(
        select(InterpreterRequest).where(
            InterpreterRequest.organisation_id == viewer.organisation_id,
            InterpreterRequest.id == request_id,
        )
    )
    row = load(viewer, request.appointment_id, office_date(now))
    return _page(viewer, row, request)


def _page(viewer: Viewer, row: Appointment, request: InterpreterRequest) -> RequestPage:
    reads = viewer.may(Permission.APPOINTMENTS_AGENDA_READ)
    return RequestPage(
        id=request.id,
        appointment_id=row.id,
        version=request.version,
        state=InterpreterState(request.state),
        language=request.language,
        way=InterpreterWay(request.way),
        interpreter=_who(request.organisation_id, request.interpreter_id),
        cost_cents=request.cost_cents,
        steps=past_steps(
            InterpreterStep,
            InterpreterAction,
            InterpreterStep.organisation_id == request.organisation_id,
            InterpreterStep.request_id == request.id,
            with_words=False,
        )
        if reads
        else (),
        offers=INTERPRETER.offers(
            InterpreterState(request.state), interpreter_facts(row), viewer.may
        ),
    )


def _who(organisation_id: UUID, interpreter_id: UUID | None) -> str:
    if interpreter_id is None:
        return ""
    row = found(
        select(Interpreter).where(
            Interpreter.organisation_id == organisation_id, Interpreter.id == interpreter_id
        )
    )
    return ", ".join(part for part in (row.name, row.phone) if part)


def without_interpreter(viewer: Viewer, now: datetime) -> list[AppointmentRow]:
    """Return the viewer's own appointments to come for which no interpreter has confirmed."""
    return rows_of(
        viewer,
        select(Appointment)
        .where(
            visible_to(viewer, office_date(now)),
            receives(viewer.engagement_ids),
            Appointment.state.in_(WAITED_FOR),
            Appointment.starts_at > now,
            Appointment.id.in_(
                select(InterpreterRequest.appointment_id).where(
                    InterpreterRequest.organisation_id == viewer.organisation_id,
                    InterpreterRequest.state.in_(UNSETTLED),
                )
            ),
        )
        .order_by(Appointment.starts_at, Appointment.id),
    )


def _of(row: Appointment) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        InterpreterRequest.organisation_id == row.organisation_id,
        InterpreterRequest.appointment_id == row.id,
    )
