"""An end without action: proposed by the worker, read a second time by somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.cases.operations import note_linked_referral
from app.cases.queries import is_kept_away
from app.catalogue.rules import PathCode
from app.db import db
from app.intake.models import Referral, ReferralDestination, ReferralSubject
from app.intake.operations.evaluating import send
from app.intake.operations.moving import Told, begin_clocks, move, settle, take
from app.intake.operations.subjects import chosen, decide, subjects_of, unsettled
from app.intake.operations.triage import hand_to, my_engagement, worker_here
from app.intake.procedure import FINAL, ReferralAction, ReferralState
from app.intake.queries.consents import people_named
from app.intake.queries.facts import facts_of, its
from app.intake.queries.paths import paths_of
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
from app.open_door.operations import Sending, send_onward
from app.open_door.queries import sent_from
from app.open_door.rules import HelpKind
from app.transaction.use_case import use_case

_AGREED = {
    ClosureProposal.ARCHIVE: ReferralState.ARCHIVED,
    ClosureProposal.SIGNPOST: ReferralState.SIGNPOSTED,
    ClosureProposal.NOT_COMPETENT: ReferralState.NOT_COMPETENT,
    ClosureProposal.LINK: ReferralState.LINKED,
    ClosureProposal.PRACTICE: ReferralState.PRACTICE_OPENED,
}
_WITH_HELP = {
    HelpGiven.CALLED: HelpKind.CALLED,
    HelpGiven.APPOINTMENT_MADE: HelpKind.APPOINTMENT,
    HelpGiven.LETTER: HelpKind.LETTER,
    HelpGiven.ADDRESS_ONLY: HelpKind.ADDRESS_ONLY,
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
    """Send people elsewhere with some help. What may concern a minor is read by another first.

    To a body each goes with an onward referral, where her arrival is asked about; only without one
    a clock of the request asks it. What waits for a second reader sends nobody before she agrees.
    """
    row = take(actor, referral_id, version)
    people = chosen(row, where.subject_ids)
    told = Told(
        words=where.words,
        code=where.help_given,
        about=where.subject_ids,
        known={"sent_on": _looked_for(actor, row, people, where.body_id)},
    )
    action = ReferralAction.PROPOSE_SIGNPOST
    step = settle(actor, now, row, action, outcome=SubjectOutcome.SIGNPOSTED, told=told)
    sent = send(actor, row, action, where.body_id, office_date(now))
    sent.help_given = where.help_given
    if step.to in FINAL:
        _send_on(actor, now, row, people, sent, words=where.words)
    else:
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
    """Name another social worker as second reader.

    Refuses who proposed the end and, without a reason, who may not be given these people.
    """
    row = take(actor, referral_id, version)
    if worker_here(actor, now, reader_id, people_named(row)).account_id == row.proposed_by_id:
        raise Invalid("worker:second_reader_differs")
    move(actor, now, row, ReferralAction.NAME_READER)
    row.reader_id = reader_id


@use_case("intake.referral.agree_closure", permission=None)
def agree_closure(*, actor: Viewer, now: datetime, referral_id: ReferralId, version: int) -> None:
    """Agree, as second reader, to the end that was proposed. Refuses who proposed it.

    Where somebody else of the same request is still to be decided, the evaluation goes on. Who was
    to be sent to a body is sent now.
    """
    row = take(actor, referral_id, version)
    proposal = ClosureProposal(row.proposal or ClosureProposal.ARCHIVE)
    undecided = unsettled(row)
    proposed = [(one, SubjectOutcome(one.proposed)) for one in undecided if one.proposed]
    people = [subject for subject, _ in proposed]
    sent = _last_signpost(row) if proposal is ClosureProposal.SIGNPOST else None
    known = {
        "sent_on": sent is not None and _looked_for(actor, row, people, sent.receiving_body_id)
    }
    told = Told(to=_AGREED[proposal], about=tuple(one.id for one in people), known=known)
    action = ReferralAction.AGREE_CLOSURE
    if len(proposed) < len(undecided):
        begin_clocks(actor, now, row, action, told)
        told = replace(told, to=ReferralState.IN_EVALUATION)
    move(actor, now, row, action, told)
    for subject, outcome in proposed:
        decide([subject], outcome, now)
        if proposal is ClosureProposal.LINK and subject.case_id is not None:
            note_linked_referral(actor=actor, now=now, case_id=subject.case_id, referral_id=row.id)
    if sent is not None:
        _send_on(actor, now, row, people, sent)
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

    People whose case is open keep their outcome; the others are to be decided again. Refuses who
    would have it in hand and may not be given these people.
    """
    row = take(actor, referral_id, version)
    for subject in subjects_of(row):
        if subject.case_id is None:
            subject.outcome = subject.settled_at = None
    db.session.flush()
    nobody_has_it = row.assignee_id is None
    kept_away = nobody_has_it and is_kept_away(
        actor, actor.engagement_ids, people_named(row), office_date(now)
    )
    told = Told(words=words, known={"kept_away": kept_away})
    move(actor, now, row, ReferralAction.REOPEN, told)
    if nobody_has_it:
        hand_to(row, my_engagement(actor), now)


def propose(actor: Viewer, row: Referral, proposal: ClosureProposal) -> None:
    """Write who proposes what: who proposes never reads second."""
    row.proposal, row.proposed_by_id, row.reader_id = proposal, actor.account_id, None


def withdraw_proposal(row: Referral) -> None:
    """Forget the proposal that was decided."""
    row.proposal = row.proposed_by_id = row.reader_id = None


def _last_signpost(row: Referral) -> ReferralDestination | None:
    """Return where people were sent last, or are proposed to be sent."""
    return db.session.scalars(
        select(ReferralDestination)
        .where(
            *its(ReferralDestination, row),
            ReferralDestination.action == ReferralAction.PROPOSE_SIGNPOST,
        )
        .order_by(ReferralDestination.sent_on.desc(), ReferralDestination.id.desc())
        .limit(1)
    ).first()


def _looked_for(
    actor: Viewer, row: Referral, people: Sequence[ReferralSubject], body_id: BodyId | None
) -> bool:
    """Whether the arrival of all of them is asked about at an onward referral."""
    return body_id is not None or len(_sent_before(actor, row, people)) == len(people)


def _sent_before(
    actor: Viewer, row: Referral, people: Sequence[ReferralSubject], body_id: BodyId | None = None
) -> set[UUID]:
    """Return which of the people were sent on from here already, to a body or to any.

    Whoever was sent without a name is she, where the whole request is about one person alone.
    """
    who = {one for one, there in sent_from(actor, row.id) if body_id in (None, there)}
    alone = None in who and len(subjects_of(row)) == 1
    return {one.id for one in people if alone or one.person_id in who}


def _send_on(
    actor: Viewer,
    now: datetime,
    row: Referral,
    people: Sequence[ReferralSubject],
    sent: ReferralDestination,
    *,
    words: str = "",
) -> None:
    """Send each on to the body, by the way chosen for her; who was sent there already is not twice.

    Whom nobody knows by name is sent as she was described.
    """
    if sent.receiving_body_id is None:
        return
    ways, before = paths_of(row), _sent_before(actor, row, people, sent.receiving_body_id)
    for one in people:
        if one.id in before:
            continue
        sending = Sending(
            path=ways[one.id].path if one.id in ways else PathCode.SOCIAL_INCLUSION,
            body_id=sent.receiving_body_id,
            help_kind=_WITH_HELP[HelpGiven(sent.help_given or HelpGiven.ADDRESS_ONLY)],
            person_id=one.person_id,
            described="" if one.person_id else one.described or "",
            referral_id=row.id,
        )
        send_onward(actor=actor, now=now, sending=sending, words=words)
