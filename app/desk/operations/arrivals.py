"""A booked person is here: her appointment says so, and at an open desk she joins the line."""

from datetime import datetime

from app.appointments import operations as appointments
from app.appointments.queries import appointment_row
from app.desk import queries
from app.desk.operations.taking import ONE_NUMBER_EACH, take_for_appointment
from app.kernel.actor import Viewer
from app.kernel.references import AppointmentId, TicketId
from app.transaction.use_case import use_case


@use_case("desk.arrival.receive", permission=None, refusals=ONE_NUMBER_EACH)
def receive_booked(
    *, actor: Viewer, now: datetime, appointment_id: AppointmentId, version: int
) -> TicketId | None:
    """Mark the arrival and give a C number if a desk is open; return the ticket, if there is one.

    Refuses what the table of appointments refuses; arrival and number are written together or not
    at all. On days without a desk (the Wednesday of appointments) nobody needs a number.
    """
    appointments.arrive(actor=actor, now=now, appointment_id=appointment_id, version=version)
    if queries.opening_now(actor, now) is None:
        return None
    booked = appointment_row(actor, appointment_id, now)
    return take_for_appointment(
        actor=actor,
        now=now,
        appointment_id=appointment_id,
        due_at=booked.starts_at,
        wanted_id=booked.engagement_id,
    )
