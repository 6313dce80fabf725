"""What the worker does while she evaluates: contacts, judgements, consents, the way to a service."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.catalogue.criteria import PathFacts, explain
from app.catalogue.rules import ConsentBasis, Door, Intervention, PathCode
from app.db import db
from app.intake.models import (
    PathChoice,
    Referral,
    ReferralConsent,
    ReferralDestination,
    ReferralJudgement,
    WishedIntervention,
)
from app.intake.operations.moving import move, take
from app.intake.procedure import ReferralAction, ReferralState
from app.intake.rules import Answer, Awaited, ContactOutcome, ReferralFault, contact_fault
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import BodyId, ReferralId
from app.kernel.verdict import Verdict
from app.organisations.queries import body as body_row
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class PathGiven:
    """A way to a service with what is known for it; `reason` when somebody goes on regardless."""

    path: PathCode
    door: Door
    facts: PathFacts
    answers: Mapping[str, str] = field(default_factory=dict)
    interventions: Sequence[Intervention] = ()
    reason: str = ""


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
    move(
        actor, now, row, action,
        words=words, reason_code=outcome, effective_at=happened_at, real_contact=real,
    )  # fmt: skip


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
    move(actor, now, row, ReferralAction.SUSPEND_WAITING, to=to, words=words, reason_code=awaited)


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
    move(actor, now, row, ReferralAction.JUDGE_RISK, reason_code=f"harm_{harm}")
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
    """Write who holds the responsibility and what she said. Never asked before listening."""
    row = take(actor, referral_id, version)
    if given_on is not None and given_on > office_date(now):
        raise Invalid(f"given_on:{ReferralFault.CONTACT_IN_THE_FUTURE}")
    move(actor, now, row, ReferralAction.NOTE_CONSENT, reason_code=basis)
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


@use_case("intake.referral.choose_path", permission=None)
def choose_path(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, given: PathGiven
) -> Verdict:
    """Choose the way to a service and keep what the program said of it then; return its verdict.

    Nothing is granted or refused by the program; going on against a "not met" asks why in words.
    """
    row = take(actor, referral_id, version)
    explained = explain(given.path, given.facts)
    if explained.overall is Verdict.NOT_MET and not given.reason.strip():
        raise Invalid(f"reason:{ReferralFault.PATH_REASON_MISSING}")
    move(actor, now, row, ReferralAction.CHOOSE_PATH, reason_code=given.path)
    choice = PathChoice(
        organisation_id=row.organisation_id,
        data_key_id=row.data_key_id,
        referral_id=row.id,
        path=given.path,
        door=given.door,
        verdict=explained.overall,
        answers=json.dumps(dict(given.answers)),
        findings=json.dumps(
            [
                {"verdict": one.verdict, "reason": one.reason, "evidence": dict(one.evidence)}
                for one in explained.findings
            ]
        ),
        reason=given.reason,
        chosen_by=actor.label,
        chosen_at=now,
    )
    db.session.add(choice)
    db.session.flush()
    db.session.add_all(
        WishedIntervention(
            organisation_id=row.organisation_id,
            path_choice_id=choice.id,
            intervention=intervention,
        )
        for intervention in given.interventions
    )
    return explained.overall


@use_case("intake.referral.send_to_court", permission=None)
def send_to_court(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    version: int,
    body_id: BodyId,
    sent_on: date,
) -> None:
    """Write that it was sent to the judicial authority: always allowed, and it ends nothing."""
    row = take(actor, referral_id, version)
    if sent_on > office_date(now):
        raise Invalid(f"sent_on:{ReferralFault.CONTACT_IN_THE_FUTURE}")
    move(actor, now, row, ReferralAction.SEND_TO_COURT)
    send(actor, row, ReferralAction.SEND_TO_COURT, body_id, sent_on)


def send(
    actor: Viewer, row: Referral, action: ReferralAction, body_id: BodyId | None, on: date
) -> ReferralDestination:
    """Write to which body it went. `NotFound` for a body of somebody else's directory."""
    known = body_row(actor, body_id).id if body_id is not None else None
    destination = ReferralDestination(
        organisation_id=row.organisation_id,
        referral_id=row.id,
        action=action,
        receiving_body_id=known,
        sent_on=on,
    )
    db.session.add(destination)
    return destination
