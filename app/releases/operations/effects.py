"""What it means for a report or a practice that a letter left: by its own acts, in one press.

What was written by hand of the same exit gives way to the letter: neither is told twice.
"""

from datetime import date, datetime

from app.accounts.policy import Permission
from app.intake import operations as intake
from app.intake import queries as intake_queries
from app.intake.operations import Sending as ToCourt
from app.intake.procedure import WORKED
from app.intake.rules import Acknowledgement
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow
from app.kernel.exits import same_exit
from app.kernel.references import BodyId, PracticeId, ReferralId
from app.organisations.queries import body
from app.practices import operations as practices
from app.practices import queries as practice_queries
from app.releases.models import Release
from app.releases.operations.exits import join_written_down
from app.releases.rules import LetterKind, ReleaseFault, SendChannel, SubjectKind

_HOW = {
    SendChannel.PEC: Acknowledgement.PEC,
    SendChannel.POST: Acknowledgement.LETTER,
    SendChannel.BY_HAND: Acknowledgement.IN_PERSON,
}


def check_true(actor: Viewer, row: Release, today: date) -> None:
    """Refuse to let leave what is no longer true of its practice, held until the letter is out."""
    if row.subject_kind != SubjectKind.PRACTICE:
        return
    practice_id = PracticeId(row.subject_id)
    practice_queries.for_change(actor, practice_id, None)
    if row.kind not in practice_queries.practice_page(actor, practice_id, today).letters:
        raise NotAllowedNow(ReleaseFault.NOT_TRUE_NOW)


def after(actor: Viewer, now: datetime, left: Release, *, protection_assured: bool = False) -> None:
    """Write on what it is about what the letter did; one that changes nothing writes nothing.

    It never stops a letter from leaving: what somebody already wrote by hand stays as it is.
    """
    if left.kind == LetterKind.REFUSAL_NOTICE:
        practice_id = PracticeId(left.subject_id)
        practices.note_notice_left(actor=actor, now=now, practice_id=practice_id)
    to_body = left.subject_kind == SubjectKind.REFERRAL and left.body_id is not None
    if to_body:  # held first: who writes the same exit by hand waits, or has written it already
        intake_queries.for_change(actor, ReferralId(left.subject_id), None)
    known = join_written_down(actor, now, left)
    if not to_body or left.body_id is None or left.sent_on is None:
        return
    if left.kind == LetterKind.RECEIPT:
        _acknowledge(actor, now, left, left.sent_on)
    elif left.kind == LetterKind.COURT and not known:
        _told_to_court(actor, now, left, left.sent_on)
    elif left.kind == LetterKind.PASSAGE and not known and left.copy_of_id is None:
        _proposed(actor, now, left, left.body_id, protection_assured=protection_assured)


def _acknowledge(actor: Viewer, now: datetime, left: Release, on: date) -> None:
    row = intake_queries.for_change(actor, ReferralId(left.subject_id), None)
    if left.body_id != row.referring_body_id or row.anonymous or row.acknowledged_on is not None:
        return
    intake.acknowledge(
        actor=actor,
        now=now,
        referral_id=row.id,
        version=row.version,
        how=_HOW[SendChannel(left.channel or SendChannel.PEC)],
        on=on,
        in_register=True,
    )


def _told_to_court(actor: Viewer, now: datetime, left: Release, on: date) -> None:
    """The signature is of the social worker who lets it leave: she answers for it by name."""
    workers = intake_queries.workers(actor, office_date(now))
    hers = [one.engagement_id for one in workers if one.engagement_id in actor.engagement_ids]
    if not hers or left.body_id is None or not actor.may(Permission.INTAKE_REFERRAL_WORK):
        return
    row = intake_queries.for_change(actor, ReferralId(left.subject_id), None)
    there = intake_queries.sent_to_court(actor, [row.id], on)
    if any(
        (one.body_id, one.sent_on) == (left.body_id, on)
        and same_exit(one.protocol_number, left.protocol_number)
        for one in there
    ):  # by hand, when the measure of its child had told the register of it
        return
    sent = ToCourt(
        body_id=left.body_id,
        signed_by_id=hers[0],
        sent_on=on,
        protocol_number=left.protocol_number,
    )
    intake.send_to_court(
        actor=actor,
        now=now,
        referral_id=row.id,
        version=row.version,
        sending=sent,
        in_register=True,
    )


def _proposed(
    actor: Viewer, now: datetime, left: Release, body_id: BodyId, *, protection_assured: bool
) -> None:
    """Propose the report to that body, where it is still worked here and hers to decide.

    Who has a box in this program is proposed to there.
    """
    row = intake_queries.for_change(actor, ReferralId(left.subject_id), None)
    boxed = body(actor, body_id).linked_id is not None
    if boxed or row.state not in WORKED or not actor.may(Permission.INTAKE_REFERRAL_DECIDE):
        return
    intake.propose_transfer(
        actor=actor,
        now=now,
        referral_id=row.id,
        version=row.version,
        body_id=body_id,
        protection_assured=protection_assured,
        in_register=True,
    )
