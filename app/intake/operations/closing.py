"""An end without action: proposed by the worker, read a second time by somebody else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.cases.operations import note_linked_referral
from app.db import db
from app.intake.models import Referral
from app.intake.operations.evaluating import send
from app.intake.operations.moving import Told, move, settle, take
from app.intake.operations.subjects import decide, subjects_of, unsettled
from app.intake.operations.triage import my_engagement, worker_here
from app.intake.procedure import ReferralAction, ReferralState
from app.intake.queries.facts import facts_of
from app.intake.rules import (
    ArchiveGround,
    ClosureProposal,
    HelpGiven,
    SubjectOutcome,
)
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import BodyId, EngagementId, ReferralId
from app.transaction.use_case import use_case

_AGREED = {
    ClosureProposal.ARCHIVE: ReferralState.ARCHIVED,
    ClosureProposal.SIGNPOST: ReferralState.SIGNPOSTED,
    ClosureProposal.NOT_COMPETENT: ReferralState.NOT_COMPETENT,
    ClosureProposal.LINK: ReferralState.LINKED,
    ClosureProposal.PRACTICE: ReferralState.PRACTICE_OPENED,
}


@dataclass(frozen=True, kw_only=True)
class Signposting:
    """Where people are sent, with which help; nobody chosen means all of those left."""

    body_id: BodyId | None
    help_given: HelpGiven
    words: str = ""
    subject_ids: tuple[UUID, ...] = ()


@use_case("intake.referral.signpost", permission=None)
def signpost(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, where: Signposting
) -> None:
    """Send people elsewhere with some help. What may concern a minor is read by another first."""
    row = take(actor, referral_id, version)
    told = Told(words=where.words, code=where.help_given, about=where.subject_ids)
    action = ReferralAction.PROPOSE_SIGNPOST
    step = settle(actor, now, row, action, outcome=SubjectOutcome.SIGNPOSTED, told=told)
    sent = send(actor, row, action, where.body_id, office_date(now))
    sent.help_given = where.help_given
    if step.to is ReferralState.PROPOSED_CLOSURE:
        propose(actor, row, ClosureProposal.SIGNPOST)


@use_case("intake.referral.archive", permission=None)
def archive(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    ground: ArchiveGround,
    words: str,
    subject_ids: tuple[UUID, ...] = (),
) -> None:
    """End it without action, in written words: at once for adults, else by a second reader."""
    row = take(actor, referral_id, version)
    told = Told(words=words, code=ground, about=subject_ids)
    alone = facts_of(actor, row, office_date(now), about=subject_ids).ends_alone
    action = ReferralAction.ARCHIVE_ADULT if alone else ReferralAction.PROPOSE_ARCHIVE
    step = settle(actor, now, row, action, outcome=SubjectOutcome.ARCHIVED, told=told)
    if step.to is ReferralState.PROPOSED_CLOSURE:
        propose(actor, row, ClosureProposal.ARCHIVE)


@use_case("intake.referral.not_competent", permission=None)
def propose_not_competent(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    body_id: BodyId | None,
    words: str,
    subject_ids: tuple[UUID, ...] = (),
) -> None:
    """Say that it belongs to somebody else who did not accept it yet: always read by another."""
    row = take(actor, referral_id, version)
    action = ReferralAction.PROPOSE_NOT_COMPETENT
    told = Told(words=words, about=subject_ids)
    settle(actor, now, row, action, outcome=SubjectOutcome.NOT_COMPETENT, told=told)
    send(actor, row, action, body_id, office_date(now))
    propose(actor, row, ClosureProposal.NOT_COMPETENT)


@use_case("intake.referral.name_reader", permission=None)
def name_reader(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    reader_id: EngagementId,
) -> None:
    """Name another social worker as second reader. Refuses who proposed the end."""
    row = take(actor, referral_id, version)
    if worker_here(actor, now, reader_id).account_id == row.proposed_by_id:
        raise Invalid("worker:second_reader_differs")
    move(actor, now, row, ReferralAction.NAME_READER)
    row.reader_id = reader_id


@use_case("intake.referral.agree_closure", permission=None)
def agree_closure(*, actor: Viewer, now: datetime, referral_id: ReferralId, version: int) -> None:
    """Agree, as second reader, to the end that was proposed. Refuses who proposed it.

    Where somebody else of the same request is still to be decided, the evaluation goes on.
    """
    row = take(actor, referral_id, version)
    proposal = ClosureProposal(row.proposal or ClosureProposal.ARCHIVE)
    undecided = unsettled(row)
    proposed = [(one, SubjectOutcome(one.proposed)) for one in undecided if one.proposed]
    goes_on = len(proposed) < len(undecided)
    to = ReferralState.IN_EVALUATION if goes_on else _AGREED[proposal]
    about = tuple(subject.id for subject, _ in proposed)
    move(actor, now, row, ReferralAction.AGREE_CLOSURE, Told(to=to, about=about))
    for subject, outcome in proposed:
        decide([subject], outcome, now)
        if proposal is ClosureProposal.LINK and subject.case_id is not None:
            note_linked_referral(actor=actor, now=now, case_id=subject.case_id, referral_id=row.id)
    withdraw_proposal(row)


@use_case("intake.referral.disagree_closure", permission=None)
def disagree_closure(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, words: str
) -> None:
    """Send it back to the evaluation, saying why. Refuses who proposed the end."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.DISAGREE_CLOSURE, Told(words=words))
    withdraw_proposal(row)
    for subject in unsettled(row):
        subject.proposed = subject.case_id = None


@use_case("intake.referral.withdraw", permission=None)
def withdraw(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, words: str
) -> None:
    """End a request for help because who asked says so. Not with a minor at risk."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.WITHDRAW, Told(words=words))
    withdraw_proposal(row)
    decide(unsettled(row), SubjectOutcome.WITHDRAWN, now)


@use_case("intake.referral.reopen", permission=None)
def reopen(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, words: str
) -> None:
    """Open it again on a new fact, under its number; whoever reopens has it in hand if nobody has.

    People whose case is open keep their outcome; the others are to be decided again.
    """
    row = take(actor, referral_id, version)
    for subject in subjects_of(row):
        if subject.case_id is None:
            subject.outcome = subject.settled_at = None
    db.session.flush()
    move(actor, now, row, ReferralAction.REOPEN, Told(words=words))
    row.assignee_id = row.assignee_id or my_engagement(actor)


def propose(actor: Viewer, row: Referral, proposal: ClosureProposal) -> None:
    """Write who proposes what: who proposes never reads second."""
    row.proposal, row.proposed_by_id, row.reader_id = proposal, actor.account_id, None


def withdraw_proposal(row: Referral) -> None:
    """Forget the proposal that was decided."""
    row.proposal = row.proposed_by_id = row.reader_id = None
