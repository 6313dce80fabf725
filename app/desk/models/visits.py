"""What happened when somebody was received, at the desk or on the telephone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import (
    AccountId,
    AppointmentId,
    MessageId,
    PersonId,
    TicketId,
    VisitId,
)
from app.vault.sealed import Sealed


class Visit(Owned, Base):
    """An interview at the desk: begun when the person sits down, written when it ends.

    `draft` is the note while it is being typed: it survives a lock, a refresh, a lost network.
    """

    __tablename__ = "visit"
    __table_args__ = (
        owned_key("ticket_id", "ticket"),
        owned_key("opening_id", "desk_opening"),
        owned_key("person_id", "person"),
        owned_key("message_id", "message"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "ticket_id"),
        Index(None, "organisation_id", "opening_id"),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "worker_id", "concluded_at"),
    )

    id: Mapped[VisitId] = mapped_column(primary_key=True)
    ticket_id: Mapped[TicketId | None]
    opening_id: Mapped[UUID | None]
    channel: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    worker_id: Mapped[AccountId]
    worker: Mapped[str] = mapped_column(String(120))
    began_at: Mapped[datetime]
    concluded_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    area: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    person_id: Mapped[PersonId | None]
    interpreter: Mapped[bool]
    alone_in_part: Mapped[bool]
    data_key_id: Mapped[UUID]
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    draft_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    present_names_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    message_id: Mapped[MessageId | None]
    appointment_id: Mapped[AppointmentId | None]  # the date in hand she left with

    note = Sealed("note_sealed")
    draft = Sealed("draft_sealed")
    present_names = Sealed("present_names_sealed")


class VisitOutcome(Owned, Base):
    """One of the outcomes of a visit, with the service she was shown the way to."""

    __tablename__ = "visit_outcome"
    __table_args__ = (
        owned_key("visit_id", "visit"),
        UniqueConstraint("organisation_id", "visit_id", "outcome"),
    )

    visit_id: Mapped[VisitId]
    outcome: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    path: Mapped[str] = mapped_column(String(40))


class VisitRecipient(Owned, Base):
    """Whom a visit was for, as the office's founding document names them."""

    __tablename__ = "visit_recipient"
    __table_args__ = (
        owned_key("visit_id", "visit"),
        UniqueConstraint("organisation_id", "visit_id", "recipient"),
    )

    visit_id: Mapped[VisitId]
    recipient: Mapped[str] = mapped_column(String(40), info={"audit": "value"})


class VisitPresence(Owned, Base):
    """Who was there, by role; the names stand in the visit, sealed."""

    __tablename__ = "visit_presence"
    __table_args__ = (
        owned_key("visit_id", "visit"),
        UniqueConstraint("organisation_id", "visit_id", "role"),
    )

    visit_id: Mapped[VisitId]
    role: Mapped[str] = mapped_column(String(40))
