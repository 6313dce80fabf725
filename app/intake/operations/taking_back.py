"""What was given out by one press is taken back by one press, within ten minutes, all or none."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.intake.models import Referral, ReferralAssignment, ReferralStep, ReferralTerm
from app.intake.operations.moving import Told, move, running, take
from app.intake.procedure import (
    UNASSIGNED,
    UNDO_MINUTES,
    Clock,
    ReferralAction,
    ReferralState,
    terms_of,
)
from app.intake.queries.facts import its
from app.intake.rules import ReferralFault
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import ReferralId
from app.transaction.use_case import use_case

_LASTS = timedelta(minutes=UNDO_MINUTES)
_STOPPED = (*terms_of(Clock.FIRST_EVALUATION), *terms_of(Clock.REASSIGN))


@use_case("intake.referral.undo_assign", permission=None)
def undo_assign(*, actor: Viewer, now: datetime, batch_id: UUID) -> int:
    """Take back everything that one press gave out, as if it had not been; return how many.

    The clocks of before run again with their days. Refuses, for all of them, what somebody else
    gave out, what was given longer than ten minutes ago, and if anything was done since on any of
    them (`NotAllowedNow`); `NotFound` for what is not there.
    """
    referral_ids = db.session.scalars(
        select(ReferralAssignment.referral_id)
        .where(
            ReferralAssignment.organisation_id == actor.organisation_id,
            ReferralAssignment.batch_id == batch_id,
        )
        .order_by(ReferralAssignment.referral_id)
    ).all()
    if not referral_ids:
        raise NotFound
    for referral_id in referral_ids:
        _take_back(actor, now, referral_id, batch_id)
    return len(referral_ids)


def _take_back(actor: Viewer, now: datetime, referral_id: ReferralId, batch_id: UUID) -> None:
    row = take(actor, referral_id, None)
    given = db.session.scalars(
        select(ReferralAssignment).where(
            *its(ReferralAssignment, row), ReferralAssignment.batch_id == batch_id
        )
    ).one()
    step = db.session.scalars(
        select(ReferralStep).where(
            *its(ReferralStep, row),
            ReferralStep.action == ReferralAction.ASSIGN,
            ReferralStep.at == given.from_at,
        )
    ).one()
    if given.to_at is not None or step.from_state not in UNASSIGNED:
        raise NotAllowedNow(ReferralFault.UNDO_NOTHING)
    known = {
        "given_by_me": step.actor_id == actor.account_id,
        "given_lately": now - given.from_at <= _LASTS,
        "touched_since": _worked_on(row, step),
    }
    back = ReferralState(step.from_state)
    move(actor, now, row, ReferralAction.UNDO_ASSIGN, Told(to=back, known=known))
    _run_again(row, given.from_at)
    _give_back(row, given, now)


def _worked_on(row: Referral, step: ReferralStep) -> bool:
    """Whether anything at all was done with it after it was given out."""
    later = select(ReferralStep.id).where(*its(ReferralStep, row), ReferralStep.at > step.at)
    return db.session.scalar(later.limit(1)) is not None


def _run_again(row: Referral, given_at: datetime) -> None:
    """Let the clocks that the assignment stopped run with the days they had, and end its own."""
    for term in running(row, Clock.DECISION):
        if term.started_at == given_at:
            db.session.delete(term)  # as if it had not been: the figures do not count it as met
    stopped = db.session.scalars(
        select(ReferralTerm).where(
            *its(ReferralTerm, row),
            ReferralTerm.code.in_(_STOPPED),
            ReferralTerm.met_at == given_at,
        )
    )
    for term in stopped:
        term.met_at = None


def _give_back(row: Referral, given: ReferralAssignment, now: datetime) -> None:
    """End the assignment; who asked for another worker is again the last who had it."""
    before = db.session.scalars(
        select(ReferralAssignment).where(
            *its(ReferralAssignment, row),
            ReferralAssignment.to_at == given.from_at,
            ReferralAssignment.id != given.id,
        )
    ).first()
    given.to_at = now
    row.assignee_id = before.engagement_id if before is not None else None
    if before is not None:
        before.to_at = None
