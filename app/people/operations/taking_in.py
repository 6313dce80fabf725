"""Whole households at once, of people whom somebody has already looked for one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import HouseholdId, OrganisationId, PersonId
from app.people.above import tell_of_newcomer
from app.people.models import Address, Household, HouseholdMember, Person, Relationship
from app.people.operations.person import (
    check_details,
    describe,
    keys_of,
    registry_key,
    write_details,
)
from app.people.rules import AddressKind, Kinship, PersonDetails
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody of a household: who she is, where she is registered, what she is to the first.

    `heard`: she looks like somebody hidden, and who follows that one must hear of her.
    """

    details: PersonDetails
    street: str = ""
    municipality: str = ""
    since: date | None = None
    kin: Kinship | None = None
    heard: bool = False


@dataclass(frozen=True, kw_only=True)
class NewHousehold:
    """A household of which nobody is known: its name at the office, and who is in it."""

    label: str
    members: Sequence[Newcomer]


@dataclass(frozen=True)
class TakenIn:
    """The household that was opened, and the people of it in their order."""

    household_id: HouseholdId
    people: Sequence[PersonId]


@use_case("people.household.take_in", permission=Permission.PEOPLE_HOUSEHOLD_EDIT)
def take_in_households(
    *, actor: Viewer, now: datetime, households: Sequence[NewHousehold]
) -> list[TakenIn]:
    """Register people nobody knows and the households they are; return what each became, in order.

    The kinship of each is to the first of hers. Whoever calls has looked for doubles. Refuses what
    cannot be true of somebody (`Invalid`): then nobody enters.
    """
    today, body = office_date(now), actor.organisation_id
    for said in (one for household in households for one in household.members):
        check_details(said.details, today)
    key_id = registry_key(body, now)
    opened = [
        (
            Household(organisation_id=body, label=one.label[:120], created_at=now),
            [(_person(body, key_id, now, said), said) for said in one.members],
        )
        for one in households
    ]
    db.session.add_all(household for household, _ in opened)
    db.session.add_all(person for _, members in opened for person, _ in members)
    db.session.flush()
    for household, members in opened:
        about("household", household.id)
        for person, said in members:
            about("person", person.id)
            _settle(person, said, household.id, today)
            if said.kin is not None and person is not members[0][0]:
                _relate(members[0][0], person, said.kin)
    db.session.flush()
    for person, said in (one for _, members in opened for one in members):
        if said.heard:
            typed = describe(body, said.details, "")
            tell_of_newcomer(actor=actor, now=now, person_id=person.id, typed=typed)
    return [
        TakenIn(household.id, [person.id for person, _ in members]) for household, members in opened
    ]


def _relate(first: Person, other: Person, kin: Kinship) -> None:
    db.session.add(
        Relationship(
            organisation_id=first.organisation_id,
            person_id=first.id,
            other_id=other.id,
            kind=kin,
            valid_from=None,
        )
    )


def _person(body: OrganisationId, key_id: UUID, now: datetime, one: Newcomer) -> Person:
    person = Person(organisation_id=body, data_key_id=key_id, created_at=now)
    write_details(person, one.details)
    return person


def _settle(person: Person, one: Newcomer, household_id: HouseholdId, today: date) -> None:
    since = one.since or today
    body = person.organisation_id
    db.session.add_all(keys_of(person, one.details.other_names))
    db.session.add(
        HouseholdMember(
            organisation_id=body, household_id=household_id, person_id=person.id, valid_from=since
        )
    )
    if one.municipality:
        db.session.add(
            Address(
                organisation_id=body,
                person_id=person.id,
                kind=AddressKind.REGISTERED,
                street=one.street,
                municipality=one.municipality,
                valid_from=since,
            )
        )
