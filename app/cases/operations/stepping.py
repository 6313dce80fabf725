"""The one place where a step of a request or of a line is written: row, state, clocks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.audit.context import about
from app.cases import queries
from app.cases.models import LineStep, LineTerm, RequestLine, RequestStep, RequestTerm
from app.cases.models import ServiceRequest as Request
from app.cases.procedure import LINE, REQUEST
from app.cases.procedure.line import LineAction, LineState
from app.cases.procedure.request import RUNNING, RequestAction, RequestState
from app.cases.rules.requests import EndCause
from app.catalogue.clocks import move_terms, start_before
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.workflow import Step
from app.transaction.steps import step_columns


@dataclass(frozen=True, kw_only=True)
class Said:
    """What goes with a step: her own words, the code of why, when it happened if told later."""

    words: str = ""
    code: str = ""
    happened: datetime | None = None


NOTHING_SAID = Said()


def take_request(
    actor: Viewer,
    now: datetime,
    request: Request,
    step: Step[RequestState, RequestAction, Any],
    said: Said = NOTHING_SAID,
) -> None:
    """Append the row of a step of a request, copy its state, move its clocks."""
    about("service_request", request.id)
    about("case", request.case_id)
    request.state = step.to
    db.session.add(
        RequestStep(
            organisation_id=request.organisation_id,
            data_key_id=request.data_key_id,
            request_id=request.id,
            words=said.words,
            **step_columns(actor, now, step, reason_code=said.code, effective_at=said.happened),
        )
    )
    mine = {"organisation_id": request.organisation_id, "request_id": request.id}
    move_terms(RequestTerm, mine, step.row, actor=actor, at=now)


def take_line(
    actor: Viewer,
    now: datetime,
    line: RequestLine,
    request: Request,
    action: LineAction,
    *,
    said: Said = NOTHING_SAID,
    caused: bool = False,
    **typed: bool | int | None,
) -> Step[LineState, LineAction, Any]:
    """Ask the table of lines, append the row of the step, copy its state, move its clocks.

    `caused`: the step follows from one of the request, whose right was already asked.
    """
    facts = queries.line_facts(actor, line, request, office_date(now), **typed)
    may = _everything if caused else actor.may
    step = LINE.step(LineState(line.state), action, facts, may, reason=said.words)
    about("service_request", request.id)
    about("request_line", line.id)
    line.state = step.to
    line.held = line.held and step.to == LineState.WAITING
    db.session.add(
        LineStep(
            organisation_id=line.organisation_id,
            data_key_id=line.data_key_id,
            line_id=line.id,
            words=said.words,
            **step_columns(actor, now, step, reason_code=said.code, effective_at=said.happened),
        )
    )
    mine = {"organisation_id": line.organisation_id, "line_id": line.id}
    extension = Term.EXTENSION_ASK
    move_terms(LineTerm, mine, step.row, actor=actor, at=now, but=(extension,))
    if extension in step.row.starts and line.ends_on is not None:
        start_before(LineTerm, mine, extension, line.ends_on, actor=actor, since=now)
    return step


def start_urgent(actor: Viewer, now: datetime, line: RequestLine, request: Request) -> None:
    """Start a line of a request activated in urgency."""
    if line.state == LineState.PLANNED:
        line.started_on = office_date(now)
        take_line(actor, now, line, request, LineAction.START_URGENT, caused=True)


def start_placed(actor: Viewer, now: datetime, request: Request, at: datetime) -> None:
    """Start the lines of a request whose people entered a structure: there it was chosen."""
    said = Said(happened=at)
    for line in queries.own_lines(request):
        if line.state != LineState.PLANNED:
            continue
        line.started_on = office_date(at)
        line.starts_on = line.starts_on or line.started_on
        for action in (LineAction.SEND, LineAction.ACCEPT, LineAction.START):
            take_line(
                actor, now, line, request, action, said=said, caused=True,
                approved=True, complete=True, committed=True,
            )  # fmt: skip


def end_placed(actor: Viewer, now: datetime, request: Request) -> None:
    """End the lines of a request whose placement is closed, and the request with them."""
    for line in queries.own_lines(request):
        if line.state not in LINE.final:
            end_line(
                actor, now, line, request, ends_on=office_date(now), cause=EndCause.PERIOD_OVER
            )
    conclude_when_over(actor, now, request)


def end_line(
    actor: Viewer,
    now: datetime,
    line: RequestLine,
    request: Request,
    *,
    ends_on: date,
    cause: EndCause,
) -> None:
    """End a line because its request ends."""
    if line.state in (LineState.ACCEPTED, LineState.ACTIVE, LineState.SUSPENDED):
        line.ended_on, line.end_cause = max(ends_on, line.started_on or ends_on), cause
        take_line(actor, now, line, request, LineAction.END, said=Said(code=cause), caused=True)
    else:
        withdraw_line(actor, now, line, request)


def withdraw_line(actor: Viewer, now: datetime, line: RequestLine, request: Request) -> None:
    """Withdraw a line that never began, because its request is."""
    if line.state not in LINE.final:
        take_line(actor, now, line, request, LineAction.WITHDRAW, caused=True)


def conclude_when_over(actor: Viewer, now: datetime, request: Request) -> None:
    """End the request when its last line has ended: by the act of who ended it, never by itself."""
    db.session.flush()
    facts = queries.request_facts(actor, request, queries.own_lines(request))
    if facts.lines_open or request.state not in RUNNING:
        return
    step = REQUEST.step(RequestState(request.state), RequestAction.CONCLUDE, facts, _everything)
    take_request(actor, now, request, step)


def _everything(_permission: str) -> bool:
    return True
