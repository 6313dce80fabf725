from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned, StepRow, Versioned, owned_key
from app.kernel.references import BodyId, PersonId, ReleaseId
from app.releases.procedure import ReleaseState
from app.vault.sealed import Sealed, SealedWords

_STATES = ", ".join(f"'{state}'" for state in ReleaseState)


class LetterTemplate(Owned, Base):
    """The text a kind of letter starts from, edition by edition: the latest holds."""

    __tablename__ = "letter_template"
    __table_args__ = (UniqueConstraint("organisation_id", "kind", "edition"),)

    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    edition: Mapped[int] = mapped_column(SmallInteger, info={"audit": "value"})
    text: Mapped[str] = mapped_column(String(8000))
    valid_from: Mapped[date] = mapped_column(info={"audit": "value"})
    edited_by: Mapped[str] = mapped_column(String(120))
    edited_at: Mapped[datetime]


class Release(Owned, Versioned, Base):
    """One letter to one recipient: what it says, by which rule, who signed, by which way it left.

    A receipt has no text of its own: it is made of the two facts of the report it answers.
    """

    __tablename__ = "release"
    __table_args__ = (
        owned_key("data_key_id", "data_key"),
        owned_key("body_id", "body"),
        owned_key("person_id", "person"),
        owned_key("pdf_file_id", "stored_file"),
        owned_key("copy_of_id", "release"),
        UniqueConstraint("organisation_id", "number"),
        CheckConstraint(f"state IN ({_STATES})", name="a_state"),
        CheckConstraint("(state = 'sent') = (sent_on IS NOT NULL)", name="left_on_a_day"),
        CheckConstraint("kind <> 'receipt' OR text_sealed IS NULL", name="receipt_says_nothing"),
        CheckConstraint(
            "written_down = false OR (text_sealed IS NULL AND letter_sealed IS NULL)",
            name="no_letter_of_ours",
        ),
        Index(None, "organisation_id", "state", "sent_on"),
        Index(None, "organisation_id", "subject_id"),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "copy_of_id"),
    )

    id: Mapped[ReleaseId] = mapped_column(primary_key=True)
    data_key_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    subject_kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    subject_id: Mapped[UUID]  # a plain value: a report, a case, a practice…
    kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    body_id: Mapped[BodyId | None]
    person_id: Mapped[PersonId | None]  # neither where an order names who is not in the archive
    recipient_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # the lines on the paper
    legal_basis: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    basis_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    letter_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # whole, as it left
    answers_on: Mapped[date | None]  # the day of the report it answers
    answers_protocol: Mapped[str] = mapped_column(String(40))
    redacted: Mapped[bool] = mapped_column(info={"audit": "value"})
    written_down: Mapped[bool] = mapped_column(info={"audit": "value"})  # no letter of the program
    why_lifted_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    written_on: Mapped[date] = mapped_column(info={"audit": "value"})
    prepared_by: Mapped[str] = mapped_column(String(120))
    author_id: Mapped[UUID]  # the account that wrote its text last: it never approves it
    approved_by: Mapped[str] = mapped_column(String(120))
    channel: Mapped[str | None] = mapped_column(String(40), info={"audit": "value"})
    sent_on: Mapped[date | None] = mapped_column(info={"audit": "value"})
    sent_by: Mapped[str] = mapped_column(String(120))
    protocol_number: Mapped[str] = mapped_column(String(40))
    protocol_on: Mapped[date | None]
    signed_sha256: Mapped[bytes | None] = mapped_column(LargeBinary(32))  # of the letter, filled in
    pdf_sha256: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    pdf_file_id: Mapped[UUID | None]  # the paper as it left
    copy_of_id: Mapped[ReleaseId | None]  # the letter of which this one is the copy

    recipient = Sealed("recipient_sealed")
    basis_words = Sealed("basis_sealed")
    text = Sealed("text_sealed")
    letter = Sealed("letter_sealed")
    why_lifted = Sealed("why_lifted_sealed")


class ReleasePerson(Owned, Base):
    """Somebody a letter is about."""

    __tablename__ = "release_person"
    __table_args__ = (
        owned_key("release_id", "release"),
        owned_key("person_id", "person"),
        UniqueConstraint("organisation_id", "release_id", "person_id"),
        Index(None, "organisation_id", "person_id"),
    )

    release_id: Mapped[ReleaseId]
    person_id: Mapped[PersonId]


class ReleaseStep(Owned, StepRow, SealedWords, Base):
    """What was done with it; the words of who did it stay sealed."""

    __tablename__ = "release_step"
    __table_args__ = (
        owned_key("release_id", "release"),
        owned_key("data_key_id", "data_key"),
        Index(None, "organisation_id", "release_id"),
    )

    release_id: Mapped[ReleaseId]
