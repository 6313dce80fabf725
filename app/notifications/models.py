from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import NoticeId
from app.vault.sealed import Sealed


class OutgoingNotice(Owned, Base):
    """One thing to be said to somebody, once. What it is about is a plain value, never a key.

    The lease is by the real clock; when it is due, by the clock of the office.
    """

    __tablename__ = "outgoing_notice"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "effect"),
        Index(None, "state", "due_at"),
        Index(None, "organisation_id", "subject_kind", "subject_id"),
    )

    id: Mapped[NoticeId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    effect: Mapped[str] = mapped_column(String(120))
    subject_kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    subject_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    language: Mapped[str] = mapped_column(String(40))
    recipient_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    title_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    useful_until: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(SmallInteger)
    first_tried_at: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

    recipient = Sealed("recipient_sealed")
    title = Sealed("title_sealed")
    text = Sealed("text_sealed")


class OutgoingAttempt(Owned, Base):
    """One attempt to send a notice, with what the provider answered: the receipt."""

    __tablename__ = "outgoing_attempt"
    __table_args__ = (
        owned_key("notice_id", "outgoing_notice"),
        Index(None, "organisation_id", "notice_id", "at"),
    )

    notice_id: Mapped[NoticeId]
    at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(120))
