from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import EngagementId, PersonId
from app.tasks.rules import MarkKind
from app.vault.sealed import Sealed

_KINDS = ", ".join(f"'{kind}'" for kind in MarkKind)


class DeadlineMark(Owned, Base):
    """What was said of a deadline: all of it stays. `number` counts what was said of the same one,
    so that of two who say something together one is told of the other.
    """

    __tablename__ = "deadline_mark"
    __table_args__ = (
        owned_key("to_engagement_id", "engagement"),
        CheckConstraint(f"kind IN ({_KINDS})", name="a_kind"),
        UniqueConstraint("organisation_id", "key", "number"),
        Index(None, "organisation_id", "to_engagement_id"),
        Index(None, "organisation_id", "at"),
    )

    key: Mapped[str] = mapped_column(String(160), info={"audit": "value"})
    number: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    why: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    was_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    until: Mapped[date | None] = mapped_column(info={"audit": "value"})
    to_engagement_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    at: Mapped[datetime]
    by_label: Mapped[str] = mapped_column(String(120))


class DigestChoice(Owned, Base):
    """Who wants to be written once a week how much is due to her, and at which address.

    `sent_for` is the Monday of the last week for which it left: never twice for the same.
    """

    __tablename__ = "digest_choice"
    __table_args__ = (
        owned_key("engagement_id", "engagement"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "engagement_id"),
    )

    engagement_id: Mapped[EngagementId]
    wanted: Mapped[bool] = mapped_column(info={"audit": "value"})
    data_key_id: Mapped[UUID]
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    chosen_at: Mapped[datetime]
    sent_for: Mapped[date | None]

    address = Sealed("address_sealed")


class Task(Owned, Base):
    """Something to be done, by a day if it has one; what is sealed, of whom stands beside it."""

    __tablename__ = "task"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("for_engagement_id", "engagement"),
        owned_key("data_key_id", "data_key"),
        UniqueConstraint("organisation_id", "effect"),
        Index(None, "organisation_id", "for_engagement_id", "done_at"),
        Index(None, "organisation_id", "person_id"),
    )

    code: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    effect: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[PersonId | None]
    case_id: Mapped[UUID | None]  # of a feature above: a plain value
    for_engagement_id: Mapped[EngagementId | None] = mapped_column(info={"audit": "value"})
    data_key_id: Mapped[UUID]
    what_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    due_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(String(120))
    done_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    done_by: Mapped[str] = mapped_column(String(120))
    outcome: Mapped[str] = mapped_column(String(40), info={"audit": "value"})

    what = Sealed("what_sealed")
