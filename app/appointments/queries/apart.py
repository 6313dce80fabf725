"""Who is not to be met near whom: the hours a place may not be near, and those already too near.

The hours are asked whoever looks: a place that may not be given is not offered, without a word of
why. What is too near is told only to who keeps the list and may name both people.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, cast, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.policy import Permission
from app.appointments.models import AgendaItem, Appointment, GroupSeat
from app.appointments.rules import GIVES_BACK, Avoid, Place, Span, is_avoided, widened
from app.appointments.rules.items import AWAY
from app.db import db
from app.kernel.actor import Reader, Viewer
from app.kernel.references import AgendaItemId, AppointmentId, PersonId, SiteId
from app.people.queries import apart_days, pairs_apart, rows_by_id

_Column = InstrumentedAttribute[Any] | ColumnElement[Any]


@dataclass(frozen=True)
class Expected:
    """Somebody who is in the office on a day; of a group or a meeting the site is not known.

    Exactly one of the appointment and the item is given.
    """

    person_id: PersonId
    day: date
    span: Span
    site_id: SiteId | None
    appointment_id: AppointmentId | None
    item_id: AgendaItemId | None

    @property
    def avoided(self) -> tuple[SiteId | None, Span]:
        """Where and when nobody comes who is not to meet her."""
        return self.site_id, widened(self.span)


@dataclass(frozen=True)
class TooNear:
    """Two people not to be met who are expected at one site within the hour, with their names."""

    first: Expected
    second: Expected
    names: tuple[str, str]

    @property
    def is_together(self) -> bool:
        """Whether both are expected at the very same group or meeting."""
        return self.first.item_id is not None and self.first.item_id == self.second.item_id

    def is_at(self, asked: AppointmentId | AgendaItemId) -> bool:
        """Return whether one of the two is expected at this appointment or item."""
        return any(asked in (one.appointment_id, one.item_id) for one in (self.first, self.second))


def not_to_meet(viewer: Viewer, *people: PersonId | None) -> list[UUID]:
    """Return whose hours are to be locked with a person's: who books the other waits for her.

    Unscoped: nothing of it is shown.
    """
    known = [one for one in people if one is not None]
    found = apart_days(viewer.organisation_id, known).values()
    return [UUID(str(one.other_id)) for days in found for one in days]


def hours_to_avoid(
    viewer: Reader, people: Collection[PersonId], start: date, end: date
) -> dict[PersonId, Avoid]:
    """Return the hours, from `start` up to and without `end`, near which each is not called in.

    Unscoped: nothing of it is shown.
    """
    apart = apart_days(viewer.organisation_id, people)
    others = {one.other_id for days in apart.values() for one in days}
    there = _expected(viewer, start, end, others) if others else []
    return {
        person: [
            one.avoided
            for one in there
            if any(each.other_id == one.person_id and each.holds(one.day) for each in days)
        ]
        for person, days in apart.items()
    }


def _expected(
    viewer: Reader, start: date, end: date, people: Collection[PersonId] | None = None
) -> list[Expected]:
    """Return when these people, or all, are in the office: called in, met, with a group's place.

    Who is visited or heard elsewhere meets nobody here.
    """
    called = _there(viewer, Appointment, Appointment.person_id, (start, end), people).where(
        Appointment.state.not_in(GIVES_BACK)
    )
    met, seated = (
        _there(viewer, AgendaItem, person, (start, end), people).where(
            AgendaItem.kind.not_in(AWAY), AgendaItem.cancelled_at.is_(None)
        )
        for person in (AgendaItem.person_id, GroupSeat.person_id)
    )
    rows = db.session.execute(
        union_all(called, met, seated.join(GroupSeat, GroupSeat.item_id == AgendaItem.id))
    )
    return [
        Expected(who, day, Span(starts_at, ends_at), site_id, appointment_id, item_id)
        for who, day, starts_at, ends_at, site_id, appointment_id, item_id in rows
    ]


def _there(
    viewer: Reader,
    of: type[Appointment | AgendaItem],
    person: _Column,
    days: tuple[date, date],
    people: Collection[PersonId] | None,
) -> Select[*tuple[Any, ...]]:
    none = cast(null(), of.id.type)
    which = (
        (Appointment.site_id, Appointment.id, none)
        if of is Appointment
        else (none, none, AgendaItem.id)
    )
    hers = person.is_not(None) if people is None else person.in_(list(people))
    return select(person, of.local_date, of.starts_at, of.ends_at, *which).where(
        of.organisation_id == viewer.organisation_id,
        of.local_date >= days[0],
        of.local_date < days[1],
        hers,
    )


def meets_nobody(viewer: Viewer, people: Collection[PersonId], row: AgendaItem) -> bool:
    """Return whether nobody of `people` would meet at this meeting, or near it, whom she is not to.

    Nor each other: they are all there.
    """
    if row.kind in AWAY:
        return True
    span, day = Span(row.starts_at, row.ends_at), row.local_date
    avoid = hours_to_avoid(viewer, people, day, day + timedelta(days=1))
    return not any(is_avoided(None, span, hours) for hours in avoid.values())


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


def too_near_each_other(viewer: Viewer, day: date) -> list[TooNear]:
    """Return who of a day would meet whom she is not to: by appointments, meetings and groups.

    Nothing to who does not keep the list, and nobody whom the viewer may not name.
    """
    if not viewer.may(Permission.PEOPLE_APART_KEEP):
        return []
    there = _expected(viewer, day, day + timedelta(days=1))
    apart = pairs_apart(viewer, {one.person_id for one in there}, day) if there else set()
    if not apart:
        return []
    named = rows_by_id(viewer, frozenset[PersonId]().union(*apart))
    return [
        TooNear(one, other, (named[one.person_id].name, named[other.person_id].name))
        for one, other in combinations(sorted(there, key=lambda one: one.span.starts_at), 2)
        if frozenset((one.person_id, other.person_id)) in apart
        and is_avoided(one.site_id, one.span, [other.avoided])
        and {one.person_id, other.person_id} <= named.keys()
    ]
