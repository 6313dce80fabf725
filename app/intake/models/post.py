from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, Versioned, owned_key
from app.intake.rules import PaperKind
from app.kernel.references import EngagementId, ReferralId
from app.vault.sealed import Sealed

_KINDS = ", ".join(f"'{kind}'" for kind in PaperKind)


class ArrivedMail(Owned, Versioned, Base):
    """A message dropped in: it waits until it becomes a request or report, or joins one."""

    __tablename__ = "arrived_mail"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("file_id", "stored_file"),
        owned_key("taken_by_id", "engagement"),
        owned_key("referral_id", "referral"),
        Index(None, "organisation_id", "referral_id", "discarded_at"),
    )

    data_key_id: Mapped[UUID]  # a key of its own: thrown away, it is unreadable at once
    file_id: Mapped[UUID]
    sender_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    subject_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    taken_by_id: Mapped[EngagementId | None]
    taken_at: Mapped[datetime]
    referral_id: Mapped[ReferralId | None]
    discarded_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})

    sender = Sealed("sender_sealed")
    subject = Sealed("subject_sealed")


class ReferralFile(Owned, Base):
    """A letter, a fax, a message or what came with them, with the number it was entered under."""

    __tablename__ = "referral_file"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("file_id", "stored_file"),
        UniqueConstraint("organisation_id", "file_id"),
        CheckConstraint(f"kind IN ({_KINDS})", name="a_kind"),
        Index(None, "organisation_id", "referral_id"),
    )

    referral_id: Mapped[ReferralId]
    file_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    protocol_number: Mapped[str] = mapped_column(String(40))
    protocol_on: Mapped[date | None]


class ReferrerReveal(Owned, Base):
    """Somebody who has no part in it asked who reported: why, and when."""

    __tablename__ = "referrer_reveal"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        Index(None, "organisation_id", "referral_id", "by_id"),
    )

    referral_id: Mapped[ReferralId]
    purpose: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    by_id: Mapped[UUID]
    by_label: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]
