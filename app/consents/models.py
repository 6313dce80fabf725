from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, TermRow, Versioned, dates_in_order, owned_key
from app.kernel.references import BodyId, PersonId
from app.vault.sealed import Sealed


class Responsibility(Owned, Base):
    """How far somebody holds the responsibility for a child, from a day to a day, by which paper.

    Parents with no row hold it whole, by law.
    """

    __tablename__ = "responsibility"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("holder_id", "person"),
        CheckConstraint("person_id <> holder_id", name="two_people"),
        dates_in_order(),
        UniqueConstraint("organisation_id", "person_id", "holder_id", "valid_from"),
        Index(None, "organisation_id", "holder_id"),
    )

    person_id: Mapped[PersonId]
    holder_id: Mapped[PersonId]
    degree: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(160))
    source_on: Mapped[date | None]
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    written_by: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]


class LegalProtection(Owned, Base):
    """An order of a judge by which somebody decides, or helps to decide: who, with which powers."""

    __tablename__ = "legal_protection"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("holder_person_id", "person"),
        owned_key("body_id", "body"),
        owned_key("data_key_id", "data_key"),
        dates_in_order(),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "holder_person_id"),
    )

    person_id: Mapped[PersonId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    holder_person_id: Mapped[PersonId | None]
    body_id: Mapped[BodyId | None]
    holder_name: Mapped[str] = mapped_column(String(120))
    decree_number: Mapped[str] = mapped_column(String(80))
    decree_on: Mapped[date | None]
    notified_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    responsible: Mapped[str] = mapped_column(String(120))  # of the custody, as told to the judge
    told_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    data_key_id: Mapped[UUID]
    powers_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    substantive: Mapped[bool] = mapped_column(info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    written_by: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]

    powers = Sealed("powers_sealed")


class ProtectionAct(Owned, Base):
    """One act that an order names: for that one the service that has the custody says yes."""

    __tablename__ = "protection_act"
    __table_args__ = (
        owned_key("protection_id", "legal_protection"),
        UniqueConstraint("organisation_id", "protection_id", "act"),
    )

    protection_id: Mapped[UUID]
    act: Mapped[str] = mapped_column(String(40), info={"audit": "value"})


class ProtectionTerm(Owned, TermRow, Base):
    """By when the judge is told who answers for a custody to the service."""

    __tablename__ = "protection_term"
    __table_args__ = (
        owned_key("protection_id", "legal_protection"),
        Index("ix_protection_term_due", "organisation_id", "protection_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    protection_id: Mapped[UUID]


class Consent(Owned, Versioned, Base):
    """What one person said for one act, on which ground; taken back with a day, never removed."""

    __tablename__ = "consent"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("giver_id", "person"),
        owned_key("protection_id", "legal_protection"),
        owned_key("data_key_id", "data_key"),
        CheckConstraint("withdrawn_on IS NULL OR withdrawn_on >= given_on", name="back_after"),
        Index(None, "organisation_id", "person_id", "act"),
        Index(None, "organisation_id", "giver_id"),
    )

    person_id: Mapped[PersonId]
    act: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    basis: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    giver_id: Mapped[PersonId | None]
    data_key_id: Mapped[UUID]
    giver_name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    given_on: Mapped[date] = mapped_column(info={"audit": "value"})
    withdrawn_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    withdrawn_by: Mapped[str] = mapped_column(String(120))
    how: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    paper: Mapped[str] = mapped_column(String(160))
    protection_id: Mapped[UUID | None]
    referral_id: Mapped[UUID | None]  # of features above: plain values
    case_id: Mapped[UUID | None]
    written_by: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]

    giver_name = Sealed("giver_name_sealed")


class ParentLine(Owned, Base):
    """Whether somebody gets the letters about a child, from a day to a day, and why; sealed."""

    __tablename__ = "parent_line"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("parent_id", "person"),
        owned_key("data_key_id", "data_key"),
        CheckConstraint("person_id <> parent_id", name="two_people"),
        dates_in_order(),
        UniqueConstraint("organisation_id", "person_id", "parent_id", "valid_from"),
        Index(None, "organisation_id", "parent_id"),
    )

    person_id: Mapped[PersonId]
    parent_id: Mapped[PersonId]
    letters: Mapped[bool] = mapped_column(info={"audit": "value"})
    basis: Mapped[str] = mapped_column(String(40))
    data_key_id: Mapped[UUID]
    why_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    written_by: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]

    why = Sealed("why_sealed")
