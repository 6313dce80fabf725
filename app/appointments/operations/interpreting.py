"""The request of an interpreter, step by step, inside the use case of its appointment."""

from datetime import datetime

from app.appointments import queries
from app.appointments.models import Appointment, InterpreterRequest, InterpreterStep
from app.appointments.operations.claims import give_interpreter_back
from app.appointments.procedure.interpreter import INTERPRETER
from app.appointments.rules.interpreter import (
    InterpreterAction,
    InterpreterFacts,
    InterpreterState,
    InterpreterWay,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.workflow import Step
from app.transaction.steps import step_columns


def ask_at(
    actor: Viewer, now: datetime, row: Appointment, language: str, way: InterpreterWay
) -> None:
    """Ask for an interpreter of an appointment that has none."""
    step = INTERPRETER.step(None, InterpreterAction.ASK, queries.interpreter_facts(row), actor.may)
    request = InterpreterRequest(
        organisation_id=row.organisation_id,
        appointment_id=row.id,
        state=step.to,
        language=language,
        way=way,
        asked_by=actor.label,
        asked_at=now,
    )
    db.session.add(request)
    db.session.flush()
    _written(actor, now, request, step)


def change(
    actor: Viewer,
    now: datetime,
    request: InterpreterRequest,
    action: InterpreterAction,
    facts: InterpreterFacts,
) -> None:
    """Take one step, or refuse it as the table says; whoever does not come is free again."""
    step = INTERPRETER.step(InterpreterState(request.state), action, facts, actor.may)
    request.state = step.to
    if step.to is not InterpreterState.CONFIRMED:
        give_interpreter_back(request)
        request.interpreter_id = request.cost_cents = None
    _written(actor, now, request, step)


def follow_the_appointment(actor: Viewer, now: datetime, row: Appointment) -> None:
    """Let the interpreter go with an appointment that is not held, ask again with one restored."""
    request = queries.interpreter_for_change(row)
    if request is None:
        return
    facts, gone = queries.interpreter_facts(row), InterpreterState.NOT_NEEDED
    if facts.waited_for and request.state == gone:
        change(actor, now, request, InterpreterAction.ASK_AGAIN, facts)
    elif not facts.waited_for and request.state != gone:
        change(actor, now, request, InterpreterAction.DROP, facts)


def _written(
    actor: Viewer,
    now: datetime,
    request: InterpreterRequest,
    step: Step[InterpreterState, InterpreterAction, InterpreterFacts],
) -> None:
    db.session.add(
        InterpreterStep(
            organisation_id=request.organisation_id,
            request_id=request.id,
            **step_columns(actor, now, step),
        )
    )
