from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, Shared, Technical, Versioned, dates_in_order, owned_key
from app.kernel.references import AccountId, EngagementId, TeamId


class Account(Shared, Versioned, Base):
    """A person who signs in. Global: she may work for several bodies with the same login."""

    __tablename__ = "account"

    id: Mapped[AccountId] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    epoch: Mapped[int] = mapped_column(default=1)  # raised, it ends every session of hers
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class Team(Owned, Base):
    """People who see each other's work: the minors' team, the adults' team."""

    __tablename__ = "team"
    id: Mapped[TeamId] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))


class Engagement(Owned, Base):
    """The work of one account for one body: role, team and dates. A *worker* is an engagement."""

    __tablename__ = "engagement"
    __table_args__ = (
        owned_key("team_id", "team"),
        dates_in_order(),
        Index(None, "account_id"),
    )

    id: Mapped[EngagementId] = mapped_column(primary_key=True)
    account_id: Mapped[AccountId] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    team_id: Mapped[TeamId | None]
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})


class Substitution(Owned, Base):
    """Who stands in for the person in charge, from a day to another, and for which duties."""

    __tablename__ = "substitution"
    __table_args__ = (
        owned_key("stood_for_id", "engagement"),
        owned_key("substitute_id", "engagement"),
        dates_in_order(),
        Index(None, "organisation_id", "substitute_id"),
        Index(None, "organisation_id", "stood_for_id"),
    )

    stood_for_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    substitute_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    duties: Mapped[str] = mapped_column(String(120), info={"audit": "value"})  # codes, in order
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date] = mapped_column(info={"audit": "value"})
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})


class EngagementSkill(Owned, Base):
    """What somebody can do beside her duty, from a day on: a language she speaks, an area of hers.

    `code` is the code of an area, or the name of a language as people write it.
    """

    __tablename__ = "engagement_skill"
    __table_args__ = (
        owned_key("engagement_id", "engagement"),
        dates_in_order(),
        Index(None, "organisation_id", "engagement_id"),
    )

    engagement_id: Mapped[EngagementId] = mapped_column(info={"audit": "value"})
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    code: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})


class AccessLink(Shared, Base):
    """A one-use link by which a person sets her own password; only its hash is kept."""

    __tablename__ = "access_link"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[AccountId] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class StaffSession(Technical, Base):
    """An open door: the hash of its token, whose it is, since when; ended, it never opens again."""

    __tablename__ = "staff_session"
    __table_args__ = (Index(None, "account_id"), Index(None, "created_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    account_id: Mapped[UUID | None]
    organisation_id: Mapped[UUID | None]
    epoch: Mapped[int]
    payload_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    device: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    fresh_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Throttle(Technical, Base):
    """Attempts counted for one account, device or source, shared by every process."""

    __tablename__ = "throttle"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    attempts: Mapped[int]
    last_at: Mapped[datetime]


class KnownDevice(Technical, Base):
    """A browser from which an account signed in before: strangers cannot exhaust its attempts."""

    __tablename__ = "known_device"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    last_used_at: Mapped[datetime]
