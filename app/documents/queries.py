"""Reading files and what is known of them. Unscoped: whoever asks has reached their owner."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from app.db import db
from app.documents import storage
from app.documents.models import StoredFile
from app.documents.rules import FileFault, FileState, FileType, type_of_mime
from app.kernel.errors import NotAllowedNow
from app.kernel.references import OrganisationId
from app.transaction.loading import found, locked
from app.vault.models import DataKey
from app.vault.queries import data_key, prefetch
from app.vault.sealing import Unreadable, unseal_bytes

_ITS_KEY = (DataKey.organisation_id == StoredFile.organisation_id) & (
    DataKey.id == StoredFile.data_key_id
)


@dataclass(frozen=True)
class FileRow:
    """What a list says of a file."""

    id: UUID
    name: str
    type: FileType
    size: int
    state: FileState
    added_at: datetime
    added_by: str


@dataclass(frozen=True)
class FileContent:
    """A file as it is given back."""

    name: str
    mime: str
    content: bytes


def file_rows(organisation_id: OrganisationId, file_ids: Collection[UUID]) -> dict[UUID, FileRow]:
    """Return what is known of some files. Unscoped: of rows already reached."""
    if not file_ids:
        return {}
    rows = db.session.scalars(
        select(StoredFile).where(
            StoredFile.organisation_id == organisation_id, StoredFile.id.in_(file_ids)
        )
    ).all()
    prefetch(organisation_id, {row.data_key_id for row in rows})
    return {row.id: _row(row) for row in rows}


def file_content(organisation_id: OrganisationId, file_id: UUID) -> FileContent:
    """Return a file whole. Unscoped: of a row already reached.

    Refuses what is still to be looked at or was found unsafe, and what is no longer on the disk.
    """
    row = found(
        select(StoredFile).where(
            StoredFile.organisation_id == organisation_id, StoredFile.id == file_id
        )
    )
    if row.state != FileState.CLEAN:
        unsafe = row.state == FileState.UNSAFE
        raise NotAllowedNow(FileFault.UNSAFE if unsafe else FileFault.QUARANTINED)
    content = _bytes_of(row)
    return FileContent(row.name or "", row.mime, content)


def waiting_files(limit: int) -> list[tuple[OrganisationId, UUID]]:
    """Return the files nobody has looked at yet, the oldest first. Unscoped: for the antivirus."""
    rows = db.session.execute(
        select(StoredFile.organisation_id, StoredFile.id)
        .join(DataKey, _ITS_KEY)
        .where(StoredFile.state == FileState.QUARANTINED, DataKey.destroyed_at.is_(None))
        .order_by(StoredFile.added_at)
        .limit(limit)
    )
    return [(organisation_id, file_id) for organisation_id, file_id in rows]


def waiting_content(organisation_id: OrganisationId, file_id: UUID) -> bytes:
    """Return what is in a file that waits; `NotFound` when none waits. Unscoped: as above."""
    return _bytes_of(found(_waits(organisation_id, file_id)))


def file_for_change(organisation_id: OrganisationId, file_id: UUID) -> StoredFile:
    """Return a file that waits, held for change. Unscoped: as above."""
    return locked(_waits(organisation_id, file_id))


def any_file_for_change(organisation_id: OrganisationId, file_id: UUID) -> StoredFile:
    """Return a file held for change. Unscoped: of a row already reached."""
    return locked(
        select(StoredFile).where(
            StoredFile.organisation_id == organisation_id, StoredFile.id == file_id
        )
    )


def place_of(row: StoredFile) -> str:
    """Return the place for which the bytes of a file are sealed. Unscoped: of a row in hand."""
    parts = (row.organisation_id, row.__tablename__, "content", row.id, row.data_key_id)
    return "|".join(str(part) for part in parts)


def names_to_keep() -> set[str]:
    """Return the names of every file that can still be opened. Unscoped: for the sweep."""
    names = db.session.scalars(
        select(StoredFile.stored_name).join(DataKey, _ITS_KEY).where(DataKey.destroyed_at.is_(None))
    )
    return set(names)


def _waits(organisation_id: OrganisationId, file_id: UUID) -> Select[StoredFile]:
    return select(StoredFile).where(
        StoredFile.organisation_id == organisation_id,
        StoredFile.id == file_id,
        StoredFile.state == FileState.QUARANTINED,
    )


def _bytes_of(row: StoredFile) -> bytes:
    try:
        with storage.ONE_OF_FOUR:
            sealed = storage.get(row.stored_name)
            key = data_key(row.organisation_id, row.data_key_id)
            return unseal_bytes(key, sealed, place_of(row))
    except (storage.Gone, storage.NoRoom, Unreadable) as gone:
        raise NotAllowedNow(FileFault.LOST) from gone


def _row(row: StoredFile) -> FileRow:
    return FileRow(
        id=row.id,
        name=row.name or "",
        type=type_of_mime(row.mime),
        size=row.size,
        state=FileState(row.state),
        added_at=row.added_at,
        added_by=row.added_by,
    )
