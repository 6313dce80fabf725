"""People who can exist: registered through the real use cases."""

from typing import Any

from app.kernel.references import PersonId
from app.people import operations
from app.people.operations import Apart
from app.people.operations.contacts import ContactDetails
from app.people.rules import ApartBasis, ContactKind, PersonDetails
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
    """Write that two people are not to meet, for violence and from today unless `more` says so."""
    apart = Apart(**{"basis": ApartBasis.VIOLENCE, "valid_from": TODAY, **more})
    operations.keep_apart(actor=by.viewer, now=NOW, person_id=one, other_id=other, apart=apart)
