from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, Versioned, owned_key
from app.kernel.references import AccountId, CaseId
from app.vault.sealed import Sealed


class DiaryEntry(Owned, Versioned, Base):
    """One thing that happened and was written down; only its author corrects it, for a day."""

    __tablename__ = "diary_entry"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "case_id", "happened_at"),
    )

    data_key_id: Mapped[UUID]
    case_id: Mapped[CaseId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    happened_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    minutes: Mapped[int | None] = mapped_column(SmallInteger)
    author_id: Mapped[AccountId]  # a plain value: it outlives the account
    author_name: Mapped[str] = mapped_column(String(120))
    reserved: Mapped[str] = mapped_column(String(40), info={"audit": "value"})  # why; else empty
    written_at: Mapped[datetime]
    # Written in the record of the wrong person: the words went to the right one, the trace stays.
    moved_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    moved_by: Mapped[str] = mapped_column(String(120))
    present_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    present = Sealed("present_sealed")
    text = Sealed("text_sealed")


class EntryText(Owned, Base):
    """What an entry said before it was corrected, or what was added to it after a day."""

    __tablename__ = "entry_text"
    __table_args__ = (
        owned_key("entry_id", "diary_entry"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "entry_id"),
    )

    data_key_id: Mapped[UUID]
    entry_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    author_name: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    text = Sealed("text_sealed")
