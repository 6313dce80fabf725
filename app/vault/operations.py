"""Making and destroying the keys of dossiers, always inside somebody else's use case."""

from datetime import datetime

from app.db import db
from app.kernel.references import OrganisationId
from app.vault import queries
from app.vault.keyring import key_ring
from app.vault.models import DataKey
from app.vault.sealing import new_key, wrap


def create_data_key(*, organisation_id: OrganisationId, root_kind: str, now: datetime) -> DataKey:
    """Return a fresh key for a dossier of `root_kind`, already flushed so that rows may name it."""
    ring = key_ring()
    key = new_key()
    row = DataKey(
        organisation_id=organisation_id,
        root_kind=root_kind,
        master_version=ring.current,
        wrapped=wrap(ring.wrapping_key(organisation_id, ring.current), key),
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    queries.remember(organisation_id, row.id, key)
    return row


def destroy_data_key(*, key: DataKey, now: datetime) -> None:
    """Make everything sealed under `key` unreadable for ever; the row keeps the date."""
    key.wrapped = None
    key.destroyed_at = now
    queries.forget(key.organisation_id, key.id)
