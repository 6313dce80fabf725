from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, owned_key
from app.kernel.references import (
    AgendaItemId,
    AppointmentId,
    BodyId,
    EngagementId,
    PersonId,
    SiteId,
)
from app.vault.sealed import Sealed


class Appointment(Owned, Versioned, Base):
    """Somebody expected by somebody, at an hour of the wall clock, at a site.

    What is practical to know is sealed; it goes, with the work group, when the meeting is over.
    One with an `overlap_reason` stands over another on purpose: it does not shut that hour.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("engagement_id", "engagement"),
        owned_key("site_id", "site"),
        owned_key("data_key_id", "data_key"),
        owned_key("moved_from_id", "appointment"),
        CheckConstraint("ends_at > starts_at", name="hours_in_order"),
        CheckConstraint("local_minute BETWEEN 0 AND 1439", name="a_minute_of_the_day"),
        Index(None, "organisation_id", "local_date"),
        Index(None, "organisation_id", "person_id", "starts_at"),
        Index(None, "organisation_id", "engagement_id", "starts_at"),
        Index(None, "organisation_id", "state", "starts_at"),
        Index(None, "organisation_id", "moved_from_id"),
    )

    id: Mapped[AppointmentId] = mapped_column(primary_key=True)
    person_id: Mapped[PersonId | None]
    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    site_id: Mapped[SiteId]
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    local_date: Mapped[date] = mapped_column(info={"audit": "value"})
    local_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    zone: Mapped[str] = mapped_column(String(40))
    fold: Mapped[int] = mapped_column(SmallInteger)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    work_group: Mapped[str | None] = mapped_column(String(40))
    origin: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    place_for: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    wants_earlier: Mapped[bool] = mapped_column(info={"audit": "value"})
    phone: Mapped[str] = mapped_column(String(40))
    data_key_id: Mapped[UUID | None]
    practical_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    overlap_reason: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    overlap_words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    moved_from_id: Mapped[AppointmentId | None]
    booked_by: Mapped[str] = mapped_column(String(120))
    booked_at: Mapped[datetime | None]
    remind: Mapped[bool] = mapped_column(info={"audit": "value"})
    notice_language: Mapped[str] = mapped_column(String(40))
    told_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    told_how: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})

    practical = Sealed("practical_sealed")
    overlap_words = Sealed("overlap_words_sealed")


class AppointmentStep(Owned, StepRow, Base):
    """One step of an appointment."""

    __tablename__ = "appointment_step"
    __table_args__ = (
        owned_key("appointment_id", "appointment"),
        Index(None, "organisation_id", "appointment_id", "at"),
        Index(None, "organisation_id", "effective_at"),
    )

    appointment_id: Mapped[AppointmentId]


class AppointmentTerm(Owned, TermRow, Base):
    """By when a person must be told that her appointment is off."""

    __tablename__ = "appointment_term"
    __table_args__ = (
        owned_key("appointment_id", "appointment"),
        Index("ix_appointment_term_due", "organisation_id", "appointment_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    appointment_id: Mapped[AppointmentId]


class AppointmentWorker(Owned, Base):
    """Another worker who receives together with the one of the appointment."""

    __tablename__ = "appointment_worker"
    __table_args__ = (
        owned_key("appointment_id", "appointment"),
        owned_key("engagement_id", "engagement"),
        UniqueConstraint("organisation_id", "appointment_id", "engagement_id"),
        Index(None, "organisation_id", "engagement_id"),
    )

    appointment_id: Mapped[AppointmentId]
    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})


class AgendaItem(Owned, Versioned, Base):
    """A piece of somebody's time that is not an appointment: a visit, a meeting, a hearing.

    Where it is and what it is about are sealed. `leaves_at` and `back_at` hold the way there and
    back: all of it is taken. Of a visit somebody says when she is back.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("data_key_id", "data_key"),
        owned_key("moved_from_id", "agenda_item"),
        CheckConstraint("ends_at > starts_at", name="hours_in_order"),
        CheckConstraint("leaves_at <= starts_at AND back_at >= ends_at", name="way_around"),
        Index(None, "organisation_id", "local_date"),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "kind", "back_at"),
        Index(None, "organisation_id", "moved_from_id"),
    )

    id: Mapped[AgendaItemId] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    person_id: Mapped[PersonId | None]
    local_date: Mapped[date] = mapped_column(info={"audit": "value"})
    local_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    local_end_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    zone: Mapped[str] = mapped_column(String(40))
    leaves_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    back_at: Mapped[datetime]
    seats: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    data_key_id: Mapped[UUID]
    place_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    outside_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    moved_from_id: Mapped[AgendaItemId | None]
    made_by: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    returned_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})

    place = Sealed("place_sealed")
    words = Sealed("words_sealed")
    outside = Sealed("outside_sealed")


class AgendaItemWorker(Owned, Base):
    """Whose time an agenda item takes: of a joint one, everybody's or nobody's."""

    __tablename__ = "agenda_item_worker"
    __table_args__ = (
        owned_key("item_id", "agenda_item"),
        owned_key("engagement_id", "engagement"),
        UniqueConstraint("organisation_id", "item_id", "engagement_id"),
        Index(None, "organisation_id", "engagement_id"),
    )

    item_id: Mapped[AgendaItemId]
    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})


class GroupSeat(Owned, Base):
    """A numbered place of a group: the database gives each to one person only."""

    __tablename__ = "group_seat"
    __table_args__ = (
        owned_key("item_id", "agenda_item"),
        owned_key("person_id", "person"),
        UniqueConstraint("organisation_id", "item_id", "number"),
        UniqueConstraint("organisation_id", "item_id", "person_id"),
        Index(None, "organisation_id", "person_id"),
    )

    item_id: Mapped[AgendaItemId]
    number: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    person_id: Mapped[PersonId]
    given_at: Mapped[datetime]


class CalendarFeed(Owned, Base):
    """A secret address from which a telephone reads the hours of a worker or of a site.

    Only the hash of its token is kept, so that nobody reads it from here.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = (
        owned_key("engagement_id", "engagement"),
        owned_key("site_id", "site"),
        CheckConstraint("(engagement_id IS NULL) <> (site_id IS NULL)", name="of_one_thing"),
        UniqueConstraint("organisation_id", "token_hash"),
        Index(None, "organisation_id", "engagement_id"),
    )

    engagement_id: Mapped[EngagementId | None]
    site_id: Mapped[SiteId | None]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class TimeClaim(Owned, Base):
    """An hour of a worker, of a room or of a person, taken by one appointment or one agenda item.

    The database refuses two that overlap (migrations/guards.py), whatever took them. Made from what
    takes it and removed with its end, so never in the trail.
    """

    __tablename__ = "time_claim"
    __trail__ = False
    __table_args__ = (
        owned_key("appointment_id", "appointment"),
        owned_key("item_id", "agenda_item"),
        CheckConstraint("(appointment_id IS NULL) <> (item_id IS NULL)", name="of_one_thing"),
        CheckConstraint("ends_at > starts_at", name="hours_in_order"),
        Index(None, "organisation_id", "resource_id", "starts_at"),
        Index(None, "organisation_id", "appointment_id"),
        Index(None, "organisation_id", "item_id"),
        Index(None, "hold_expires_at"),
    )

    appointment_id: Mapped[AppointmentId | None]
    item_id: Mapped[AgendaItemId | None]
    resource_kind: Mapped[str] = mapped_column(String(40))
    resource_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    exclusive: Mapped[bool] = mapped_column(Boolean)
    hold_expires_at: Mapped[datetime | None]


class Interpreter(Owned, Versioned, Base):
    """Somebody who interprets, alone or for a cooperative: which languages, on which number."""

    __tablename__ = "interpreter"
    __table_args__ = (
        owned_key("body_id", "body"),
        Index(None, "organisation_id", "name"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    body_id: Mapped[BodyId | None]
    name: Mapped[str] = mapped_column(String(120))
    languages: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(40))
    ended_on: Mapped[date | None] = mapped_column(info={"audit": "value"})


class InterpreterRequest(Owned, Versioned, Base):
    """The interpreter of an appointment: which language, how, who comes, for how much."""

    __tablename__ = "interpreter_request"
    __table_args__ = (
        owned_key("appointment_id", "appointment"),
        owned_key("interpreter_id", "interpreter"),
        CheckConstraint("cost_cents >= 0", name="cost_not_negative"),
        UniqueConstraint("organisation_id", "appointment_id"),
        Index(None, "organisation_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    appointment_id: Mapped[AppointmentId]
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    language: Mapped[str] = mapped_column(String(80))
    way: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    interpreter_id: Mapped[UUID | None] = mapped_column(info={"audit": "value"})
    cost_cents: Mapped[int | None] = mapped_column(info={"audit": "value"})
    asked_by: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[datetime]


class InterpreterStep(Owned, StepRow, Base):
    """One step of the request of an interpreter."""

    __tablename__ = "interpreter_step"
    __table_args__ = (
        owned_key("request_id", "interpreter_request"),
        Index(None, "organisation_id", "request_id", "at"),
    )

    request_id: Mapped[UUID]


class ReservedPlaces(Owned, Base):
    """How many places of a day of appointments are kept aside, from a day on, and until when."""

    __tablename__ = "reserved_places"
    __table_args__ = (UniqueConstraint("organisation_id", "valid_from"),)

    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    follow_up: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    recovery: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    urgent: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    released_days_before: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    released_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})


class PurposeSetting(Owned, Base):
    """What the office has said of one of the five reasons, from a day on."""

    __tablename__ = "purpose_setting"
    __table_args__ = (UniqueConstraint("organisation_id", "purpose", "valid_from"),)

    purpose: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    minutes: Mapped[int | None] = mapped_column(SmallInteger, info={"audit": "value"})
    by_front_office: Mapped[bool] = mapped_column(info={"audit": "value"})
    notice_days: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    papers: Mapped[str] = mapped_column(String(300), info={"audit": "value"})


class ReminderSetting(Owned, Base):
    """How many working days before a reminder leaves, from a day on; 0 for never."""

    __tablename__ = "reminder_setting"
    __table_args__ = (UniqueConstraint("organisation_id", "valid_from"),)

    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    days_before: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
