"""The notices of a body, and what is to be sent now."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import NoticeId, OrganisationId
from app.notifications.models import OutgoingAttempt, OutgoingNotice
from app.notifications.rules import TRIED, Channel, Letter, NoticeKind, NoticeState, Outcome, masked
from app.vault.queries import prefetch

# Of things of one kind, those about whom somebody may still be written to. Unscoped.
Standing = Callable[[OrganisationId, Collection[UUID]], Collection[UUID]]


@dataclass(frozen=True)
class NoticeRow:
    """A notice as its page shows it: never the whole number. `code` is the last answer, if any."""

    id: NoticeId
    effect: str
    code: str
    subject_kind: str
    subject_id: UUID
    channel: Channel
    recipient: str
    state: NoticeState
    due_at: datetime
    attempts: int
    sent_at: datetime | None

    @property
    def kind(self) -> NoticeKind:
        """What it says: its effect begins with it."""
        return NoticeKind(self.effect.partition(":")[0])


@dataclass(frozen=True)
class Receipt:
    """How one attempt ended."""

    at: datetime
    outcome: Outcome
    code: str


def visible_to(viewer: Viewer) -> Select[OutgoingNotice]:
    """Return the notices of the viewer's body. Who may see what they are about asks above."""
    return select(OutgoingNotice).where(OutgoingNotice.organisation_id == viewer.organisation_id)


def notices_about(viewer: Viewer, kind: str, subject_ids: Collection[UUID]) -> list[NoticeRow]:
    """Return the notices about things the caller has already found visible, oldest first."""
    return _rows(
        viewer,
        OutgoingNotice.subject_kind == kind,
        OutgoingNotice.subject_id.in_(subject_ids),
    )


def notices_in(viewer: Viewer, states: Collection[NoticeState]) -> list[NoticeRow]:
    """Return the notices of the body in some states, oldest first."""
    return _rows(viewer, OutgoingNotice.state.in_(states))


def receipts(viewer: Viewer, notice_id: NoticeId) -> list[Receipt]:
    """Return every attempt of a notice, oldest first."""
    found = db.session.scalars(
        select(OutgoingAttempt)
        .where(
            OutgoingAttempt.organisation_id == viewer.organisation_id,
            OutgoingAttempt.notice_id == notice_id,
        )
        .order_by(OutgoingAttempt.at, OutgoingAttempt.id)
    )
    return [Receipt(row.at, Outcome(row.outcome), row.code) for row in found]


def is_queued(organisation_id: OrganisationId, effect: str) -> bool:
    """Return whether an effect was ever queued. Unscoped: asked by the use case that queues it."""
    return (
        db.session.scalar(
            select(OutgoingNotice.id).where(
                OutgoingNotice.organisation_id == organisation_id, OutgoingNotice.effect == effect
            )
        )
        is not None
    )


def stands(
    organisation_id: OrganisationId, notice_id: NoticeId, standing: Mapping[str, Standing]
) -> bool:
    """Return whether a notice may still leave. Unscoped: for the program that has claimed it.

    Nobody is asked of a kind that no feature answers for.
    """
    kind, subject_id = db.session.execute(
        select(OutgoingNotice.subject_kind, OutgoingNotice.subject_id).where(
            OutgoingNotice.organisation_id == organisation_id, OutgoingNotice.id == notice_id
        )
    ).one()
    return kind not in standing or subject_id in standing[kind](organisation_id, [subject_id])


def waiting(now: datetime, channels: Collection[Channel]) -> ColumnElement[bool]:
    """Return the criterion of what is to be sent now. Unscoped: the program sends for everybody."""
    return and_(
        OutgoingNotice.state.in_(TRIED),
        OutgoingNotice.due_at <= now,
        OutgoingNotice.channel.in_(channels),
    )


def letter(organisation_id: OrganisationId, notice_id: NoticeId) -> Letter:
    """Return what leaves the office. Unscoped: for the program that has just claimed it."""
    row = db.session.scalars(
        select(OutgoingNotice).where(
            OutgoingNotice.organisation_id == organisation_id, OutgoingNotice.id == notice_id
        )
    ).one()
    return Letter(
        id=row.id, recipient=row.recipient or "", title=row.title or "", text=row.text or ""
    )


def _rows(viewer: Viewer, *criteria: Any) -> list[NoticeRow]:
    found = db.session.scalars(
        visible_to(viewer).where(*criteria).order_by(OutgoingNotice.due_at, OutgoingNotice.id)
    ).all()
    prefetch(viewer.organisation_id, [row.data_key_id for row in found])
    codes = _last_codes(viewer, [row.id for row in found])
    return [
        NoticeRow(
            row.id,
            row.effect,
            codes.get(row.id, ""),
            row.subject_kind,
            row.subject_id,
            Channel(row.channel),
            masked(row.recipient or ""),
            NoticeState(row.state),
            row.due_at,
            row.attempts,
            row.sent_at,
        )
        for row in found
    ]


def _last_codes(viewer: Viewer, notices: Collection[NoticeId]) -> dict[NoticeId, str]:
    found = db.session.execute(
        select(OutgoingAttempt.notice_id, OutgoingAttempt.code)
        .where(
            OutgoingAttempt.organisation_id == viewer.organisation_id,
            OutgoingAttempt.notice_id.in_(notices),
        )
        .order_by(OutgoingAttempt.at, OutgoingAttempt.id)
    )
    return {row.notice_id: row.code for row in found}
