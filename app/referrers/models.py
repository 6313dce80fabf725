from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import BodyId, EngagementId, ReferralId


class Invitation(Owned, Base):
    """A link by which somebody without an account files one report; only its hash is kept."""

    __tablename__ = "invitation"
    __table_args__ = (
        owned_key("body_id", "body"),
        owned_key("made_by_id", "engagement"),
        UniqueConstraint("organisation_id", "token_hash"),
        Index(None, "organisation_id", "made_at"),
    )

    body_id: Mapped[BodyId | None]
    source: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    to_label: Mapped[str] = mapped_column(String(120))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    made_by_id: Mapped[EngagementId | None]
    made_by: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    used_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    revoked_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class OutsideReport(Owned, Base):
    """That a report was filed from outside, and by which way: what was written stands in it.

    It is of the body that received it. Who filed is named by plain values: no key leaves the body.
    """

    __tablename__ = "outside_report"
    __table_args__ = (
        owned_key("invitation_id", "invitation"),
        owned_key("referral_id", "referral"),
        UniqueConstraint("organisation_id", "receipt"),
        UniqueConstraint("organisation_id", "referral_id"),
        UniqueConstraint("organisation_id", "invitation_id"),
        Index(None, "account_id"),
    )

    receipt: Mapped[str] = mapped_column(String(20), info={"audit": "value"})
    received_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    referral_id: Mapped[ReferralId]
    invitation_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    from_organisation_id: Mapped[UUID | None]
