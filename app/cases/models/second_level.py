from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import BodyId, CaseId, EngagementId
from app.vault.sealed import Sealed, SealedWords


class CaseHelper(Owned, Base):
    """Who works on a case beside who follows it: a colleague who reads it, or another body's."""

    __tablename__ = "case_helper"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("engagement_id", "engagement"),
        owned_key("body_id", "body"),
        CheckConstraint("engagement_id IS NOT NULL OR name <> ''", name="somebody"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates_in_order"),
        Index(None, "organisation_id", "case_id"),
        Index(None, "organisation_id", "engagement_id"),
    )

    case_id: Mapped[CaseId]
    engagement_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    body_id: Mapped[BodyId | None]
    name: Mapped[str] = mapped_column(String(120))
    profession: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    lead: Mapped[bool] = mapped_column(info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    added_by: Mapped[str] = mapped_column(String(120))
    added_at: Mapped[datetime]


class CaseRestitution(Owned, SealedWords, Base):
    """What the office told back of its work, when and to whom; never changed."""

    __tablename__ = "case_restitution"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "case_id", "told_on"),
    )

    case_id: Mapped[CaseId]
    told_on: Mapped[date] = mapped_column(info={"audit": "value"})
    told_to: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    told_by: Mapped[str] = mapped_column(String(120))
    noted_at: Mapped[datetime]


class CourtRecord(Owned, Base):
    """A paper of a court about somebody followed: who, which, what it asks, the term it sets."""

    __tablename__ = "court_record"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("term_id", "court_term"),
        Index(None, "organisation_id", "case_id", "filed_on"),
    )

    case_id: Mapped[CaseId]
    term_id: Mapped[UUID | None]
    authority: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    paper: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    number: Mapped[str] = mapped_column(String(80), info={"audit": "value"})
    filed_on: Mapped[date] = mapped_column(info={"audit": "value"})
    asks: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    noted_by: Mapped[str] = mapped_column(String(120))
    noted_at: Mapped[datetime]


class PenalMeasure(Owned, Base):
    """What a judge ordered of a minor, and how it ended. For which offence is written nowhere."""

    __tablename__ = "penal_measure"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days_in_order"),
        CheckConstraint("(outcome IS NULL) = (ended_on IS NULL)", name="ended_with_outcome"),
        Index(None, "organisation_id", "case_id", "starts_on"),
    )

    case_id: Mapped[CaseId]
    data_key_id: Mapped[UUID]
    authority: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    starts_on: Mapped[date] = mapped_column(info={"audit": "value"})
    ends_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    joint_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    activity_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    place_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    weekdays: Mapped[str] = mapped_column(String(7))
    ended_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    outcome: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    noted_by: Mapped[str] = mapped_column(String(120))
    noted_at: Mapped[datetime]

    activity = Sealed("activity_sealed")
    place = Sealed("place_sealed")
