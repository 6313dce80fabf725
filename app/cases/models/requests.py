from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, TermRow, Versioned, owned_key
from app.kernel.references import (
    BodyId,
    CaseId,
    PersonId,
    RequestLineId,
    ServiceRequestId,
    UnitId,
)
from app.vault.sealed import Sealed, SealedWords


class ServiceRequest(Owned, Versioned, Base):
    """A service asked for a person: by whom, for when, on what ground; decided by somebody else."""

    __tablename__ = "service_request"
    __table_args__ = (
        owned_key("case_id", "case_record"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "number"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        Index(None, "organisation_id", "case_id"),
        Index(None, "organisation_id", "state"),
    )

    id: Mapped[ServiceRequestId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId]
    data_key_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(20), info={"audit": "value"})
    path: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    priority: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    requester_id: Mapped[UUID]  # the account; a plain value, as in the steps
    requester_label: Mapped[str] = mapped_column(String(120))
    management: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    with_cost: Mapped[bool] = mapped_column(info={"audit": "value"})
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    consent: Mapped[str] = mapped_column(String(60), info={"audit": "value"})
    consent_known_at: Mapped[datetime | None]
    not_met: Mapped[bool] = mapped_column(info={"audit": "value"})
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    snapshot_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    override_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    decided_by_id: Mapped[UUID | None]  # who approved or ratified
    decided_by_label: Mapped[str] = mapped_column(String(120))
    urgency: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    voice_label: Mapped[str] = mapped_column(String(120))
    voice_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    reason = Sealed("reason_sealed")
    snapshot = Sealed("snapshot_sealed")
    override = Sealed("override_sealed")


class RequestPerson(Owned, Base):
    """Who would enter a structure, as it was said when the way to it was chosen.

    Nobody enters by this row: each becomes a member of a placement on a ground of her own.
    """

    __tablename__ = "request_person"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        owned_key("person_id", "person"),
        Index(None, "organisation_id", "request_id"),
    )

    request_id: Mapped[ServiceRequestId]
    person_id: Mapped[PersonId | None]
    role: Mapped[str] = mapped_column(String(40), info={"audit": "value"})


class RequestPaper(Owned, Base):
    """A paper the request needs: in the file, or missing with the day by which it comes."""

    __tablename__ = "request_paper"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        UniqueConstraint("organisation_id", "request_id", "paper"),
    )

    request_id: Mapped[ServiceRequestId]
    paper: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    expected_on: Mapped[date | None]


class RequestLine(Owned, Versioned, Base):
    """One intervention of a request, with a quantity, a provider and a life of its own."""

    __tablename__ = "request_line"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        owned_key("data_key_id", "data_key"),
        owned_key("provider_id", "body"),
        owned_key("unit_id", "service_unit"),
        UniqueConstraint("organisation_id", "request_id", "position"),
        CheckConstraint("quantity >= 0", name="not_negative"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        Index(None, "organisation_id", "unit_id", "state"),
        Index(None, "organisation_id", "state"),
    )

    id: Mapped[RequestLineId] = mapped_column(primary_key=True)
    request_id: Mapped[ServiceRequestId]
    data_key_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(SmallInteger)
    intervention: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    quantity: Mapped[int] = mapped_column(Integer, info={"audit": "value"})  # in hundredths
    measure: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    provider_id: Mapped[BodyId | None]
    unit_id: Mapped[UnitId | None]
    operator: Mapped[str] = mapped_column(String(120))
    starts_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    ends_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    started_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    ended_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    listed_at: Mapped[datetime | None]
    kept_until: Mapped[date | None]
    held: Mapped[bool]  # offered from the list: nobody else is given the place
    past_end: Mapped[bool] = mapped_column(info={"audit": "value"})
    edition: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    end_cause: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    outcome: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})

    note = Sealed("note_sealed")


class RequestStep(Owned, StepRow, SealedWords, Base):
    """One step of a request; what somebody wrote to explain it is sealed."""

    __tablename__ = "request_step"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "request_id"),
        Index(None, "organisation_id", "action", "effective_at"),
    )

    request_id: Mapped[ServiceRequestId]


class LineStep(Owned, StepRow, SealedWords, Base):
    """One step of a line; what somebody wrote to explain it is sealed."""

    __tablename__ = "line_step"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "line_id"),
        Index(None, "organisation_id", "action", "effective_at"),
        Index(None, "organisation_id", "reason_code", "at"),
    )

    line_id: Mapped[RequestLineId]


class RequestTerm(Owned, TermRow, Base):
    """By when a request is decided or ratified."""

    __tablename__ = "request_term"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        Index("ix_request_term_due", "organisation_id", "request_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    request_id: Mapped[ServiceRequestId]


class LineTerm(Owned, TermRow, Base):
    """By when a provider answers, or an extension is asked for."""

    __tablename__ = "line_term"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        Index("ix_line_term_due", "organisation_id", "line_id", "met_at", "due_on"),
        Index(None, "organisation_id", "met_at", "due_on"),
    )

    line_id: Mapped[RequestLineId]


class LineChange(Owned, Base):
    """A new version of a line: more or fewer hours, a later end. What costs waits for a yes."""

    __tablename__ = "line_change"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        Index(None, "organisation_id", "line_id"),
    )

    line_id: Mapped[RequestLineId]
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    old_quantity: Mapped[int] = mapped_column(Integer)
    new_quantity: Mapped[int] = mapped_column(Integer, info={"audit": "value"})
    old_ends_on: Mapped[date | None]
    new_ends_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    valid_from: Mapped[date]
    asked_by_id: Mapped[UUID]
    asked_by_label: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[datetime]
    decided_by_id: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    accepted: Mapped[bool | None] = mapped_column(info={"audit": "value"})


class Delivery(Owned, Base):
    """What was given on a day, as somebody recorded it."""

    __tablename__ = "delivery"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        UniqueConstraint("organisation_id", "line_id", "day"),
        CheckConstraint("quantity > 0", name="positive"),
    )

    line_id: Mapped[RequestLineId]
    day: Mapped[date] = mapped_column(info={"audit": "value"})
    quantity: Mapped[int] = mapped_column(Integer, info={"audit": "value"})
    recorded_by_id: Mapped[UUID]
    recorded_by_label: Mapped[str] = mapped_column(String(120))
    recorded_at: Mapped[datetime]


class DeliveryVisto(Owned, Base):
    """The month of a line seen by who follows the person: the hours were really given."""

    __tablename__ = "delivery_visto"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        UniqueConstraint("organisation_id", "line_id", "month"),
    )

    line_id: Mapped[RequestLineId]
    month: Mapped[date] = mapped_column(info={"audit": "value"})
    quantity: Mapped[int] = mapped_column(Integer, info={"audit": "value"})
    by_id: Mapped[UUID]
    by_label: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]


class Commitment(Owned, Base):
    """Money set aside for a request: who pays, which share, how much, by which act."""

    __tablename__ = "commitment"
    __table_args__ = (
        owned_key("request_id", "service_request"),
        owned_key("body_id", "body"),
        CheckConstraint("share BETWEEN 1 AND 100", name="a_share"),
        CheckConstraint("amount_cents > 0", name="positive"),
        Index(None, "organisation_id", "request_id"),
    )

    request_id: Mapped[ServiceRequestId]
    payer: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    body_id: Mapped[BodyId | None]
    share: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    amount_cents: Mapped[int] = mapped_column(BigInteger, info={"audit": "value"})
    act_reference: Mapped[str] = mapped_column(String(80))
    by_id: Mapped[UUID]
    by_label: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]


class Payment(Owned, Base):
    """The month of a line as it was paid; the accounts of the Comune keep the rest."""

    __tablename__ = "line_payment"
    __table_args__ = (
        owned_key("line_id", "request_line"),
        UniqueConstraint("organisation_id", "line_id", "month"),
        CheckConstraint("amount_cents > 0", name="positive"),
    )

    line_id: Mapped[RequestLineId]
    month: Mapped[date] = mapped_column(info={"audit": "value"})
    amount_cents: Mapped[int] = mapped_column(BigInteger, info={"audit": "value"})
    by_id: Mapped[UUID]
    by_label: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]
