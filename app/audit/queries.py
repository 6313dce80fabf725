"""Reading the trail: for the auditor's pages and for the verification of its codes."""

import hmac
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.audit.models import AccessEntry, AuditEntry, TrailRow, sealed_payload
from app.db import db
from app.vault.keyring import key_ring


def altered_lines() -> Iterator[tuple[str, UUID]]:
    """Yield table and id of every line whose code does not match its content.

    Unscoped: verification reads the whole trail, shows no content and is a command of the office.
    """
    yield from _altered(AuditEntry)
    yield from _altered(AccessEntry)


def _altered(table: type[TrailRow]) -> Iterator[tuple[str, UUID]]:
    ring = key_ring()
    for row in db.session.scalars(select(table).execution_options(yield_per=1000)):
        values: dict[str, Any] = {c.name: getattr(row, c.name) for c in table.__table__.columns}
        code = ring.mac(table.__tablename__, sealed_payload(values), row.mac_version)
        if not hmac.compare_digest(code, row.mac):
            yield table.__tablename__, row.id
