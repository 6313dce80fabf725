from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, owned_key
from app.kernel.references import AccountId, EngagementId, MessageId, PersonId
from app.vault.sealed import Sealed


class Message(Owned, Versioned, Base):
    """Somebody telephoned: for whom, on which number, when. Its words are sealed.

    `addressed_to_id` is whom the taker named, nobody for "who is on duty"; `recipient_id` is who
    works it now. They differ when it is passed on, and the taker is never told to whom.
    """

    __tablename__ = "message"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("addressed_to_id", "engagement"),
        owned_key("recipient_id", "engagement"),
        owned_key("person_id", "person"),
        Index(None, "organisation_id", "recipient_id", "state"),
        Index(None, "organisation_id", "kind", "state"),
        Index(None, "organisation_id", "taken_by_id", "taken_at"),
        Index(None, "organisation_id", "person_id"),
    )

    id: Mapped[MessageId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    addressed_to_id: Mapped[EngagementId | None]
    recipient_id: Mapped[EngagementId | None]
    person_id: Mapped[PersonId | None]
    caller_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    when_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    may_leave: Mapped[str] = mapped_column(String(40))
    urgent: Mapped[bool] = mapped_column(info={"audit": "value"})
    tries: Mapped[int] = mapped_column(SmallInteger)
    taken_by_id: Mapped[AccountId | None]  # a plain value: the message outlives the account
    taken_by: Mapped[str] = mapped_column(String(120))
    taken_at: Mapped[datetime]
    brought_forward_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    closed_at: Mapped[datetime | None]

    caller = Sealed("caller_sealed")
    phone = Sealed("phone_sealed")
    when = Sealed("when_sealed")
    text = Sealed("text_sealed")
    answer = Sealed("answer_sealed")


class MessageStep(Owned, StepRow, Base):
    """One thing done with a message: read, a try, the answer, passed on."""

    __tablename__ = "message_step"
    __table_args__ = (
        owned_key("message_id", "message"),
        Index(None, "organisation_id", "message_id", "at"),
    )

    message_id: Mapped[MessageId]


class MessageTerm(Owned, TermRow, Base):
    """By when an urgent message is to be read."""

    __tablename__ = "message_term"
    __table_args__ = (
        owned_key("message_id", "message"),
        Index(None, "organisation_id", "message_id"),
        Index(None, "organisation_id", "met_at", "due_at"),
    )

    message_id: Mapped[MessageId]
