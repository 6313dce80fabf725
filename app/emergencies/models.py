from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
    column,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, dates_in_order, owned_key
from app.emergencies.procedure.calls import CallState
from app.emergencies.procedure.emergency import EmergencyState
from app.kernel.references import (
    BodyId,
    CaseId,
    EmergencyId,
    EngagementId,
    PersonId,
    UrgentCallId,
)
from app.vault.sealed import Sealed, SealedWords

ONE_OPEN = "uq_emergency_one_open"
_STATES = ", ".join(f"'{state}'" for state in EmergencyState)
_CALL_STATES = ", ".join(f"'{state}'" for state in CallState)
_OPEN = column("ended_at").is_(None)


class Emergency(Owned, Versioned, Base):
    """One child put in safety: when, by whom, from whom. Where stands apart, under its own key."""

    __tablename__ = "emergency"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("person_id", "person"),
        owned_key("case_id", "case_record"),
        owned_key("prosecutor_body_id", "body"),
        CheckConstraint(f"state IN ({_STATES})", name="a_state"),
        Index(
            ONE_OPEN, "organisation_id", "person_id", unique=True,
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index(None, "organisation_id", "case_id"),
        Index(None, "organisation_id", "ended_at", "placed_at"),
    )  # fmt: skip

    id: Mapped[EmergencyId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[PersonId]
    case_id: Mapped[CaseId | None] = mapped_column(info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    placed_by: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    placed_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    sent_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    late: Mapped[bool] = mapped_column(info={"audit": "value"})
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(String(120))
    opened_by_id: Mapped[UUID]  # the account; a plain value
    ended_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    decided_with: Mapped[str] = mapped_column(String(120))
    signed_by: Mapped[str] = mapped_column(String(120))
    signed_as: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    taken_from: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    child_heard: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    prosecutor_body_id: Mapped[BodyId | None]
    special_curator: Mapped[str] = mapped_column(String(120))
    judge: Mapped[str] = mapped_column(String(120))
    hearing_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    hearing_term_id: Mapped[UUID | None]  # what its case waits for on that day
    heard_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    alternatives_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    facts_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    statements_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    evaluations_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    heard = Sealed("heard_sealed")
    alternatives = Sealed("alternatives_sealed")
    facts = Sealed("facts_sealed")
    statements = Sealed("statements_sealed")
    evaluations = Sealed("evaluations_sealed")


class EmergencyPlace(Owned, Base):
    """Where the child is, under a key of its own. A move adds a row: the old one stays secret."""

    __tablename__ = "emergency_place"
    __table_args__ = (
        owned_key("emergency_id", "emergency"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "emergency_id"),
    )

    emergency_id: Mapped[EmergencyId]
    data_key_id: Mapped[UUID]
    place_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    since: Mapped[datetime]

    place = Sealed("place_sealed")


class EmergencyStep(Owned, StepRow, SealedWords, Base):
    """What was done, or learnt: when it happened, and in sealed words what was said of it."""

    __tablename__ = "emergency_step"
    __table_args__ = (
        owned_key("emergency_id", "emergency"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "emergency_id", "at"),
    )

    emergency_id: Mapped[EmergencyId]


class EmergencyTerm(Owned, TermRow, Base):
    """By when something is due of us or expected of others: known at, by which way, from whom.

    `met_at` is when it happened, or when it was known where nobody told the hour.
    """

    __tablename__ = "emergency_term"
    __table_args__ = (
        owned_key("emergency_id", "emergency"),
        Index("ix_emergency_term_due", "organisation_id", "emergency_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    emergency_id: Mapped[EmergencyId]
    known_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(40), default="", info={"audit": "value"})
    told_by: Mapped[str] = mapped_column(String(120), default="")


class CourtAct(Owned, Base):
    """An act of prosecutor or court that somebody has in her hand: the paper stays in protocol."""

    __tablename__ = "court_act"
    __table_args__ = (
        owned_key("emergency_id", "emergency"),
        Index(None, "organisation_id", "emergency_id"),
    )

    emergency_id: Mapped[EmergencyId]
    action: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    number: Mapped[str] = mapped_column(String(80), info={"audit": "value"})
    dated: Mapped[date] = mapped_column(info={"audit": "value"})
    authority: Mapped[str] = mapped_column(String(160))
    noted_at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(String(120))


class CourtActFile(Owned, Base):
    """The paper of an act as it was scanned: it may say where the child is."""

    __tablename__ = "court_act_file"
    __table_args__ = (
        owned_key("court_act_id", "court_act"),
        owned_key("file_id", "stored_file"),
        UniqueConstraint("organisation_id", "file_id"),
        Index(None, "organisation_id", "court_act_id"),
    )

    court_act_id: Mapped[UUID]
    file_id: Mapped[UUID]


class UrgentCall(Owned, Versioned, Base):
    """A call of pronto intervento, to the minute: who called, about whom, what was done."""

    __tablename__ = "urgent_call"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("person_id", "person"),
        owned_key("caller_body_id", "body"),
        owned_key("handed_to_id", "engagement"),
        owned_key("handed_to_body_id", "body"),
        CheckConstraint(f"state IN ({_CALL_STATES})", name="a_state"),
        Index(None, "organisation_id", "state", "at"),
        Index(None, "organisation_id", "person_id"),
    )

    id: Mapped[UrgentCallId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    caller_body_id: Mapped[BodyId | None]
    caller_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    person_id: Mapped[PersonId | None]
    described_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    degree: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    done_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    noted_at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(String(120))
    noted_by_id: Mapped[UUID]  # the account; a plain value
    handed_to_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    handed_to_body_id: Mapped[BodyId | None] = mapped_column(info={"audit": "value"})

    caller = Sealed("caller_sealed")
    described = Sealed("described_sealed")
    done = Sealed("done_sealed")


class UrgentCallStep(Owned, StepRow, SealedWords, Base):
    """One step of a call."""

    __tablename__ = "urgent_call_step"
    __table_args__ = (
        owned_key("call_id", "urgent_call"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "call_id"),
    )

    call_id: Mapped[UrgentCallId]


class UrgentCallTerm(Owned, TermRow, Base):
    """By when the ordinary service has seen to a call: the next working day."""

    __tablename__ = "urgent_call_term"
    __table_args__ = (
        owned_key("call_id", "urgent_call"),
        Index("ix_urgent_call_term_due", "organisation_id", "call_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    call_id: Mapped[UrgentCallId]


class DutyPhone(Owned, Base):
    """A number that is answered when the office is closed, in the order in which one calls."""

    __tablename__ = "duty_phone"
    __table_args__ = (dates_in_order(),)

    label: Mapped[str] = mapped_column(String(120))
    number: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(SmallInteger)
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
