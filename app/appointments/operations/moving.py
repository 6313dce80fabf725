"""One step of the procedure: check, line of the history, terms, hours given back."""

from datetime import datetime
from typing import Any

from app.appointments import queries
from app.appointments.models import Appointment, AppointmentStep, AppointmentTerm
from app.appointments.operations.claims import give_back
from app.appointments.operations.interpreting import follow_the_appointment
from app.appointments.operations.notices import take_back
from app.appointments.procedure.appointment import APPOINTMENT
from app.appointments.rules import (
    GIVES_BACK,
    WAITED_FOR,
    AppointmentAction,
    AppointmentFacts,
    AppointmentState,
)
from app.audit.context import about
from app.catalogue.clocks import move_terms
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import AppointmentId
from app.kernel.workflow import Step
from app.transaction.steps import step_columns

AppointmentStepTaken = Step[AppointmentState, AppointmentAction, AppointmentFacts]


def take(
    actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int | None
) -> Appointment:
    """Load what is to be changed and name it in the trail; refuses as `for_change`."""
    row = queries.for_change(actor, appointment_id, office_date(now), version)
    about("appointment", row.id)
    return row


def move(
    actor: Viewer,
    now: datetime,
    row: Appointment,
    action: AppointmentAction,
    *,
    reason_code: str = "",
    **known: Any,
) -> AppointmentStepTaken:
    """Take one step, or refuse it as the table says; who may depends on whose appointment it is."""
    facts = queries.facts_of(actor, row, now, **known)
    step = APPOINTMENT.step(
        AppointmentState(row.state),
        action,
        facts,
        lambda permission: queries.may_on(actor, row, permission),
    )
    record(actor, now, row, step, reason_code=reason_code)
    return step


def record(
    actor: Viewer,
    now: datetime,
    row: Appointment,
    step: AppointmentStepTaken,
    *,
    reason_code: str = "",
) -> None:
    """Append the step, copy the state, give back the hours where it ends, run the terms.

    What was still to be said of it is not said any more once she is not waited for.
    """
    db.session.add(
        AppointmentStep(
            organisation_id=row.organisation_id,
            appointment_id=row.id,
            **step_columns(actor, now, step, reason_code=reason_code),
        )
    )
    row.state = step.to
    if step.to in GIVES_BACK:
        give_back(row)
    if step.source is not AppointmentState.HELD and (
        step.to in GIVES_BACK or step.action is AppointmentAction.RESTORE
    ):
        follow_the_appointment(actor, now, row)
    if step.to not in WAITED_FOR:
        take_back(row)
    its = {"organisation_id": row.organisation_id, "appointment_id": row.id}
    move_terms(AppointmentTerm, its, step.row, actor=actor, at=now)
