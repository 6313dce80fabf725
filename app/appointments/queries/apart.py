"""Who is not to be met near whom: the hours a place may not be near, and those already too near.

The hours are asked whoever looks: a place that may not be given is not offered, without a word of
why. What is too near is told only to who keeps the list and may name both people.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from sqlalchemy import select

from app.appointments.models import Appointment
from app.appointments.queries.rows import AppointmentRow
from app.appointments.rules import GIVES_BACK, Avoid, Place, Span, is_avoided, too_near, widened
from app.db import db
from app.kernel.actor import Reader, Viewer
from app.kernel.references import PersonId
from app.people.queries import apart_days, pairs_apart


@dataclass(frozen=True)
class TooNear:
    """Two appointments of people not to be met, at one site within the hour."""

    first: AppointmentRow
    second: AppointmentRow


def not_to_meet(viewer: Viewer, person_id: PersonId | None) -> list[UUID]:
    """Return whose hours are to be locked with a person's: who books the other waits for her.

    Unscoped: nothing of it is shown.
    """
    people = [] if person_id is None else [person_id]
    found = apart_days(viewer.organisation_id, people).values()
    return [UUID(str(one.other_id)) for days in found for one in days]


def hours_to_avoid(
    viewer: Reader, people: Collection[PersonId], start: date, end: date
) -> dict[PersonId, Avoid]:
    """Return the hours, from `start` up to and without `end`, near which each is not called in.

    Unscoped: nothing of it is shown.
    """
    apart = apart_days(viewer.organisation_id, people)
    others = {one.other_id for days in apart.values() for one in days}
    rows = (
        db.session.scalars(
            select(Appointment).where(
                Appointment.organisation_id == viewer.organisation_id,
                Appointment.person_id.in_(list(others)),
                Appointment.local_date >= start,
                Appointment.local_date < end,
                Appointment.state.not_in(GIVES_BACK),
            )
        ).all()
        if others
        else ()
    )
    return {
        person: [
            (row.site_id, widened(Span(row.starts_at, row.ends_at)))
            for row in rows
            if any(one.other_id == row.person_id and one.holds(row.local_date) for one in days)
        ]
        for person, days in apart.items()
    }


def met_nobody_near(viewer: Viewer, person_id: PersonId, row: Appointment) -> bool:
    """Return whether an appointment is far enough from those whom the person is not to meet."""
    span, day = Span(row.starts_at, row.ends_at), row.local_date
    avoid = hours_to_avoid(viewer, [person_id], day, day + timedelta(days=1))
    return not is_avoided(row.site_id, span, avoid.get(person_id, ()))


def places_fit_for(
    viewer: Viewer, people: Collection[PersonId], found: Sequence[Place]
) -> dict[PersonId, list[Place]]:
    """Return, for each of `people` who is kept apart from somebody, those of `found` she may have.

    Who is not there may have them all.
    """
    if not found:
        return {}
    start, end = min(one.day for one in found), max(one.day for one in found)
    avoid = hours_to_avoid(viewer, people, start, end + timedelta(days=1))
    return {
        person: [one for one in found if not is_avoided(one.site_id, one.span, hours)]
        for person, hours in avoid.items()
    }


def too_near_each_other(viewer: Viewer, rows: Iterable[AppointmentRow]) -> list[TooNear]:
    """Return those of the appointments shown that bring together who is not to meet."""
    there = [row for row in rows if row.person_id is not None and row.state not in GIVES_BACK]
    people = {row.person_id for row in there if row.person_id is not None}
    apart = {day: pairs_apart(viewer, people, day) for day in {row.day for row in there}}
    return [
        TooNear(one, other)
        for one, other in combinations(there, 2)
        if frozenset((one.person_id, other.person_id)) in apart[one.day]
        and one.site_id == other.site_id
        and too_near(Span(one.starts_at, one.ends_at), Span(other.starts_at, other.ends_at))
    ]
