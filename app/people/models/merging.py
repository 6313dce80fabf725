from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, owned_key
from app.kernel.references import PersonId
from app.vault.sealed import Sealed


class PersonMerge(Owned, Base):
    """Two records found to be of one person: which one stays, who said so, until when it is undone.

    What changed on the record that stays is sealed, with the codes of before and after.
    """

    __tablename__ = "person_merge"
    __table_args__ = (
        owned_key("kept_id", "person"),
        owned_key("gone_id", "person"),
        owned_key("data_key_id", "data_key"),
        CheckConstraint("kept_id <> gone_id", name="two_people"),
        Index(None, "organisation_id", "kept_id"),
        Index(None, "organisation_id", "gone_id"),
    )

    kept_id: Mapped[PersonId]
    gone_id: Mapped[PersonId]
    merged_by: Mapped[str] = mapped_column(String(120))
    merged_at: Mapped[datetime]
    undo_until: Mapped[datetime] = mapped_column(info={"audit": "value"})
    undone_by: Mapped[str] = mapped_column(String(120))
    undone_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
    data_key_id: Mapped[UUID]
    changed_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    changed = Sealed("changed_sealed")


class MergeMove(Owned, Base):
    """One row that a merge gave to the record that stays, or made for it."""

    __tablename__ = "merge_move"
    __table_args__ = (
        owned_key("merge_id", "person_merge"),
        UniqueConstraint("organisation_id", "merge_id", "row_id", "column_name"),
    )

    merge_id: Mapped[UUID]
    table_name: Mapped[str] = mapped_column(String(63))
    column_name: Mapped[str] = mapped_column(String(63))
    row_id: Mapped[UUID]
    made: Mapped[bool]  # the row was not there before


class NotTheSame(Owned, Base):
    """Two people who look alike and are two: the smaller id first, never proposed again."""

    __tablename__ = "not_the_same"
    __table_args__ = (
        owned_key("person_id", "person"),
        owned_key("other_id", "person"),
        CheckConstraint("person_id <> other_id", name="two_people"),
        UniqueConstraint("organisation_id", "person_id", "other_id"),
        Index(None, "organisation_id", "other_id"),
    )

    person_id: Mapped[PersonId]
    other_id: Mapped[PersonId]
    decided_by: Mapped[str] = mapped_column(String(120))
    decided_at: Mapped[datetime]
