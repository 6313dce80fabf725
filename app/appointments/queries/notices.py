"""Notices about appointments: what is on the page of one, what did not leave, what still may."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.appointments.models import Appointment
from app.appointments.queries.lists import rows_of
from app.appointments.queries.rows import AppointmentRow
from app.appointments.queries.scope import visible_to
from app.appointments.rules import WAITED_FOR
from app.appointments.rules.notices import SUBJECT
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import OrganisationId
from app.notifications.queries import notices_in
from app.notifications.rules import NEEDS_A_PERSON
from app.people.queries import may_be_written_to


def not_left(viewer: Viewer, now: datetime) -> list[AppointmentRow]:
    """Return the appointments to come whose notice waits for somebody to telephone."""
    ids = [
        one.subject_id for one in notices_in(viewer, NEEDS_A_PERSON) if one.subject_kind == SUBJECT
    ]
    if not ids:
        return []
    return rows_of(
        viewer,
        select(Appointment)
        .where(
            visible_to(viewer, office_date(now)),
            Appointment.id.in_(ids),
            Appointment.starts_at > now,
            Appointment.state.in_(WAITED_FOR),
        )
        .order_by(Appointment.starts_at, Appointment.id),
    )


def standing(organisation_id: OrganisationId, ids: Collection[UUID]) -> set[UUID]:
    """Return of which appointments the person may still be written to. Unscoped: by the program."""
    found = db.session.execute(
        select(Appointment.id, Appointment.person_id).where(
            Appointment.organisation_id == organisation_id, Appointment.id.in_(list(ids))
        )
    ).all()
    people = may_be_written_to(organisation_id, [who for _, who in found if who is not None])
    return {UUID(str(id_)) for id_, who in found if who in people}
