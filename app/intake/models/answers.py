"""What was answered after the four questions of the registration."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import ReferralId
from app.vault.sealed import Sealed


class ReferralAnswer(Owned, Base):
    """One answer to one question, as it was given: never changed, the last one holds.

    An empty one takes back what was answered before.
    """

    __tablename__ = "referral_answer"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "referral_id"),
    )

    data_key_id: Mapped[UUID]
    referral_id: Mapped[ReferralId]
    layer: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    key: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[datetime]
    by_label: Mapped[str] = mapped_column(String(120))

    answer = Sealed("answer_sealed")
