"""One intervention: sent, accepted, started, changed, suspended, ended."""

from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import LineChange, RequestLine, ServiceRequest
from app.cases.operations.exits import tell_case_exit
from app.cases.operations.stepping import Said, conclude_when_over, take_line
from app.cases.procedure.line import LineAction, LineState
from app.cases.procedure.request import WRITABLE
from app.cases.rules.requests import (
    ChangeKind,
    Decline,
    EndCause,
    LineOutcome,
    RequestFault,
    SuspensionCause,
    Withdrawal,
    needs_second_person,
    period_fault,
)
from app.catalogue.queries import unit_row
from app.catalogue.rules import Intervention, Measure
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.exits import LetterKind
from app.kernel.references import BodyId, RequestLineId, ServiceRequestId, UnitId
from app.organisations.queries import body as body_row
from app.transaction.use_case import use_case

_WORK = Permission.CASES_REQUEST_WORK


@dataclass(frozen=True, kw_only=True)
class LineDetails:
    """What is written of an intervention: how much, from when to when, by whom, in which unit."""

    intervention: Intervention | None
    quantity: int
    measure: Measure
    note: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    provider_id: BodyId | None = None
    unit_id: UnitId | None = None


@use_case("cases.line.add", permission=_WORK)
def add_line(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, details: LineDetails
) -> RequestLineId:
    """Add an intervention to a request that is still a draft, and return its id.

    Refuses the same intervention twice, an end before the start, a unit that is not there.
    """
    request = queries.request_for_change(actor, request_id)
    about("service_request", request.id)
    _still_draft(request)
    lines = queries.own_lines(request)
    line = RequestLine(
        organisation_id=actor.organisation_id,
        data_key_id=request.data_key_id,
        request_id=request.id,
        position=max((one.position for one in lines), default=0) + 1,
        operator="",
        held=False,
        past_end=False,
        edition=1,
        state=LineState.PLANNED,
    )
    _write(actor, now, line, lines, details)
    db.session.add(line)
    db.session.flush()
    return line.id


@use_case("cases.line.describe", permission=_WORK)
def describe_line(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, version: int, details: LineDetails
) -> None:
    """Write an intervention again while it is in a draft, or who gives it before it is sent.

    Once the request is approved, quantity and days are changed by a new version instead.
    """
    line, request = queries.line_for_change(actor, line_id, version)
    about("service_request", request.id)
    if line.state != LineState.PLANNED:
        raise NotAllowedNow(RequestFault.REQUEST_SENT)
    if request.state not in WRITABLE:
        same = (details.quantity, details.starts_on, details.ends_on, details.intervention)
        if same != (line.quantity, line.starts_on, line.ends_on, line.intervention):
            raise NotAllowedNow(RequestFault.REQUEST_SENT)
    _write(actor, now, line, queries.own_lines(request), details)


@use_case("cases.line.send", permission=None)
def send_line(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    version: int,
    in_register: bool = False,
) -> None:
    """Send an approved intervention to who gives it, who answers within five working days.

    It has its row in the register of exits; `in_register` says that the box it was put in is that
    row.
    """
    line, request = queries.line_for_change(actor, line_id, version)
    take_line(actor, now, line, request, LineAction.SEND)
    if not in_register:
        tell_case_exit(
            actor,
            now,
            request.case_id,
            LetterKind.SERVICE,
            office_date(now),
            body_id=line.provider_id,
        )


@use_case("cases.line.accept", permission=None)
def accept_line(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    version: int,
    starts_on: date,
    operator: str = "",
    words: str = "",
) -> None:
    """Write that the provider accepts, from which day and with whom.

    Refuses over the capacity of the unit on that day; the supervisor may allow it, saying why.
    """
    line, request = _with_room(actor, line_id, version)
    if fault := period_fault(starts_on, line.ends_on):
        raise Invalid(f"starts_on:{fault}")
    line.starts_on, line.operator, line.listed_at = starts_on, operator, None
    take_line(actor, now, line, request, LineAction.ACCEPT, said=Said(words=words))


@use_case("cases.line.decline", permission=None)
def decline_line(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, version: int, why: Decline
) -> None:
    """Write that the provider says no: the intervention goes back to be sent to another."""
    line, request = queries.line_for_change(actor, line_id, version)
    take_line(actor, now, line, request, LineAction.DECLINE, said=Said(code=why))


@use_case("cases.line.start", permission=None)
def start_line(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, version: int, started_on: date
) -> None:
    """Write the day an accepted intervention really began.

    Refuses a day to come, and a service with a cost for which no money was set aside.
    """
    line, request = queries.line_for_change(actor, line_id, version)
    if started_on > office_date(now):
        raise Invalid(f"started_on:{RequestFault.IN_THE_FUTURE}")
    if fault := period_fault(started_on, line.ends_on):
        raise Invalid(f"started_on:{fault}")
    line.started_on = started_on
    take_line(
        actor, now, line, request, LineAction.START, said=Said(happened=_moment(started_on, now))
    )


@use_case("cases.line.change", permission=None)
def change_line(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    version: int,
    quantity: int,
    valid_from: date,
) -> None:
    """Make a new version with another quantity: less counts at once, more waits for a yes.

    Whatever costs waits too. Refuses while another change waits, or when nothing changes.
    """
    line, request = queries.line_for_change(actor, line_id, version)
    if quantity == line.quantity:
        raise Invalid(f"quantity:{RequestFault.NOTHING_CHANGES}")
    take_line(actor, now, line, request, LineAction.CHANGE)
    change = _asked(actor, now, line, ChangeKind.QUANTITY, valid_from)
    change.new_quantity = quantity
    waits = needs_second_person(old=line.quantity, new=quantity, with_cost=request.with_cost)
    if not waits:
        _apply(line, change)
    db.session.add(change)


@use_case("cases.line.extend", permission=None)
def extend_line(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, version: int, ends_on: date
) -> None:
    """Ask for a later end, which the supervisor approves. Refuses an end that is not later."""
    line, request = queries.line_for_change(actor, line_id, version)
    if line.ends_on is not None and ends_on <= line.ends_on:
        raise Invalid(f"ends_on:{RequestFault.NOT_LATER}")
    take_line(actor, now, line, request, LineAction.EXTEND)
    change = _asked(actor, now, line, ChangeKind.END, line.ends_on or office_date(now))
    change.new_ends_on = ends_on
    db.session.add(change)


@use_case("cases.line.approve_change", permission=None)
def approve_change(*, actor: Viewer, now: datetime, line_id: RequestLineId, version: int) -> None:
    """Approve the change a colleague asked for: the line has a new version.

    Refuses who asked for it, and more hours than the unit has left.
    """
    line, request = _with_room(actor, line_id, version)
    change = queries.pending_change(line)
    take_line(actor, now, line, request, LineAction.APPROVE_CHANGE)
    if change is not None:
        _apply(line, change)
        change.decided_by_id, change.decided_at = actor.account_id, now


@use_case("cases.line.refuse_change", permission=None)
def refuse_change(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, version: int, words: str
) -> None:
    """Leave the line as it is, saying why."""
    line, request = queries.line_for_change(actor, line_id, version)
    change = queries.pending_change(line)
    take_line(actor, now, line, request, LineAction.REFUSE_CHANGE, said=Said(words=words))
    if change is not None:
        change.accepted, change.decided_by_id, change.decided_at = False, actor.account_id, now


@use_case("cases.line.suspend", permission=None)
def suspend_line(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    version: int,
    why: SuspensionCause,
    kept_until: date | None,
) -> None:
    """Stop an intervention for a time; its place is kept until a day, or as long as it lasts."""
    line, request = queries.line_for_change(actor, line_id, version)
    line.kept_until = kept_until
    take_line(actor, now, line, request, LineAction.SUSPEND, said=Said(code=why))


@use_case("cases.line.resume", permission=None)
def resume_line(*, actor: Viewer, now: datetime, line_id: RequestLineId, version: int) -> None:
    """Take an intervention up again. Refuses when its place was not kept and somebody has it."""
    line, request = _with_room(actor, line_id, version)
    take_line(actor, now, line, request, LineAction.RESUME)
    line.kept_until = None


@use_case("cases.line.end", permission=None)
def end_service(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    version: int,
    ended_on: date,
    cause: EndCause,
    outcome: LineOutcome,
) -> None:
    """End an intervention: last day, why, with which outcome. The last one ends the request.

    What the office ends before its day is for the supervisor. Refuses a day to come.
    """
    line, request = queries.line_for_change(actor, line_id, version)
    if ended_on > office_date(now):
        raise Invalid(f"ended_on:{RequestFault.IN_THE_FUTURE}")
    if line.started_on is not None and ended_on < line.started_on:
        raise Invalid(f"ended_on:{RequestFault.ENDS_BEFORE_LINE_START}")
    early = cause is EndCause.OFFICE_DECISION and (line.ends_on is None or ended_on < line.ends_on)
    line.ended_on, line.end_cause, line.outcome = ended_on, cause, outcome
    line.past_end = False
    said = Said(code=cause, happened=_moment(ended_on, now))
    take_line(actor, now, line, request, LineAction.END, said=said, early_by_office=early)
    conclude_when_over(actor, now, request)


@use_case("cases.line.withdraw", permission=None)
def give_up_line(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, version: int, why: Withdrawal
) -> None:
    """Withdraw an intervention that has not begun. The last one ends the request."""
    line, request = queries.line_for_change(actor, line_id, version)
    take_line(actor, now, line, request, LineAction.WITHDRAW, said=Said(code=why))
    conclude_when_over(actor, now, request)


def _with_room(
    actor: Viewer, line_id: RequestLineId, version: int
) -> tuple[RequestLine, ServiceRequest]:
    """Load a line for change and keep everybody else from counting the places of its unit."""
    line, request = queries.line_for_change(actor, line_id, version)
    if line.unit_id is not None:
        queries.lock_unit(actor, line.unit_id)
    return line, request


def _still_draft(request: ServiceRequest) -> None:
    if request.state not in WRITABLE:
        raise NotAllowedNow(RequestFault.REQUEST_SENT)


def _write(
    actor: Viewer, now: datetime, line: RequestLine, others: list[RequestLine], told: LineDetails
) -> None:
    if fault := period_fault(told.starts_on, told.ends_on):
        raise Invalid(f"ends_on:{fault}")
    twins = [
        one
        for one in others
        if one.id != line.id
        and one.state != LineState.WITHDRAWN
        and told.intervention is not None
        and one.intervention == told.intervention
    ]
    if twins:
        raise Invalid(f"intervention:{RequestFault.SAME_INTERVENTION}")
    provider = told.provider_id
    if told.unit_id is not None:
        provider = provider or unit_row(actor, told.unit_id, office_date(now)).provider_id
    if provider is not None:
        body_row(actor, provider)
    line.intervention, line.quantity, line.measure = told.intervention, told.quantity, told.measure
    line.note, line.starts_on, line.ends_on = told.note, told.starts_on, told.ends_on
    line.provider_id, line.unit_id = provider or line.provider_id, told.unit_id


def _asked(
    actor: Viewer, now: datetime, line: RequestLine, kind: ChangeKind, valid_from: date
) -> LineChange:
    return LineChange(
        organisation_id=line.organisation_id,
        line_id=line.id,
        kind=kind,
        old_quantity=line.quantity,
        new_quantity=line.quantity,
        old_ends_on=line.ends_on,
        new_ends_on=line.ends_on,
        valid_from=valid_from,
        asked_by_id=actor.account_id,
        asked_by_label=actor.label,
        asked_at=now,
    )


def _apply(line: RequestLine, change: LineChange) -> None:
    change.accepted = True
    line.quantity, line.ends_on = change.new_quantity, change.new_ends_on
    line.edition += 1
    line.past_end = False


def _moment(day: date, now: datetime) -> datetime:
    """Return the instant that stands for a day in the past: its start here; today, this moment."""
    return now if day == office_date(now) else rome_to_utc(day, 0)
