"""From a request to a practice: the counter asks for the papers, and for her it ends there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.db import db
from app.intake.models import Referral, ReferralPractice, ReferralSubject
from app.intake.operations.closing import propose
from app.intake.operations.moving import Told, settle, take
from app.intake.operations.subjects import chosen, subjects_of
from app.intake.procedure import ReferralAction, ReferralState
from app.intake.queries.paths import practices_of
from app.intake.rules import ClosureProposal, ReferralFault, SubjectOutcome
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import PersonId, PracticeId, ReferralId
from app.people.queries import live_with
from app.practices.operations import open_practice
from app.practices.rules import PracticeKind
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class PracticeWanted:
    """For whom of the people, in whose name and about what a practice is opened."""

    subject_id: UUID
    applicant_id: PersonId
    kind: PracticeKind


@use_case("intake.referral.open_practice", permission=None)
def open_practice_for(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    wanted: PracticeWanted,
) -> PracticeId:
    """Open a practice for one of the people, in her name or in that of who lives with her; its id.

    What may concern a minor is read by another before it ends there. One who has a practice from
    this request keeps it. Refuses an applicant who is neither concerned nor lives with her.
    """
    row = take(actor, referral_id, version)
    (subject,) = chosen(row, (wanted.subject_id,))
    _check_applicant(actor, now, row, wanted.applicant_id)
    told = Told(code=wanted.kind, about=(subject.id,))
    step = settle(
        actor, now, row, ReferralAction.OPEN_PRACTICE,
        outcome=SubjectOutcome.PRACTICE_OPENED, told=told,
    )  # fmt: skip
    if step.to is ReferralState.PROPOSED_CLOSURE:
        propose(actor, row, ClosureProposal.PRACTICE)
    before = practices_of(row).get(subject.id)
    return before.id if before else _open(actor, now, subject, wanted)


def _open(
    actor: Viewer, now: datetime, subject: ReferralSubject, wanted: PracticeWanted
) -> PracticeId:
    practice_id = open_practice(
        actor=actor, now=now, applicant_id=wanted.applicant_id, kind=wanted.kind
    )
    db.session.add(
        ReferralPractice(
            organisation_id=subject.organisation_id,
            referral_id=subject.referral_id,
            subject_id=subject.id,
            practice_id=practice_id,
        )
    )
    return practice_id


def _check_applicant(actor: Viewer, now: datetime, row: Referral, applicant_id: PersonId) -> None:
    concerned = [one.person_id for one in subjects_of(row) if one.person_id]
    near = {one.id for one in live_with(actor, concerned, office_date(now))} if concerned else set()
    if applicant_id not in near | set(concerned):
        raise Invalid(f"applicant:{ReferralFault.NOT_AN_APPLICANT}")
