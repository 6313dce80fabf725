"""Registering a person, correcting what is known of her, reading her page."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select

from app.accounts.policy import Permission
from app.audit.context import about
from app.audit.recorder import DECLARED_WRITE
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.names import folded_key, name_keys, sort_key
from app.kernel.references import OrganisationId, PersonId
from app.kernel.tax_code import IdentifierKind, read_identifier
from app.people import queries
from app.people.above import tell_of_death, tell_of_newcomer
from app.people.matching import Description, Strength
from app.people.models import OtherName, Person, PersonKey
from app.people.operations.contacts import ContactDetails, add_contact
from app.people.rules import (
    BirthKnown,
    NameKind,
    PersonDetails,
    PersonFault,
    details_fault,
    phone_digits,
)
from app.people.searching import LOOSE
from app.transaction.reading import consultation
from app.transaction.use_case import use_case
from app.vault.keyring import key_ring
from app.vault.operations import create_data_key
from app.vault.queries import key_of_root

REGISTRY = "person_registry"  # one data key for the archive of people of a body


class LooksKnown(NotAllowedNow):
    """Somebody very like this person is in the archive: a person must look and decide."""


@consultation("people.person.consult", permission=Permission.PEOPLE_PERSON_READ, subject="person")
def consult_person(
    *, actor: Viewer, now: datetime, person_id: PersonId, purpose: str = ""
) -> queries.PersonPage:
    """Return the page of a person, after the line of who read it; `NotFound` out of reach."""
    return queries.person_page(actor, person_id, office_date(now))


@use_case("people.person.register", permission=Permission.PEOPLE_PERSON_REGISTER)
def register_person(
    *,
    actor: Viewer,
    now: datetime,
    details: PersonDetails,
    phone: str = "",
    is_another: bool = False,
) -> PersonId:
    """Put a person in the archive and return her id.

    Refuses what cannot be true (`Invalid`) and, unless `is_another` says that somebody looked, who
    very much looks like a person already there (`LooksKnown`). Nothing missing is a refusal.
    Somebody hidden from the actor is nobody to her: who looks like that one is registered, and the
    features above hear of it.
    """
    check_details(details, office_date(now))
    typed = describe(actor.organisation_id, details, phone)
    if not is_another and queries.strongest(queries.doubles(actor, typed)) is Strength.STRONG:
        raise LooksKnown(PersonFault.LOOKS_KNOWN)
    person = Person(
        organisation_id=actor.organisation_id,
        data_key_id=registry_key(actor.organisation_id, now),
        created_at=now,
    )
    write_details(person, details)
    db.session.add(person)
    db.session.flush()
    about("person", person.id)
    for name in details.other_names:
        add_name(person, NameKind.OTHER_SURNAME, name)
    make_keys(person)
    tell_of_newcomer(actor=actor, now=now, person_id=person.id, typed=typed)
    return person.id


@use_case("people.person.register_with_phone", permission=Permission.PEOPLE_PERSON_REGISTER)
def register_with_phone(
    *,
    actor: Viewer,
    now: datetime,
    details: PersonDetails,
    contact: ContactDetails | None,
    is_another: bool = False,
) -> PersonId:
    """Register a person and the number she gave, together or not at all; return her id.

    Refuses what `register_person` refuses.
    """
    phone = contact.value if contact else ""
    person_id = register_person(
        actor=actor, now=now, details=details, phone=phone, is_another=is_another
    )
    if contact is not None:
        add_contact(actor=actor, now=now, person_id=person_id, details=contact)
    return person_id


@use_case("people.person.correct", permission=Permission.PEOPLE_PERSON_EDIT)
def correct_person(
    *, actor: Viewer, now: datetime, person_id: PersonId, version: int, details: PersonDetails
) -> None:
    """Correct what is known of a person; a surname that changes stays among the other names.

    A death that is written is heard by the features above at once.

    Refuses what cannot be true (`Invalid`) and a form opened on an older version (`Conflict`).
    """
    check_details(details, office_date(now))
    person = queries.for_change(actor, actor.organisation_id, person_id, version)
    about("person", person.id)
    if person.surname != details.surname:
        add_name(person, NameKind.OTHER_SURNAME, person.surname)
    died = person.died_on is None and details.died_on is not None
    write_details(person, details)
    make_keys(person)
    if died:
        tell_of_death(actor=actor, now=now, person_id=person.id)


@use_case("people.person.add_other_name", permission=Permission.PEOPLE_PERSON_EDIT)
def add_other_name(
    *, actor: Viewer, now: datetime, person_id: PersonId, kind: NameKind, name: str
) -> None:
    """Note another name under which the person is found from now on."""
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    add_name(person, kind, name)
    make_keys(person)


def describe(organisation_id: OrganisationId, details: PersonDetails, phone: str) -> Description:
    """Return how somebody about to be registered looks to the search for doubles."""
    kind, code = read_identifier(details.identifier)
    born = details.birth_date.isoformat() if details.birth_date else str(details.birth_year or "")
    hashed = key_ring().fingerprint(organisation_id, "identifier", code) if code else None
    return Description(
        surname=details.surname,
        given=details.given,
        other_names=details.other_names,
        birth=born,
        identifier_hash=hashed if kind is not IdentifierKind.NONE else None,
        phones=frozenset({phone_digits(phone)} if phone else ()),
    )


def check_details(details: PersonDetails, on: date) -> None:
    """Refuse (`Invalid`) what cannot be true of somebody, and a code that cannot be read."""
    fault = details_fault(details, on)
    if fault:
        raise Invalid(fault)
    kind, _ = read_identifier(details.identifier)
    if details.identifier and kind is IdentifierKind.NONE:
        raise Invalid(f"identifier:{PersonFault.TAX_CODE_UNREADABLE}")


def write_details(person: Person, details: PersonDetails) -> None:
    """Write everything typed of somebody on her row, inside somebody else's use case."""
    known = details.birth_known
    dated = known in (BirthKnown.EXACT, BirthKnown.PRESUMED)
    person.surname = details.surname
    person.given = details.given
    person.preferred_name = details.preferred_name
    person.sort_key = sort_key(details.surname, details.given)
    person.birth_known = known
    person.birth_date = details.birth_date if dated else None
    person.birth_year = details.birth_year if known is BirthKnown.YEAR_ONLY else None
    person.birthplace = details.birthplace
    person.sex = details.sex
    person.identity = details.identity
    person.language = details.language
    person.died_on = details.died_on
    write_identifier(person, details.identifier, details.no_identifier_reason)


def write_identifier(person: Person, code: str, no_identifier_reason: str) -> None:
    """Seal the code; what is searched are two keyed hashes, of the whole and of its beginning."""
    kind, code = read_identifier(code)
    ring, body = key_ring(), person.organisation_id
    person.identifier_kind = kind
    person.identifier = code
    person.identifier_hash = ring.fingerprint(body, "identifier", code) if code else None
    opening = code[:6] if kind is IdentifierKind.TAX_CODE else ""
    person.identifier_prefix_hash = (
        ring.fingerprint(body, "identifier_prefix", opening) if opening else None
    )
    person.no_identifier_reason = "" if code else no_identifier_reason


def add_name(person: Person, kind: NameKind, name: str) -> OtherName:
    """Write another name of a person, inside somebody else's use case, and return its row."""
    row = OtherName(
        organisation_id=person.organisation_id, person_id=person.id, kind=kind, name=name
    )
    db.session.add(row)
    return row


def make_keys(person: Person) -> None:
    """Make the search keys again from every name the person carries."""
    db.session.flush()
    body = person.organisation_id
    mine = (PersonKey.organisation_id == body, PersonKey.person_id == person.id)
    db.session.execute(delete(PersonKey).where(*mine).execution_options(**{DECLARED_WRITE: True}))
    others = db.session.scalars(
        select(OtherName.name).where(
            OtherName.organisation_id == body, OtherName.person_id == person.id
        )
    )
    db.session.add_all(keys_of(person, others))


def keys_of(person: Person, others: Iterable[str]) -> list[PersonKey]:
    """Return the search keys of a person with these other names, as rows nobody has added yet."""
    names = [*others, *filter(None, [person.preferred_name])]
    keys = name_keys(person.surname, person.given, names)
    loose = {LOOSE + folded_key(key) for key in keys if " " not in key}
    return [
        PersonKey(organisation_id=person.organisation_id, person_id=person.id, key=key)
        for key in sorted(keys | loose)
    ]


def registry_key(organisation_id: OrganisationId, now: datetime) -> UUID:
    """Return the data key of a body's archive of people, made the first time."""
    known = key_of_root(organisation_id, REGISTRY)
    if known is not None:
        return known
    return create_data_key(organisation_id=organisation_id, root_kind=REGISTRY, now=now).id
