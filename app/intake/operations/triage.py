"""To whom it goes: by the supervisor, by who cannot wait, and back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from app.accounts.queries import Colleague
from app.db import db
from app.intake.models import Referral, ReferralAssignment
from app.intake.operations.moving import Told, move, take
from app.intake.operations.subjects import decide, unsettled
from app.intake.procedure import ReferralAction, ReferralState
from app.intake.queries import for_change, workers
from app.intake.queries.facts import its
from app.intake.rules import GiveBackCause, ReferralFault, SubjectOutcome, Urgency, Why
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import EngagementId, ReferralId
from app.transaction.use_case import use_case


@use_case("intake.referral.assign", permission=None)
def assign_referral(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    worker_id: EngagementId,
    why: Why | None = None,
) -> None:
    """Give it to a social worker, or to another one. `why` was shown beside her name.

    Refuses somebody who is not a social worker here today, and who has it already.
    """
    row = take(actor, referral_id, version)
    worker_here(actor, now, worker_id)
    if worker_id == row.assignee_id and row.state != ReferralState.REASSIGN_ASKED:
        raise Invalid(f"worker:{ReferralFault.ALREADY_HERS}")
    move(actor, now, row, ReferralAction.ASSIGN)
    hand_to(row, worker_id, now, why or "")


@use_case("intake.referral.assign_many", permission=None)
def assign_many(
    *,
    actor: Viewer,
    now: datetime,
    versions: Mapping[ReferralId, int],
    worker_id: EngagementId,
) -> int:
    """Give several to the same worker, all or none; return how many. Refuses an empty choice."""
    if not versions:
        raise Invalid(ReferralFault.NOBODY_CHOSEN)
    for referral_id, version in versions.items():
        assign_referral(
            actor=actor, now=now, referral_id=referral_id, version=version, worker_id=worker_id
        )
    return len(versions)


@use_case("intake.referral.take_urgent", permission=None)
def take_urgent(*, actor: Viewer, now: datetime, referral_id: ReferralId, version: int) -> None:
    """Take what cannot wait for an assignment; the supervisor sees it and may change it."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.TAKE_URGENT)
    hand_to(row, my_engagement(actor), now)


@use_case("intake.referral.give_back", permission=None)
def give_back(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    reason: GiveBackCause,
) -> None:
    """Give it back to the supervisor, saying why from a short list."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.GIVE_BACK, Told(code=reason))


@use_case("intake.referral.flag_urgency", permission=None)
def flag_urgency(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    urgency: Urgency,
) -> None:
    """Change how urgent it is: the first contact gets its new day."""
    row = take(actor, referral_id, version)
    row.urgency = urgency
    move(actor, now, row, ReferralAction.FLAG_URGENCY, Told(code=urgency))


@use_case("intake.referral.mark_duplicate", permission=None)
def mark_duplicate(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    same_as_id: ReferralId,
) -> None:
    """Say that the same facts are already registered: what is new is added to the first one.

    Refuses itself, and one out of reach.
    """
    row = take(actor, referral_id, version)
    if same_as_id == referral_id:
        raise Invalid(f"same_as:{ReferralFault.SAME_REFERRAL}")
    first = for_change(actor, same_as_id, None)
    move(actor, now, row, ReferralAction.MARK_DUPLICATE)
    move(actor, now, first, ReferralAction.NEW_FACT, Told(words=row.story or ""))
    row.duplicate_of_id = first.id
    decide(unsettled(row), SubjectOutcome.DUPLICATE, now)


def worker_here(actor: Viewer, now: datetime, worker_id: EngagementId) -> Colleague:
    """Return somebody who works on requests here today; refuses whoever does not."""
    here = workers(actor, office_date(now))
    found = next((one for one in here if one.engagement_id == worker_id), None)
    if found is None:
        raise Invalid(f"worker:{ReferralFault.UNKNOWN_WORKER}")
    return found


def my_engagement(actor: Viewer) -> EngagementId | None:
    """Return the engagement by which somebody acts: the oldest of hers, always the same."""
    return min(actor.engagement_ids, default=None)


def hand_to(
    row: Referral, engagement_id: EngagementId | None, now: datetime, why: str = ""
) -> None:
    """Write who has it in hand from now on; who had it before ends now."""
    if engagement_id is None:
        raise Invalid(f"worker:{ReferralFault.UNKNOWN_WORKER}")
    before = db.session.scalars(
        select(ReferralAssignment).where(
            *its(ReferralAssignment, row), ReferralAssignment.to_at.is_(None)
        )
    )
    for assignment in before:
        assignment.to_at = now
    row.assignee_id = engagement_id
    db.session.add(
        ReferralAssignment(
            organisation_id=row.organisation_id,
            referral_id=row.id,
            engagement_id=engagement_id,
            why=why,
            from_at=now,
        )
    )
