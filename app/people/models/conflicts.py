"""Who cannot follow somebody: by her own word, without a reason, or because it was decided."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, dates_in_order, owned_key
from app.kernel.references import EngagementId, PersonId
from app.vault.sealed import Sealed


class DeclaredConflict(Owned, Base):
    """A worker who cannot follow a person, from a day on. Ended, never removed.

    Her own word has no reason. What somebody else decided for her says who and why, sealed: only
    who gives out the work reads it.
    """

    __tablename__ = "declared_conflict"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("engagement_id", "engagement"),
        owned_key("decided_by_id", "engagement"),
        owned_key("data_key_id", "data_key"),
        dates_in_order(),
        CheckConstraint(
            "(decided_by_id IS NULL) = (reason_sealed IS NULL)", name="decided_with_a_reason"
        ),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "engagement_id"),
    )

    person_id: Mapped[PersonId]
    engagement_id: Mapped[EngagementId]
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    declared_at: Mapped[datetime]
    decided_by_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    data_key_id: Mapped[UUID | None]
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    reason = Sealed("reason_sealed")
