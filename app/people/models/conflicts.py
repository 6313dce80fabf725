"""Who said that she cannot follow somebody: no reason is asked, none is kept."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, dates_in_order, owned_key
from app.kernel.references import EngagementId, PersonId


class DeclaredConflict(Owned, Base):
    """A worker who cannot follow a person, from a day on. Ended, never removed."""

    __tablename__ = "declared_conflict"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("engagement_id", "engagement"),
        dates_in_order(),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "engagement_id"),
    )

    person_id: Mapped[PersonId]
    engagement_id: Mapped[EngagementId]
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    declared_at: Mapped[datetime]
