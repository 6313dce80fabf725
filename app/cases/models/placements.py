from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
    column,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, owned_key
from app.kernel.references import BodyId, CaseId, PersonId, PlacementId, ServiceRequestId, UnitId
from app.vault.sealed import Sealed, SealedWords

_PROTECTED = column("protected").is_(True)


class Placement(Owned, Versioned, Base):
    """Some people who live away from home for a time. Where stands in a table with its own key."""

    __tablename__ = "placement"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        owned_key("unit_id", "service_unit"),
        Index(None, "organisation_id", "case_id"),
        Index(None, "organisation_id", "unit_id", "state"),
        Index(
            "ix_placement_protected",
            "organisation_id",
            "state",
            sqlite_where=_PROTECTED,
            postgresql_where=_PROTECTED,
        ),
    )

    id: Mapped[PlacementId] = mapped_column(primary_key=True)
    request_id: Mapped[ServiceRequestId]
    case_id: Mapped[CaseId]
    data_key_id: Mapped[UUID]
    path: Mapped[str | None] = mapped_column(String(40))  # where it is not that of its request
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    unit_id: Mapped[UnitId | None]  # under its alias
    protected: Mapped[bool] = mapped_column(info={"audit": "value"})
    need_beds: Mapped[int | None] = mapped_column(SmallInteger)
    need_families: Mapped[int | None] = mapped_column(SmallInteger)
    ages_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    allergies_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    zones_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    need_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # whatever else is needed
    proposed_unit_id: Mapped[UnitId | None]
    proposed_by_id: Mapped[UUID | None]
    entered_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    expected_end: Mapped[date | None] = mapped_column(info={"audit": "value"})
    extension_to: Mapped[date | None]
    extension_by_id: Mapped[UUID | None]
    outcome: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    created_at: Mapped[datetime]

    ages = Sealed("ages_sealed")
    allergies = Sealed("allergies_sealed")
    zones = Sealed("zones_sealed")
    need = Sealed("need_sealed")


class PlacementAddress(Owned, Base):
    """The secret of a placement, under a key of its own: what the structure is called, and where.

    A move adds a row: the old address stays as secret as it was.
    """

    __tablename__ = "placement_address"
    __table_args__ = (
        owned_key("placement_id", "placement"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "placement_id"),
    )

    placement_id: Mapped[PlacementId]
    data_key_id: Mapped[UUID]
    structure_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    since: Mapped[datetime]

    structure = Sealed("structure_sealed")
    address = Sealed("address_sealed")


class PlacementWatcher(Owned, Base):
    """Who is on the named list of a placement, since when and until when."""

    __tablename__ = "placement_watcher"
    __table_args__ = (
        owned_key("placement_id", "placement"),
        Index(None, "organisation_id", "placement_id"),
    )

    placement_id: Mapped[PlacementId]
    account_id: Mapped[UUID]  # a plain value: accounts belong to nobody's body
    label: Mapped[str] = mapped_column(String(120))
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class AddressReveal(Owned, Base):
    """Somebody asked to see the address: why, and with which second person where one is needed."""

    __tablename__ = "address_reveal"
    __table_args__ = (
        owned_key("placement_id", "placement"),
        Index(None, "organisation_id", "placement_id"),
    )

    placement_id: Mapped[PlacementId]
    purpose: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    by_id: Mapped[UUID]
    by_label: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]
    needs_second: Mapped[bool] = mapped_column(info={"audit": "value"})
    second_id: Mapped[UUID | None]
    second_label: Mapped[str] = mapped_column(String(120))
    second_at: Mapped[datetime | None]


class PlacementMember(Owned, Versioned, Base):
    """One who enters: an own ground, entry with its hour, exit and destination."""

    __tablename__ = "placement_member"
    __table_args__ = (
        owned_key("placement_id", "placement"),
        owned_key("person_id", "person"),
        Index(None, "organisation_id", "placement_id"),
        Index(None, "organisation_id", "state"),
    )

    placement_id: Mapped[PlacementId]
    person_id: Mapped[PersonId | None]
    role: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    initials: Mapped[str] = mapped_column(String(20))
    basis: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    order_reference: Mapped[str] = mapped_column(String(80))
    due_on: Mapped[date | None]
    entered_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    exited_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    missing_since: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    away_from: Mapped[date | None]
    away_to: Mapped[date | None]
    stays_until: Mapped[date | None] = mapped_column(info={"audit": "value"})  # after eighteen
    destination: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    exit_basis: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})


class PlacementStep(Owned, StepRow, SealedWords, Base):
    """One step of a placement."""

    __tablename__ = "placement_step"
    __table_args__ = (
        owned_key("placement_id", "placement"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "placement_id"),
    )

    placement_id: Mapped[PlacementId]


class MemberStep(Owned, StepRow, SealedWords, Base):
    """One step of a member."""

    __tablename__ = "placement_member_step"
    __table_args__ = (
        owned_key("member_id", "placement_member"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "member_id"),
    )

    member_id: Mapped[UUID]


class PlacementTerm(Owned, TermRow, Base):
    """By when a placement is looked at again, or its extension is asked for."""

    __tablename__ = "placement_term"
    __table_args__ = (
        owned_key("placement_id", "placement"),
        Index("ix_placement_term_due", "organisation_id", "placement_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    placement_id: Mapped[PlacementId]


class StructureAsk(Owned, Base):
    """A structure asked for a place, with initials only, and what it answered."""

    __tablename__ = "structure_ask"
    __table_args__ = (
        owned_key("placement_id", "placement"),
        owned_key("unit_id", "service_unit"),
        UniqueConstraint("organisation_id", "placement_id", "unit_id"),
    )

    placement_id: Mapped[PlacementId]
    unit_id: Mapped[UnitId]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    answered_at: Mapped[datetime | None]
    available_until: Mapped[date | None]


class LeakCheck(Owned, Base):
    """One place from which the address may leak: who talked to whom about it, and when."""

    __tablename__ = "leak_check"
    __table_args__ = (
        owned_key("placement_id", "placement"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "placement_id"),
    )

    placement_id: Mapped[PlacementId]
    data_key_id: Mapped[UUID]
    place: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    told_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_label: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]

    told = Sealed("told_sealed")


class Competence(Owned, Base):
    """Which Comune, from a day to a day: takes charge, pays and how much, registers; or the judge.

    Who pays a residential measure is fixed by the residence before the entry, and later moves do
    not count (regional law 34/2004, article 4).
    """

    __tablename__ = "competence"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("member_id", "placement_member"),
        owned_key("body_id", "body"),
        CheckConstraint("share BETWEEN 1 AND 100", name="a_share"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="dates_in_order"),
        Index(None, "organisation_id", "case_id"),
    )

    case_id: Mapped[CaseId]
    member_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    body_id: Mapped[BodyId]
    share: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    basis: Mapped[str] = mapped_column(String(160))
