"""How somebody is to be met for a while: what each reader may know of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, false, select

from app.accounts.policy import Permission
from app.db import db, in_force
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.references import OrganisationId, PersonId
from app.people.models import Person, PersonMeasure
from app.people.queries.scope import may_be_named
from app.people.rules import Measure
from app.transaction.lists import Wanted


@dataclass(frozen=True)
class MeasureRow:
    """One measure in force, for who will meet the person."""

    id: UUID
    person_id: PersonId
    person: str
    kind: Measure
    valid_to: date
    review_on: date
    decided_by: str


def measures_visible_to(viewer: Actor, organisation_id: OrganisationId) -> ColumnElement[bool]:
    """Return the criterion of the measures of whom this viewer may find."""
    if viewer.reach(Permission.PEOPLE_PERSON_FIND) is not Reach.ORGANISATION:
        return false()
    mine = PersonMeasure.organisation_id == organisation_id
    return mine & may_be_named(viewer, PersonMeasure.person_id)


def measures_of(
    viewer: Viewer, ids: Collection[PersonId], on: date
) -> dict[PersonId, tuple[Measure, ...]]:
    """Return how some people are to be met on a day; what has ended is not told.

    The front office is told only with whom to fix an appointment, not what was decided.
    """
    if not ids:
        return {}
    wanted = measures_wanted(viewer, ids, on)
    rows = db.session.scalars(select(PersonMeasure).where(*wanted.criteria).order_by(*wanted.order))
    return measures_told(viewer, rows.all())


def measures_wanted(viewer: Viewer, ids: Collection[PersonId], on: date) -> Wanted:
    """Return the list of what is in force of some people on a day, as far as one may find them."""
    return Wanted(
        PersonMeasure,
        (
            measures_visible_to(viewer, viewer.organisation_id),
            PersonMeasure.person_id.in_(list(ids)),
            in_force(PersonMeasure, on),
        ),
        (PersonMeasure.kind.desc(),),
    )


def measures_told(
    viewer: Viewer, rows: Iterable[PersonMeasure]
) -> dict[PersonId, tuple[Measure, ...]]:
    """Return what a viewer is told of measures she was found to reach (`measures_of`)."""
    found: dict[PersonId, tuple[Measure, ...]] = {}
    whole = viewer.may(Permission.PEOPLE_PERSON_READ)
    for row in rows:
        told = Measure(row.kind) if whole else Measure.ASK_SUPERVISOR
        found[row.person_id] = tuple(dict.fromkeys((*found.get(row.person_id, ()), told)))
    return found


def measures_in_force(viewer: Viewer, on: date, *of: PersonId) -> Sequence[MeasureRow]:
    """Return the measures in force on a day, `of` some people or of all, next to review first."""
    if not viewer.may(Permission.PEOPLE_PERSON_READ):
        return []
    wanted = [PersonMeasure.person_id.in_(of)] if of else []
    rows = db.session.execute(
        select(PersonMeasure, Person)
        .join(
            Person,
            (Person.organisation_id == PersonMeasure.organisation_id)
            & (Person.id == PersonMeasure.person_id),
        )
        .where(
            measures_visible_to(viewer, viewer.organisation_id),
            in_force(PersonMeasure, on),
            *wanted,
        )
        .order_by(PersonMeasure.review_on, Person.sort_key, PersonMeasure.kind)
    )
    return [
        MeasureRow(
            row.id,
            person.id,
            f"{person.surname} {person.given}".strip(),
            Measure(row.kind),
            row.valid_to,
            row.review_on,
            row.decided_by,
        )
        for row, person in rows
    ]
