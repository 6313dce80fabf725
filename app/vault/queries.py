"""Opening the keys of dossiers. Unscoped on purpose: who may read is decided by who asks."""

import uuid
from collections.abc import Collection

from sqlalchemy import select

from app.db import db
from app.vault.keyring import key_ring
from app.vault.models import DataKey
from app.vault.sealing import Unreadable, unwrap

_CACHE = "open data keys"


def data_key(organisation_id: uuid.UUID, key_id: uuid.UUID) -> bytes:
    """Return the open key of a dossier; raise `Unreadable` when it was destroyed or is not there.

    Unscoped: the caller has already decided that the row it reads may be read.
    """
    open_keys, place = _open_keys(), (organisation_id, key_id)
    if place not in open_keys:
        prefetch(organisation_id, [key_id])
    if place not in open_keys:
        raise Unreadable("the key of this dossier was destroyed")
    return open_keys[place]


def prefetch(organisation_id: uuid.UUID, key_ids: Collection[uuid.UUID]) -> None:
    """Open many keys with one query, before a list reads its sealed columns. Unscoped, as above."""
    open_keys = _open_keys()
    wanted = {key_id for key_id in key_ids if (organisation_id, key_id) not in open_keys}
    if not wanted:
        return
    rows = db.session.scalars(
        select(DataKey).where(DataKey.organisation_id == organisation_id, DataKey.id.in_(wanted))
    )
    for row in rows:
        if row.wrapped is not None:
            remember(row.organisation_id, row.id, _unwrapped(row, row.wrapped))


def key_of_root(organisation_id: uuid.UUID, root_kind: str) -> uuid.UUID | None:
    """Return the key of a body's one dossier of a kind, such as its archive of people. Unscoped."""
    return db.session.scalar(
        select(DataKey.id)
        .where(
            DataKey.organisation_id == organisation_id,
            DataKey.root_kind == root_kind,
            DataKey.wrapped.is_not(None),
        )
        .order_by(DataKey.created_at, DataKey.id)
        .limit(1)
    )


def key_row(organisation_id: uuid.UUID, key_id: uuid.UUID) -> DataKey:
    """Return the row of a key, to be destroyed. Unscoped: of a row already reached."""
    return db.session.get_one(DataKey, (organisation_id, key_id))


def remember(organisation_id: uuid.UUID, key_id: uuid.UUID, key: bytes) -> None:
    """Keep an open key for the length of the database session. Unscoped, as above."""
    _open_keys()[organisation_id, key_id] = key


def forget(organisation_id: uuid.UUID, key_id: uuid.UUID) -> None:
    """Forget an open key that was destroyed. Unscoped, as above."""
    _open_keys().pop((organisation_id, key_id), None)


def _unwrapped(row: DataKey, wrapped: bytes) -> bytes:
    return unwrap(key_ring().wrapping_key(row.organisation_id, row.master_version), wrapped)


def _open_keys() -> dict[tuple[uuid.UUID, uuid.UUID], bytes]:
    keys: dict[tuple[uuid.UUID, uuid.UUID], bytes] = db.session.info.setdefault(_CACHE, {})
    return keys
