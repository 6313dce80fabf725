"""One individual: names, contacts, addresses, household, kin, measures, whom she must not meet."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, Versioned, dates_in_order, owned_key
from app.kernel.references import HouseholdId, PersonId
from app.vault.sealed import Sealed

# Ordered byte by byte on both engines: only so does a prefix use the index on PostgreSQL.
_KEY = String(250).with_variant(String(250, collation="C"), "postgresql")


class Person(Owned, Versioned, Base):
    """One individual of one body's archive."""

    __tablename__ = "person"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "sort_key"),
        Index(None, "organisation_id", "identifier_hash"),
        Index(None, "organisation_id", "identifier_prefix_hash"),
        Index(None, "organisation_id", "birth_date"),
    )

    id: Mapped[PersonId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    surname: Mapped[str] = mapped_column(String(120))
    given: Mapped[str] = mapped_column(String(120))
    preferred_name: Mapped[str] = mapped_column(String(120))
    sort_key: Mapped[str] = mapped_column(_KEY)
    birth_known: Mapped[str] = mapped_column(String(40))
    birth_date: Mapped[date | None]
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    birthplace: Mapped[str] = mapped_column(String(120))
    sex: Mapped[str | None] = mapped_column(String(40))
    identity: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    identifier_kind: Mapped[str] = mapped_column(String(40))
    identifier_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    identifier_hash: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    identifier_prefix_hash: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    no_identifier_reason: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(80))
    died_on: Mapped[date | None]
    created_at: Mapped[datetime]
    # A plain value: who was merged into another is there for nobody; the merge holds the keys.
    merged_into_id: Mapped[PersonId | None]

    identifier = Sealed("identifier_sealed")


class OtherName(Owned, Base):
    """A name a person also answers to: before marriage, of the other parent, transliterated."""

    __tablename__ = "other_name"
    __table_args__ = (owned_key("person_id", "person"), Index(None, "organisation_id", "person_id"))

    person_id: Mapped[PersonId]
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class PersonMeasure(Owned, Base):
    """How somebody is met for a while: decided by the supervisor, with its end and its review."""

    __tablename__ = "person_measure"
    __table_args__ = (
        owned_key("person_id", "person"),
        dates_in_order(),
        UniqueConstraint("organisation_id", "person_id", "kind", "valid_from"),
        Index(None, "organisation_id", "review_on"),
    )

    person_id: Mapped[PersonId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date] = mapped_column(info={"audit": "value"})
    review_on: Mapped[date] = mapped_column(info={"audit": "value"})
    decided_by: Mapped[str] = mapped_column(String(120))
    decided_at: Mapped[datetime]


class KeptApart(Owned, Base):
    """Two people not to be called in together nor met by chance, from a day to a day.

    The pair is written once, the smaller id first. Ended, never removed. The note is sealed.
    """

    __tablename__ = "kept_apart"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("other_id", "person"),
        owned_key("data_key_id", "data_key"),
        CheckConstraint("person_id <> other_id", name="two_people"),
        dates_in_order(),
        UniqueConstraint("organisation_id", "person_id", "other_id", "valid_from"),
        Index(None, "organisation_id", "other_id"),
    )

    person_id: Mapped[PersonId]
    other_id: Mapped[PersonId]
    basis: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    data_key_id: Mapped[UUID]
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    decided_by: Mapped[str] = mapped_column(String(120))
    decided_at: Mapped[datetime]

    note = Sealed("note_sealed")


class PersonKey(Owned, Base):
    """A word under which a person is found; made again from the names, so never in the trail."""

    __tablename__ = "person_key"
    __trail__ = False
    __table_args__ = (
        owned_key("person_id", "person"),
        Index(None, "organisation_id", "key", "person_id"),
        # Also right for a planner that has no statistics yet and starts from the person.
        Index(None, "organisation_id", "person_id", "key"),
    )

    person_id: Mapped[PersonId]
    key: Mapped[str] = mapped_column(_KEY)


class Contact(Owned, Base):
    """A telephone or an e-mail: whose it is, and whether a message may be left there."""

    __tablename__ = "contact"
    __table_args__ = (
        owned_key("person_id", "person"),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "search_key"),
    )

    person_id: Mapped[PersonId]
    kind: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(String(120))
    search_key: Mapped[str] = mapped_column(_KEY)
    owner: Mapped[str] = mapped_column(String(40))
    owner_name: Mapped[str] = mapped_column(String(120))
    may_leave_message: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class Address(Owned, Base):
    """Where a person is registered, lives or stays, with dates. The protected one is elsewhere."""

    __tablename__ = "address"
    __table_args__ = (
        owned_key("person_id", "person"),
        dates_in_order(),
        Index(None, "organisation_id", "person_id"),
    )

    person_id: Mapped[PersonId]
    kind: Mapped[str] = mapped_column(String(40))
    street: Mapped[str] = mapped_column(String(160))
    municipality: Mapped[str] = mapped_column(String(120))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Household(Owned, Versioned, Base):
    """People who live together, under a label the office chooses ("via Buonarroti")."""

    __tablename__ = "household"

    id: Mapped[HouseholdId] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]


class HouseholdMember(Owned, Base):
    """One person in one household, from a day to a day."""

    __tablename__ = "household_member"
    __table_args__ = (
        owned_key("household_id", "household"),
        owned_key("person_id", "person"),
        dates_in_order(),
        UniqueConstraint("organisation_id", "household_id", "person_id", "valid_from"),
        Index(None, "organisation_id", "person_id"),
    )

    household_id: Mapped[HouseholdId]
    person_id: Mapped[PersonId]
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})


class Relationship(Owned, Base):
    """What `other` is to `person`, from a day to a day; the inverse is read, never stored."""

    __tablename__ = "relationship"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("other_id", "person"),
        CheckConstraint("person_id <> other_id", name="two_people"),
        CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to > valid_from",
            name="dates_in_order",
        ),
        UniqueConstraint("organisation_id", "person_id", "other_id", "kind", "valid_from"),
        Index(None, "organisation_id", "other_id"),
    )

    person_id: Mapped[PersonId]
    other_id: Mapped[PersonId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
