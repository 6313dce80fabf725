"""Keeping a file, always inside the use case of whoever takes it in; and what is said of it."""

import hashlib
from datetime import datetime
from uuid import UUID

from app.db import db
from app.documents import storage
from app.documents.models import StoredFile
from app.documents.queries import any_file_for_change, file_for_change, place_of
from app.documents.rules import MIME, Accepted, FileFault, FileState
from app.kernel.actor import BodyActor, Viewer
from app.kernel.errors import NotAllowedNow
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key, destroy_data_key
from app.vault.queries import data_key, key_row
from app.vault.sealing import seal_bytes

_OF_ONE_FILE = "file"


def keep_file(*, actor: Viewer, now: datetime, data_key_id: UUID, accepted: Accepted) -> UUID:
    """Seal a file under the key of its dossier, write it down, then its row; return its id.

    Refuses when the disk has no room. If the transaction fails afterwards, what lies on the disk is
    nobody's, and the sweep of the night takes it away.
    """
    row = StoredFile(
        organisation_id=actor.organisation_id,
        data_key_id=data_key_id,
        name=accepted.name,
        mime=MIME[accepted.type],
        size=len(accepted.content),
        sha256=hashlib.sha256(accepted.content).digest(),
        stored_name=storage.new_name(),
        state=accepted.state,
        added_at=now,
        added_by=actor.label,
    )
    try:
        with storage.ONE_OF_FOUR:
            key = data_key(actor.organisation_id, data_key_id)
            storage.put(row.stored_name, seal_bytes(key, accepted.content, place_of(row)))
    except storage.NoRoom as full:
        raise NotAllowedNow(f"file:{FileFault.NO_ROOM}") from full
    db.session.add(row)
    db.session.flush()
    return row.id


def keep_apart(*, actor: Viewer, now: datetime, accepted: Accepted) -> UUID:
    """Keep a file under a key of its own, so that it can be forgotten alone; return its id.

    Refuses as `keep_file`.
    """
    key = create_data_key(organisation_id=actor.organisation_id, root_kind=_OF_ONE_FILE, now=now)
    return keep_file(actor=actor, now=now, data_key_id=key.id, accepted=accepted)


def forget_file(*, actor: Viewer, now: datetime, file_id: UUID) -> None:
    """Make a file unreadable for ever; what lies on the disk goes with the sweep of the night.

    A key of its own is destroyed. One that seals anything else is spared: the file is cut off.
    """
    row = any_file_for_change(actor.organisation_id, file_id)
    key = key_row(row.organisation_id, row.data_key_id)
    if key.root_kind != _OF_ONE_FILE:
        key = create_data_key(
            organisation_id=actor.organisation_id, root_kind=_OF_ONE_FILE, now=now
        )
        row.data_key_id = key.id
    destroy_data_key(key=key, now=now)


@use_case("documents.file.judge", permission=None)
def judge_file(*, actor: BodyActor, now: datetime, file_id: UUID, state: FileState) -> None:
    """Write what the antivirus said of a file that waited for it; `NotFound` when none waits."""
    file_for_change(actor.organisation_id, file_id).state = state
