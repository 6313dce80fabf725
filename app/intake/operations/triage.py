"""To whom it goes: by the supervisor, by who cannot wait, and back."""

from collections.abc import Mapping
from datetime import datetime

from app.accounts.policy import Role
from app.accounts.queries import colleagues
from app.intake.operations.moving import Told, move, take, unsettled
from app.intake.operations.registering import hand_to, my_engagement
from app.intake.procedure import ReferralAction, ReferralState
from app.intake.queries import for_change
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
    workers = colleagues(actor, office_date(now), Role.SOCIAL_WORKER, Role.SUPERVISOR)
    if worker_id not in {worker.engagement_id for worker in workers}:
        raise Invalid(f"worker:{ReferralFault.UNKNOWN_WORKER}")
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
    for subject in unsettled(row):
        subject.outcome, subject.settled_at = SubjectOutcome.DUPLICATE, now
