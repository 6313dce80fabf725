"""What a viewer gave out a moment ago and may still take back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.accounts.queries import names_of
from app.db import db
from app.intake.models import Referral, ReferralAssignment, ReferralStep
from app.intake.procedure import UNASSIGNED, UNDO_MINUTES, ReferralAction, ReferralState
from app.intake.queries.scope import visible_to
from app.kernel.actor import Viewer


@dataclass(frozen=True)
class Given:
    """What one press gave out: how many, to whom, up to when it may be taken back."""

    batch_id: UUID
    number: int
    worker: str
    until: datetime


def given_lately(viewer: Viewer, now: datetime) -> Given | None:
    """Return what the viewer gave out by her last press, while all of it may be taken back."""
    rows = db.session.execute(
        select(ReferralAssignment, Referral.moved_at, Referral.state)
        .join(
            Referral,
            (Referral.organisation_id == ReferralAssignment.organisation_id)
            & (Referral.id == ReferralAssignment.referral_id),
        )
        .join(
            ReferralStep,
            (ReferralStep.organisation_id == ReferralAssignment.organisation_id)
            & (ReferralStep.referral_id == ReferralAssignment.referral_id)
            & (ReferralStep.at == ReferralAssignment.from_at),
        )
        .where(
            visible_to(viewer, viewer.organisation_id),
            ReferralAssignment.batch_id.is_not(None),
            ReferralAssignment.from_at >= now - timedelta(minutes=UNDO_MINUTES),
            ReferralStep.action == ReferralAction.ASSIGN,
            ReferralStep.from_state.in_(UNASSIGNED),
            ReferralStep.actor_id == viewer.account_id,
        )
        .order_by(ReferralAssignment.from_at.desc(), ReferralAssignment.id.desc())
    ).all()
    last = rows[0][0] if rows else None
    if last is None or last.batch_id is None:
        return None
    together = [row for row in rows if row[0].batch_id == last.batch_id]
    for given, moved_at, state in together:
        if moved_at != given.from_at or state != ReferralState.ASSIGNED:
            return None
    worker = names_of(viewer, [last.engagement_id]).get(last.engagement_id, "")
    until = last.from_at + timedelta(minutes=UNDO_MINUTES)
    return Given(last.batch_id, len(together), worker, until)
