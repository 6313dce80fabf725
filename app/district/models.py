from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, dates_in_order, owned_key
from app.district.rules import COUNTS
from app.kernel.hiding import FEWEST_SHOWN
from app.kernel.references import BodyId


def _pointing_at_nobody(*counts: str) -> tuple[CheckConstraint, ...]:
    """Return what keeps small numbers out of the box, whoever writes there."""
    return tuple(
        CheckConstraint(f"{name} = 0 OR {name} >= {FEWEST_SHOWN}", name=f"{name}_points_at_nobody")
        for name in counts or COUNTS
    )


class Convention(Owned, Base):
    """By which act a Comune has a service from an association, from a day to a day."""

    __tablename__ = "convention"
    __table_args__ = (
        owned_key("association_id", "association"),
        owned_key("signatory_id", "body"),
        dates_in_order(),
        UniqueConstraint("organisation_id", "signatory_id", "path", "valid_from"),
    )

    association_id: Mapped[UUID]
    signatory_id: Mapped[BodyId]
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    number: Mapped[str] = mapped_column(String(60))
    form: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(200))
    demonstrative: Mapped[bool] = mapped_column(info={"audit": "value"})  # of the demo, nobody's


class AreaResource(Owned, Base):
    """What a Comune puts in common: somebody's hours, a service, a place. Nobody is named."""

    __tablename__ = "area_resource"
    __table_args__ = (
        owned_key("municipality_id", "body"),
        dates_in_order(),
        CheckConstraint("hours_week > 0", name="some_hours"),
        CheckConstraint("quantity > 0", name="some"),
        Index(None, "organisation_id", "municipality_id"),
    )

    municipality_id: Mapped[BodyId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    what: Mapped[str] = mapped_column(String(200))
    hours_week: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})  # hundredths
    quantity: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(200))


class AreaTarget(Owned, Base):
    """How many people the plan means to give a service of a Comune to, in a year."""

    __tablename__ = "area_target"
    __table_args__ = (
        owned_key("municipality_id", "body"),
        CheckConstraint("target >= 0", name="not_negative"),
        UniqueConstraint("organisation_id", "municipality_id", "path", "year"),
    )

    municipality_id: Mapped[BodyId]
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    year: Mapped[int] = mapped_column(Integer, info={"audit": "value"})
    target: Mapped[int] = mapped_column(Integer, info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(200))


class Publication(Owned, Base):
    """The figures of one Comune on one day, in the box of who plans for the area; one a month.

    Published by the Comune itself (`from_organisation_id`, a plain value: no key leaves a body), or
    written here as the Comune told them (`municipality_id`). A number that is not told is empty.
    """

    __tablename__ = "publication"
    __table_args__ = (
        owned_key("municipality_id", "body"),
        CheckConstraint(
            "(from_organisation_id IS NULL) <> (municipality_id IS NULL)", name="of_one_town"
        ),
        *_pointing_at_nobody(),
        UniqueConstraint("organisation_id", "from_organisation_id", "month"),
        UniqueConstraint("organisation_id", "municipality_id", "month"),
        Index(None, "organisation_id", "day"),
    )

    from_organisation_id: Mapped[UUID | None]
    municipality_id: Mapped[BodyId | None]
    from_label: Mapped[str] = mapped_column(String(200))
    published_by: Mapped[str] = mapped_column(String(120))
    day: Mapped[date] = mapped_column(info={"audit": "value"})
    month: Mapped[date] = mapped_column(info={"audit": "value"})
    at: Mapped[datetime]
    demand: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
    active: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
    waiting: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})


class PublishedFigure(Owned, Base):
    """One service of a publication.

    A count that is empty is not told: it was too small. Told by a Comune it is of a day of its own
    (`told_on`); published by itself, of the day of the publication.
    """

    __tablename__ = "published_figure"
    __table_args__ = (
        owned_key("publication_id", "publication"),
        *_pointing_at_nobody(),
        UniqueConstraint("organisation_id", "publication_id", "path"),
    )

    publication_id: Mapped[UUID]
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    form: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    measure: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    places: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
    demand: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
    active: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
    waiting: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
    longest_wait: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
    told_on: Mapped[date | None] = mapped_column(info={"audit": "value"})


class PublishedShare(Owned, Base):
    """How many people of a service live in one Comune of the territory of who publishes.

    `town` is its name, or nothing for who lives elsewhere or nobody knows where. A count that is
    empty is not told.
    """

    __tablename__ = "published_share"
    __table_args__ = (
        owned_key("publication_id", "publication"),
        *_pointing_at_nobody("active", "waiting"),
        UniqueConstraint("organisation_id", "publication_id", "path", "town"),
    )

    publication_id: Mapped[UUID]
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    town: Mapped[str] = mapped_column(String(200))
    active: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
    waiting: Mapped[int | None] = mapped_column(Integer, info={"audit": "value"})
