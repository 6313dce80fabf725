"""Who may be written to by the program itself, and at which number.

Nobody looks here: what may leave is asked as if by somebody of the body who knows nobody.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import AccountId, OrganisationId, PersonId
from app.people.models import Contact, Person
from app.people.queries.scope import may_be_named
from app.people.rules import ContactKind, MayLeaveMessage, phone_digits


def may_be_written_to(
    organisation_id: OrganisationId, people: Collection[PersonId]
) -> set[PersonId]:
    """Return who of these is alive and hidden from nobody. Unscoped: asked by the program.

    A message on a shared telephone can hurt somebody who is protected, whoever queued it.
    """
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
    return set(
        db.session.scalars(
            select(Person.id).where(
                Person.organisation_id == organisation_id,
                Person.id.in_(list(people)),
                Person.died_on.is_(None),
                may_be_named(stranger, Person.id),
            )
        )
    )


def number_for_message(
    organisation_id: OrganisationId, person_id: PersonId, given: str
) -> str | None:
    """Return the number at which a message may be left, none if nowhere. Unscoped: of one reached.

    A number given now is hers to give, unless the archive says no. Of the archive's own only one
    of which she said yes: not knowing counts as no.
    """
    contacts = db.session.scalars(
        select(Contact)
        .where(
            Contact.organisation_id == organisation_id,
            Contact.person_id == person_id,
            Contact.kind == ContactKind.PHONE,
            Contact.ended_at.is_(None),
        )
        .order_by(Contact.created_at, Contact.id)
    ).all()
    if given:
        digits = phone_digits(given)
        same = [one for one in contacts if phone_digits(one.value) == digits]
        return None if any(one.may_leave_message == MayLeaveMessage.NO for one in same) else given
    free = (one.value for one in contacts if one.may_leave_message == MayLeaveMessage.YES)
    return next(free, None)
