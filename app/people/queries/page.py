"""The page of one person: names, contacts, addresses, household, kin."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from app.accounts.policy import Permission
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import HouseholdId, PersonId
from app.kernel.tax_code import Doubt, IdentifierKind, doubts, exportable
from app.people.models import (
    Address,
    Contact,
    Household,
    HouseholdMember,
    OtherName,
    Person,
    Relationship,
)
from app.people.queries.named import birth_of, contact_row, name_row
from app.people.queries.rows import (
    AddressRow,
    HouseholdRow,
    MemberRow,
    PersonPage,
    RelationRow,
)
from app.people.queries.scope import may_be_named, visible_to
from app.people.rules import (
    INVERSE,
    AddressKind,
    Identity,
    Kinship,
    Sex,
)
from app.transaction.lists import Wanted, lists_of


def person_page(viewer: Viewer, person_id: PersonId, on: date) -> PersonPage:
    """Return the whole page of a person; `NotFound` out of reach.

    Only through `operations.consult_person`, which leaves the line of who read it.
    """
    person, names, contacts, addresses = _her_and_hers(viewer, person_id)
    return PersonPage(
        id=person.id,
        version=person.version,
        surname=person.surname,
        given=person.given,
        preferred_name=person.preferred_name,
        birth=birth_of(person, whole=True),
        birthplace=person.birthplace,
        sex=Sex(person.sex) if person.sex else None,
        identity=Identity(person.identity),
        identifier_kind=person.identifier_kind,
        identifier=person.identifier or "",
        doubts=_doubts(person),
        exportable=_exportable(person),
        no_identifier_reason=person.no_identifier_reason,
        language=person.language,
        died_on=person.died_on,
        other_names=tuple(map(name_row, names)),
        contacts=tuple(map(contact_row, contacts)),
        addresses=tuple(map(_address, addresses)),
        households=_households(viewer, person.id, on),
        relations=_relations(viewer, person.id),
    )


def _doubts(person: Person) -> tuple[Doubt, ...]:
    """Where a tax code and the person disagree: shown, never a reason to refuse anything."""
    if person.identifier_kind != IdentifierKind.TAX_CODE or not person.identifier:
        return ()
    female = None if person.sex is None else person.sex == Sex.FEMALE
    return doubts(person.identifier, person.surname, person.given, person.birth_date, female=female)


def _exportable(person: Person) -> bool:
    """Whether what is sent to INPS may carry her tax code; who has none is told elsewhere."""
    return person.identifier_kind != IdentifierKind.TAX_CODE or exportable(person.identifier or "")


def _her_and_hers(
    viewer: Viewer, person_id: PersonId
) -> tuple[Person, Sequence[OtherName], Sequence[Contact], Sequence[Address]]:
    """Return her, her other names, the ways to reach her that are still good, where she lives.

    `NotFound` out of reach: of who is, nothing of what was read is looked at.
    """
    reach = visible_to(viewer, viewer.organisation_id, Permission.PEOPLE_PERSON_READ)

    def hers(table: Any) -> tuple[ColumnElement[bool], ...]:
        return table.organisation_id == viewer.organisation_id, table.person_id == person_id

    person, names, contacts, addresses = lists_of(
        Wanted(Person, (reach, Person.id == person_id)),
        Wanted(OtherName, hers(OtherName), (OtherName.name,)),
        Wanted(Contact, (*hers(Contact), Contact.ended_at.is_(None)), (Contact.created_at,)),
        Wanted(
            Address,
            hers(Address),
            (Address.valid_to.is_not(None), Address.kind, Address.valid_from.desc()),
        ),
    )
    if not person:
        raise NotFound
    return person[0], names, contacts, addresses


def _address(row: Address) -> AddressRow:
    return AddressRow(
        row.id,
        AddressKind(row.kind),
        row.street,
        row.municipality,
        row.valid_from,
        row.valid_to,
    )


def _households(viewer: Viewer, person_id: PersonId, on: date) -> tuple[HouseholdRow, ...]:
    """The households the person is in on a day, with everybody in them whom the viewer may see."""
    body = viewer.organisation_id
    today = in_force(HouseholdMember, on)
    hers = select(HouseholdMember.household_id).where(
        HouseholdMember.organisation_id == body, HouseholdMember.person_id == person_id, today
    )
    rows = db.session.execute(
        select(Household, HouseholdMember, Person)
        .join(
            HouseholdMember,
            (HouseholdMember.organisation_id == Household.organisation_id)
            & (HouseholdMember.household_id == Household.id),
        )
        .join(
            Person,
            (Person.organisation_id == HouseholdMember.organisation_id)
            & (Person.id == HouseholdMember.person_id),
        )
        .where(
            Household.organisation_id == body,
            Household.id.in_(hers),
            today,
            Person.merged_into_id.is_(None),
            may_be_named(viewer, Person.id),
        )
        .order_by(Household.label, Person.birth_date)
    )
    found: dict[HouseholdId, tuple[Household, list[MemberRow]]] = {}
    for household, member, person in rows:
        found.setdefault(household.id, (household, []))[1].append(_member_row(member, person))
    return tuple(
        HouseholdRow(household.id, household.label, household.version, tuple(members))
        for household, members in found.values()
    )


def _member_row(member: HouseholdMember, person: Person) -> MemberRow:
    name = f"{person.surname} {person.given}".strip()
    birth = birth_of(person, whole=True)
    return MemberRow(member.id, person.id, name, birth, member.valid_from, member.valid_to)


def _relations(viewer: Viewer, person_id: PersonId) -> tuple[RelationRow, ...]:
    """What everybody else the viewer may see is to her; rows of the other side are inverted."""
    rows = db.session.execute(
        select(Relationship, Person)
        .join(
            Person,
            (Person.organisation_id == Relationship.organisation_id)
            & (
                ((Relationship.person_id == person_id) & (Person.id == Relationship.other_id))
                | ((Relationship.other_id == person_id) & (Person.id == Relationship.person_id))
            ),
        )
        .where(
            Relationship.organisation_id == viewer.organisation_id,
            Person.merged_into_id.is_(None),
            may_be_named(viewer, Person.id),
        )
        .order_by(Relationship.valid_to.is_not(None), Person.sort_key)
    )
    return tuple(
        RelationRow(
            row.id,
            other.id,
            f"{other.surname} {other.given}".strip(),
            Kinship(row.kind) if row.person_id == person_id else INVERSE[Kinship(row.kind)],
            row.valid_from,
            row.valid_to,
        )
        for row, other in rows
    )
