"""Deciding on a service request, activating it in urgency, withdrawing it, setting money aside."""

from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.policy import Permission
from app.cases import queries
from app.cases.models import Commitment, RequestLine, ServiceRequest
from app.cases.operations.asking import note_known_consent
from app.cases.operations.stepping import (
    NOTHING_SAID,
    Said,
    end_line,
    start_urgent,
    take_request,
    withdraw_line,
)
from app.cases.procedure import REQUEST
from app.cases.procedure.request import RequestAction, RequestState
from app.cases.rules.requests import (
    EndCause,
    PayerBody,
    RequestFacts,
    RequestFault,
    Voice,
    Withdrawal,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import BodyId, ServiceRequestId
from app.organisations.queries import body as body_row
from app.transaction.use_case import use_case

_APPROVE = Permission.CASES_REQUEST_APPROVE


@dataclass(frozen=True, kw_only=True)
class Money:
    """An act by which money is set aside."""

    payer: PayerBody
    body_id: BodyId | None
    share: int
    amount_cents: int
    act_reference: str


@use_case("cases.request.submit", permission=None)
def submit_request(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, version: int
) -> None:
    """Hand a request to who approves, within five working days.

    Refuses without an intervention, with a missing paper that has no day, with a condition not met
    and no reason. A missing consent is said and stops nothing.
    """
    request, lines = _request(actor, request_id, version)
    note_known_consent(actor, now, request)
    _take(actor, now, request, lines, RequestAction.SUBMIT)


@use_case("cases.request.return", permission=None)
def return_request(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, version: int, words: str
) -> None:
    """Give a request back to be completed, saying what is missing."""
    request, lines = _request(actor, request_id, version)
    _take(actor, now, request, lines, RequestAction.RETURN, said=Said(words=words))


@use_case("cases.request.approve", permission=None)
def approve_request(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, version: int
) -> None:
    """Approve what a colleague asked for.

    Refuses who asked herself, always; and a request without quantities, days or management.
    """
    request, lines = _request(actor, request_id, version)
    _take(actor, now, request, lines, RequestAction.APPROVE)
    request.decided_by_id, request.decided_by_label = actor.account_id, actor.signing(_APPROVE)


@use_case("cases.request.refuse", permission=None)
def refuse_request(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, version: int, words: str
) -> None:
    """Say no, with the reasons the letter will give; every line is withdrawn."""
    request, lines = _request(actor, request_id, version)
    _take(actor, now, request, lines, RequestAction.REFUSE, said=Said(words=words))
    for line in lines:
        withdraw_line(actor, now, line, request)


@use_case("cases.request.activate_urgent", permission=None)
def activate_urgent(
    *,
    actor: Viewer,
    now: datetime,
    request_id: ServiceRequestId,
    version: int,
    voice: Voice,
) -> None:
    """Start a service before it is approved: who authorised by voice, when, and why.

    The supervisor ratifies within three working days. Refuses without the voice authorisation,
    without quantities and first day, or with an hour still to come.
    """
    request, lines = _request(actor, request_id, version)
    if voice.at > now:
        raise Invalid(f"voice_day:{RequestFault.VOICE_IN_FUTURE}")
    request.urgency, request.voice_label, request.voice_at = voice.ground, voice.who, voice.at
    facts = queries.request_facts(actor, request, lines, voice_known=bool(voice.who.strip()))
    _take(
        actor,
        now,
        request,
        lines,
        RequestAction.ACTIVATE_URGENT,
        said=Said(words=voice.words),
        facts=facts,
    )
    for line in lines:
        start_urgent(actor, now, line, request)


@use_case("cases.request.ratify", permission=None)
def ratify_request(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, version: int
) -> None:
    """Confirm what was activated in urgency. Refuses who asked for it."""
    request, lines = _request(actor, request_id, version)
    _take(actor, now, request, lines, RequestAction.RATIFY)
    request.decided_by_id, request.decided_by_label = actor.account_id, actor.signing(_APPROVE)


@use_case("cases.request.not_ratify", permission=None)
def not_ratify_request(
    *,
    actor: Viewer,
    now: datetime,
    request_id: ServiceRequestId,
    version: int,
    ends_on: date,
    words: str,
) -> None:
    """End from a day what was activated in urgency and is not confirmed, saying why."""
    request, lines = _request(actor, request_id, version)
    if ends_on > office_date(now):
        raise Invalid(f"ends_on:{RequestFault.IN_THE_FUTURE}")
    _take(actor, now, request, lines, RequestAction.NOT_RATIFY, said=Said(words=words))
    for line in lines:
        end_line(actor, now, line, request, ends_on=ends_on, cause=EndCause.NOT_RATIFIED)


@use_case("cases.request.withdraw", permission=None)
def withdraw_request(
    *,
    actor: Viewer,
    now: datetime,
    request_id: ServiceRequestId,
    version: int,
    why: Withdrawal,
    decided_at: datetime,
) -> None:
    """Ask no more for what was asked: whose will it is, and since when.

    Refuses once an intervention was accepted or started: those are ended one by one.
    """
    request, lines = _request(actor, request_id, version)
    if decided_at > now:
        raise Invalid(f"decided_on:{RequestFault.IN_THE_FUTURE}")
    said = Said(code=why, happened=decided_at)
    _take(actor, now, request, lines, RequestAction.WITHDRAW, said=said)
    for line in lines:
        withdraw_line(actor, now, line, request)


@use_case("cases.request.commit", permission=None)
def commit_money(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, version: int, money: Money
) -> None:
    """Write by which act money is set aside, who pays and which share.

    Refuses a service without cost, a share that is not between 1 and 100, a body out of reach.
    """
    request, lines = _request(actor, request_id, version)
    _take(actor, now, request, lines, RequestAction.COMMIT)
    if money.body_id is not None:
        body_row(actor, money.body_id)
    if money.amount_cents <= 0:
        raise Invalid(f"amount:{RequestFault.NOT_AN_AMOUNT}")
    if not 1 <= money.share <= 100:
        raise Invalid(f"share:{RequestFault.NOT_A_SHARE}")
    db.session.add(
        Commitment(
            organisation_id=actor.organisation_id,
            request_id=request.id,
            payer=money.payer,
            body_id=money.body_id,
            share=money.share,
            amount_cents=money.amount_cents,
            act_reference=money.act_reference,
            by_id=actor.account_id,
            by_label=actor.label,
            at=now,
        )
    )


@use_case("cases.request.conclude", permission=None)
def conclude_request(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, version: int
) -> None:
    """End a request whose lines have all ended. Refuses while one is still open."""
    request, lines = _request(actor, request_id, version)
    _take(actor, now, request, lines, RequestAction.CONCLUDE)


def _request(
    actor: Viewer, request_id: ServiceRequestId, version: int
) -> tuple[ServiceRequest, list[RequestLine]]:
    request = queries.request_for_change(actor, request_id, version)
    return request, queries.own_lines(request)


def _take(
    actor: Viewer,
    now: datetime,
    request: ServiceRequest,
    lines: list[RequestLine],
    action: RequestAction,
    *,
    said: Said = NOTHING_SAID,
    facts: RequestFacts | None = None,
) -> None:
    judged = facts or queries.request_facts(actor, request, lines)
    state = RequestState(request.state)
    step = REQUEST.step(state, action, judged, actor.may, reason=said.words)
    take_request(actor, now, request, step, said)
