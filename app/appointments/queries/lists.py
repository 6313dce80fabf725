"""Lists of appointments: the agenda of a day, who comes today, what waits for an outcome."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from app.accounts.queries import names_of
from app.appointments.models import Appointment, InterpreterRequest
from app.appointments.queries.rows import AppointmentRow
from app.appointments.queries.scope import hours_visible_to, receives, visible_to
from app.appointments.rules import (
    WAITED_FOR,
    AppointmentState,
    Origin,
    PlaceFor,
    Purpose,
    WorkGroup,
)
from app.appointments.rules.interpreter import InterpreterState
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import EngagementId, PersonId, SiteId
from app.organisations.queries import sites
from app.people.models import Person
from app.people.queries import may_be_named

SHOWN = 200
_HERE = (*WAITED_FOR, AppointmentState.ARRIVED, AppointmentState.IN_PROGRESS)


def rows_of(viewer: Viewer, statement: Select[Any]) -> list[AppointmentRow]:
    """Return the rows of a statement over `Appointment`, with three questions in all."""
    found = db.session.execute(
        statement.select_from(Appointment)
        .add_columns(Person.id, Person.surname, Person.given, InterpreterRequest.state)
        .outerjoin(
            Person,
            (Person.organisation_id == Appointment.organisation_id)
            & (Person.id == Appointment.person_id)
            & may_be_named(viewer, Person.id),
        )
        .outerjoin(
            InterpreterRequest,
            (InterpreterRequest.organisation_id == Appointment.organisation_id)
            & (InterpreterRequest.appointment_id == Appointment.id),
        )
    ).all()
    if not found:
        return []
    names = names_of(viewer, {row[0].engagement_id for row in found})
    where = {site.id: site.name for site in sites(viewer)}
    return [
        _row(
            row,
            person_id,
            f"{surname or ''} {given or ''}".strip(),
            names,
            where,
            interpreter=InterpreterState(state) if state else None,
        )
        for row, person_id, surname, given, state in found
    ]


def _row(
    row: Appointment,
    person_id: PersonId | None,
    person: str,
    names: Mapping[EngagementId, str],
    where: Mapping[SiteId, str],
    *,
    interpreter: InterpreterState | None,
) -> AppointmentRow:
    return AppointmentRow(
        id=row.id,
        version=row.version,
        state=AppointmentState(row.state),
        day=row.local_date,
        minute=row.local_minute,
        minutes=int((row.ends_at - row.starts_at).total_seconds()) // 60,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        person_id=person_id,
        person=person,
        phone="" if row.person_id != person_id else row.phone,
        hidden=row.person_id != person_id,
        engagement_id=row.engagement_id,
        worker=names.get(row.engagement_id, ""),
        site_id=row.site_id,
        site=where.get(row.site_id, ""),
        reason=Purpose(row.reason),
        work_group=WorkGroup(row.work_group) if row.work_group else None,
        origin=Origin(row.origin),
        place_for=PlaceFor(row.place_for),
        wants_earlier=row.wants_earlier,
        booked_by=row.booked_by,
        booked_at=row.booked_at,
        told_at=row.told_at,
        interpreter=interpreter,
        overlaps=row.overlap_reason is not None,
    )


def of_days(
    viewer: Viewer, start: date, end: date, now: datetime, *, everything: bool = True
) -> list[AppointmentRow]:
    """Return the appointments from `start` up to, not including, `end`, in order of time.

    Without `everything`, only those that still hold their hour. An hour of the viewer's own given
    to somebody hidden from her is there, without a name: she must not believe that it is free.
    """
    wanted: list[ColumnElement[bool]] = [
        Appointment.local_date >= start,
        Appointment.local_date < end,
        Appointment.state.not_in((AppointmentState.HELD, AppointmentState.EXPIRED)),
    ]
    if not everything:
        wanted.append(Appointment.state.in_(_HERE))
    hours = _in_order(hours_visible_to(viewer, office_date(now)))
    return rows_of(viewer, hours.where(*wanted).limit(SHOWN))


def future_of(
    viewer: Viewer, people: Collection[PersonId], now: datetime
) -> dict[PersonId, list[AppointmentRow]]:
    """Return what each person is still expected for, and nothing of how the past ended."""
    if not people:
        return {}
    rows = rows_of(
        viewer,
        _seen(viewer, now)
        .where(
            Appointment.person_id.in_(list(people)),
            Appointment.ends_at > now,
            Appointment.state.in_(_HERE),
        )
        .limit(SHOWN),
    )
    found: dict[PersonId, list[AppointmentRow]] = {}
    for row in rows:
        if row.person_id is not None:
            found.setdefault(row.person_id, []).append(row)
    return found


def todays(viewer: Viewer, now: datetime) -> list[AppointmentRow]:
    """Return who is expected or already here today."""
    today = office_date(now)
    wanted = (Appointment.local_date == today, Appointment.state.in_(_HERE))
    return rows_of(viewer, _seen(viewer, now).where(*wanted).limit(SHOWN))


def my_next(viewer: Viewer, now: datetime, limit: int = 3) -> list[AppointmentRow]:
    """Return the viewer's own appointments still to come today."""
    return rows_of(
        viewer,
        _seen(viewer, now)
        .where(
            receives(viewer.engagement_ids),
            Appointment.local_date == office_date(now),
            Appointment.ends_at > now,
            Appointment.state.in_(_HERE),
        )
        .limit(limit),
    )


def waiting_for_earlier(viewer: Viewer, now: datetime, limit: int = 20) -> list[AppointmentRow]:
    """Return who would come before her day if a place became free, who asked first before."""
    statement = select(Appointment).where(
        visible_to(viewer, office_date(now)),
        Appointment.wants_earlier,
        Appointment.state.in_(WAITED_FOR),
        Appointment.starts_at > now,
    )
    in_order = statement.order_by(Appointment.booked_at, Appointment.id)
    return rows_of(viewer, in_order.limit(limit))


def without_outcome(
    viewer: Viewer, now: datetime, *, of: Collection[EngagementId] | None = None
) -> list[AppointmentRow]:
    """Return what is over and nobody has said how it ended, the oldest first; `of` some workers."""
    mine = [] if of is None else [receives(of)]
    return rows_of(
        viewer,
        _seen(viewer, now)
        .where(Appointment.ends_at < now, Appointment.state.in_(_HERE), *mine)
        .limit(SHOWN),
    )


def count_without_outcome(viewer: Viewer, now: datetime) -> int:
    """Return how many appointments are over without an outcome."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Appointment)
            .where(
                visible_to(viewer, office_date(now)),
                Appointment.ends_at < now,
                Appointment.state.in_(_HERE),
            )
        )
        or 0
    )


def never_told(viewer: Viewer, now: datetime) -> list[AppointmentRow]:
    """Return what the office called off and the person has not been told."""
    return rows_of(
        viewer,
        _seen(viewer, now)
        .where(
            Appointment.state == AppointmentState.CANCELLED_OFFICE, Appointment.told_at.is_(None)
        )
        .limit(SHOWN),
    )


def _seen(viewer: Viewer, now: datetime) -> Select[Any]:
    return _in_order(visible_to(viewer, office_date(now)))


def _in_order(criterion: ColumnElement[bool]) -> Select[Any]:
    return select(Appointment).where(criterion).order_by(Appointment.starts_at, Appointment.id)
