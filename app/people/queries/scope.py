"""Who may see whom: the criterion every query about people starts from."""

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, select, true

from app.accounts.policy import Permission
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.references import OrganisationId, PersonId
from app.people import above
from app.people.models import Person
from app.transaction.loading import locked


def visible_to(
    viewer: Actor, organisation_id: OrganisationId, permission: str = Permission.PEOPLE_PERSON_FIND
) -> ColumnElement[bool]:
    """Return the criterion of the people this viewer may find (or read, by `permission`).

    Whoever is protected is there for nobody else: to the others she does not exist. Who was merged
    into another record is there for nobody.
    """
    if viewer.reach(permission) is not Reach.ORGANISATION:
        return false()
    return and_(standing(organisation_id), may_be_named(viewer, Person.id))


def standing(organisation_id: OrganisationId) -> ColumnElement[bool]:
    """Return the criterion of the people of a body, without who was merged into another.

    Unscoped: only a part of a criterion.
    """
    return and_(Person.organisation_id == organisation_id, Person.merged_into_id.is_(None))


def may_be_named(viewer: Actor, person_id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Return the criterion that the person of a column, if there is one, is not hidden.

    For every query above that names somebody, or lists what is hers, from a row of its own.
    """
    if not isinstance(viewer, Viewer):
        return true()
    return ~above.hidden_from(viewer, person_id)


def for_change(
    actor: Actor, organisation_id: OrganisationId, person_id: PersonId, version: int | None = None
) -> Person:
    """Return the person to be changed.

    `NotFound` out of reach; `Conflict` when the form saw another version than today's.
    """
    criterion = visible_to(actor, organisation_id, Permission.PEOPLE_PERSON_EDIT)
    return locked(select(Person).where(criterion, Person.id == person_id), version)
