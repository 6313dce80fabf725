"""The frozen rows the pages of people are made of."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.kernel.references import HouseholdId, PersonId
from app.kernel.tax_code import Doubt
from app.people.rules import (
    AddressKind,
    Birth,
    ContactKind,
    Identity,
    Kinship,
    MayLeaveMessage,
    NameKind,
    Owner,
    Sex,
)


@dataclass(frozen=True)
class PersonRow:
    """One person in a list: the minimum to tell her from another."""

    id: PersonId
    surname: str
    given: str
    preferred_name: str
    other_names: tuple[str, ...]
    birth: Birth
    identity: Identity
    municipality: str
    phone: str  # masked: the whole number stands on her page

    @property
    def name(self) -> str:
        """Surname first, as offices do."""
        return f"{self.surname} {self.given}".strip()


@dataclass(frozen=True)
class NameRow:
    """Another name of a person."""

    id: UUID
    kind: NameKind
    name: str


@dataclass(frozen=True)
class ContactRow:
    """One way to reach a person, still good."""

    id: UUID
    kind: ContactKind
    value: str
    owner: Owner
    owner_name: str
    may_leave_message: MayLeaveMessage


@dataclass(frozen=True)
class AddressRow:
    """One address with its dates."""

    id: UUID
    kind: AddressKind
    street: str
    municipality: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class MemberRow:
    """Somebody in a household."""

    id: UUID
    person_id: PersonId
    name: str
    birth: Birth
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class HouseholdRow:
    """A household and who is in it."""

    id: HouseholdId
    label: str
    version: int
    members: tuple[MemberRow, ...]


@dataclass(frozen=True)
class RelationRow:
    """What somebody else is to the person of the page."""

    id: UUID
    person_id: PersonId
    name: str
    kind: Kinship
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """Everything the page of a person shows."""

    id: PersonId
    version: int
    surname: str
    given: str
    preferred_name: str
    birth: Birth
    birthplace: str
    sex: Sex | None
    identity: Identity
    identifier_kind: str
    identifier: str
    doubts: tuple[Doubt, ...]
    exportable: bool
    no_identifier_reason: str
    language: str
    died_on: date | None
    other_names: tuple[NameRow, ...]
    contacts: tuple[ContactRow, ...]
    addresses: tuple[AddressRow, ...]
    households: tuple[HouseholdRow, ...]
    relations: tuple[RelationRow, ...]

    @property
    def name(self) -> str:
        """Surname first, as offices do."""
        return f"{self.surname} {self.given}".strip()
