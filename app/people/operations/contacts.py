"""How a person is reached, and where she lives."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people import queries
from app.people.models import Address, Contact
from app.people.operations.ending import end
from app.people.rules import AddressKind, ContactKind, MayLeaveMessage, Owner, phone_digits
from app.transaction.loading import found
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """A telephone or e-mail as it was given: whose it is and whether a message may be left."""

    kind: ContactKind
    value: str
    owner: Owner = Owner.OWN
    owner_name: str = ""
    may_leave_message: MayLeaveMessage = MayLeaveMessage.UNKNOWN


@use_case("people.contact.add", permission=Permission.PEOPLE_PERSON_REGISTER)
def add_contact(
    *, actor: Viewer, now: datetime, person_id: PersonId, details: ContactDetails
) -> None:
    """Note how to reach a person. Whoever registers people may add one: the URP takes numbers."""
    row = queries.person_row(actor, person_id)
    about("person", row.id)
    phone = details.kind is ContactKind.PHONE
    db.session.add(
        Contact(
            organisation_id=actor.organisation_id,
            person_id=row.id,
            kind=details.kind,
            value=details.value,
            search_key=phone_digits(details.value) if phone else details.value.lower(),
            owner=details.owner,
            owner_name=details.owner_name,
            may_leave_message=details.may_leave_message,
            created_at=now,
        )
    )


@use_case("people.contact.end", permission=Permission.PEOPLE_PERSON_EDIT)
def end_contact(*, actor: Viewer, now: datetime, person_id: PersonId, contact_id: UUID) -> None:
    """Say that a contact is no longer good; it is kept, and never called again."""
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    contact = found(
        select(Contact).where(
            Contact.organisation_id == actor.organisation_id,
            Contact.person_id == person.id,
            Contact.id == contact_id,
            Contact.ended_at.is_(None),
        )
    )
    contact.ended_at = now


@use_case("people.address.add", permission=Permission.PEOPLE_PERSON_EDIT)
def add_address(
    *,
    actor: Viewer,
    now: datetime,
    person_id: PersonId,
    kind: AddressKind,
    street: str,
    municipality: str,
    valid_from: date,
) -> None:
    """Note where a person lives from a day on; the address of the same kind before it ends then.

    Refuses a day not after the start of the one it follows.
    """
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    before = db.session.scalars(
        select(Address).where(
            Address.organisation_id == actor.organisation_id,
            Address.person_id == person.id,
            Address.kind == kind,
            Address.valid_to.is_(None),
        )
    )
    for address in before:
        end(address, valid_from, now, "valid_from")
    db.session.add(
        Address(
            organisation_id=actor.organisation_id,
            person_id=person.id,
            kind=kind,
            street=street,
            municipality=municipality,
            valid_from=valid_from,
        )
    )


@use_case("people.address.end", permission=Permission.PEOPLE_PERSON_EDIT)
def end_address(
    *, actor: Viewer, now: datetime, person_id: PersonId, address_id: UUID, ends_on: date
) -> None:
    """Say that from `ends_on` the person no longer lives there. Refuses what is over already."""
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    address = db.session.scalar(
        select(Address).where(
            Address.organisation_id == actor.organisation_id,
            Address.person_id == person.id,
            Address.id == address_id,
        )
    )
    end(address, ends_on, now)
