import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Technical

NOT_SEALED = frozenset({"mac", "block_id", "xact"})


class TrailRow(Technical):
    """What every line of the trail has. Plain values and no keys: it outlives what it tells."""

    __tablename__: str
    __table__: ClassVar[Any]

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID | None]
    at: Mapped[datetime]  # the office's time, movable in the demo
    recorded_at: Mapped[datetime]  # the real time, always
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[UUID | None]
    actor_label: Mapped[str] = mapped_column(String(200))
    request_id: Mapped[str] = mapped_column(String(40))
    mac_version: Mapped[int]
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
    block_id: Mapped[UUID | None]  # the sealed block the line belongs to
    xact: Mapped[int | None] = mapped_column(BigInteger)  # PostgreSQL's transaction number


class AuditEntry(TrailRow, Base):
    """One use case that was committed: its steps, subjects and changed fields."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "organisation_id", "recorded_at"),)

    name: Mapped[str] = mapped_column(String(80))
    steps: Mapped[list[str]] = mapped_column(JSON)
    subjects: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class AccessEntry(TrailRow, Base):
    """One reading of a person's file, or one attempt that was refused."""

    __tablename__ = "access_entry"
    __table_args__ = (
        Index(None, "organisation_id", "recorded_at"),
        Index(None, "organisation_id", "subject_id", "recorded_at"),
    )

    name: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(80))
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[UUID | None]
    result: Mapped[str] = mapped_column(String(20))
    reasons: Mapped[list[str]] = mapped_column(JSON)


def sealed_payload(values: Mapping[str, Any]) -> bytes:
    """Return the bytes that the code of a line authenticates: every column but the seals."""
    plain = {name: _plain(value) for name, value in values.items() if name not in NOT_SEALED}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
