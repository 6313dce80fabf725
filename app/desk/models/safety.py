"""A silent request for a colleague at a counter, and the note of what happened there."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import AccountId, PersonId
from app.vault.sealed import Sealed


class SupportCall(Owned, Base):
    """A counter asks somebody to come and stand near: who asked, who came, or no longer needed."""

    __tablename__ = "support_call"
    __table_args__ = (
        owned_key("opening_id", "desk_opening"),
        Index(None, "organisation_id", "opening_id", "ended_at"),
    )

    opening_id: Mapped[UUID]
    counter: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    asked_by_id: Mapped[AccountId]
    asked_by: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    came_id: Mapped[AccountId | None]
    came: Mapped[str] = mapped_column(String(120))  # empty: it was no longer needed


class Incident(Owned, Base):
    """Somebody who works here was insulted, threatened or hurt. Its words are sealed."""

    __tablename__ = "incident"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("person_id", "person"),
        Index(None, "organisation_id", "happened_at"),
        Index(None, "organisation_id", "person_id"),
    )

    data_key_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    told: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    happened_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    person_id: Mapped[PersonId | None]
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    reported_by_id: Mapped[AccountId]
    reported_by: Mapped[str] = mapped_column(String(120))
    reported_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    reviewed_by: Mapped[str] = mapped_column(String(120))

    text = Sealed("text_sealed")


# A counter asks once at a time: pressing twice is one request.
Index(
    "uq_support_call_one_open",
    SupportCall.organisation_id,
    SupportCall.opening_id,
    SupportCall.counter,
    unique=True,
    sqlite_where=SupportCall.ended_at.is_(None),
    postgresql_where=SupportCall.ended_at.is_(None),
)
