"""How it ends, person by person, and who reads it a second time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.accounts.policy import Role
from app.accounts.queries import colleagues
from app.cases import queries as cases
from app.cases.operations import CaseOpening, open_case
from app.cases.rules import CaseArea, TakingChargeBasis
from app.intake.models import Referral, ReferralSubject
from app.intake.operations.evaluating import send
from app.intake.operations.moving import (
    check,
    move,
    record,
    settle_all,
    start,
    subjects_of,
    take,
    unsettled,
)
from app.intake.operations.registering import my_engagement
from app.intake.procedure import Clock, ReferralAction, ReferralState
from app.intake.queries.facts import facts_of
from app.intake.rules import (
    ArchiveReason,
    ClosureProposal,
    HelpGiven,
    ReferralFault,
    SubjectOutcome,
)
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import BodyId, CaseId, EngagementId, ReferralId
from app.transaction.use_case import use_case

_AGREED = {
    ClosureProposal.ARCHIVE: (ReferralState.ARCHIVED, SubjectOutcome.ARCHIVED),
    ClosureProposal.SIGNPOST: (ReferralState.SIGNPOSTED, SubjectOutcome.SIGNPOSTED),
    ClosureProposal.NOT_COMPETENT: (ReferralState.NOT_COMPETENT, SubjectOutcome.NOT_COMPETENT),
}


@dataclass(frozen=True, kw_only=True)
class Charge:
    """How the office takes charge of one or more people."""

    basis: TakingChargeBasis
    area: CaseArea
    holder_id: EngagementId | None = None  # who has it in hand, unless said
    deputy_id: EngagementId | None = None
    subject_ids: tuple[UUID, ...] = ()  # nobody chosen: all of those left


@use_case("intake.referral.take_charge", permission=None)
def take_charge(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, charge: Charge
) -> list[CaseId]:
    """Take charge of the people chosen: a case is opened for each, nothing is typed again.

    It ends only when nobody is left. Refuses whoever is not yet identified, and what the opening of
    a case refuses (she already has one: link it instead).
    """
    row = take(actor, referral_id, version)
    chosen = _chosen(row, charge.subject_ids)
    opened = []
    for subject in chosen:
        if subject.person_id is None:
            raise Invalid(f"subjects:{ReferralFault.NOT_IDENTIFIED}")
        opening = CaseOpening(
            person_id=subject.person_id,
            holder_id=_holder(actor, row, charge),
            deputy_id=charge.deputy_id,
            area=charge.area,
            basis=charge.basis,
        )
        subject.case_id = open_case(actor=actor, now=now, opening=opening)
        subject.outcome, subject.settled_at = SubjectOutcome.TAKEN_CHARGE, now
        opened.append(subject.case_id)
    _end_or_go_on(actor, now, row, ReferralAction.TAKE_CHARGE)
    return opened


@use_case("intake.referral.link", permission=None)
def link_to_case(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    subject_id: UUID,
    case_id: CaseId,
) -> None:
    """Join it to a case that is already open: its holder must read it and say what changes."""
    row = take(actor, referral_id, version)
    (subject,) = _chosen(row, (subject_id,))
    brief = next(
        (
            brief
            for brief in cases.open_cases_of(actor, [subject.person_id] if subject.person_id else [])
            if brief.case_id == case_id
        ),
        None,
    )
    if brief is None:
        raise NotFound
    subject.case_id, subject.outcome, subject.settled_at = case_id, SubjectOutcome.LINKED, now
    _end_or_go_on(actor, now, row, ReferralAction.LINK_TO_CASE)
    start(actor, row, Clock.LINKED_READ, facts_of(actor, row, office_date(now)), now)


@use_case("intake.referral.read_linked", permission=None)
def read_linked(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, words: str
) -> None:
    """Say, as holder of the case, that it was read and what it changes. Refuses anybody else."""
    row = take(actor, referral_id, version)
    linked = {subject.case_id for subject in subjects_of(row) if subject.case_id}
    mine = [cases.case_brief(actor, CaseId(case_id)) for case_id in linked]
    held = {brief.holder_id for brief in mine} | {brief.deputy_id for brief in mine}
    if not held & set(actor.engagement_ids):
        raise Invalid(ReferralFault.NOT_THE_HOLDER)
    move(actor, now, row, ReferralAction.READ_LINKED, words=words)


@use_case("intake.referral.transfer", permission=None)
def propose_transfer(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    body_id: BodyId,
    protection_assured: bool,
) -> None:
    """Propose it to the body it belongs to. A minor at risk is protected first, here."""
    row = take(actor, referral_id, version)
    move(
        actor, now, row, ReferralAction.TRANSFER_BODY, protection_assured=protection_assured
    )
    send(actor, row, ReferralAction.TRANSFER_BODY, body_id, office_date(now))


@use_case("intake.referral.transfer_answer", permission=None)
def answer_transfer(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    accepted: bool,
    words: str,
) -> None:
    """Write what the other body answered: taken, or given back with its reason."""
    row = take(actor, referral_id, version)
    action = ReferralAction.TRANSFER_ACCEPTED if accepted else ReferralAction.TRANSFER_REFUSED
    move(actor, now, row, action, words=words)
    if accepted:
        settle_all(row, SubjectOutcome.TRANSFERRED, now)


@use_case("intake.referral.signpost", permission=None)
def signpost(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    body_id: BodyId | None,
    help_given: HelpGiven,
    words: str,
) -> None:
    """Send the person elsewhere with some help. What may concern a minor is read by another first."""
    row = take(actor, referral_id, version)
    step = move(
        actor, now, row, ReferralAction.PROPOSE_SIGNPOST, words=words, reason_code=help_given
    )
    sent = send(actor, row, ReferralAction.PROPOSE_SIGNPOST, body_id, office_date(now))
    sent.help_given = help_given
    if step.to is ReferralState.SIGNPOSTED:
        settle_all(row, SubjectOutcome.SIGNPOSTED, now)
    else:
        _propose(actor, row, ClosureProposal.SIGNPOST)


@use_case("intake.referral.archive", permission=None)
def archive(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    reason: ArchiveReason,
    words: str,
) -> None:
    """End it without action, in written words: at once for adults, else by a second reader."""
    row = take(actor, referral_id, version)
    if facts_of(actor, row, office_date(now)).all_adult:
        move(
            actor, now, row, ReferralAction.ARCHIVE_ADULT, words=words, reason_code=reason
        )
        settle_all(row, SubjectOutcome.ARCHIVED, now)
        return
    move(actor, now, row, ReferralAction.PROPOSE_ARCHIVE, words=words, reason_code=reason)
    _propose(actor, row, ClosureProposal.ARCHIVE)


@use_case("intake.referral.not_competent", permission=None)
def propose_not_competent(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    body_id: BodyId | None,
    words: str,
) -> None:
    """Say that it belongs to somebody else who has not accepted it: always read by another first."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.PROPOSE_NOT_COMPETENT, words=words)
    send(actor, row, ReferralAction.PROPOSE_NOT_COMPETENT, body_id, office_date(now))
    _propose(actor, row, ClosureProposal.NOT_COMPETENT)


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
    workers = colleagues(actor, office_date(now), Role.SOCIAL_WORKER, Role.SUPERVISOR)
    reader = next((one for one in workers if one.engagement_id == reader_id), None)
    if reader is None:
        raise Invalid(f"worker:{ReferralFault.UNKNOWN_WORKER}")
    if reader.account_id == row.proposed_by_id:
        raise Invalid("worker:second_reader_differs")
    move(actor, now, row, ReferralAction.NAME_READER)
    row.reader_id = reader_id


@use_case("intake.referral.agree_closure", permission=None)
def agree_closure(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int
) -> None:
    """Agree, as second reader, to the end that was proposed. Refuses who proposed it."""
    row = take(actor, referral_id, version)
    proposal = ClosureProposal(row.proposal) if row.proposal else ClosureProposal.ARCHIVE
    state, outcome = _AGREED[proposal]
    move(actor, now, row, ReferralAction.AGREE_CLOSURE, to=state)
    settle_all(row, outcome, now)


@use_case("intake.referral.disagree_closure", permission=None)
def disagree_closure(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, words: str
) -> None:
    """Send it back to the evaluation, saying why. Refuses who proposed the end."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.DISAGREE_CLOSURE, words=words)
    row.proposal = row.proposed_by_id = row.reader_id = None


@use_case("intake.referral.withdraw", permission=None)
def withdraw(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, words: str
) -> None:
    """End a request for help because who asked says so. Not with a minor at risk."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.WITHDRAW, words=words)
    settle_all(row, SubjectOutcome.WITHDRAWN, now)


@use_case("intake.referral.reopen", permission=None)
def reopen(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, words: str
) -> None:
    """Open it again on a new fact, under its number; whoever reopens has it in hand if nobody has.

    People whose case is open keep their outcome; the others are to be decided again.
    """
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.REOPEN, words=words)
    row.proposal = row.proposed_by_id = row.reader_id = None
    row.assignee_id = row.assignee_id or my_engagement(actor)
    for subject in subjects_of(row):
        if subject.case_id is None:
            subject.outcome = subject.settled_at = None


def _chosen(row: Referral, subject_ids: Collection[UUID]) -> list[ReferralSubject]:
    left = unsettled(row)
    if not subject_ids:
        return left
    chosen = [subject for subject in left if subject.id in set(subject_ids)]
    if len(chosen) != len(set(subject_ids)):
        raise Invalid(f"subjects:{ReferralFault.SUBJECT_SETTLED}")
    return chosen


def _holder(actor: Viewer, row: Referral, charge: Charge) -> EngagementId:
    holder = charge.holder_id or row.assignee_id or my_engagement(actor)
    if holder is None:
        raise Invalid(f"holder:{ReferralFault.UNKNOWN_WORKER}")
    return holder


def _end_or_go_on(actor: Viewer, now: datetime, row: Referral, action: ReferralAction) -> None:
    """Take the step that ends it when nobody is left; else note that one more is settled.

    The row of the table is asked in both cases: what would refuse the end refuses this too.
    """
    facts = facts_of(actor, row, office_date(now), basis_given=True)
    step = check(actor, row, action, facts)
    if unsettled(row):
        move(actor, now, row, ReferralAction.SETTLE_SUBJECT, reason_code=action)
        return
    record(actor, now, row, step, facts)


def _propose(actor: Viewer, row: Referral, proposal: ClosureProposal) -> None:
    row.proposal = proposal
    row.proposed_by_id = actor.account_id
    row.reader_id = None
