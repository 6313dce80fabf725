"""Who is the parent of whom, on a day: what is asked of a child from above."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.models import Person, Relationship
from app.people.queries.scope import may_be_named
from app.people.rules import INVERSE, Kinship

_CLOSE = (Kinship.PARENT, Kinship.CHILD, Kinship.SIBLING)


@dataclass(frozen=True)
class ParentRow:
    """One parent of somebody, as the relations of the archive say."""

    person_id: PersonId
    name: str
    died_on: date | None


def parents_of(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> dict[PersonId, tuple[ParentRow, ...]]:
    """Return the parents of each of these people on a day, by name, in one read.

    A relation written from either side counts. Who is hidden from the viewer is not there.
    """
    ids = list(people)
    mine = and_(Relationship.person_id.in_(ids), Relationship.kind == Kinship.PARENT)
    theirs = and_(Relationship.other_id.in_(ids), Relationship.kind == Kinship.CHILD)
    rows = db.session.execute(
        select(Relationship, Person)
        .join(
            Person,
            (Person.organisation_id == Relationship.organisation_id)
            & or_(
                and_(mine, Person.id == Relationship.other_id),
                and_(theirs, Person.id == Relationship.person_id),
            ),
        )
        .where(
            Relationship.organisation_id == viewer.organisation_id,
            _lasts(on),
            may_be_named(viewer, Relationship.person_id),
            may_be_named(viewer, Relationship.other_id),
        )
        .order_by(Person.sort_key, Person.id)
    )
    found: dict[PersonId, dict[PersonId, ParentRow]] = {}
    for relation, person in rows:
        child = relation.person_id if relation.kind == Kinship.PARENT else relation.other_id
        name = f"{person.surname} {person.given}".strip()
        found.setdefault(child, {})[person.id] = ParentRow(person.id, name, person.died_on)
    return {child: tuple(parents.values()) for child, parents in found.items()}


def close_kin(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> dict[PersonId, dict[PersonId, Kinship]]:
    """Return the parents, children, brothers and sisters of each on a day, and what they are.

    Wherever they live; who is hidden from the viewer is not there.
    """
    ids = list(people)
    rows = db.session.execute(
        select(Relationship.person_id, Relationship.other_id, Relationship.kind).where(
            Relationship.organisation_id == viewer.organisation_id,
            Relationship.kind.in_(_CLOSE),
            or_(Relationship.person_id.in_(ids), Relationship.other_id.in_(ids)),
            _lasts(on),
            may_be_named(viewer, Relationship.person_id),
            may_be_named(viewer, Relationship.other_id),
        )
    )
    found: dict[PersonId, dict[PersonId, Kinship]] = {}
    for person_id, other_id, kind in rows:
        found.setdefault(person_id, {})[other_id] = Kinship(kind)
        found.setdefault(other_id, {})[person_id] = INVERSE[Kinship(kind)]
    return {one: found[one] for one in people if one in found}


def _lasts(on: date) -> ColumnElement[bool]:
    begun = or_(Relationship.valid_from.is_(None), Relationship.valid_from <= on)
    return and_(begun, or_(Relationship.valid_to.is_(None), Relationship.valid_to > on))
