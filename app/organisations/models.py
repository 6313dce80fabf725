from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, Versioned, dates_in_order, owned_key
from app.kernel.references import BodyId, OrganisationId, SiteId


class Body(Owned, Versioned, Base):
    """A school, a court, a Comune, a provider, in the directory of whoever holds this row."""

    __tablename__ = "body"
    __table_args__ = (Index(None, "organisation_id", "search_key"),)

    id: Mapped[BodyId] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    name: Mapped[str] = mapped_column(String(200))
    search_key: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(40))
    email: Mapped[str] = mapped_column(String(120))
    pec: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(String(300))
    linked_id: Mapped[OrganisationId | None] = mapped_column(ForeignKey("organisation.id"))


class Site(Owned, Versioned, Base):
    """A building where people come."""

    __tablename__ = "site"

    id: Mapped[SiteId] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200))
    directions: Mapped[str] = mapped_column(String(300))


class OpeningRule(Owned, Base):
    """Open on a weekday at these hours; a change ends one rule and starts another."""

    __tablename__ = "opening_rule"
    __table_args__ = (
        owned_key("site_id", "site"),
        dates_in_order(),
        CheckConstraint("to_minute > from_minute", name="hours_in_order"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="a_weekday"),
    )

    site_id: Mapped[SiteId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    mode: Mapped[str] = mapped_column(String(40))
    weekday: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    from_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    to_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    to_be_confirmed: Mapped[bool]
    languages: Mapped[str] = mapped_column(String(120))


class MakeUpOpening(Owned, Base):
    """Open on one day alone, in place of an opening that was lost or besides the weekly ones."""

    __tablename__ = "make_up_opening"
    __table_args__ = (
        owned_key("site_id", "site"),
        CheckConstraint("to_minute > from_minute", name="hours_in_order"),
        UniqueConstraint("organisation_id", "site_id", "kind", "day"),
    )

    site_id: Mapped[SiteId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    mode: Mapped[str] = mapped_column(String(40))
    day: Mapped[date] = mapped_column(info={"audit": "value"})
    from_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    to_minute: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    recovers_on: Mapped[date | None] = mapped_column(info={"audit": "value"})


class Closure(Owned, Base):
    """Days of closure for a reason of the office's own; `ends_on` is the first day open.

    Of all the office, unless it says which site or which kind of opening.
    """

    __tablename__ = "closure"
    __table_args__ = (
        owned_key("site_id", "site"),
        CheckConstraint("ends_on > starts_on", name="dates_in_order"),
    )

    starts_on: Mapped[date] = mapped_column(info={"audit": "value"})
    ends_on: Mapped[date] = mapped_column(info={"audit": "value"})
    reason: Mapped[str] = mapped_column(String(120))
    site_id: Mapped[SiteId | None]
    kind: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})


class Channel(Owned, Base):
    """A telephone, fax or address of the office itself."""

    __tablename__ = "channel"

    kind: Mapped[str] = mapped_column(String(40))
    office: Mapped[str] = mapped_column(String(120))
    value: Mapped[str] = mapped_column(String(120))


class Association(Owned, Base):
    """Comuni that do something together: the district, the consortium."""

    __tablename__ = "association"

    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(300))


class AssociationMember(Owned, Base):
    """A body in an association, as lead or member, from a day to a day, and who says so."""

    __tablename__ = "association_member"
    __table_args__ = (
        owned_key("association_id", "association"),
        owned_key("body_id", "body"),
        dates_in_order(),
    )

    association_id: Mapped[UUID]
    body_id: Mapped[BodyId]
    role: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})
    source: Mapped[str] = mapped_column(String(200))


class DatedSetting(Owned, Base):
    """A choice of the office from a day on."""

    __tablename__ = "dated_setting"
    __table_args__ = (UniqueConstraint("organisation_id", "key", "valid_from"),)

    key: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    value: Mapped[str] = mapped_column(String(200), info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
