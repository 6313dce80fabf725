from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, owned_key
from app.kernel.references import RequestLineId, ServiceRequestId, WaitingEntryId
from app.vault.sealed import Sealed, SealedWords
from app.waiting.procedure import EntryState

_STATES = ", ".join(f"'{state}'" for state in EntryState)


class WaitingEntry(Owned, Versioned, Base):
    """An intervention in the list of its centre: since when, as which preference, how it stands."""

    __tablename__ = "waiting_entry"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "line_id"),
        CheckConstraint(f"state IN ({_STATES})", name="a_state"),
        Index(None, "organisation_id", "state"),
    )

    id: Mapped[WaitingEntryId] = mapped_column(primary_key=True)
    line_id: Mapped[RequestLineId]
    data_key_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    preference: Mapped[int] = mapped_column(SmallInteger)  # 1 the first; 0: nobody asked for it
    complete_on: Mapped[date] = mapped_column(info={"audit": "value"})
    listed_at: Mapped[datetime]
    frozen_until: Mapped[date | None] = mapped_column(info={"audit": "value"})
    answer_by: Mapped[date | None] = mapped_column(info={"audit": "value"})
    offered_at: Mapped[datetime | None]
    out_of_order: Mapped[bool] = mapped_column(info={"audit": "value"})
    extended: Mapped[bool] = mapped_column(info={"audit": "value"})
    warned_on: Mapped[date | None]
    refused: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    moved_last_at: Mapped[datetime | None]


class WaitingScore(Owned, Base):
    """What counts for an application in every list it stands in: the last of a criterion holds."""

    __tablename__ = "waiting_score"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        owned_key("data_key_id", "data_key"),
        CheckConstraint("points BETWEEN 0 AND 100", name="points"),
        Index(None, "organisation_id", "request_id", "criterion"),
    )

    request_id: Mapped[ServiceRequestId]
    data_key_id: Mapped[UUID]
    criterion: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    points: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    why_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[datetime]
    by_label: Mapped[str] = mapped_column(String(120))

    why = Sealed("why_sealed")


class WaitingTry(Owned, Base):
    """One time the family was looked for about an offer."""

    __tablename__ = "waiting_try"
    __table_args__ = (
        owned_key("entry_id", "waiting_entry"),
        Index(None, "organisation_id", "entry_id"),
    )

    entry_id: Mapped[WaitingEntryId]
    at: Mapped[datetime]
    channel: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    outcome: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    by_label: Mapped[str] = mapped_column(String(120))


class WaitingOrder(Owned, Base):
    """What decides the order of the lists of a service, from a day on, and by which act."""

    __tablename__ = "waiting_order"
    __table_args__ = (UniqueConstraint("organisation_id", "path", "valid_from"),)

    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    criteria: Mapped[str] = mapped_column(String(400), info={"audit": "value"})  # codes, in order
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(200))


class WaitingStep(Owned, StepRow, SealedWords, Base):
    """What was done; the words of who did it stay sealed."""

    __tablename__ = "waiting_step"
    __table_args__ = (
        owned_key("entry_id", "waiting_entry"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "entry_id"),
    )

    entry_id: Mapped[WaitingEntryId]


class WaitingTerm(Owned, TermRow, Base):
    """By when an offer is answered, an interest asked for again, a pause ends."""

    __tablename__ = "waiting_term"
    __table_args__ = (
        owned_key("entry_id", "waiting_entry"),
        Index("ix_waiting_term_due", "organisation_id", "entry_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    entry_id: Mapped[WaitingEntryId]
