from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, owned_key
from app.kernel.references import PersonId, PracticeId
from app.practices.procedure import PracticeState
from app.vault.sealed import SealedWords

_STATES = ", ".join(f"'{state}'" for state in PracticeState)


class Practice(Owned, Versioned, Base):
    """One request for money or the paperwork for it, by one person for her household."""

    __tablename__ = "practice"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("applicant_id", "person"),
        UniqueConstraint("organisation_id", "number"),
        CheckConstraint(f"state IN ({_STATES})", name="a_state"),
        Index(None, "organisation_id", "state", "opened_at"),
        Index(None, "organisation_id", "applicant_id"),
    )

    id: Mapped[PracticeId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    applicant_id: Mapped[PersonId]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(String(120))
    isee_cents: Mapped[int | None] = mapped_column(BigInteger)
    isee_kind: Mapped[str | None] = mapped_column(String(40))
    purpose: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    amount_cents: Mapped[int | None] = mapped_column(BigInteger, info={"audit": "value"})
    payment_number: Mapped[int | None] = mapped_column(SmallInteger, info={"audit": "value"})
    first_payment_on: Mapped[date | None]
    proposed_by_id: Mapped[UUID | None]  # accounts: who proposes never decides,
    approved_by_id: Mapped[UUID | None]  # who approves never pays
    voice_by: Mapped[str] = mapped_column(String(120))
    voice_at: Mapped[datetime | None]
    act_reference: Mapped[str] = mapped_column(String(80))
    objections_answered: Mapped[bool]


class PracticeChecklist(Owned, Base):
    """Which papers a kind of practice asks for, from a day on, and who says so."""

    __tablename__ = "practice_checklist"
    __table_args__ = (UniqueConstraint("organisation_id", "kind", "valid_from"),)

    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    papers: Mapped[str] = mapped_column(String(400), info={"audit": "value"})  # codes, in order
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(200))


class PracticePaper(Owned, Base):
    """One line of the checklist: asked for, received, or said to be needless and why."""

    __tablename__ = "practice_paper"
    __table_args__ = (
        owned_key("practice_id", "practice"),
        UniqueConstraint("organisation_id", "practice_id", "kind"),
    )

    practice_id: Mapped[PracticeId]
    position: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    received_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    valid_until: Mapped[date | None] = mapped_column(info={"audit": "value"})
    why: Mapped[str] = mapped_column(String(200))


class PracticePayment(Owned, Base):
    """One payment of a grant: planned when it is granted, paid by somebody else."""

    __tablename__ = "practice_payment"
    __table_args__ = (
        owned_key("practice_id", "practice"),
        UniqueConstraint("organisation_id", "practice_id", "position"),
        CheckConstraint("amount_cents > 0", name="an_amount"),
    )

    practice_id: Mapped[PracticeId]
    position: Mapped[int] = mapped_column(SmallInteger)
    amount_cents: Mapped[int] = mapped_column(BigInteger, info={"audit": "value"})
    due_on: Mapped[date]
    paid_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    paid_by: Mapped[str] = mapped_column(String(120))


class PracticeStep(Owned, StepRow, SealedWords, Base):
    """What was done; the words of the proposal and of the decision stay sealed."""

    __tablename__ = "practice_step"
    __table_args__ = (
        owned_key("practice_id", "practice"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "practice_id"),
    )

    practice_id: Mapped[PracticeId]


class PracticeTerm(Owned, TermRow, Base):
    """By when something about a practice is due."""

    __tablename__ = "practice_term"
    __table_args__ = (
        owned_key("practice_id", "practice"),
        Index("ix_practice_term_due", "organisation_id", "practice_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    practice_id: Mapped[PracticeId]
