"""People who can exist: registered through the real use cases."""

from typing import Any

from app.kernel.references import PersonId
from app.people import operations
from app.people.operations.contacts import ContactDetails, add_contact
from app.people.rules import ApartBasis, ContactKind, MayLeaveMessage, PersonDetails
from tests.cast import NOW, TODAY, Member


def a_person(by: Member, surname: str = "Brambilla", given: str = "Ada", **known: Any) -> PersonId:
    """Register a person as `by` would, with whatever else is known, and return her id."""
    phone = known.pop("phone", "")
    details = PersonDetails(surname=surname, given=given, **known)
    contact = ContactDetails(kind=ContactKind.PHONE, value=phone) if phone else None
    return operations.register_with_phone(
        actor=by.viewer, now=NOW, details=details, contact=contact, is_another=True
    )


def kept_apart(by: Member, one: PersonId, other: PersonId, **more: Any) -> None:
    """Write that two people are not to meet, from today on unless told otherwise."""
    known = {"basis": ApartBasis.VIOLENCE, "valid_from": TODAY, **more}
    operations.keep_apart(
        actor=by.viewer,
        now=NOW,
        person_id=one,
        other_id=other,
        apart=operations.Apart(**known),
    )


def a_contact(
    by: Member,
    person_id: PersonId,
    value: str,
    leave: MayLeaveMessage = MayLeaveMessage.YES,
    kind: ContactKind = ContactKind.PHONE,
) -> None:
    """Note how a person is reached, and whether a message may be left there."""
    details = ContactDetails(kind=kind, value=value, may_leave_message=leave)
    add_contact(actor=by.viewer, now=NOW, person_id=person_id, details=details)
