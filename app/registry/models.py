from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, Versioned, owned_key
from app.kernel.references import AccountId, HouseholdId, ImportId, PersonId
from app.registry.rules import ImportState
from app.vault.sealed import Sealed

_STATES = ", ".join(f"'{state}'" for state in ImportState)


class ImportBatch(Owned, Versioned, Base):
    """One file of the civil registry, from the moment it is brought until it is taken in."""

    __tablename__ = "import_batch"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        CheckConstraint(f"state IN ({_STATES})", name="a_state"),
        Index(None, "organisation_id", "state"),
    )

    id: Mapped[ImportId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    file_name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    headings_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    delimiter: Mapped[str] = mapped_column(String(1))
    town: Mapped[str] = mapped_column(String(120))
    columns: Mapped[str] = mapped_column(String(400), info={"audit": "value"})
    takes: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    rows_total: Mapped[int] = mapped_column(info={"audit": "value"})
    rows_refused: Mapped[int]  # of those looked at when the columns were chosen
    households: Mapped[int]
    rows_read: Mapped[int]
    by_id: Mapped[AccountId]  # a plain value, so that the import outlives the account
    by_label: Mapped[str] = mapped_column(String(120))
    brought_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    file_name = Sealed("file_name_sealed")
    headings = Sealed("headings_sealed")


class ImportPiece(Owned, Base):
    """A piece of the file as it came, until all its rows were read."""

    __tablename__ = "import_piece"
    __trail__ = False
    __table_args__ = (
        owned_key("batch_id", "import_batch"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "batch_id", "number"),
    )

    batch_id: Mapped[ImportId]
    data_key_id: Mapped[UUID]
    number: Mapped[int]
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    content = Sealed("content_sealed")


class ImportRow(Owned, Base):
    """A row of the file and what became of it. Found by keyed hashes: no name stands in clear."""

    __tablename__ = "import_row"
    __trail__ = False
    __table_args__ = (
        owned_key("batch_id", "import_batch"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "batch_id", "number"),
        Index(None, "organisation_id", "batch_id", "outcome", "household_hash", "number"),
        Index(None, "organisation_id", "batch_id", "household_hash"),
        Index(None, "organisation_id", "batch_id", "source_hash"),
        Index(None, "organisation_id", "batch_id", "surname_hash"),
        Index(None, "organisation_id", "batch_id", "whole_hash"),
        Index(None, "organisation_id", "batch_id", "code_hash"),
    )

    batch_id: Mapped[ImportId]
    data_key_id: Mapped[UUID]
    number: Mapped[int]
    cells_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    source_hash: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    household_hash: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    surname_hash: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    whole_hash: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    outcome: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(40))

    cells = Sealed("cells_sealed")


class ImportMapping(Owned, Base):
    """Which columns were chosen for a file with these headings: proposed again for the next."""

    __tablename__ = "import_mapping"
    __table_args__ = (UniqueConstraint("organisation_id", "headings_hash"),)

    headings_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    columns: Mapped[str] = mapped_column(String(400), info={"audit": "value"})
    kept_at: Mapped[datetime]
    kept_by: Mapped[str] = mapped_column(String(120))


class RegistryLink(Owned, Base):
    """Somebody of the archive and the resident she is: found again in the next file."""

    __tablename__ = "registry_link"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("household_id", "household"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "source_hash"),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "household_hash"),
    )

    person_id: Mapped[PersonId]
    source_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    household_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    household_id: Mapped[HouseholdId | None]
    data_key_id: Mapped[UUID]
    differences_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    seen_at: Mapped[datetime]

    differences = Sealed("differences_sealed")
