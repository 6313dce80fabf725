"""The path chosen for those it concerns, and what was known when it was."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import PersonId, PracticeId, ReferralId
from app.vault.sealed import Sealed


class PathChoice(Owned, Base):
    """The way to a service that was chosen, what was known then, and what the program said of it.

    Never changed: a new choice is a new row, so that years later the file explains itself.
    """

    __tablename__ = "path_choice"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "referral_id"),
        Index(None, "organisation_id", "path"),
    )

    data_key_id: Mapped[UUID]
    referral_id: Mapped[ReferralId]
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    door: Mapped[str | None] = mapped_column(String(40))
    verdict: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    snapshot_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    chosen_by: Mapped[str] = mapped_column(String(120))
    chosen_at: Mapped[datetime]

    snapshot = Sealed("snapshot_sealed")
    reason = Sealed("reason_sealed")


class PathChoiceSubject(Owned, Base):
    """One of the people for whom a way was chosen: of each, the latest choice counts."""

    __tablename__ = "path_choice_subject"
    __table_args__ = (
        owned_key("path_choice_id", "path_choice"),
        owned_key("subject_id", "referral_subject"),
        UniqueConstraint("organisation_id", "path_choice_id", "subject_id"),
        Index(None, "organisation_id", "subject_id"),
    )

    path_choice_id: Mapped[UUID]
    subject_id: Mapped[UUID]


class ReferralPractice(Owned, Base):
    """The practice that was opened for one of the people: one for each, and no more."""

    __tablename__ = "referral_practice"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("subject_id", "referral_subject"),
        owned_key("practice_id", "practice"),
        UniqueConstraint("organisation_id", "subject_id"),
        Index(None, "organisation_id", "referral_id"),
        Index(None, "organisation_id", "practice_id"),
    )

    referral_id: Mapped[ReferralId]
    subject_id: Mapped[UUID]
    practice_id: Mapped[PracticeId]


class WishedIntervention(Owned, Base):
    """One intervention asked for with the path: each will be a line of the request."""

    __tablename__ = "wished_intervention"
    __table_args__ = (
        owned_key("path_choice_id", "path_choice"),
        Index(None, "organisation_id", "path_choice_id"),
    )

    path_choice_id: Mapped[UUID]
    intervention: Mapped[str] = mapped_column(String(40))


class PathMember(Owned, Base):
    """Who would enter a community: the mother, a child, a child to be born."""

    __tablename__ = "path_member"
    __table_args__ = (
        owned_key("path_choice_id", "path_choice"),
        owned_key("person_id", "person"),
        Index(None, "organisation_id", "path_choice_id"),
    )

    path_choice_id: Mapped[UUID]
    role: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[PersonId | None]
