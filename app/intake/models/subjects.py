"""Whom it concerns: people named, described, still to be found."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import CaseId, PersonId, ReferralId
from app.vault.sealed import Sealed


class ReferralSubject(Owned, Base):
    """One of the people it concerns, perhaps not yet identified, and how it ended for her.

    `proposed` is an outcome that waits for the second reader.
    """

    __tablename__ = "referral_subject"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("data_key_id", "data_key"),
        owned_key("person_id", "person"),
        owned_key("case_id", "case_record"),
        UniqueConstraint("organisation_id", "referral_id", "person_id"),
        Index("ix_referral_subject_of_person", "organisation_id", "person_id", "referral_id"),
        Index("ix_referral_subject_of_case", "organisation_id", "case_id", "referral_id"),
    )

    data_key_id: Mapped[UUID]
    referral_id: Mapped[ReferralId]
    position: Mapped[int]
    person_id: Mapped[PersonId | None]
    described_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    thought_adult: Mapped[str] = mapped_column(String(40))  # while her birth is not known
    proposed: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    outcome: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    settled_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    case_id: Mapped[CaseId | None]

    described = Sealed("described_sealed")
