"""Who is not to be met near whom: the hours a place may not be near, and those already too near.

The hours are asked whoever looks: a place that may not be given is not offered, without a word of
why. What is too near is told only to who keeps the list and may name both people.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.appointments.models import AgendaItem, Appointment, GroupSeat
from app.appointments.queries.rows import AppointmentRow
from app.appointments.rules import GIVES_BACK, Avoid, Place, Span, is_avoided, too_near, widened
from app.appointments.rules.items import AWAY
from app.db import db
from app.kernel.actor import Reader, Viewer
from app.kernel.references import PersonId, SiteId
from app.people.queries import apart_days, pairs_apart

_Column = InstrumentedAttribute[Any] | ColumnElement[Any]


@dataclass(frozen=True)
class TooNear:
    """Two appointments of people not to be met, at one site within the hour."""

    first: AppointmentRow
    second: AppointmentRow


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
    there = _expected(viewer, others, start, end) if others else []
    return {
        person: [
            (one.site_id, widened(one.span))
            for one in there
            if any(each.other_id == one.person_id and each.holds(one.day) for each in days)
        ]
        for person, days in apart.items()
    }


@dataclass(frozen=True)
class _Expected:
    """Somebody who is in the office on a day; of a group or a meeting the site is not known."""

    person_id: PersonId
    day: date
    span: Span
    site_id: SiteId | None


def _expected(
    viewer: Reader, people: Collection[PersonId], start: date, end: date
) -> list[_Expected]:
    """Return when these people are in the office: called in, met there, or with a place in a group.

    Who is visited or heard elsewhere meets nobody here.
    """
    hers, days = list(people), (start, end)
    called = _there(viewer, Appointment, Appointment.person_id, days, Appointment.site_id)
    met = _there(viewer, AgendaItem, AgendaItem.person_id, days)
    seated = _there(viewer, AgendaItem, GroupSeat.person_id, days)
    still_on = (AgendaItem.kind.not_in(AWAY), AgendaItem.cancelled_at.is_(None))
    rows = db.session.execute(
        union_all(
            called.where(Appointment.person_id.in_(hers), Appointment.state.not_in(GIVES_BACK)),
            met.where(AgendaItem.person_id.in_(hers), *still_on),
            seated.join(GroupSeat, GroupSeat.item_id == AgendaItem.id).where(
                GroupSeat.person_id.in_(hers), *still_on
            ),
        )
    )
    return [
        _Expected(who, day, Span(starts_at, ends_at), site_id)
        for who, day, starts_at, ends_at, site_id in rows
    ]


def _there(
    viewer: Reader,
    of: type[Appointment | AgendaItem],
    person: _Column,
    days: tuple[date, date],
    site: _Column | None = None,
) -> Select[*tuple[Any, ...]]:
    where = null() if site is None else site
    return select(person, of.local_date, of.starts_at, of.ends_at, where).where(
        of.organisation_id == viewer.organisation_id,
        of.local_date >= days[0],
        of.local_date < days[1],
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
