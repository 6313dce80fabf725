"""Queueing what is to be said, sending it once, and what a person decides when nobody knows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db, end_reading
from app.kernel.actor import Viewer
from app.kernel.clock import security_now
from app.kernel.errors import Conflict, NotAllowedNow, NotFound
from app.kernel.references import NoticeId, OrganisationId
from app.notifications.carriers import Carriers
from app.notifications.models import OutgoingAttempt, OutgoingNotice
from app.notifications.queries import Standing, is_queued, letter, stands, visible_to, waiting
from app.notifications.rules import (
    LEASE,
    MAY_CANCEL,
    MAY_RESEND,
    Answer,
    Channel,
    NewNotice,
    NoticeFault,
    NoticeState,
    Outcome,
    following,
)
from app.transaction.housekeeping import housekeeping
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

# For the use cases that queue: two at once, and the database lets only one.
REFUSALS = {"uq_outgoing_notice_organisation_id_effect": Conflict("changed_meanwhile")}
_AT_ONCE = 100  # of one run: the next minute goes on


@dataclass(frozen=True)
class _Claim:
    organisation_id: OrganisationId
    notice_id: NoticeId
    channel: Channel
    attempt: int


def enqueue(
    *, organisation_id: OrganisationId, now: datetime, notice: NewNotice
) -> NoticeId | None:
    """Queue a notice inside somebody else's use case; nothing when its effect was ever queued."""
    if is_queued(organisation_id, notice.effect):
        return None
    key = create_data_key(organisation_id=organisation_id, root_kind="notice", now=now)
    row = OutgoingNotice(
        organisation_id=organisation_id,
        data_key_id=key.id,
        effect=notice.effect,
        subject_kind=notice.subject_kind,
        subject_id=notice.subject_id,
        channel=notice.channel,
        language=notice.language,
        recipient=notice.recipient,
        title=notice.title,
        text=notice.text,
        state=NoticeState.QUEUED,
        queued_at=now,
        due_at=notice.due_at,
        useful_until=notice.useful_until,
        attempts=0,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def withdraw(*, organisation_id: OrganisationId, kind: str, subject_id: UUID) -> int:
    """Cancel, inside somebody else's use case, what is still to be said about something."""
    found = db.session.scalars(
        select(OutgoingNotice)
        .where(
            OutgoingNotice.organisation_id == organisation_id,
            OutgoingNotice.subject_kind == kind,
            OutgoingNotice.subject_id == subject_id,
            OutgoingNotice.state.in_(MAY_CANCEL),
        )
        .with_for_update()
    ).all()
    for row in found:
        row.state = NoticeState.CANCELLED
    return len(found)


@use_case("notifications.notice.resend", permission=Permission.NOTIFICATIONS_NOTICE_WORK)
def resend(*, actor: Viewer, now: datetime, notice_id: NoticeId) -> None:
    """Send again what did not leave, or may not have: a person decides, and may decide twice."""
    send_again(actor, now, notice_id)


@use_case("notifications.notice.cancel", permission=Permission.NOTIFICATIONS_NOTICE_WORK)
def cancel(*, actor: Viewer, now: datetime, notice_id: NoticeId) -> None:
    """Let a notice go: it was said otherwise, or need not be said."""
    let_go(actor, notice_id)


def send_again(actor: Viewer, now: datetime, notice_id: NoticeId) -> None:
    """Queue it anew, inside the use case of who has asked what it is about."""
    row = _held(actor, notice_id, MAY_RESEND)
    row.state, row.due_at, row.first_tried_at = NoticeState.QUEUED, now, None


def let_go(actor: Viewer, notice_id: NoticeId) -> None:
    """Cancel it, inside the use case of who has asked what it is about."""
    _held(actor, notice_id, MAY_CANCEL).state = NoticeState.CANCELLED


def _held(actor: Viewer, notice_id: NoticeId, states: Collection[NoticeState]) -> OutgoingNotice:
    row = db.session.scalar(
        visible_to(actor).where(OutgoingNotice.id == notice_id).with_for_update()
    )
    if row is None:
        raise NotFound
    if row.state not in states:
        raise NotAllowedNow(NoticeFault.NOTICE_MOVED)
    about(row.subject_kind, row.subject_id)
    return row


def send_waiting(
    now: datetime, carriers: Carriers, *, standing: Mapping[str, Standing] | None = None
) -> int:
    """Send what is due, one at a time, each outside any transaction; return how many left.

    Of each kind of subject `standing` says which may still be written to: somebody may have been
    put under protection after it was queued. What may not leave is let go.

    A channel whose provider does not answer rests until the next run: no hundred waits in a row.
    """
    lapse()
    sent, channels = 0, set(carriers)
    for _ in range(_AT_ONCE):
        claim = _claim(now, channels)
        if claim is None:
            break
        if not stands(claim.organisation_id, claim.notice_id, standing or {}):
            _stop(claim)
            continue
        given = letter(claim.organisation_id, claim.notice_id)
        end_reading()
        answer = carriers[claim.channel].carry(given)
        _record(now, claim, answer)
        sent += answer.outcome is Outcome.SENT
        if answer.outcome is Outcome.UNREACHABLE:
            channels.discard(claim.channel)
    return sent


def lapse() -> int:
    """Hold for uncertain what a sender took and never spoke of again; return how many."""
    real = security_now()
    with housekeeping("lease") as session:
        found = session.scalars(
            select(OutgoingNotice)
            .where(OutgoingNotice.state == NoticeState.SENDING, OutgoingNotice.leased_until < real)
            .with_for_update(skip_locked=True)
        ).all()
        for row in found:
            row.state, row.leased_until = NoticeState.UNCERTAIN, None
            session.add(_attempt(row, row.due_at, Answer(Outcome.UNCERTAIN, "lease")))
    return len(found)


def _claim(now: datetime, channels: Collection[Channel]) -> _Claim | None:
    """Take the next notice for ourselves, committed before anything leaves.

    What came too late to be of use is given up here: nobody is reminded of yesterday.
    """
    with housekeeping("lease") as session:
        rows = session.scalars(
            select(OutgoingNotice)
            .where(waiting(now, channels))
            .order_by(OutgoingNotice.due_at, OutgoingNotice.id)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        for row in rows:
            if row.useful_until <= now:
                row.state = NoticeState.GIVEN_UP
                continue
            row.state, row.leased_until = NoticeState.SENDING, security_now() + LEASE
            row.attempts += 1
            row.first_tried_at = row.first_tried_at or now
            return _Claim(row.organisation_id, row.id, Channel(row.channel), row.attempts)
    return None


def _stop(claim: _Claim) -> None:
    """Let go what was claimed and may not leave any more."""
    with housekeeping("lease") as session:
        row = session.scalars(_claimed(claim)).one_or_none()
        if row is not None:
            row.state, row.leased_until = NoticeState.CANCELLED, None


def _claimed(claim: _Claim) -> Select[OutgoingNotice]:
    return (
        select(OutgoingNotice)
        .where(
            OutgoingNotice.organisation_id == claim.organisation_id,
            OutgoingNotice.id == claim.notice_id,
            OutgoingNotice.attempts == claim.attempt,
            OutgoingNotice.state.in_((NoticeState.SENDING, NoticeState.UNCERTAIN)),
        )
        .with_for_update()
    )


def _record(now: datetime, claim: _Claim, answer: Answer) -> None:
    """Write the receipt, also of who comes after her lease, unless somebody decided meanwhile."""
    with housekeeping("lease") as session:
        row = session.scalar(_claimed(claim))
        if row is None:
            return
        row.leased_until = None
        row.state, row.due_at = following(
            answer.outcome,
            attempts=row.attempts,
            first_tried_at=row.first_tried_at or now,
            useful_until=row.useful_until,
            at=now,
        )
        row.sent_at = now if row.state == NoticeState.SENT else None
        session.add(_attempt(row, now, answer))


def _attempt(row: OutgoingNotice, at: datetime, answer: Answer) -> OutgoingAttempt:
    return OutgoingAttempt(
        organisation_id=row.organisation_id,
        notice_id=row.id,
        at=at,
        outcome=answer.outcome,
        code=answer.code,
    )
