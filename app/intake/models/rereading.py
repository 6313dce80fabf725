"""What was read again of the ends without action."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import ReferralId


class ReferralRereading(Owned, Base):
    """An end without action drawn for a month and read again: by whom, and what she thinks."""

    __tablename__ = "referral_rereading"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        UniqueConstraint("organisation_id", "referral_id", "month"),
    )

    referral_id: Mapped[ReferralId]
    month: Mapped[date] = mapped_column(info={"audit": "value"})
    verdict: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    at: Mapped[datetime]
    by_id: Mapped[UUID]
    by_label: Mapped[str] = mapped_column(String(120))
