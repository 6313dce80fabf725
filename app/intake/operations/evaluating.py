"""What the worker does while she evaluates: contacts, judgements, consents, the court, sequels."""

from dataclasses import dataclass
from datetime import date, datetime

from app.catalogue.rules import ConsentBasis
from app.consents.operations import note_what_was_said
from app.consents.rules import OF_ADULT, ConsentAct, ConsentDetails, HowGiven
from app.db import db
from app.intake.models import Referral, ReferralConsent, ReferralDestination, ReferralJudgement
from app.intake.operations.exits import is_written, tell_sent
from app.intake.operations.moving import Told, move, running, take
from app.intake.operations.triage import worker_here
from app.intake.procedure import Clock, ReferralAction, ReferralState
from app.intake.queries.consents import people_named
from app.intake.rules import (
    COURTS,
    Answer,
    Awaited,
    ContactOutcome,
    ReferralFault,
    contact_fault,
    letter_to,
)
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import BodyId, EngagementId, ReferralId
from app.organisations.queries import body as body_row
from app.transaction.use_case import use_case


@use_case("intake.referral.log_contact", permission=None)
def log_contact(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    outcome: ContactOutcome,
    happened_at: datetime,
    words: str,
) -> None:
    """Write a contact or an attempt. Only a real one stops the clock of the first contact.

    Refuses an hour to come or before the arrival.
    """
    row = take(actor, referral_id, version)
    fault = contact_fault(happened_at, row.received_at, now)
    if fault:
        raise Invalid(fault)
    first = row.state in (ReferralState.ASSIGNED, ReferralState.IN_EVALUATION)
    real = outcome is ContactOutcome.REAL
    action = ReferralAction.FIRST_CONTACT if real and first else ReferralAction.LOG_ATTEMPT
    told = Told(words=words, code=outcome, at=happened_at, known={"real_contact": real})
    move(actor, now, row, action, told)


@use_case("intake.referral.start_evaluation", permission=None)
def start_evaluation(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int
) -> None:
    """Begin to evaluate before the first contact: papers, colleagues, other services."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.START_EVALUATION)


@use_case("intake.referral.wait", permission=None)
def wait_for(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    awaited: Awaited,
    words: str,
) -> None:
    """Stop for somebody else. The clock of the decision rests only while the person is awaited."""
    row = take(actor, referral_id, version)
    person = awaited is Awaited.PERSON
    to = ReferralState.AWAITING_PERSON if person else ReferralState.AWAITING_BODY
    move(actor, now, row, ReferralAction.SUSPEND_WAITING, Told(to=to, words=words, code=awaited))


@use_case("intake.referral.resume", permission=None)
def resume(*, actor: Viewer, now: datetime, referral_id: ReferralId, version: int) -> None:
    """Go on evaluating; the days the person was awaited are given back, thirty at most."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.RESUME)


@use_case("intake.referral.judge", permission=None)
def judge(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    risk: Answer,
    harm: Answer,
    grounds: str,
) -> None:
    """Write the two judgements apart, with today's day: risk of harm, and harm."""
    row = take(actor, referral_id, version)
    move(actor, now, row, ReferralAction.JUDGE_RISK)
    db.session.add(
        ReferralJudgement(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            risk=risk,
            harm=harm,
            grounds=grounds,
            judged_on=office_date(now),
            judged_by=actor.label,
            at=now,
        )
    )


@use_case("intake.referral.note_consent", permission=None)
def note_consent(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    basis: ConsentBasis,
    given_by: str,
    given_on: date | None,
) -> None:
    """Write who holds the responsibility and what she said. Never asked before listening.

    The archive of consents hears of it too, for whom it concerns and of whose age it can be.

    Refuses a day to come.
    """
    row = take(actor, referral_id, version)
    if given_on is not None and given_on > office_date(now):
        raise Invalid(f"given_on:{ReferralFault.CONTACT_IN_THE_FUTURE}")
    move(actor, now, row, ReferralAction.NOTE_CONSENT, Told(code=basis))
    db.session.add(
        ReferralConsent(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            basis=basis,
            given_by=given_by,
            given_on=given_on,
            at=now,
        )
    )
    if basis is not ConsentBasis.UNKNOWN:
        said = ConsentDetails(
            acts=(ConsentAct.ASSESSMENT,),
            basis=basis,
            given_on=given_on or office_date(now),
            giver_name="" if basis in OF_ADULT else given_by,
            how=HowGiven.BY_VOICE,
            referral_id=row.id,
        )
        note_what_was_said(actor, now, people_named(row), said)


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What was sent to the judicial authority: to which, signed by whom, on which day."""

    body_id: BodyId
    signed_by_id: EngagementId
    sent_on: date
    protocol_number: str = ""


@use_case("intake.referral.send_to_court", permission=None)
def send_to_court(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    sending: Sending,
    in_register: bool = False,
) -> None:
    """Write that it was sent to the judicial authority, and who signed: it ends nothing.

    Always allowed, and a row of the register of exits; `in_register` says that a letter of ours is
    that row. Refuses a body that is no court, a signer who does not work here, a day to come, and
    by hand what is written already: the same court, day and protocol.
    """
    row = take(actor, referral_id, version)
    if sending.sent_on > office_date(now):
        raise Invalid(f"sent_on:{ReferralFault.CONTACT_IN_THE_FUTURE}")
    if body_row(actor, sending.body_id).kind not in COURTS:
        raise Invalid(f"body:{ReferralFault.NOT_A_COURT}")
    signer = worker_here(actor, now, sending.signed_by_id, people_named(row))
    action = ReferralAction.SEND_TO_COURT
    if not in_register and is_written(
        row, sending.body_id, sending.sent_on, sending.protocol_number
    ):
        raise Invalid(f"sent_on:{ReferralFault.SENT_ALREADY}")
    move(actor, now, row, action)
    sent = send(actor, row, action, sending.body_id, sending.sent_on)
    sent.signed_by_id, sent.protocol_number = sending.signed_by_id, sending.protocol_number
    if not in_register:
        tell_sent(actor, now, row, sent, signer.name)


@use_case("intake.referral.follow_up", permission=None)
def follow_up(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    clock: Clock,
    words: str,
) -> None:
    """Write what came of it: she arrived where she was sent, the court answered, the fact was read.

    Refuses a sequel nobody waits for.
    """
    row = take(actor, referral_id, version)
    if not running(row, clock):
        raise NotAllowedNow("nothing_to_follow")
    told = Told(words=words, code=clock, stops=(clock,))
    move(actor, now, row, ReferralAction.FOLLOW_UP, told)


def send(
    actor: Viewer, row: Referral, action: ReferralAction, body_id: BodyId | None, on: date
) -> ReferralDestination:
    """Write to which body it went, and what a body of its kind may be told.

    `NotFound` for a body of somebody else's directory.
    """
    known = body_row(actor, body_id) if body_id is not None else None
    destination = ReferralDestination(
        organisation_id=row.organisation_id,
        referral_id=row.id,
        action=action,
        letter=letter_to(known.kind) if known else None,
        receiving_body_id=known.id if known else None,
        protocol_number="",
        sent_on=on,
    )
    db.session.add(destination)
    return destination
