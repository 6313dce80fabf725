from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Technical


class Submission(Technical, Base):
    """One press of a button: the same key never does the same thing twice. Kept seven days."""

    __tablename__ = "submission"
    __table_args__ = (Index(None, "created_at"),)

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32))
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[UUID | None]
    created_at: Mapped[datetime]


class OfficeClock(Technical, Base):
    """How far the office's clock is moved from the real one; only the demo has a row."""

    __tablename__ = "office_clock"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    offset_seconds: Mapped[int] = mapped_column(BigInteger)


class NumberSeries(Technical, Base):
    """How far a body has counted, for each kind of number and period (a year, a day)."""

    __tablename__ = "number_series"

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    period: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int]


class Draft(Technical, Base):
    """What somebody was typing in a form that is not saved yet: sealed, hers alone, thirty days."""

    __tablename__ = "draft"
    __table_args__ = (Index(None, "saved_at"),)

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    payload_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime]
