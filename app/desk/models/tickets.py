"""The opening of a day, its counters, the numbers given out and all that happened to each."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, Versioned, owned_key
from app.desk.procedure.tickets import TicketState
from app.kernel.references import AccountId, AppointmentId, EngagementId, SiteId, TicketId

_STATES = ", ".join(f"'{state}'" for state in TicketState)


class DeskOpening(Owned, Versioned, Base):
    """One walk-in opening that took place: made by its first number or its first counter.

    How long interviews of this weekday last is looked up once, when it begins.
    """

    __tablename__ = "desk_opening"
    __table_args__ = (
        owned_key("site_id", "site"),
        UniqueConstraint("organisation_id", "day", "from_minute"),
        Index(None, "organisation_id", "weekday", "day"),
    )

    day: Mapped[date] = mapped_column(info={"audit": "value"})
    weekday: Mapped[int] = mapped_column(SmallInteger)
    from_minute: Mapped[int] = mapped_column(SmallInteger)
    to_minute: Mapped[int] = mapped_column(SmallInteger)
    site_id: Mapped[SiteId]
    walk_in: Mapped[bool]
    papers: Mapped[bool]
    slot_minutes: Mapped[int] = mapped_column(SmallInteger)
    openings_behind: Mapped[int] = mapped_column(SmallInteger)
    usual_social: Mapped[float]
    usual_papers: Mapped[float]
    distribution_closed_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class DeskCounter(Owned, Versioned, Base):
    """A worker at a counter for one opening; away when she had to leave in a hurry."""

    __tablename__ = "desk_counter"
    __table_args__ = (
        owned_key("opening_id", "desk_opening"),
        UniqueConstraint("organisation_id", "opening_id", "account_id"),
    )

    opening_id: Mapped[UUID]
    account_id: Mapped[AccountId]
    worker: Mapped[str] = mapped_column(String(120))
    number: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    for_papers: Mapped[bool]
    opened_at: Mapped[datetime]
    left_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    away_since: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    away_reason: Mapped[str] = mapped_column(String(40))
    back_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class Ticket(Owned, Versioned, Base):
    """A number in somebody's hand: no name, no reason. A person is linked to the visit only."""

    __tablename__ = "ticket"
    __table_args__ = (
        owned_key("opening_id", "desk_opening"),
        owned_key("wanted_id", "engagement"),
        UniqueConstraint("organisation_id", "opening_id", "letter", "number"),
        UniqueConstraint("organisation_id", "appointment_id"),
        CheckConstraint(f"state IN ({_STATES})", name="known_state"),
        Index(None, "organisation_id", "opening_id", "state"),
        Index(None, "organisation_id", "state"),
    )

    id: Mapped[TicketId] = mapped_column(primary_key=True)
    opening_id: Mapped[UUID]
    letter: Mapped[str] = mapped_column(String(1))
    number: Mapped[int] = mapped_column(SmallInteger)
    code: Mapped[str] = mapped_column(String(4), info={"audit": "value"})
    queue: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    since: Mapped[datetime]
    taken_at: Mapped[datetime]
    taken_by: Mapped[AccountId | None]
    place_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    first: Mapped[bool]
    precedence: Mapped[bool] = mapped_column(info={"audit": "value"})
    calls: Mapped[int] = mapped_column(SmallInteger)
    worker_id: Mapped[AccountId | None]
    worker: Mapped[str] = mapped_column(String(120))
    counter: Mapped[int | None] = mapped_column(SmallInteger)
    wanted_id: Mapped[EngagementId | None]  # only this worker: the one of the appointment
    not_for_id: Mapped[AccountId | None]  # never this one: she passed it on, nobody reads why
    expected_back_at: Mapped[datetime | None]
    appointment_id: Mapped[AppointmentId | None]


class TicketStep(Owned, StepRow, Base):
    """One step of a ticket. `by_precedence` tells of a call in turn whether it jumped the line.

    `before` is what the ticket was when the step was taken, so that it can be taken back within ten
    minutes; `undoes_id` is the step that one takes back. Both stay: nothing is deleted.
    """

    __tablename__ = "ticket_step"
    __table_args__ = (
        owned_key("ticket_id", "ticket"),
        owned_key("opening_id", "desk_opening"),
        owned_key("undoes_id", "ticket_step"),
        UniqueConstraint("organisation_id", "undoes_id"),
        Index(None, "organisation_id", "ticket_id"),
        Index(None, "organisation_id", "opening_id", "action"),
    )

    ticket_id: Mapped[TicketId]
    opening_id: Mapped[UUID]
    counter: Mapped[int | None] = mapped_column(SmallInteger)
    by_precedence: Mapped[bool | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    undoes_id: Mapped[UUID | None]


class TicketInterval(Owned, Base):
    """How long a ticket was in a state, where and with whom. One is open, never two."""

    __tablename__ = "ticket_interval"
    __table_args__ = (
        owned_key("ticket_id", "ticket"),
        owned_key("opening_id", "desk_opening"),
        CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="in_order"),
        Index(None, "organisation_id", "opening_id", "state"),
        Index(None, "organisation_id", "ticket_id"),
    )

    ticket_id: Mapped[TicketId]
    opening_id: Mapped[UUID]
    queue: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    counter: Mapped[int | None] = mapped_column(SmallInteger)
    worker_id: Mapped[AccountId | None]


# Two workers never sit at one counter, and a ticket is never in two states: the database says so.
Index(
    "uq_desk_counter_number_in_use",
    DeskCounter.organisation_id,
    DeskCounter.opening_id,
    DeskCounter.number,
    unique=True,
    sqlite_where=DeskCounter.left_at.is_(None),
    postgresql_where=DeskCounter.left_at.is_(None),
)
Index(
    "uq_ticket_interval_one_open",
    TicketInterval.organisation_id,
    TicketInterval.ticket_id,
    unique=True,
    sqlite_where=TicketInterval.ended_at.is_(None),
    postgresql_where=TicketInterval.ended_at.is_(None),
)
