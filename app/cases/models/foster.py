"""Foster care of a child: the phases of the search and of the stay."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import CaseId
from app.vault.sealed import Sealed


class FosterPhaseRow(Owned, Base):
    """A phase of the foster care of the person of a case: since when, with relatives or others."""

    __tablename__ = "foster_phase"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "case_id"),
    )

    case_id: Mapped[CaseId]
    data_key_id: Mapped[UUID]
    phase: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    family: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    since: Mapped[date] = mapped_column(info={"audit": "value"})
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_label: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]

    note = Sealed("note_sealed")
