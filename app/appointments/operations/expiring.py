"""Hours kept for three minutes and never confirmed: the one thing the program ends by itself."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from app.accounts.policy import Permission
from app.appointments.models import Appointment, AppointmentStep
from app.appointments.operations.claims import give_back
from app.appointments.procedure.appointment import APPOINTMENT
from app.appointments.rules import (
    HOLD_LASTS,
    AppointmentAction,
    AppointmentFacts,
    AppointmentState,
)
from app.audit.context import about
from app.db import db
from app.kernel.actor import SystemActor
from app.kernel.references import OrganisationId
from app.transaction.steps import step_columns
from app.transaction.use_case import use_case


def expire_holds(now: datetime) -> int:
    """End what was kept longer than three minutes, body by body; return how many."""
    bodies = db.session.scalars(
        select(Appointment.organisation_id).where(*_run_out(now)).distinct()
    ).all()
    return sum(
        expire_holds_of(
            actor=SystemActor(
                name="prenotazioni sospese",
                organisation_id=body,
                permissions=frozenset({Permission.APPOINTMENTS_APPOINTMENT_BOOK}),
            ),
            now=now,
            organisation_id=body,
        )
        for body in bodies
    )


@use_case("appointments.appointment.expire", permission=None)
def expire_holds_of(*, actor: SystemActor, now: datetime, organisation_id: OrganisationId) -> int:
    """End the holds of one body that ran out, and free their hours; return how many."""
    held = db.session.scalars(
        select(Appointment)
        .where(Appointment.organisation_id == organisation_id, *_run_out(now))
        .with_for_update(skip_locked=True)
    ).all()
    for row in held:
        facts = AppointmentFacts(now=now, starts_at=row.starts_at)
        step = APPOINTMENT.step(
            AppointmentState(row.state), AppointmentAction.EXPIRE, facts, actor.may
        )
        about("appointment", row.id)
        db.session.add(
            AppointmentStep(
                organisation_id=organisation_id,
                appointment_id=row.id,
                **step_columns(actor, now, step),
            )
        )
        row.state = step.to
        give_back(row)
    return len(held)


def _run_out(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Appointment.state == AppointmentState.HELD,
        Appointment.booked_at <= now - HOLD_LASTS,
    )
