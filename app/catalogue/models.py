from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, Versioned, dates_in_order, owned_key
from app.kernel.references import (
    AccountId,
    BodyId,
    RemarkId,
    SentCardId,
    ServiceId,
    UnitId,
)
from app.vault.sealed import Sealed


class TermLength(Owned, Base):
    """How long a term of the office is from a day on, and who says so."""

    __tablename__ = "term_length"
    __table_args__ = (
        CheckConstraint("number >= 0", name="not_negative"),
        UniqueConstraint("organisation_id", "term", "valid_from"),
    )

    term: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    number: Mapped[int] = mapped_column(Integer, info={"audit": "value"})
    unit: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(200))


class PathParameter(Owned, Base):
    """A figure of a way (an age, a day of the year) from a day on, and who says so."""

    __tablename__ = "path_parameter"
    __table_args__ = (UniqueConstraint("organisation_id", "key", "valid_from"),)

    key: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    value: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(200))


class PathCard(Owned, Versioned, Base):
    """What the office adds to the card of a way: citizens' words, how long it takes, who read it.

    Without a row the words are those the program starts with, and nobody has read the card yet.
    """

    __tablename__ = "path_card"
    __table_args__ = (UniqueConstraint("organisation_id", "path"),)

    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    words: Mapped[str | None] = mapped_column(String(1000))
    how_long: Mapped[str] = mapped_column(String(300))
    checked_on: Mapped[date] = mapped_column(info={"audit": "value"})
    checked_by: Mapped[str] = mapped_column(String(120))


class SentCard(Owned, Base):
    """That somebody sent a card to a telephone. To which one, only its notice knows."""

    __tablename__ = "sent_card"
    __table_args__ = (Index(None, "organisation_id", "sent_by_id", "path"),)

    id: Mapped[SentCardId] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    sent_by_id: Mapped[AccountId]  # a plain value: it outlives the account
    sent_at: Mapped[datetime]


class RuleRemark(Owned, Versioned, Base):
    """What somebody says of a rule of a way that does not fit, and what was answered.

    The words are sealed: they may tell of somebody.
    """

    __tablename__ = "rule_remark"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "written_at"),
    )

    id: Mapped[RemarkId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    reason: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    parameter_key: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    remark_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    written_by: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answered_by: Mapped[str] = mapped_column(String(120))
    answered_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})

    remark = Sealed("remark_sealed")
    answer = Sealed("answer_sealed")


class Service(Owned, Versioned, Base):
    """A service as this body offers it: on which way it stands, in what it is measured."""

    __tablename__ = "service"
    __table_args__ = (
        dates_in_order(),
        Index(None, "organisation_id", "path"),
    )

    id: Mapped[ServiceId] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    name: Mapped[str] = mapped_column(String(200))
    measure: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    note: Mapped[str] = mapped_column(String(300))
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})


class ServiceManagement(Owned, Base):
    """How and by whom a service is given, from a day on; the next row ends this one."""

    __tablename__ = "service_management"
    __table_args__ = (
        owned_key("service_id", "service"),
        owned_key("provider_id", "body"),
        UniqueConstraint("organisation_id", "service_id", "valid_from"),
    )

    service_id: Mapped[ServiceId]
    form: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    provider_id: Mapped[BodyId | None]
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    note: Mapped[str] = mapped_column(String(300))


class ServiceUnit(Owned, Versioned, Base):
    """A unit of offer: a centre, a structure, the hours of a contractor.

    `reserved` units carry an alias for a name: what they are called in truth stands elsewhere.
    """

    __tablename__ = "service_unit"
    __table_args__ = (
        owned_key("service_id", "service"),
        owned_key("provider_id", "body"),
        dates_in_order(),
        Index(None, "organisation_id", "service_id"),
    )

    id: Mapped[UnitId] = mapped_column(primary_key=True)
    service_id: Mapped[ServiceId]
    provider_id: Mapped[BodyId | None]
    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(300))
    reserved: Mapped[bool]
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})


class UnitCapacity(Owned, Base):
    """How much a unit of offer has of one measure, from a day on: beds and families, places."""

    __tablename__ = "unit_capacity"
    __table_args__ = (
        owned_key("unit_id", "service_unit"),
        CheckConstraint("quantity >= 0", name="not_negative"),
        UniqueConstraint("organisation_id", "unit_id", "measure", "valid_from"),
    )

    unit_id: Mapped[UnitId]
    measure: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    quantity: Mapped[int] = mapped_column(Integer, info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
