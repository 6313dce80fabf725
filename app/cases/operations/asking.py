"""Writing a service request: what is asked for, who consents, which papers are there."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import RequestLine, RequestPaper, RequestPerson, ServiceRequest
from app.cases.operations.stepping import (
    take_request,
)
from app.cases.procedure import REQUEST
from app.cases.procedure.line import LineState
from app.cases.procedure.request import WRITABLE, RequestAction
from app.cases.rules.consents import known_since
from app.cases.rules.requests import (
    PaperState,
    Priority,
    RequestFacts,
    RequestFault,
    RequestWish,
    period_fault,
)
from app.catalogue.paths import PATHS
from app.catalogue.queries import ServiceRow, services_of
from app.catalogue.rules import ConsentBasis, Management, Paper, PathCode
from app.consents.rules import act_of
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import CaseId, ServiceRequestId
from app.transaction.numbers import next_number
from app.transaction.use_case import use_case

_WORK = Permission.CASES_REQUEST_WORK


@dataclass(frozen=True, kw_only=True)
class RequestDetails:
    """What is written of a request while it is being prepared."""

    priority: Priority
    management: Management | None
    with_cost: bool
    starts_on: date | None
    ends_on: date | None
    consent: ConsentBasis
    reason: str = ""
    override: str = ""


@use_case("cases.request.draft", permission=_WORK)
def draft_request(
    *, actor: Viewer, now: datetime, case_id: CaseId, wish: RequestWish
) -> ServiceRequestId:
    """Begin a service request of a case, with one line for each intervention wished; its id.

    Measure, management and who gives it come from the catalogue of the day. Refuses a case that is
    closed (`NotAllowedNow`) or out of reach (`NotFound`).
    """
    case = queries.for_change(actor, case_id)
    facts = RequestFacts(case_open=case.closed_at is None)
    step = REQUEST.step(None, RequestAction.DRAFT, facts, actor.may)
    today = office_date(now)
    service = next(iter(services_of(actor, wish.path, today)), None)
    request = ServiceRequest(
        organisation_id=actor.organisation_id,
        data_key_id=case.data_key_id,
        case_id=case.id,
        number=_number(actor, today),
        path=wish.path,
        priority=wish.priority,
        state=step.to,
        requester_id=actor.account_id,
        requester_label=actor.label,
        management=service.form if service else None,
        with_cost=False,
        not_met=wish.not_met,
        reason=wish.reason,
        snapshot=wish.snapshot,
        override=wish.override,
        decided_by_label="",
        voice_label="",
        created_at=now,
    )
    _consent(request, _known(actor, case.id, wish.path, wish.consent, now), now)
    db.session.add(request)
    db.session.flush()
    take_request(actor, now, request, step)
    _wished_lines(request, wish, service)
    db.session.add_all(
        RequestPerson(
            organisation_id=request.organisation_id,
            request_id=request.id,
            person_id=person_id,
            role=role,
        )
        for role, person_id in wish.people
    )
    return request.id


@use_case("cases.request.describe", permission=_WORK)
def describe_request(
    *,
    actor: Viewer,
    now: datetime,
    request_id: ServiceRequestId,
    version: int,
    details: RequestDetails,
) -> None:
    """Write what a request is about while it is a draft. Refuses one that was already sent."""
    request = _draft(actor, request_id, version)
    if fault := period_fault(details.starts_on, details.ends_on):
        raise Invalid(f"ends_on:{fault}")
    _consent(request, details.consent, now)
    request.priority = details.priority
    request.management, request.with_cost = details.management, details.with_cost
    request.starts_on, request.ends_on = details.starts_on, details.ends_on
    request.reason, request.override = details.reason, details.override


@use_case("cases.request.consent", permission=_WORK)
def note_consent(
    *,
    actor: Viewer,
    now: datetime,
    request_id: ServiceRequestId,
    version: int,
    consent: ConsentBasis,
) -> None:
    """Write who consents to a service asked for, also when it has already been sent or given.

    Refuses a request that is over (`NotAllowedNow`) and a form opened on an older version.
    """
    request = _request(actor, request_id, version)
    if request.state in REQUEST.final:
        raise NotAllowedNow(RequestFault.REQUEST_OVER)
    _consent(request, consent, now)


@use_case("cases.request.papers", permission=_WORK)
def note_paper(
    *,
    actor: Viewer,
    now: datetime,
    request_id: ServiceRequestId,
    paper: Paper,
    expected_on: date | None,
    held: bool,
) -> None:
    """Say of a paper that it is in the file, or that it is missing and by when it comes."""
    request = _request(actor, request_id)
    row = db.session.scalar(
        select(RequestPaper).where(*queries.its(RequestPaper, request), RequestPaper.paper == paper)
    )
    if not held and expected_on is None:
        raise Invalid(f"expected_on:{RequestFault.PAPER_WITHOUT_DAY}")
    if row is None:
        row = RequestPaper(
            organisation_id=actor.organisation_id, request_id=request.id, paper=paper
        )
        db.session.add(row)
    row.state = PaperState.HELD if held else PaperState.MISSING
    row.expected_on = None if held else expected_on


def note_known_consent(actor: Viewer, now: datetime, request: ServiceRequest) -> None:
    """Write on a request, inside the use case under way, the consent the archive knows by now."""
    written = ConsentBasis(request.consent)
    known = _known(actor, request.case_id, PathCode(request.path), written, now)
    if known is not written:
        _consent(request, known, now)


def _wished_lines(request: ServiceRequest, wish: RequestWish, service: ServiceRow | None) -> None:
    """Add one line for each intervention wished, with what the catalogue knows of the service."""
    measure = service.measure if service else PATHS[wish.path].measure
    for position, intervention in enumerate(wish.interventions or (None,), start=1):
        db.session.add(
            RequestLine(
                organisation_id=request.organisation_id,
                data_key_id=request.data_key_id,
                request_id=request.id,
                position=position,
                intervention=intervention,
                quantity=0,
                measure=measure,
                provider_id=service.provider_id if service else None,
                operator="",
                held=False,
                note="" if service else wish.manual_note,
                past_end=False,
                edition=1,
                state=LineState.PLANNED,
            )
        )


def _known(
    actor: Viewer, case_id: CaseId, path: PathCode, consent: ConsentBasis, now: datetime
) -> ConsentBasis:
    """Return the consent that was said or, where nobody did, the one the archive knows today."""
    return queries.consent_for(actor, case_id, act_of(path), consent, office_date(now))


def _consent(request: ServiceRequest, consent: ConsentBasis, now: datetime) -> None:
    request.consent_known_at = known_since(consent, request.consent_known_at, now)
    request.consent = consent


def _request(
    actor: Viewer, request_id: ServiceRequestId, version: int | None = None
) -> ServiceRequest:
    request = queries.request_for_change(actor, request_id, version)
    about("service_request", request.id)
    return request


def _draft(actor: Viewer, request_id: ServiceRequestId, version: int) -> ServiceRequest:
    request = _request(actor, request_id, version)
    if request.state not in WRITABLE:
        raise NotAllowedNow(RequestFault.REQUEST_SENT)
    return request


def _number(actor: Viewer, today: date) -> str:
    counted = next_number(actor.organisation_id, "service_request", str(today.year))
    return f"RS-{today.year}-{counted:04d}"
