"""Proposal, decision and money: three acts of three people."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.catalogue.queries import parameters_on
from app.catalogue.rules import ParameterKey, cents_of
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.money import parts_of
from app.kernel.references import PracticeId
from app.practices.models import Practice, PracticePayment
from app.practices.operations.moving import move, take
from app.practices.procedure import PracticeAction, PracticeState
from app.practices.rules import (
    PracticeFault,
    Purpose,
    first_fault,
    grant_fault,
    payment_days,
    voice_fault,
)
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Money proposed: how much in cents, what for, in how many monthly payments from which day."""

    amount_cents: int
    purpose: Purpose
    payments: int
    first_on: date


@dataclass(frozen=True, kw_only=True)
class Voice:
    """Who authorised it by voice, and when."""

    by: str
    at: datetime


@use_case("practices.practice.propose", permission=None)
def propose(
    *,
    actor: Viewer,
    now: datetime,
    practice_id: PracticeId,
    version: int,
    grant: Grant,
    words: str,
) -> None:
    """Propose an amount for a purpose; somebody else decides.

    Refuses no amount, a first payment more than a year away, expired papers.
    """
    row = take(actor, practice_id, version)
    _write_grant(row, grant, office_date(now))
    move(actor, now, row, PracticeAction.PROPOSE, words=words)
    row.proposed_by_id = actor.account_id


@use_case("practices.practice.return", permission=None)
def give_back(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, words: str
) -> None:
    """Give a proposal back, saying what is missing."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.RETURN, words=words)


@use_case("practices.practice.announce_refusal", permission=None)
def announce_refusal(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, words: str
) -> None:
    """Announce why it will be refused: ten days to object first (L. 241/1990, art. 10-bis)."""
    row = take(actor, practice_id, version)
    row.objections_answered = False
    move(actor, now, row, PracticeAction.ANNOUNCE_REFUSAL, words=words)


def note_notice_left(*, actor: Viewer, now: datetime, practice_id: PracticeId) -> None:
    """Write that the notice of a refusal left: the ten days to object run from now (art. 10-bis).

    Part of the use case by which the letter leaves; refuses where no refusal is announced.
    """
    row = take(actor, practice_id, None)
    move(actor, now, row, PracticeAction.NOTICE_LEFT)


@use_case("practices.practice.answer_objections", permission=None)
def answer_objections(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, words: str
) -> None:
    """Write what the person objected and what was answered."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.ANSWER_OBSERVATIONS, words=words)
    row.objections_answered = True


@use_case("practices.practice.grant", permission=None)
def grant_practice(
    *,
    actor: Viewer,
    now: datetime,
    practice_id: PracticeId,
    version: int,
    act_reference: str,
) -> None:
    """Grant what was proposed and plan its payments. Refuses who proposed it."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.GRANT)
    row.approved_by_id, row.act_reference = actor.account_id, act_reference
    _plan_payments(row)


@use_case("practices.practice.refuse", permission=None)
def refuse(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, words: str
) -> None:
    """Refuse with reasons and how to object. Not before the ten days, unless they were answered."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.REFUSE, words=words)


@use_case("practices.practice.grant_urgent", permission=None)
def grant_urgent(
    *,
    actor: Viewer,
    now: datetime,
    practice_id: PracticeId,
    version: int,
    grant: Grant,
    voice: Voice,
    words: str,
) -> None:
    """Give food, medicine, a roof tonight on a voice authorisation, to be ratified in three days.

    Refuses an amount above the ceiling of that day, and nobody's voice.
    """
    row = take(actor, practice_id, version)
    figures = parameters_on(actor, office_date(now))
    fault = voice_fault(voice.by, voice.at, now) or grant_fault(
        grant.amount_cents,
        grant.payments,
        cents_of(figures, ParameterKey.URGENT_AID_CEILING),
    )
    if fault:
        raise Invalid(fault)
    _write_grant(row, grant, office_date(now))
    move(actor, now, row, PracticeAction.GRANT_URGENT, words=words)
    row.proposed_by_id, row.voice_by, row.voice_at = actor.account_id, voice.by, voice.at
    _plan_payments(row)


@use_case("practices.practice.ratify", permission=None)
def ratify(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, act_reference: str
) -> None:
    """Ratify what was given on a voice authorisation. Refuses who gave it."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.RATIFY)
    row.approved_by_id, row.act_reference = actor.account_id, act_reference


@use_case("practices.practice.not_ratify", permission=None)
def not_ratify(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, words: str
) -> None:
    """Not ratify it, with the reason: no payment follows."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.NOT_RATIFY, words=words)


@use_case("practices.payment.pay", permission=None)
def pay(
    *,
    actor: Viewer,
    now: datetime,
    practice_id: PracticeId,
    version: int,
    paid_on: date,
    account_checked: bool,
) -> None:
    """Note that the next payment was made.

    Refuses who approved, an account nobody looked at, a day to come.
    """
    row = take(actor, practice_id, version)
    if paid_on > office_date(now):
        raise Invalid(f"paid_on:{PracticeFault.PAID_IN_THE_FUTURE}")
    left = db.session.scalars(
        select(PracticePayment)
        .where(
            PracticePayment.organisation_id == row.organisation_id,
            PracticePayment.practice_id == row.id,
            PracticePayment.paid_on.is_(None),
        )
        .order_by(PracticePayment.position)
    ).all()
    if not left:
        raise NotAllowedNow(PracticeFault.NOT_A_PAYMENT)
    target = PracticeState.PAID if len(left) == 1 else PracticeState.GRANTED
    move(actor, now, row, PracticeAction.PAY, to=target, account_checked=account_checked)
    left[0].paid_on, left[0].paid_by = paid_on, actor.label


@use_case("practices.practice.stop", permission=None)
def stop(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, words: str
) -> None:
    """Stop the payments that are left, saying why; the person is told."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.STOP, words=words)


def _write_grant(row: Practice, grant: Grant, today: date) -> None:
    fault = grant_fault(grant.amount_cents, grant.payments) or first_fault(grant.first_on, today)
    if fault:
        raise Invalid(fault)
    row.amount_cents, row.purpose = grant.amount_cents, grant.purpose
    row.payment_number, row.first_payment_on = grant.payments, grant.first_on


def _plan_payments(row: Practice) -> None:
    if row.amount_cents is None or row.first_payment_on is None:
        raise Invalid(f"amount:{PracticeFault.NO_AMOUNT}")
    number = row.payment_number or 1
    planned = zip(
        parts_of(row.amount_cents, number),
        payment_days(row.first_payment_on, number),
        strict=True,
    )
    db.session.add_all(
        PracticePayment(
            organisation_id=row.organisation_id,
            practice_id=row.id,
            position=position,
            amount_cents=cents,
            due_on=due_on,
            paid_by="",
        )
        for position, (cents, due_on) in enumerate(planned, start=1)
    )
