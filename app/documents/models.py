from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.documents.rules import FileState
from app.vault.sealed import Sealed

_STATES = ", ".join(f"'{state}'" for state in FileState)


class StoredFile(Owned, Base):
    """A file of a dossier: what it is and where its sealed bytes stand."""

    __tablename__ = "stored_file"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "stored_name"),
        CheckConstraint(f"state IN ({_STATES})", name="a_state"),
    )

    data_key_id: Mapped[UUID]
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    mime: Mapped[str] = mapped_column(String(80), info={"audit": "value"})
    size: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))  # of what is kept, as it is given back
    stored_name: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(120))

    name = Sealed("name_sealed")
