"""The agenda: appointments, other time and free places of some days, in one order."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.appointments.models import AppointmentWorker
from app.appointments.queries.items import ItemRow, items_of_days
from app.appointments.queries.lists import of_days
from app.appointments.queries.places import place_rows, places
from app.appointments.queries.rows import AppointmentRow, PlaceRow
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import AppointmentId, EngagementId


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of somebody's day: exactly one of an appointment, other time or a free place."""

    day: date
    minute: int
    to_minute: int
    engagement_id: EngagementId
    worker: str
    appointment: AppointmentRow | None = None
    item: ItemRow | None = None
    place: PlaceRow | None = None


def entries(
    viewer: Viewer,
    start: date,
    end: date,
    *,
    now: datetime,
    worker: EngagementId | None = None,
) -> list[Entry]:
    """Return everything from `start` up to, not including, `end`, by day, worker and hour.

    A joint appointment stands in the day of everybody who receives. Free places only to who may
    give them.
    """
    found = [
        *_appointments(viewer, of_days(viewer, start, end, now)),
        *_items(items_of_days(viewer, start, end, worker)),
        *_free(viewer, start, end, now, worker),
    ]
    hers = [one for one in found if worker in (None, one.engagement_id)]
    return sorted(hers, key=lambda one: (one.day, one.worker, one.minute, one.to_minute))


def entries_by_worker(
    found: Sequence[Entry],
) -> list[tuple[EngagementId, str, list[Entry]]]:
    """Return lines grouped by worker, by name. Unscoped: of lines already read."""
    workers = {one.engagement_id: one.worker for one in found}
    ordered = sorted(workers.items(), key=lambda pair: pair[1])
    return [
        (id_, name, [one for one in found if one.engagement_id == id_]) for id_, name in ordered
    ]


def _appointments(viewer: Viewer, rows: Sequence[AppointmentRow]) -> Iterator[Entry]:
    joined = _joined(viewer, [row.id for row in rows])
    for row in rows:
        for id_, name in ((row.engagement_id, row.worker), *joined.get(row.id, ())):
            yield Entry(
                day=row.day,
                minute=row.minute,
                to_minute=row.minute + row.minutes,
                engagement_id=id_,
                worker=name,
                appointment=row,
            )


def _joined(
    viewer: Viewer, ids: Collection[AppointmentId]
) -> dict[AppointmentId, list[tuple[EngagementId, str]]]:
    rows = db.session.execute(
        select(AppointmentWorker.appointment_id, AppointmentWorker.engagement_id).where(
            AppointmentWorker.organisation_id == viewer.organisation_id,
            AppointmentWorker.appointment_id.in_(list(ids)),
        )
    ).all()
    names = names_of(viewer, {worker for _, worker in rows})
    found: dict[AppointmentId, list[tuple[EngagementId, str]]] = {}
    for appointment_id, worker in rows:
        found.setdefault(appointment_id, []).append((worker, names.get(worker, "")))
    return found


def _items(rows: Sequence[ItemRow]) -> Iterator[Entry]:
    for row in rows:
        for id_, name in row.workers:
            yield Entry(
                day=row.day,
                minute=row.minute,
                to_minute=row.to_minute,
                engagement_id=id_,
                worker=name,
                item=row,
            )


def _free(
    viewer: Viewer, start: date, end: date, now: datetime, worker: EngagementId | None
) -> Iterator[Entry]:
    if not viewer.may(Permission.APPOINTMENTS_APPOINTMENT_BOOK):
        return
    ahead = places(viewer, now=now, worker=worker, from_day=start, weeks=1)
    there = [place for place in ahead if start <= place.day < end]
    for place, row in zip(there, place_rows(viewer, there), strict=True):
        yield Entry(
            day=place.day,
            minute=place.minute,
            to_minute=place.minute + place.minutes,
            engagement_id=place.engagement_id,
            worker=row.worker,
            place=row,
        )
