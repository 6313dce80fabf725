from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, dates_in_order, owned_key
from app.kernel.references import (
    BodyId,
    DeskContactId,
    InfoDeskId,
    InitiativeId,
    OnwardId,
    PersonId,
    SiteId,
)
from app.open_door.procedure import OnwardState
from app.vault.sealed import Sealed, SealedWords

_STATES = ", ".join(f"'{state}'" for state in OnwardState)
_NAMED = "person_id IS NULL OR consent_on IS NOT NULL"


class Initiative(Owned, Versioned, Base):
    """Something of the youth space, or of the services for foreign citizens, open to anybody."""

    __tablename__ = "initiative"
    __table_args__ = (
        dates_in_order(),
        Index(None, "organisation_id", "valid_from"),
    )

    id: Mapped[InitiativeId] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    title: Mapped[str] = mapped_column(String(160))
    goals: Mapped[str] = mapped_column(String(1000))
    budget_cents: Mapped[int | None] = mapped_column(BigInteger, info={"audit": "value"})
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    valid_to: Mapped[date | None] = mapped_column(info={"audit": "value"})


class InitiativePartner(Owned, Base):
    """A body with which the office holds an initiative."""

    __tablename__ = "initiative_partner"
    __table_args__ = (
        owned_key("initiative_id", "initiative"),
        owned_key("body_id", "body"),
        UniqueConstraint("organisation_id", "initiative_id", "body_id"),
    )

    initiative_id: Mapped[InitiativeId]
    body_id: Mapped[BodyId]


class Participation(Owned, Base):
    """How many took part on a day; one with a name only by consent."""

    __tablename__ = "participation"
    __table_args__ = (
        owned_key("initiative_id", "initiative"),
        owned_key("person_id", "person"),
        CheckConstraint("counted >= 1", name="somebody"),
        CheckConstraint(_NAMED, name="named_by_consent"),
        Index(None, "organisation_id", "initiative_id", "held_on"),
        Index(None, "organisation_id", "person_id"),
    )

    initiative_id: Mapped[InitiativeId]
    held_on: Mapped[date] = mapped_column(info={"audit": "value"})
    age_band: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    counted: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    person_id: Mapped[PersonId | None]
    consent_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    referral_id: Mapped[UUID | None]  # a plain value: only beside a name
    noted_by: Mapped[str] = mapped_column(String(120))
    noted_at: Mapped[datetime]


class InfoDesk(Owned, Base):
    """One of the eight information desks for foreign citizens; its hours are those of its site."""

    __tablename__ = "info_desk"
    __table_args__ = (
        owned_key("site_id", "site"),
        owned_key("host_id", "body"),
        UniqueConstraint("organisation_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 8", name="one_of_eight"),
    )

    id: Mapped[InfoDeskId] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    site_id: Mapped[SiteId]
    host_id: Mapped[BodyId | None]
    languages: Mapped[str] = mapped_column(String(120))


class DeskContact(Owned, Base):
    """Somebody who came to an information desk: counted, without a name unless she consents.

    Nothing says whether her stay is regular: there is no column for it, nor may there be.
    """

    __tablename__ = "desk_contact"
    __table_args__ = (
        owned_key("desk_id", "info_desk"),
        owned_key("person_id", "person"),
        CheckConstraint(_NAMED, name="named_by_consent"),
        CheckConstraint("mediation_minutes <= minutes", name="mediation_within"),
        Index(None, "organisation_id", "desk_id", "at"),
        Index(None, "organisation_id", "person_id"),
    )

    id: Mapped[DeskContactId] = mapped_column(primary_key=True)
    desk_id: Mapped[InfoDeskId]
    at: Mapped[datetime]
    language: Mapped[str] = mapped_column(String(40))
    topics: Mapped[str] = mapped_column(String(200), info={"audit": "value"})  # codes, in order
    minutes: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    mediation_minutes: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    returns: Mapped[bool]
    nationality: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[PersonId | None]
    consent_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    referral_id: Mapped[UUID | None]  # a plain value: only beside a name
    noted_by: Mapped[str] = mapped_column(String(120))


class OnwardReferral(Owned, Versioned, Base):
    """Somebody sent on to another body, until it is known that she arrived."""

    __tablename__ = "onward_referral"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("person_id", "person"),
        owned_key("body_id", "body"),
        CheckConstraint(f"state IN ({_STATES})", name="a_state"),
        Index(None, "organisation_id", "state", "sent_on"),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "referral_id"),
    )

    id: Mapped[OnwardId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    path: Mapped[str] = mapped_column(String(40))  # never in the trail: it could say why she came
    person_id: Mapped[PersonId | None]
    described_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    body_id: Mapped[BodyId]
    help_kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    agrees: Mapped[str] = mapped_column(String(40))
    is_alone: Mapped[str] = mapped_column(String(40))
    may_speak: Mapped[str] = mapped_column(String(40))
    safe_to_call: Mapped[str] = mapped_column(String(40))
    no_print: Mapped[bool]
    sent_on: Mapped[date] = mapped_column(info={"audit": "value"})
    sent_by: Mapped[str] = mapped_column(String(120))
    sent_by_id: Mapped[UUID]  # the account; a plain value
    referral_id: Mapped[UUID | None]  # a plain value: requests and reports stand above
    visit_id: Mapped[UUID | None]  # a plain value: so do the interviews of the desk

    described = Sealed("described_sealed")


class OnwardReferralStep(Owned, StepRow, SealedWords, Base):
    """What was done; what somebody wrote of it stays sealed."""

    __tablename__ = "onward_referral_step"
    __table_args__ = (
        owned_key("onward_id", "onward_referral"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "onward_id"),
    )

    onward_id: Mapped[OnwardId]


class OnwardReferralTerm(Owned, TermRow, Base):
    """By when somebody must ask whether she arrived."""

    __tablename__ = "onward_referral_term"
    __table_args__ = (
        owned_key("onward_id", "onward_referral"),
        Index("ix_onward_referral_term_due", "organisation_id", "onward_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    onward_id: Mapped[OnwardId]


class WomanHeard(Owned, Base):
    """That a woman in difficulty was listened to, and what she was told: neither name nor words."""

    __tablename__ = "woman_heard"
    __table_args__ = (
        owned_key("onward_id", "onward_referral"),
        UniqueConstraint("organisation_id", "visit_id"),
        Index(None, "organisation_id", "at"),
    )

    at: Mapped[datetime]
    told: Mapped[str] = mapped_column(String(200), info={"audit": "value"})  # codes, in order
    onward_id: Mapped[OnwardId | None]
    visit_id: Mapped[UUID | None]  # a plain value: the interviews of the desk stand above
    noted_by: Mapped[str] = mapped_column(String(120))
