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

from app.db import Base, Owned, StepRow, Versioned, owned_key
from app.kernel.references import EngagementId, ShiftId, SiteId, SwapId
from app.rota.procedure import SwapState
from app.vault.sealed import Sealed

ONE_OPEN_SWAP = "uq_shift_swap_one_open"
_PROPOSED = column("state") == SwapState.PROPOSED.value


class Shift(Owned, Base):
    """Somebody on duty on a day; removed, it stays with the moment it was taken off."""

    __tablename__ = "shift"
    __table_args__ = (
        owned_key("engagement_id", "engagement"),
        owned_key("site_id", "site"),
        CheckConstraint("to_minute > from_minute", name="hours_in_order"),
        Index(None, "organisation_id", "day"),
    )

    id: Mapped[ShiftId] = mapped_column(primary_key=True)
    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    site_id: Mapped[SiteId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    day: Mapped[date] = mapped_column(info={"audit": "value"})
    from_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    to_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    post: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    added_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    cancelled_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class Absence(Owned, Base):
    """Somebody away from a day to another, the second included; why, only as far as it is told."""

    __tablename__ = "absence"
    __table_args__ = (
        owned_key("engagement_id", "engagement"),
        CheckConstraint("last_day >= first_day", name="days_in_order"),
        Index(None, "organisation_id", "last_day"),
    )

    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    first_day: Mapped[date] = mapped_column(info={"audit": "value"})
    last_day: Mapped[date] = mapped_column(info={"audit": "value"})
    kind: Mapped[str] = mapped_column(String(40))
    cancelled_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class WorkingHours(Owned, Base):
    """The weekly hours of somebody, from a day on: her share of the turns."""

    __tablename__ = "working_hours"
    __table_args__ = (
        owned_key("engagement_id", "engagement"),
        UniqueConstraint("organisation_id", "engagement_id", "valid_from"),
        CheckConstraint("hours > 0", name="some_hours"),
    )

    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    hours: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})


class RotaMonth(Owned, Base):
    """A month of the rota that was published: what changes in it later is told."""

    __tablename__ = "rota_month"
    __table_args__ = (UniqueConstraint("organisation_id", "month"),)

    month: Mapped[date] = mapped_column(info={"audit": "value"})
    published_at: Mapped[datetime] = mapped_column(info={"audit": "value"})
    published_by: Mapped[str] = mapped_column(String(120))


class ShiftSwap(Owned, Versioned, Base):
    """Somebody asks a colleague, or whoever can, to hold a shift of hers; perhaps for another.

    `wanted_id` is the shift she takes in return, none when she is only replaced. The few words of
    whoever declines are sealed.
    """

    __tablename__ = "shift_swap"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("shift_id", "shift"),
        owned_key("wanted_id", "shift"),
        owned_key("asker_id", "engagement"),
        owned_key("asked_id", "engagement"),
        owned_key("taker_id", "engagement"),
        Index(None, "organisation_id", "asker_id"),
        Index(None, "organisation_id", "state", "last_day"),
        Index(
            ONE_OPEN_SWAP,
            "organisation_id",
            "shift_id",
            unique=True,
            sqlite_where=_PROPOSED,
            postgresql_where=_PROPOSED,
        ),
    )

    id: Mapped[SwapId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    shift_id: Mapped[ShiftId]
    wanted_id: Mapped[ShiftId | None]
    asker_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    asked_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    taker_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    last_day: Mapped[date]  # the nearer of the two: after it nobody can accept
    asked_at: Mapped[datetime]
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    answer = Sealed("answer_sealed")


class SwapStep(Owned, StepRow, Base):
    """One thing done with a swap."""

    __tablename__ = "swap_step"
    __table_args__ = (
        owned_key("swap_id", "shift_swap"),
        Index(None, "organisation_id", "swap_id"),
    )

    swap_id: Mapped[SwapId]
