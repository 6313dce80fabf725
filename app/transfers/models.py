from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, owned_key
from app.kernel.references import BodyId, IncomingId, RequestLineId, TransferId
from app.transfers.procedure import IncomingState, TransferState
from app.transfers.rules import ServiceFate
from app.vault.sealed import Sealed, SealedWords

_SENT = ", ".join(f"'{state}'" for state in TransferState)
_FATES = ", ".join(f"'{fate}'" for fate in ServiceFate)
_RECEIVED = ", ".join(f"'{state}'" for state in IncomingState)


class Transfer(Owned, Versioned, Base):
    """Something of ours proposed to another body, and what it answered.

    The row of the other body is named by plain values: no key leaves a body.
    """

    __tablename__ = "transfer"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("receiving_body_id", "body"),
        CheckConstraint(f"state IN ({_SENT})", name="a_state"),
        Index(None, "organisation_id", "state", "proposed_at"),
        Index(None, "organisation_id", "subject_id"),
    )

    id: Mapped[TransferId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    subject_kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    subject_id: Mapped[UUID]  # a plain value: a request, a case or an intervention
    receiving_body_id: Mapped[BodyId]
    to_organisation_id: Mapped[UUID]
    twin_id: Mapped[UUID]
    urgent: Mapped[bool]
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    bridging_until: Mapped[date | None] = mapped_column(info={"audit": "value"})
    proposed_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    proposed_by: Mapped[str] = mapped_column(String(120))
    answer: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    answered_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    answered_by: Mapped[str] = mapped_column(String(120))
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer_code: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    starts_on: Mapped[date | None] = mapped_column(info={"audit": "value"})

    content = Sealed("content_sealed")
    answer_words = Sealed("answer_sealed")


class TransferStep(Owned, StepRow, SealedWords, Base):
    """One step of who sends; what somebody wrote to explain it is sealed."""

    __tablename__ = "transfer_step"
    __table_args__ = (
        owned_key("transfer_id", "transfer"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "transfer_id"),
    )

    transfer_id: Mapped[TransferId]


class TransferTerm(Owned, TermRow, Base):
    """By when the other body answers."""

    __tablename__ = "transfer_term"
    __table_args__ = (
        owned_key("transfer_id", "transfer"),
        Index("ix_transfer_term_due", "organisation_id", "transfer_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    transfer_id: Mapped[TransferId]


class TransferService(Owned, Base):
    """What becomes of one service that went on when its case was proposed."""

    __tablename__ = "transfer_service"
    __table_args__ = (
        owned_key("transfer_id", "transfer"),
        owned_key("line_id", "request_line"),
        CheckConstraint(f"fate IN ({_FATES})", name="a_fate"),
        UniqueConstraint("organisation_id", "transfer_id", "line_id"),
    )

    transfer_id: Mapped[TransferId]
    line_id: Mapped[RequestLineId]
    fate: Mapped[str] = mapped_column(String(40), info={"audit": "value"})


class Incoming(Owned, Versioned, Base):
    """Something another body passed to us: what it let us read, what we answered."""

    __tablename__ = "incoming"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        CheckConstraint(f"state IN ({_RECEIVED})", name="a_state"),
        UniqueConstraint("organisation_id", "twin_id"),
        Index(None, "organisation_id", "state", "arrived_at"),
    )

    id: Mapped[IncomingId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    from_organisation_id: Mapped[UUID]
    from_label: Mapped[str] = mapped_column(String(200))
    twin_id: Mapped[UUID]
    urgent: Mapped[bool]
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    arrived_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    referral_id: Mapped[UUID | None]  # a plain value: the request it was taken up as

    content = Sealed("content_sealed")


class IncomingStep(Owned, StepRow, SealedWords, Base):
    """One step of who receives, and what somebody wrote of it."""

    __tablename__ = "incoming_step"
    __table_args__ = (
        owned_key("incoming_id", "incoming"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "incoming_id"),
    )

    incoming_id: Mapped[IncomingId]


class IncomingNote(Owned, SealedWords, Base):
    """What who receives writes for itself: who sends never reads it."""

    __tablename__ = "incoming_note"
    __table_args__ = (
        owned_key("incoming_id", "incoming"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "incoming_id"),
    )

    incoming_id: Mapped[IncomingId]
    at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(String(120))


class TransferReport(Owned, SealedWords, Base):
    """What who receives tells the sender of a day: a row in each body, each under its own key."""

    __tablename__ = "transfer_report"
    __table_args__ = (
        owned_key("transfer_id", "transfer"),
        owned_key("incoming_id", "incoming"),
        owned_key("data_key_id", "data_key"),
        CheckConstraint("(transfer_id IS NULL) <> (incoming_id IS NULL)", name="of_one_side"),
        CheckConstraint("quantity >= 0", name="not_negative"),
        Index(None, "organisation_id", "transfer_id"),
        Index(None, "organisation_id", "incoming_id"),
    )

    transfer_id: Mapped[TransferId | None]
    incoming_id: Mapped[IncomingId | None]
    reported_on: Mapped[date] = mapped_column(info={"audit": "value"})
    code: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    quantity: Mapped[int] = mapped_column(Integer, info={"audit": "value"})  # in hundredths
    told_by: Mapped[str] = mapped_column(String(120))
    told_at: Mapped[datetime]
    written_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
