"""Who lives with whom on a day."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.models import HouseholdMember, Person
from app.people.queries.named import rows_answered, with_facts
from app.people.queries.rows import PersonRow
from app.people.queries.scope import visible_to

_Mine, _Theirs = aliased(HouseholdMember), aliased(HouseholdMember)


def live_with(viewer: Viewer, people: Collection[PersonId], on: date) -> list[PersonRow]:
    """Return who shares a household with one of `people` on a day, without them, by name.

    Their ids are read first: asked all at once, PostgreSQL may look at who is hidden in the whole
    archive before it looks at the household.
    """
    near = {other for hers in households(viewer, people, on).values() for other in hers}
    near -= set(people)
    if not near:
        return []
    statement = with_facts(viewer.organisation_id).where(
        visible_to(viewer, viewer.organisation_id), Person.id.in_(near)
    )
    return rows_answered(viewer, statement.order_by(Person.sort_key))


def households(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> dict[PersonId, frozenset[PersonId]]:
    """Return, for each of `people` who is in a household on a day, all who are in it with her."""
    found: dict[PersonId, frozenset[PersonId]] = {}
    rows = db.session.execute(
        select(_Mine.person_id, _Theirs.person_id).where(*_shared(viewer, people, on))
    )
    for person_id, other_id in rows:
        found[person_id] = found.get(person_id, frozenset()) | {other_id}
    return found


def _shared(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> tuple[ColumnElement[bool], ...]:
    """Two memberships of one household on a day, the first of one of `people`."""
    return (
        _Mine.organisation_id == viewer.organisation_id,
        _Mine.person_id.in_(list(people)),
        _Theirs.organisation_id == _Mine.organisation_id,
        _Theirs.household_id == _Mine.household_id,
        in_force(_Mine, on),
        in_force(_Theirs, on),
    )
