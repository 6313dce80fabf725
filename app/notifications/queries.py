"""The notices of a body, and what is to be sent now."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import NoticeId, OrganisationId
from app.notifications.models import OutgoingAttempt, OutgoingNotice
from app.notifications.rules import (
    IN_THE_LOG,
    LISTS,
    SHOWN_FOR,
    TRIED,
    Answer,
    Channel,
    Letter,
    NoticeKind,
    NoticeList,
    NoticeState,
    NotLeft,
    Outcome,
    masked,
    not_left,
)
from app.vault.queries import prefetch

# Of things of one kind, those about whom somebody may still be written to. Unscoped.
Standing = Callable[[OrganisationId, Collection[UUID]], Collection[UUID]]


@dataclass(frozen=True)
class NoticeRow:
    """A notice as its page shows it: never the whole number. `last` is the last answer, if any."""

    id: NoticeId
    effect: str
    last: Answer | None
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

    @property
    def why(self) -> NotLeft | None:
        """Why somebody telephones, if she must."""
        return not_left(self.state, self.last)

    @property
    def reached_nobody(self) -> bool:
        """Whether it was only written in the log: the demo has no provider."""
        return self.last is not None and self.last.code == IN_THE_LOG


@dataclass(frozen=True)
class Subjects:
    """Things of one kind that the viewer may see, as a part of a query."""

    kind: str
    ids: Select[Any]


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
    return _read(
        viewer,
        visible_to(viewer)
        .where(OutgoingNotice.subject_kind == kind, OutgoingNotice.subject_id.in_(subject_ids))
        .order_by(OutgoingNotice.due_at, OutgoingNotice.id),
    )


def subjects_in(viewer: Viewer, kind: str, states: Collection[NoticeState]) -> Select[UUID]:
    """Return which things of a kind have a notice in some states: a part of the caller's query."""
    return select(OutgoingNotice.subject_id).where(
        OutgoingNotice.organisation_id == viewer.organisation_id,
        OutgoingNotice.subject_kind == kind,
        OutgoingNotice.state.in_(states),
    )


def listed(
    viewer: Viewer, which: NoticeList, now: datetime, *, of: Subjects, offset: int, limit: int
) -> list[NoticeRow]:
    """Return one list of the notices about things the caller may see, what is nearest first."""
    latest_first = which is NoticeList.LEFT
    order = OutgoingNotice.sent_at.desc() if latest_first else OutgoingNotice.useful_until
    return _read(
        viewer,
        visible_to(viewer)
        .where(OutgoingNotice.state.in_(LISTS[which]), _still_looked_at(now), _about(of))
        .order_by(order, OutgoingNotice.id)
        .offset(offset)
        .limit(limit),
    )


def counted(viewer: Viewer, now: datetime, *, of: Subjects) -> dict[NoticeList, int]:
    """Return how long each list is."""
    found = db.session.execute(
        select(OutgoingNotice.state, func.count())
        .where(
            OutgoingNotice.organisation_id == viewer.organisation_id,
            _still_looked_at(now),
            _about(of),
        )
        .group_by(OutgoingNotice.state)
    ).all()
    by_state = {row[0]: row[1] for row in found}
    return {
        which: sum(by_state.get(state, 0) for state in states) for which, states in LISTS.items()
    }


def _still_looked_at(now: datetime) -> ColumnElement[bool]:
    """Return the criterion of what somebody can still do something about, or has just left."""
    left = and_(OutgoingNotice.state == NoticeState.SENT, OutgoingNotice.sent_at > now - SHOWN_FOR)
    return or_(
        left, and_(OutgoingNotice.state != NoticeState.SENT, OutgoingNotice.useful_until > now)
    )


def _about(of: Subjects) -> ColumnElement[bool]:
    return and_(OutgoingNotice.subject_kind == of.kind, OutgoingNotice.subject_id.in_(of.ids))


def receipts(viewer: Viewer, notices: Collection[NoticeId]) -> dict[NoticeId, list[Receipt]]:
    """Return every attempt of some notices already reached, oldest first."""
    found = db.session.scalars(
        select(OutgoingAttempt)
        .where(
            OutgoingAttempt.organisation_id == viewer.organisation_id,
            OutgoingAttempt.notice_id.in_(notices),
        )
        .order_by(OutgoingAttempt.at, OutgoingAttempt.id)
    )
    made: dict[NoticeId, list[Receipt]] = {}
    for row in found:
        made.setdefault(row.notice_id, []).append(Receipt(row.at, Outcome(row.outcome), row.code))
    return made


def answers_since(viewer: Viewer, since: datetime) -> dict[Channel, dict[Outcome, int]]:
    """Return how many attempts of the body ended how, by channel: how the providers are."""
    found = db.session.execute(
        select(OutgoingNotice.channel, OutgoingAttempt.outcome, func.count())
        .join(
            OutgoingNotice,
            and_(
                OutgoingNotice.organisation_id == OutgoingAttempt.organisation_id,
                OutgoingNotice.id == OutgoingAttempt.notice_id,
            ),
        )
        .where(
            OutgoingAttempt.organisation_id == viewer.organisation_id, OutgoingAttempt.at > since
        )
        .group_by(OutgoingNotice.channel, OutgoingAttempt.outcome)
        .order_by(OutgoingAttempt.outcome)
    ).all()
    counts: dict[Channel, dict[Outcome, int]] = {channel: {} for channel in Channel}
    for channel, outcome, number in found:
        counts[Channel(channel)][Outcome(outcome)] = number
    return counts


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


def recipients(
    organisation_id: OrganisationId, kind: str, subject_ids: Collection[UUID]
) -> dict[UUID, str]:
    """Return to whom the notice about each of these goes. Unscoped: for rules on what may leave."""
    found = db.session.scalars(
        select(OutgoingNotice).where(
            OutgoingNotice.organisation_id == organisation_id,
            OutgoingNotice.subject_kind == kind,
            OutgoingNotice.subject_id.in_(list(subject_ids)),
        )
    ).all()
    prefetch(organisation_id, [row.data_key_id for row in found])
    return {row.subject_id: row.recipient or "" for row in found}


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


def _read(viewer: Viewer, statement: Select[OutgoingNotice]) -> list[NoticeRow]:
    found = db.session.scalars(statement).all()
    prefetch(viewer.organisation_id, [row.data_key_id for row in found])
    answers = _last_answers(viewer, [row.id for row in found])
    return [
        NoticeRow(
            row.id,
            row.effect,
            answers.get(row.id),
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


def _last_answers(viewer: Viewer, notices: Collection[NoticeId]) -> dict[NoticeId, Answer]:
    return {
        id_: Answer(all_[-1].outcome, all_[-1].code)
        for id_, all_ in receipts(viewer, notices).items()
    }
