"""The request or report itself: its steps, terms, hands, judgements, papers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, owned_key
from app.intake.procedure import ReferralState
from app.kernel.references import BodyId, EngagementId, ReferralId
from app.vault.sealed import Sealed, SealedWords

_STATES = ", ".join(f"'{state}'" for state in ReferralState)


class Referral(Owned, Versioned, Base):
    """A request for help, a report or a request of the judicial authority, from door to outcome."""

    __tablename__ = "referral"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("referring_body_id", "body"),
        owned_key("registered_by_id", "engagement"),
        owned_key("assignee_id", "engagement"),
        owned_key("reader_id", "engagement"),
        owned_key("duplicate_of_id", "referral"),
        UniqueConstraint("organisation_id", "number"),
        CheckConstraint(f"state IN ({_STATES})", name="a_state"),
        Index(None, "organisation_id", "state", "received_at"),
        Index(None, "organisation_id", "assignee_id"),
    )

    id: Mapped[ReferralId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    channel: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    anonymous: Mapped[bool]
    referring_body_id: Mapped[BodyId | None]
    referrer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    story_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    urgency: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    protocol_number: Mapped[str] = mapped_column(String(40))
    protocol_on: Mapped[date | None]
    interviewed: Mapped[bool]  # it arrived in an interview: the first contact is not so far away
    received_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    registered_at: Mapped[datetime]
    moved_at: Mapped[datetime]  # of the last step: whoever saw it before has seen another version
    registered_by_id: Mapped[EngagementId | None]
    assignee_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    reader_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    proposal: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    proposed_by_id: Mapped[UUID | None]  # the account: who proposes never reads second
    acknowledged_how: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    acknowledged_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    duplicate_of_id: Mapped[ReferralId | None]

    referrer = Sealed("referrer_sealed")
    story = Sealed("story_sealed")


class ReferralStep(Owned, StepRow, SealedWords, Base):
    """What was done, by whom, when; words of one's own stay sealed."""

    __tablename__ = "referral_step"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "referral_id"),
        Index(None, "organisation_id", "action", "effective_at"),
    )

    referral_id: Mapped[ReferralId]


class ReferralTerm(Owned, TermRow, Base):
    """A clock of the procedure: by when, and when it was met or is no longer needed."""

    __tablename__ = "referral_term"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        Index("ix_referral_term_due", "organisation_id", "referral_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    referral_id: Mapped[ReferralId]


class ReferralAssignment(Owned, Base):
    """Who had it in hand, from when to when, and why she was chosen."""

    __tablename__ = "referral_assignment"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("engagement_id", "engagement"),
        Index(None, "organisation_id", "referral_id"),
        Index(None, "organisation_id", "from_at"),
    )

    referral_id: Mapped[ReferralId]
    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    why: Mapped[str] = mapped_column(String(40))  # the strongest reason shown beside her name
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
    batch_id: Mapped[UUID | None]  # of what was given out by one press: it is taken back together


class ReferralJudgement(Owned, Base):
    """Risk and harm, two judgements apart, each with its day."""

    __tablename__ = "referral_judgement"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "referral_id"),
    )

    data_key_id: Mapped[UUID]
    referral_id: Mapped[ReferralId]
    risk: Mapped[str] = mapped_column(String(40))
    harm: Mapped[str] = mapped_column(String(40))
    grounds_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    judged_on: Mapped[date] = mapped_column(info={"audit": "value"})
    judged_by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]

    grounds = Sealed("grounds_sealed")


class ReferralCompetence(Owned, Base):
    """Whether it is of this office, as it was judged on a day: a judgement apart from the others.

    The grounds of whoever judges stay sealed.
    """

    __tablename__ = "referral_competence"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("data_key_id", "data_key"),
        owned_key("body_id", "body"),
        Index(None, "organisation_id", "referral_id"),
    )

    data_key_id: Mapped[UUID]
    referral_id: Mapped[ReferralId]
    verdict: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    body_id: Mapped[BodyId | None]
    basis: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    grounds_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    judged_on: Mapped[date] = mapped_column(info={"audit": "value"})
    judged_by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]

    grounds = Sealed("grounds_sealed")


class ReferralConsent(Owned, Base):
    """Who holds the responsibility and what she said; missing is unknown, never a block."""

    __tablename__ = "referral_consent"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "referral_id"),
    )

    data_key_id: Mapped[UUID]
    referral_id: Mapped[ReferralId]
    basis: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    given_by_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    given_on: Mapped[date | None]
    at: Mapped[datetime]

    given_by = Sealed("given_by_sealed")


class JudicialOrder(Owned, Base):
    """What the judicial authority wrote, and by when it wants an answer: a day never moved."""

    __tablename__ = "judicial_order"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "referral_id"),
    )

    data_key_id: Mapped[UUID]
    referral_id: Mapped[ReferralId]
    proceeding_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    dated: Mapped[date]
    asks: Mapped[str] = mapped_column(String(40))
    answer_by: Mapped[date | None] = mapped_column(info={"audit": "value"})

    proceeding = Sealed("proceeding_sealed")


class ReferralDestination(Owned, Base):
    """A body to which it went: the court, another Comune, a service; by whose signature."""

    __tablename__ = "referral_destination"
    __table_args__ = (
        owned_key("referral_id", "referral"),
        owned_key("receiving_body_id", "body"),
        owned_key("signed_by_id", "engagement"),
        Index(None, "organisation_id", "referral_id"),
    )

    referral_id: Mapped[ReferralId]
    action: Mapped[str] = mapped_column(String(40))
    letter: Mapped[str | None] = mapped_column(String(40))  # what its kind of body may be told
    receiving_body_id: Mapped[BodyId | None]
    help_given: Mapped[str | None] = mapped_column(String(40))
    signed_by_id: Mapped[EngagementId | None]
    protocol_number: Mapped[str] = mapped_column(String(40))
    sent_on: Mapped[date] = mapped_column(info={"audit": "value"})
