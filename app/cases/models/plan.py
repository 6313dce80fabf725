from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, Versioned, owned_key
from app.kernel.references import AccountId, CaseId, PlanId
from app.vault.sealed import Sealed, SealedWords


class NeedsAssessment(Owned, Base):
    """What was seen, weighed and concluded on a day; a new one never rewrites the one before."""

    __tablename__ = "needs_assessment"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "case_id", "number"),
    )

    data_key_id: Mapped[UUID]
    case_id: Mapped[CaseId]
    number: Mapped[int] = mapped_column(SmallInteger)
    assessed_on: Mapped[date] = mapped_column(info={"audit": "value"})
    author_name: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]
    situation_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    resources_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    risks_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    opinion_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    situation = Sealed("situation_sealed")
    resources = Sealed("resources_sealed")
    risks = Sealed("risks_sealed")
    opinion = Sealed("opinion_sealed")


class IndividualPlan(Owned, Versioned, Base):
    """What is done together with the person, until when, and when it is looked at again."""

    __tablename__ = "individual_plan"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="dates_in_order"),
        Index(None, "organisation_id", "case_id"),
        Index(None, "organisation_id", "state"),
    )

    id: Mapped[PlanId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    case_id: Mapped[CaseId]
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    starts_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    ends_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    review_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    agreed: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    consent_basis: Mapped[str] = mapped_column(String(80), info={"audit": "value"})
    consent_known_at: Mapped[datetime | None]
    author_id: Mapped[AccountId]  # a plain value: it outlives the account
    author_name: Mapped[str] = mapped_column(String(120))
    approved_by: Mapped[str] = mapped_column(String(120))
    approved_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    written_at: Mapped[datetime]
    agreed_why_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    agreed_why = Sealed("agreed_why_sealed")


class PlanGoal(Owned, Base):
    """One goal of a plan, at most five: what, by which actions."""

    __tablename__ = "plan_goal"
    __table_args__ = (
        owned_key("plan_id", "individual_plan"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "plan_id", "position"),
    )

    data_key_id: Mapped[UUID]
    plan_id: Mapped[PlanId]
    position: Mapped[int] = mapped_column(SmallInteger)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    actions_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    text = Sealed("text_sealed")
    actions = Sealed("actions_sealed")


class GoalReview(Owned, Base):
    """How far a goal was reached when the plan was looked at again."""

    __tablename__ = "goal_review"
    __table_args__ = (
        owned_key("goal_id", "plan_goal"),
        Index(None, "organisation_id", "goal_id"),
    )

    goal_id: Mapped[UUID]
    outcome: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    reviewed_at: Mapped[datetime]


class PlanStep(Owned, StepRow, SealedWords, Base):
    """One step of a plan; why it was returned is sealed."""

    __tablename__ = "plan_step"
    __table_args__ = (
        owned_key("plan_id", "individual_plan"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "plan_id", "at"),
    )

    plan_id: Mapped[PlanId]
