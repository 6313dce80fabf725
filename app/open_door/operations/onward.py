"""Sending somebody on to another body, and looking for her until she arrived."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.clocks import move_terms
from app.catalogue.rules import PathCode, Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.errors import Invalid, NotPermitted
from app.kernel.exits import Exit, ExitSubject, LetterKind, SendChannel
from app.kernel.references import BodyId, OnwardId, PersonId
from app.open_door import queries
from app.open_door.models import OnwardReferral, OnwardReferralStep, OnwardReferralTerm
from app.open_door.procedure import CHECKS, ONWARD, OnwardAction, OnwardState
from app.open_door.rules import (
    Answered,
    Called,
    EndCause,
    HelpKind,
    Teller,
    arrival_fault,
    call_fault,
    sending_fault,
)
from app.organisations.queries import body
from app.people.queries import person_row
from app.transaction.exits import tell_exit
from app.transaction.reading import consultation
from app.transaction.steps import step_columns
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_NOON = 12 * 60
_TELLS = {
    HelpKind.CALLED: SendChannel.BY_VOICE,
    HelpKind.APPOINTMENT: SendChannel.BY_VOICE,
    HelpKind.LETTER: SendChannel.BY_HAND,
}


@dataclass(frozen=True, kw_only=True)
class Sending:
    """Who is sent on, as far as she wants to be known, where to, with which help."""

    path: PathCode
    body_id: BodyId
    help_kind: HelpKind
    person_id: PersonId | None = None
    described: str = ""
    agrees: Answered = Answered.UNKNOWN
    is_alone: Answered = Answered.UNKNOWN
    may_speak: Answered = Answered.UNKNOWN
    safe_to_call: Answered = Answered.UNKNOWN
    no_print: bool = False
    referral_id: UUID | None = None
    visit_id: UUID | None = None


@consultation(
    "open_door.onward.open",
    permission=Permission.OPEN_DOOR_CONTACT_WRITE,
    subject="onward",
)
def consult_onward(
    *, actor: Viewer, now: datetime, onward_id: OnwardId, purpose: str
) -> queries.OnwardPage:
    """Read one onward referral; the reading leaves its line."""
    return queries.onward_page(actor, onward_id)


@use_case("open_door.onward.send", permission=None)
def send_onward(*, actor: Viewer, now: datetime, sending: Sending, words: str = "") -> OnwardId:
    """Send somebody on to another body, and return the id: in 30 days somebody asks if she arrived.

    Two working days where a woman is in danger, and only a social worker sends her. Refuses nobody
    at all, and to call or write to a body about somebody who does not want it. No case is needed,
    nor a name.
    """
    if sending.path is PathCode.WOMEN_SUPPORT and not actor.may(Permission.OPEN_DOOR_ONWARD_WORK):
        raise NotPermitted(Permission.OPEN_DOOR_ONWARD_WORK)
    fault = sending_fault(
        named=sending.person_id is not None,
        described=sending.described,
        agrees=sending.agrees,
        help_kind=sending.help_kind,
        no_print=sending.no_print,
    )
    if fault:
        raise Invalid(fault)
    row = _new(actor, now, sending)
    step = ONWARD.step(None, OnwardAction.SEND, queries.facts_of(row), actor.may)
    about("onward", row.id)
    if row.person_id is not None:
        about("person", row.person_id)
    row.state = step.to
    db.session.add(row)
    db.session.flush()
    _record(actor, now, row, step, words=words)
    _left(actor, now, row)
    return row.id


def _new(actor: Viewer, now: datetime, sending: Sending) -> OnwardReferral:
    """Return the row of who is sent on, as today says it; a body or person out of reach is none."""
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="onward", now=now)
    return OnwardReferral(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        path=sending.path,
        person_id=person_row(actor, sending.person_id).id if sending.person_id else None,
        described=sending.described,
        body_id=body(actor, sending.body_id).id,
        help_kind=sending.help_kind,
        agrees=sending.agrees,
        is_alone=sending.is_alone,
        may_speak=sending.may_speak,
        safe_to_call=sending.safe_to_call,
        no_print=sending.no_print,
        sent_on=office_date(now),
        sent_by=actor.label,
        sent_by_id=actor.account_id,
        referral_id=sending.referral_id,
        visit_id=sending.visit_id,
    )


@use_case("open_door.onward.remind", permission=None)
def remind(
    *,
    actor: Viewer,
    now: datetime,
    onward_id: OnwardId,
    version: int,
    called: Called,
    words: str = "",
) -> None:
    """Write that the body, or the person, was called and it is not known yet: a new term begins.

    Refuses a call to who said that it is not safe.
    """
    row = _take(actor, onward_id, version)
    fault = call_fault(called, Answered(row.safe_to_call))
    if fault:
        raise Invalid(fault)
    _move(actor, now, row, OnwardAction.REMIND, words=words, reason_code=called)


@use_case("open_door.onward.confirm_arrival", permission=None)
def confirm_arrival(
    *,
    actor: Viewer,
    now: datetime,
    onward_id: OnwardId,
    version: int,
    teller: Teller,
    arrived_on: date,
    words: str = "",
) -> None:
    """Write that she arrived, on which day and who says so. Refuses a day to come or before."""
    row = _take(actor, onward_id, version)
    fault = arrival_fault(arrived_on, row.sent_on, office_date(now))
    if fault:
        raise Invalid(fault)
    happened = min(rome_to_utc(arrived_on, _NOON), now)
    _move(
        actor, now, row, OnwardAction.CONFIRM_ARRIVAL,
        words=words, reason_code=teller, effective_at=happened,
    )  # fmt: skip


@use_case("open_door.onward.not_arrived", permission=None)
def not_arrived(
    *, actor: Viewer, now: datetime, onward_id: OnwardId, version: int, words: str = ""
) -> None:
    """Write that she did not arrive: within a term whoever follows it thinks of another way."""
    row = _take(actor, onward_id, version)
    _move(actor, now, row, OnwardAction.NOT_ARRIVED, words=words)


@use_case("open_door.onward.resend", permission=None)
def resend(
    *,
    actor: Viewer,
    now: datetime,
    onward_id: OnwardId,
    version: int,
    body_id: BodyId,
    help_kind: HelpKind,
    words: str = "",
) -> None:
    """Send her on again, to the same body or another, with some help. Refuses as the first time."""
    row = _take(actor, onward_id, version)
    fault = sending_fault(
        named=row.person_id is not None,
        described=row.described or "",
        agrees=Answered(row.agrees),
        help_kind=help_kind,
        no_print=row.no_print,
    )
    if fault:
        raise Invalid(fault)
    row.body_id, row.help_kind = body(actor, body_id).id, help_kind
    row.sent_on = office_date(now)
    _move(actor, now, row, OnwardAction.RESEND, words=words)
    _left(actor, now, row)


@use_case("open_door.onward.close", permission=None)
def close_onward(
    *,
    actor: Viewer,
    now: datetime,
    onward_id: OnwardId,
    version: int,
    cause: EndCause,
    words: str = "",
) -> None:
    """End it without an arrival, saying why."""
    row = _take(actor, onward_id, version)
    _move(actor, now, row, OnwardAction.CLOSE, words=words, reason_code=cause)


@use_case("open_door.onward.withdraw", permission=None)
def withdraw_onward(
    *, actor: Viewer, now: datetime, onward_id: OnwardId, version: int, words: str = ""
) -> None:
    """End it because the person says so."""
    row = _take(actor, onward_id, version)
    _move(actor, now, row, OnwardAction.WITHDRAW, words=words)


def _left(actor: Viewer, now: datetime, row: OnwardReferral) -> None:
    """Tell the register of exits what the body was told; to give an address tells it nothing."""
    channel = _TELLS.get(HelpKind(row.help_kind))
    if channel is not None:
        left = Exit(
            kind=LetterKind.ONWARD,
            subject_kind=ExitSubject.ONWARD,
            subject_id=row.id,
            sent_on=row.sent_on,
            body_id=row.body_id,
            channel=channel,
        )
        tell_exit(actor=actor, now=now, left=left)


def _take(actor: Viewer, onward_id: OnwardId, version: int) -> OnwardReferral:
    row = queries.onward_for_change(actor, onward_id, version)
    about("onward", row.id)
    return row


def _move(
    actor: Viewer, now: datetime, row: OnwardReferral, action: OnwardAction, **told: Any
) -> None:
    """Take one step of the procedure, or refuse it as the table says."""
    step = ONWARD.step(OnwardState(row.state), action, queries.facts_of(row), actor.may)
    _record(actor, now, row, step, **told)
    flag_modified(row, "state")  # a reminder leaves the state as it is: older forms are stale


def _record(
    actor: Viewer,
    now: datetime,
    row: OnwardReferral,
    step: Any,
    *,
    words: str = "",
    reason_code: str = "",
    effective_at: datetime | None = None,
) -> None:
    """Append the step, copy the state, start and stop the terms of its row."""
    db.session.add(
        OnwardReferralStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            onward_id=row.id,
            words=words,
            **step_columns(actor, now, step, effective_at=effective_at, reason_code=reason_code),
        )
    )
    row.state = step.to
    its = {"organisation_id": row.organisation_id, "onward_id": row.id}
    move_terms(OnwardReferralTerm, its, step.row, actor=actor, at=now, but=(_other_check(row),))


def _other_check(row: OnwardReferral) -> Term:
    """Return the check that does not run: a woman in danger is asked about much sooner."""
    urgent = row.path == PathCode.WOMEN_SUPPORT
    return next(term for term in CHECKS if (term is Term.ARRIVAL_CHECK_URGENT) is not urgent)
