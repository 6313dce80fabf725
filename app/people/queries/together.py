"""Who lives with whom on a day."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.models import HouseholdMember, Person
from app.people.queries.finding import person_rows
from app.people.queries.rows import PersonRow
from app.people.queries.scope import visible_to


def live_with(viewer: Viewer, people: Collection[PersonId], on: date) -> list[PersonRow]:
    """Return who shares a household with one of `people` on a day, without them, by name."""
    mine, theirs = aliased(HouseholdMember), aliased(HouseholdMember)
    rows = db.session.scalars(
        select(Person)
        .join(
            theirs,
            (theirs.organisation_id == Person.organisation_id) & (theirs.person_id == Person.id),
        )
        .join(
            mine,
            (mine.organisation_id == theirs.organisation_id)
            & (mine.household_id == theirs.household_id),
        )
        .where(
            visible_to(viewer, viewer.organisation_id),
            mine.person_id.in_(list(people)),
            Person.id.not_in(list(people)),
            mine.valid_from <= on,
            or_(mine.valid_to.is_(None), mine.valid_to > on),
            theirs.valid_from <= on,
            or_(theirs.valid_to.is_(None), theirs.valid_to > on),
        )
        .distinct()
        .order_by(Person.sort_key)
    )
    return person_rows(viewer, rows.all())
