"""The hours something takes of a worker and of a person. The database refuses an overlap."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select

from app.appointments.models import AgendaItem, Appointment, InterpreterRequest, TimeClaim
from app.appointments.rules import AppointmentFault, Resource, Span
from app.audit.recorder import DECLARED_WRITE
from app.db import db
from app.kernel.errors import NotAllowedNow
from app.kernel.references import EngagementId, OrganisationId, PersonId
from app.organisations.queries import lock_calendar


class PlaceTaken(NotAllowedNow):
    """Somebody else was given that hour a moment before."""


# What the guard of the database says, for the use cases that take an hour.
REFUSALS = {"time_claim_free": PlaceTaken(AppointmentFault.PLACE_TAKEN)}
_SIGNED = 1 << 63


def lock_hours(
    organisation_id: OrganisationId,
    resources: Collection[UUID],
    now: datetime,
    *,
    day: date | None = None,
) -> None:
    """Queue behind whoever is taking hours of the same people, and clear the holds that ran out.

    With `day` also behind whoever gives a place of that day: what is kept aside is counted over
    the whole of it. On PostgreSQL one lock a resource, always in the same order, so that nobody
    waits in a circle; on SQLite the writing transaction is already alone. The days of the office
    stay as they are meanwhile: nobody is booked while they are being closed.
    """
    lock_calendar(organisation_id, to_change=False)
    if db.session.connection().dialect.name == "postgresql":
        days = [] if day is None else [organisation_id.int ^ day.toordinal()]
        numbers = [*(resource.int for resource in resources), *days]
        for key in sorted((number % (_SIGNED * 2)) - _SIGNED for number in numbers):
            db.session.execute(select(func.pg_advisory_xact_lock(key)))
    _free(
        organisation_id,
        TimeClaim.resource_id.in_(list(resources)),
        TimeClaim.hold_expires_at <= now,
    )


def take_hours(
    row: Appointment,
    joined: Collection[EngagementId] = (),
    *,
    hold_expires_at: datetime | None = None,
) -> None:
    """Take the hours of who receives, of who receives with her, and of the person if known.

    Over another on purpose, only the person's: the worker's hour stays of whoever had it.
    """
    _claim(
        row.organisation_id,
        Span(row.starts_at, row.ends_at),
        _of([row.engagement_id, *joined], row.person_id),
        appointment_id=row.id,
        hold_expires_at=hold_expires_at,
        shared=row.overlap_reason is not None,
    )


def take_item_hours(row: AgendaItem, workers: Collection[EngagementId]) -> None:
    """Take the hours of everybody an agenda item is for, the way there and back included."""
    way_around = Span(row.leaves_at, row.back_at)
    _claim(row.organisation_id, way_around, _of(workers, row.person_id), item_id=row.id)


def take_seat(row: AgendaItem, person_id: PersonId) -> None:
    """Take the hours of somebody who has a place in a group."""
    span = Span(row.starts_at, row.ends_at)
    _claim(row.organisation_id, span, _of((), person_id), item_id=row.id)


def take_interpreter(row: Appointment, interpreter_id: UUID) -> None:
    """Take the hour of an interpreter who comes in presence: she is in one place at a time."""
    span, taken = Span(row.starts_at, row.ends_at), [(Resource.INTERPRETER, interpreter_id)]
    _claim(row.organisation_id, span, taken, appointment_id=row.id)


def give_back(row: Appointment | AgendaItem) -> None:
    """Free the hours that something took: somebody else may have them at once."""
    its = TimeClaim.item_id if isinstance(row, AgendaItem) else TimeClaim.appointment_id
    _free(row.organisation_id, its == row.id)


def give_back_seat(row: AgendaItem, person_id: PersonId) -> None:
    """Free the hours of somebody who does not come to a group any more."""
    _free(row.organisation_id, TimeClaim.item_id == row.id, TimeClaim.resource_id == person_id)


def give_interpreter_back(request: InterpreterRequest) -> None:
    """Free the hour of the interpreter of an appointment, and nobody else's."""
    _free(
        request.organisation_id,
        TimeClaim.appointment_id == request.appointment_id,
        TimeClaim.resource_kind == Resource.INTERPRETER,
    )


def _of(workers: Iterable[EngagementId], person_id: PersonId | None) -> list[tuple[Resource, UUID]]:
    taken = [(Resource.WORKER, UUID(str(worker))) for worker in workers]
    person = [] if person_id is None else [(Resource.PERSON, UUID(str(person_id)))]
    return taken + person


def _claim(
    organisation_id: OrganisationId,
    span: Span,
    taken: Iterable[tuple[Resource, UUID]],
    *,
    shared: bool = False,
    **of: Any,
) -> None:
    db.session.add_all(
        TimeClaim(
            organisation_id=organisation_id,
            resource_kind=kind,
            resource_id=resource_id,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            exclusive=not shared or kind is Resource.PERSON,
            **of,
        )
        for kind, resource_id in taken
    )
    db.session.flush()


def _free(organisation_id: OrganisationId, *which: ColumnElement[bool]) -> None:
    db.session.flush()
    db.session.execute(
        delete(TimeClaim)
        .where(TimeClaim.organisation_id == organisation_id, *which)
        .execution_options(**{DECLARED_WRITE: True})
    )
