from datetime import date, datetime

from sqlalchemy import SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned


class PlaceMeasure(Owned, Base):
    """What was found on one day for one reason. Never changed: a figure is defended as it was.

    `days` is none when no place was free as far as places can be booked; `waiting` is the same for
    every reason, because who waits to be called has not said one.
    """

    __tablename__ = "place_measure"
    __table_args__ = (UniqueConstraint("organisation_id", "measured_on", "purpose"),)

    measured_on: Mapped[date] = mapped_column(info={"audit": "value"})
    measured_at: Mapped[datetime]
    measured_by: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    days: Mapped[int | None] = mapped_column(SmallInteger, info={"audit": "value"})
    places_soon: Mapped[int] = mapped_column(info={"audit": "value"})
    soon_weeks: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    waiting: Mapped[int] = mapped_column(info={"audit": "value"})
