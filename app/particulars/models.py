from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, TermRow, Versioned, dates_in_order, owned_key
from app.kernel.references import (
    AlarmCallId,
    AlarmDeviceId,
    BodyId,
    EducationalAreaId,
    KeyHolderId,
    LineHoursId,
    RequestLineId,
    SchoolYearId,
    ServiceRequestId,
    WorkHostId,
)
from app.vault.sealed import Sealed


class LineHours(Owned, Base):
    """Some hours of the week in which an intervention is given, from a day to a day."""

    __tablename__ = "line_hours"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        dates_in_order(),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="a_weekday"),
        CheckConstraint("to_minute > from_minute", name="hours_in_order"),
        Index(None, "organisation_id", "line_id"),
    )

    id: Mapped[LineHoursId] = mapped_column(primary_key=True)
    line_id: Mapped[RequestLineId]
    weekday: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    from_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    to_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    place: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})


class EducationalArea(Owned, Versioned, Base):
    """A goal of the educational project of a minor, in one of its areas, until it is judged."""

    __tablename__ = "educational_area"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "request_id"),
    )

    id: Mapped[EducationalAreaId] = mapped_column(primary_key=True)
    request_id: Mapped[ServiceRequestId]
    data_key_id: Mapped[UUID]
    area: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    goal_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    indicator_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    actions_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    written_by: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]
    check_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    outcome: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    judged_by: Mapped[str] = mapped_column(String(120))
    judged_at: Mapped[datetime | None]

    goal = Sealed("goal_sealed")
    indicator = Sealed("indicator_sealed")
    actions = Sealed("actions_sealed")


class WorkPhaseRow(Owned, Base):
    """A phase of the way to work: since when, who holds it, when it is looked at again."""

    __tablename__ = "work_phase"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "line_id", "since"),
    )

    line_id: Mapped[RequestLineId]
    data_key_id: Mapped[UUID]
    phase: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    since: Mapped[date] = mapped_column(info={"audit": "value"})
    next_check: Mapped[date | None] = mapped_column(info={"audit": "value"})
    who: Mapped[str] = mapped_column(String(120))
    outcome: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_label: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]

    note = Sealed("note_sealed")


class WorkHost(Owned, Base):
    """The body where somebody works or trains, from a day to a day: it never sees the case."""

    __tablename__ = "work_host"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        owned_key("body_id", "body"),
        dates_in_order(),
        Index(None, "organisation_id", "line_id"),
    )

    id: Mapped[WorkHostId] = mapped_column(primary_key=True)
    line_id: Mapped[RequestLineId]
    body_id: Mapped[BodyId] = mapped_column(info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})


class AlarmDevice(Owned, Base):
    """An alarm put into a home, until somebody takes it back."""

    __tablename__ = "alarm_device"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        CheckConstraint("removed_on IS NULL OR removed_on >= installed_on", name="dates_in_order"),
        Index(None, "organisation_id", "line_id"),
    )

    id: Mapped[AlarmDeviceId] = mapped_column(primary_key=True)
    line_id: Mapped[RequestLineId]
    label: Mapped[str] = mapped_column(String(80))
    installed_on: Mapped[date] = mapped_column(info={"audit": "value"})
    removed_on: Mapped[date | None] = mapped_column(info={"audit": "value"})


class KeyHolder(Owned, Base):
    """Who is called when an alarm rings, and whether she has the keys of the home. Sealed."""

    __tablename__ = "key_holder"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        owned_key("data_key_id", "data_key"),
        dates_in_order(),
        Index(None, "organisation_id", "line_id"),
    )

    id: Mapped[KeyHolderId] = mapped_column(primary_key=True)
    line_id: Mapped[RequestLineId]
    data_key_id: Mapped[UUID]
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    relation: Mapped[str] = mapped_column(String(40))
    has_keys: Mapped[bool] = mapped_column(info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})

    name = Sealed("name_sealed")
    phone = Sealed("phone_sealed")


class AlarmCall(Owned, Base):
    """A call of alarm, as whoever answers told it, until who follows the person has seen it."""

    __tablename__ = "alarm_call"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "line_id", "rang_at"),
    )

    id: Mapped[AlarmCallId] = mapped_column(primary_key=True)
    line_id: Mapped[RequestLineId]
    data_key_id: Mapped[UUID]
    rang_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    told_by: Mapped[str] = mapped_column(String(120))
    action_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    written_by: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]
    seen_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    seen_by: Mapped[str] = mapped_column(String(120))
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    action = Sealed("action_sealed")
    answer = Sealed("answer_sealed")


class SchoolYear(Owned, Base):
    """A school year of a service: which school and class, how much, on which certificate."""

    __tablename__ = "school_year"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        owned_key("body_id", "body"),
        owned_key("renewed_by_id", "service_request"),
        UniqueConstraint("organisation_id", "line_id", "begins_in"),
        CheckConstraint("hours >= 0", name="not_negative"),
    )

    id: Mapped[SchoolYearId] = mapped_column(primary_key=True)
    line_id: Mapped[RequestLineId]
    begins_in: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    body_id: Mapped[BodyId | None] = mapped_column(info={"audit": "value"})
    class_name: Mapped[str] = mapped_column(String(60))
    hours: Mapped[int] = mapped_column(Integer, info={"audit": "value"})  # a week, in hundredths
    certificate: Mapped[str | None] = mapped_column(String(40))
    issued_on: Mapped[date | None]
    certificate_until: Mapped[date | None] = mapped_column(info={"audit": "value"})
    renewed_by_id: Mapped[ServiceRequestId | None] = mapped_column(info={"audit": "value"})


class ParticularTerm(Owned, TermRow, Base):
    """By when a particular of a service is looked at: a call seen, a check made, a year renewed."""

    __tablename__ = "particular_term"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        owned_key("line_id", "request_line"),
        Index("ix_particular_term_due", "organisation_id", "about_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    request_id: Mapped[ServiceRequestId]
    line_id: Mapped[RequestLineId | None]
    about_id: Mapped[UUID]  # the call, the goal, the school year; the line itself for its phases
