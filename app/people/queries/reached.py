"""Who may be written to by the program itself, and where.

Nobody looks here: what may leave is asked as if by somebody of the body who knows nobody.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Select, select

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import AccountId, OrganisationId, PersonId
from app.notifications.rules import Channel
from app.people.models import Contact, Person
from app.people.queries.scope import may_be_named
from app.people.rules import ContactKind, MayLeaveMessage, is_landline, phone_digits


@dataclass(frozen=True)
class WayOfMessage:
    """By which channel a message reaches somebody, and where. `repr` shows nobody's number."""

    channel: Channel
    recipient: str = field(repr=False)


def may_be_written_to(
    organisation_id: OrganisationId, people: Collection[PersonId]
) -> set[PersonId]:
    """Return who of these is alive and hidden from nobody. Unscoped: asked by the program.

    A message on a shared telephone can hurt somebody who is protected, whoever queued it.
    """
    alive = select(Person.id).where(
        Person.id.in_(_hidden_from_nobody(organisation_id, people)), Person.died_on.is_(None)
    )
    return set(db.session.scalars(alive))


def ways_of_message(
    organisation_id: OrganisationId, people: Collection[PersonId], given: str = ""
) -> dict[PersonId, WayOfMessage]:
    """Return how a message reaches each of these, if anyhow. Unscoped: of who is reached.

    A number given now is hers to give, unless the archive says no. Of the archive's own only where
    she said yes, not knowing counts as no: a mobile first, then a mailbox.
    """
    found = db.session.scalars(
        select(Contact)
        .where(
            Contact.organisation_id == organisation_id,
            Contact.person_id.in_(list(people)),
            Contact.ended_at.is_(None),
        )
        .order_by(Contact.created_at, Contact.id)
    ).all()
    ways = {one: _way([row for row in found if row.person_id == one], given) for one in people}
    return {one: way for one, way in ways.items() if way is not None}


def left_alone(organisation_id: OrganisationId, numbers: Collection[str]) -> set[str]:
    """Return at which of these numbers nothing may be left, whoever's they are. Unscoped.

    The archive says no of it, or it is of somebody who is hidden from anybody.
    """
    by_key = {phone_digits(number): number for number in numbers}
    found = db.session.execute(
        select(
            Contact.search_key, Contact.person_id, Contact.may_leave_message, Contact.ended_at
        ).where(
            Contact.organisation_id == organisation_id,
            Contact.kind == ContactKind.PHONE,
            Contact.search_key.in_(list(by_key)),
        )
    ).all()
    named = set(
        db.session.scalars(_hidden_from_nobody(organisation_id, {row.person_id for row in found}))
    )
    return {
        by_key[row.search_key]
        for row in found
        if row.person_id not in named
        or (row.may_leave_message == MayLeaveMessage.NO and row.ended_at is None)
    }


def _way(contacts: Collection[Contact], given: str) -> WayOfMessage | None:
    phones = [one for one in contacts if one.kind == ContactKind.PHONE]
    if given and not is_landline(given):
        digits = phone_digits(given)
        same = [one for one in phones if phone_digits(one.value) == digits]
        if not any(one.may_leave_message == MayLeaveMessage.NO for one in same):
            return WayOfMessage(Channel.SMS, given)
    free = [one for one in contacts if one.may_leave_message == MayLeaveMessage.YES]
    mobiles = [one.value for one in free if one in phones and not is_landline(one.value)]
    if mobiles:
        return WayOfMessage(Channel.SMS, mobiles[0])
    boxes = (one.value for one in free if one.kind == ContactKind.EMAIL)
    return next((WayOfMessage(Channel.EMAIL, value) for value in boxes), None)


def _hidden_from_nobody(
    organisation_id: OrganisationId, people: Collection[PersonId]
) -> Select[PersonId]:
    stranger = Viewer(
        account_id=AccountId(UUID(int=0)),
        organisation_id=organisation_id,
        organisation_name="",
        engagement_ids=frozenset(),
        team_ids=frozenset(),
        roles=frozenset(),
        reaches={},
        name="",
        login="",
    )
    return select(Person.id).where(
        Person.organisation_id == organisation_id,
        Person.id.in_(list(people)),
        may_be_named(stranger, Person.id),
    )
