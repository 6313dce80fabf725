from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
    and_,
    column,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.cases.rules.case import CaseKind
from app.db import Base, Owned, StepRow, TermRow, Versioned, owned_key
from app.kernel.references import CaseId, EngagementId, PersonId
from app.vault.sealed import Sealed, SealedWords

ONE_ORDINARY_OPEN = "uq_case_record_one_ordinary_open"
_OPEN = column("closed_at").is_(None)
_SEALED = column("sealed").is_(True)
_OPEN_AND_ORDINARY = and_(column("kind") == CaseKind.ORDINARY.value, column("closed_at").is_(None))


class Case(Owned, Versioned, Base):
    """The cartella of one person: who follows her, where the work stands, who may know."""

    __tablename__ = "case_record"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("person_id", "person"),
        owned_key("holder_id", "engagement"),
        owned_key("deputy_id", "engagement"),
        owned_key("passes_to_id", "engagement"),
        UniqueConstraint("organisation_id", "number"),
        CheckConstraint(
            "(closed_at IS NOT NULL) = (state IN ('closed', 'closed_transferred'))",
            name="closed_when_closed",
        ),
        Index(
            ONE_ORDINARY_OPEN,
            "organisation_id",
            "person_id",
            unique=True,
            sqlite_where=_OPEN_AND_ORDINARY,
            postgresql_where=_OPEN_AND_ORDINARY,
        ),
        Index(None, "organisation_id", "holder_id", "state"),
        Index(
            "ix_case_record_open",
            "organisation_id",
            "holder_id",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "organisation_id", "deputy_id"),
        Index(None, "organisation_id", "passes_to_id"),
        Index("ix_case_record_of_person", "organisation_id", "person_id", "opened_on"),
        Index(
            "ix_case_record_under_seal",
            "organisation_id",
            "person_id",
            sqlite_where=_SEALED,
            postgresql_where=_SEALED,
        ),
    )

    id: Mapped[CaseId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[PersonId]
    area: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    basis: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    holder_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    deputy_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    passes_to_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    sealed: Mapped[bool] = mapped_column(info={"audit": "value"})
    # From that day on the team of who follows reads it no more; no day: it does.
    second_level_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    weight: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    opened_on: Mapped[date] = mapped_column(info={"audit": "value"})
    closed_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    summary_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    summary_at: Mapped[datetime | None]

    summary = Sealed("summary_sealed")  # "in breve": what a colleague who steps in reads first


class CaseStep(Owned, StepRow, SealedWords, Base):
    """One step of a case; what somebody wrote about it is sealed."""

    __tablename__ = "case_step"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "case_id", "at"),
        Index(None, "organisation_id", "action", "effective_at"),
    )

    case_id: Mapped[CaseId]


class CaseTerm(Owned, TermRow, Base):
    """A clock of a case."""

    __tablename__ = "case_term"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        Index("ix_case_term_due", "organisation_id", "case_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    case_id: Mapped[CaseId]


class CaseHolding(Owned, Base):
    """Who held a case, or deputised, from an instant to an instant: true for any past day."""

    __tablename__ = "case_holding"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("engagement_id", "engagement"),
        CheckConstraint("until IS NULL OR until >= since", name="dates_in_order"),
        Index(None, "organisation_id", "case_id"),
        Index(None, "organisation_id", "engagement_id", "since"),
    )

    case_id: Mapped[CaseId]
    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    role: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class CaseTeam(Owned, Base):
    """Who is named on a sealed case, and who is kept out of any case because of who she knows."""

    __tablename__ = "case_team"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("engagement_id", "engagement"),
        UniqueConstraint("organisation_id", "case_id", "engagement_id"),
        Index(None, "organisation_id", "engagement_id"),
    )

    case_id: Mapped[CaseId]
    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    access: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    added_at: Mapped[datetime]


class CaseHold(Owned, Base):
    """What keeps a case open, told by a feature above: since when, until when."""

    __tablename__ = "case_hold"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        Index(None, "organisation_id", "case_id"),
        Index(None, "organisation_id", "source_id"),
    )

    case_id: Mapped[CaseId]
    code: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    source_id: Mapped[UUID]  # of a feature above: a plain value
    since: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class CaseWeight(Owned, Base):
    """How much work the case asks for, from a day on; the supervisor confirms it."""

    __tablename__ = "case_weight"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        UniqueConstraint("organisation_id", "case_id", "valid_from"),
    )

    case_id: Mapped[CaseId]
    weight: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    set_by: Mapped[str] = mapped_column(String(120))
    confirmed_by: Mapped[str] = mapped_column(String(120))
    confirmed_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class CaseNotice(Owned, Base):
    """A new report about somebody already followed: unread, it keeps the case open."""

    __tablename__ = "case_notice"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        UniqueConstraint("organisation_id", "case_id", "referral_id"),
    )

    case_id: Mapped[CaseId]
    referral_id: Mapped[UUID]  # of a feature above: a plain value
    noted_at: Mapped[datetime]
    read_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class CourtTerm(Owned, Base):
    """By when a court or a prosecutor waits for something: the day written in the order."""

    __tablename__ = "court_term"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        Index("ix_court_term_due", "organisation_id", "case_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    case_id: Mapped[CaseId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    due_on: Mapped[date] = mapped_column(info={"audit": "value"})
    noted_at: Mapped[datetime]
    met_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class CourtTermMove(Owned, Base):
    """A day of a court that became another one: both are kept, so that delays can be counted."""

    __tablename__ = "court_term_move"
    __table_args__ = (
        owned_key("term_id", "court_term"),
        Index(None, "organisation_id", "term_id"),
    )

    term_id: Mapped[UUID]
    from_day: Mapped[date] = mapped_column(info={"audit": "value"})
    to_day: Mapped[date] = mapped_column(info={"audit": "value"})
    why: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    moved_at: Mapped[datetime]
    moved_by: Mapped[str] = mapped_column(String(120))


class CourtExtension(Owned, Base):
    """More time asked of a court: until when, why, what it answered. The day moves only then."""

    __tablename__ = "court_extension"
    __table_args__ = (
        owned_key("term_id", "court_term"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "term_id"),
    )

    term_id: Mapped[UUID]
    asked_on: Mapped[date] = mapped_column(info={"audit": "value"})
    asked_to: Mapped[date] = mapped_column(info={"audit": "value"})
    data_key_id: Mapped[UUID]
    why_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_by: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[datetime]
    answered_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    granted: Mapped[bool | None] = mapped_column(info={"audit": "value"})
    new_day: Mapped[date | None] = mapped_column(info={"audit": "value"})

    why = Sealed("why_sealed")


class CaseClosure(Owned, SealedWords, Base):
    """How a case ended: one row for each time it was closed, kept when it is opened again."""

    __tablename__ = "case_closure"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "case_id"),
    )

    case_id: Mapped[CaseId]
    reason: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    situation: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    outcome: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    people_told: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    proposed_at: Mapped[datetime]
