"""Double press, refresh, retry after a time-out: one thing is made, and its page is shown again."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.audit.context import Subject, Work
from app.audit.recorder import DECLARED_WRITE
from app.db import db
from app.kernel.clock import security_now
from app.kernel.errors import Invalid
from app.transaction.models import Submission


@dataclass(frozen=True)
class PendingSubmission:
    """What the form of this request carries: who, which key, and the print of what was typed."""

    account_id: UUID
    key: str
    fingerprint: bytes


class AlreadyDone(Exception):
    """The same submission was committed before: `subject` is what it made, if it said so."""

    def __init__(self, subject: Subject | None) -> None:
        """Keep where the user should land."""
        super().__init__(subject)
        self.subject = subject


pending_submission: ContextVar[PendingSubmission | None] = ContextVar("submission", default=None)


def take_pending() -> PendingSubmission | None:
    """Hand the request's submission to the first use case that asks; the next one gets none."""
    pending = pending_submission.get()
    pending_submission.set(None)
    return pending


def claim(pending: PendingSubmission) -> None:
    """Insert the submission as the first row of the transaction.

    Raises `AlreadyDone` when it was committed before, `Invalid` when the same key now carries
    other words. The answer comes from RETURNING: row counts lie on PostgreSQL.
    """
    dialect = db.session.connection().dialect.name
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = (
        insert(Submission)
        .values(
            account_id=pending.account_id,
            key=pending.key,
            fingerprint=pending.fingerprint,
            created_at=security_now(),
        )
        .on_conflict_do_nothing()
        .returning(Submission.key)
    )
    if db.session.scalar(statement.execution_options(**{DECLARED_WRITE: True})) is not None:
        return
    winner = db.session.execute(
        select(Submission).where(
            Submission.account_id == pending.account_id, Submission.key == pending.key
        )
    ).scalar_one()
    if winner.fingerprint != pending.fingerprint:
        raise Invalid("submission_reused")
    known = winner.subject_kind is not None and winner.subject_id is not None
    raise AlreadyDone(Subject(str(winner.subject_kind), winner.subject_id) if known else None)  # type: ignore[arg-type]


def settle(pending: PendingSubmission, work: Work) -> None:
    """Write beside the submission what it made, so that a repeat lands on it."""
    if not work.subjects:
        return
    subject = work.subjects[0]
    db.session.execute(
        update(Submission)
        .where(Submission.account_id == pending.account_id, Submission.key == pending.key)
        .values(subject_kind=subject.kind, subject_id=subject.id)
        .execution_options(**{DECLARED_WRITE: True, "synchronize_session": False})
    )
