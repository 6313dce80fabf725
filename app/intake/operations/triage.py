"""To whom it goes: by the supervisor, by who cannot wait, and back."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.queries import Colleague
from app.cases.queries import is_kept_away
from app.cases.rules.case import CaseFault
from app.db import db
from app.intake.models import Referral, ReferralAssignment
from app.intake.operations.moving import Told, move, take
from app.intake.operations.subjects import decide, unsettled
from app.intake.procedure import ReferralAction, ReferralState
from app.intake.queries import for_change, may_be_one, people_named, workers
from app.intake.queries.facts import its
from app.intake.rules import GiveBackCause, ReferralFault, SubjectOutcome, Urgency, Why
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import EngagementId, PersonId, ReferralId, new_id
from app.people.operations import declare_conflict
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

    Refuses somebody who is not a social worker here today, who has it already, and, without a
    reason, who may not be given these people.
    """
    row = take(actor, referral_id, version)
    _give(actor, now, row, worker_id, why=why, batch_id=new_id())


def _give(
    actor: Viewer,
    now: datetime,
    row: Referral,
    worker_id: EngagementId,
    *,
    why: Why | None,
    batch_id: UUID,
) -> None:
    worker_here(actor, now, worker_id, people_named(row))
    if worker_id == row.assignee_id and row.state != ReferralState.REASSIGN_ASKED:
        raise Invalid(f"worker:{ReferralFault.ALREADY_HERS}")
    move(actor, now, row, ReferralAction.ASSIGN)
    hand_to(row, worker_id, now, why or "").batch_id = batch_id


@use_case("intake.referral.assign_many", permission=None)
def assign_many(
    *,
    actor: Viewer,
    now: datetime,
    versions: Mapping[ReferralId, int],
    worker_id: EngagementId,
) -> int:
    """Give several to the same worker, all or none; return how many.

    Refuses an empty choice, and what `assign_referral` refuses of any of them. They are taken back
    together. Always in the same order: two who give out the same never wait in a circle.
    """
    if not versions:
        raise Invalid(ReferralFault.NOBODY_CHOSEN)
    batch_id = new_id()
    for referral_id in sorted(versions):
        row = take(actor, referral_id, versions[referral_id])
        _give(actor, now, row, worker_id, why=None, batch_id=batch_id)
    return len(versions)


@use_case("intake.referral.take_urgent", permission=None)
def take_urgent(*, actor: Viewer, now: datetime, referral_id: ReferralId, version: int) -> None:
    """Take what cannot wait for an assignment; the supervisor sees it and may change it.

    Refuses, without a reason, who may not be given these people.
    """
    row = take(actor, referral_id, version)
    kept_away = is_kept_away(actor, actor.engagement_ids, people_named(row), office_date(now))
    move(actor, now, row, ReferralAction.TAKE_URGENT, Told(known={"kept_away": kept_away}))
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
    """Give it back to the supervisor, saying why from a short list.

    Who cannot follow these people is not proposed for them again.
    """
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.GIVE_BACK, Told(code=reason))
    if reason is GiveBackCause.CONFLICT:
        for person_id in people_named(row):
            declare_conflict(actor=actor, now=now, person_id=person_id)


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

    Refuses itself. Between somebody under seal and an ordinary record only who follows the sealed
    case may: to anybody else the other one is not there (`NotFound`), as one out of reach.
    """
    row = take(actor, referral_id, version)
    if same_as_id == referral_id:
        raise Invalid(f"same_as:{ReferralFault.SAME_REFERRAL}")
    first = for_change(actor, same_as_id, None)
    if not may_be_one(actor, row, first):
        raise NotFound
    move(actor, now, row, ReferralAction.MARK_DUPLICATE)
    move(actor, now, first, ReferralAction.NEW_FACT, Told(words=row.story or ""))
    row.duplicate_of_id = first.id
    decide(unsettled(row), SubjectOutcome.DUPLICATE, now)


def worker_here(
    actor: Viewer, now: datetime, worker_id: EngagementId, people: Collection[PersonId] = ()
) -> Colleague:
    """Return somebody who works on requests here today; refuses whoever does not.

    Refuses also, without a reason, who may not be given one of `people`.
    """
    here = workers(actor, office_date(now))
    found = next((one for one in here if one.engagement_id == worker_id), None)
    if found is None:
        raise Invalid(f"worker:{ReferralFault.UNKNOWN_WORKER}")
    if people and is_kept_away(actor, [worker_id], people, office_date(now)):
        raise Invalid(f"worker:{CaseFault.OUT_OF_REACH}")
    return found


def my_engagement(actor: Viewer) -> EngagementId | None:
    """Return the engagement by which somebody acts: the oldest of hers, always the same."""
    return min(actor.engagement_ids, default=None)


def hand_to(
    row: Referral, engagement_id: EngagementId | None, now: datetime, why: str = ""
) -> ReferralAssignment:
    """Write who has it in hand from now on, and return it; who had it before ends now."""
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
    given = ReferralAssignment(
        organisation_id=row.organisation_id,
        referral_id=row.id,
        engagement_id=engagement_id,
        why=why,
        from_at=now,
    )
    db.session.add(given)
    return given
