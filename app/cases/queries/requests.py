"""Service requests as pages and use cases see them: who may reach them, what stands in them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from app.accounts.policy import Permission
from app.cases.models import (
    Case,
    Commitment,
    RequestLine,
    RequestPaper,
    RequestStep,
    RequestTerm,
    ServiceRequest,
)
from app.cases.procedure.line import LINE, STARTED, LineState
from app.cases.procedure.request import REQUEST, RUNNING, RequestAction, RequestState
from app.cases.queries import scope
from app.cases.queries.its import count, its, same_body
from app.cases.queries.lines import LineRow, lines_of
from app.cases.rules.requests import PaperState, PayerBody, Priority, RequestFacts, UrgencyGround
from app.catalogue.rules import ConsentBasis, Management, Paper, PathCode, Term
from app.consents.queries import standing_of
from app.consents.rules import act_of
from app.db import db
from app.kernel.actor import Actor, Viewer
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, OrganisationId, PersonId, ServiceRequestId
from app.kernel.workflow import Offer
from app.organisations.models import Body
from app.people.models import Person
from app.transaction.loading import among, locked
from app.transaction.steps import PastStep, past_steps

_READ = Permission.CASES_REQUEST_READ


@dataclass(frozen=True)
class RequestRow:
    """One request in a list: whose, what, how far."""

    id: ServiceRequestId
    number: str
    case_id: CaseId
    person_id: PersonId
    person: str
    path: PathCode
    state: RequestState
    priority: Priority
    requester: str
    created_at: datetime
    started: int
    lines: int
    due_on: date | None


@dataclass(frozen=True)
class PaperRow:
    """A paper of a request: there, or missing until a day."""

    paper: Paper
    state: PaperState
    expected_on: date | None


@dataclass(frozen=True)
class CommitmentRow:
    """Who pays, which share, how much, by which act."""

    payer: PayerBody
    body: str
    share: int
    amount_cents: int
    act_reference: str
    by: str
    at: datetime


@dataclass(frozen=True)
class RequestPage:
    """Everything on the page of a request. What is written of the person is for who follows her."""

    id: ServiceRequestId
    number: str
    case_id: CaseId
    person_id: PersonId
    person: str
    path: PathCode
    state: RequestState
    priority: Priority
    requester: str
    management: Management | None
    with_cost: bool
    starts_on: date | None
    ends_on: date | None
    consent: ConsentBasis
    consent_known_at: datetime | None
    not_met: bool
    reason: str
    snapshot: str
    override: str
    decided_by: str
    urgency: UrgencyGround | None
    voice: str
    voice_at: datetime | None
    created_at: datetime
    due_on: date | None
    version: int
    papers: tuple[PaperRow, ...]
    lines: tuple[LineRow, ...]
    commitments: tuple[CommitmentRow, ...]
    steps: tuple[PastStep[RequestAction], ...]
    offers: tuple[Offer[RequestState, RequestAction], ...]

    @property
    def running(self) -> bool:
        """Whether it is approved, or activated in urgency: what it asks for may begin."""
        return self.state in RUNNING

    @property
    def started(self) -> int:
        """How many lines have started: the 2 of "2 di 3 avviati"."""
        return sum(line.state in STARTED for line in self.lines)

    @property
    def counted(self) -> int:
        """How many lines were not withdrawn: the 3 of "2 di 3 avviati"."""
        return sum(line.state is not LineState.WITHDRAWN for line in self.lines)


def visible_requests(
    viewer: Actor, organisation_id: OrganisationId, permission: str = _READ
) -> ColumnElement[bool]:
    """Return the criterion of the requests of the cases this viewer may reach."""
    reached = select(Case.id).where(scope.visible_to(viewer, organisation_id, permission))
    return and_(
        ServiceRequest.organisation_id == organisation_id, among(ServiceRequest.case_id, reached)
    )


def request_for_change(
    actor: Viewer, request_id: ServiceRequestId, version: int | None = None
) -> ServiceRequest:
    """Return the request to be changed, locked until the use case ends.

    `NotFound` out of reach; `Conflict` when the form saw another version than today's.
    """
    reach = visible_requests(actor, actor.organisation_id)
    return locked(select(ServiceRequest).where(reach, ServiceRequest.id == request_id), version)


def own_lines(request: ServiceRequest) -> list[RequestLine]:
    """Return the lines of a request in their order. Unscoped: the caller has reached it."""
    return [
        *db.session.scalars(
            select(RequestLine)
            .where(*its(RequestLine, request))
            .order_by(RequestLine.position)
            .with_for_update()
        )
    ]


def request_facts(actor: Viewer, request: ServiceRequest, lines: Collection[RequestLine | LineRow],
                  on: date | None = None, **typed: bool) -> RequestFacts:  # fmt: skip
    """Return what the table asks of a request; `typed` is what the form said (voice authority).

    Of a day, a consent not written on the request is looked for in the archive.
    """
    kept = [line for line in lines if line.state != LineState.WITHDRAWN]
    case = db.session.get(Case, (request.organisation_id, request.case_id))
    undated = count(
        RequestPaper,
        *its(RequestPaper, request),
        RequestPaper.state == PaperState.MISSING,
        RequestPaper.expected_on.is_(None),
    )
    return RequestFacts(
        case_open=case is not None and case.closed_at is None,
        own=request.requester_id == actor.account_id,
        lines=len(kept),
        lines_complete=all(line.quantity > 0 and line.starts_on for line in kept),
        lines_open=any(line.state not in LINE.final for line in lines),
        lines_started=any(line.state in (*STARTED, LineState.ACCEPTED) for line in lines),
        management_known=request.management is not None,
        papers_dated=not undated,
        override_explained=not request.not_met or bool(request.override),
        consent=_consent(actor, request, case, on),
        with_cost=request.with_cost,
        **typed,
    )


def request_page(
    viewer: Viewer, request_id: ServiceRequestId, on: date | None = None
) -> RequestPage:
    """Return the page of a request with what may be done on a day; `NotFound` out of reach."""
    found = db.session.execute(
        select(ServiceRequest, Person)
        .join(Case, same_body(Case, ServiceRequest, ServiceRequest.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(visible_requests(viewer, viewer.organisation_id), ServiceRequest.id == request_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return _page(viewer, *found, on)


def _page(viewer: Viewer, request: ServiceRequest, person: Person, on: date | None) -> RequestPage:
    lines = lines_of(viewer, [request])[request.id]
    facts = request_facts(viewer, request, lines, on)
    whole = viewer.may(Permission.CASES_CASE_READ)  # the clerk sees what and how much, not why
    return RequestPage(
        id=request.id,
        number=request.number,
        case_id=request.case_id,
        person_id=person.id,
        person=f"{person.surname} {person.given}".strip(),
        path=PathCode(request.path),
        state=RequestState(request.state),
        priority=Priority(request.priority),
        requester=request.requester_label,
        management=Management(request.management) if request.management else None,
        with_cost=request.with_cost,
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        consent=ConsentBasis(request.consent),
        consent_known_at=request.consent_known_at,
        not_met=request.not_met,
        reason=(request.reason or "") if whole else "",
        snapshot=(request.snapshot or "") if whole else "",
        override=(request.override or "") if whole else "",
        decided_by=request.decided_by_label,
        urgency=UrgencyGround(request.urgency) if request.urgency else None,
        voice=request.voice_label,
        voice_at=request.voice_at,
        created_at=request.created_at,
        due_on=_due(viewer, [request.id]).get(request.id),
        version=request.version,
        papers=_papers(request),
        lines=tuple(lines),
        commitments=_commitments(request),
        steps=past_steps(RequestStep, RequestAction, *its(RequestStep, request), with_words=whole),
        offers=REQUEST.offers(RequestState(request.state), facts, viewer.may),
    )


def requests_of_case(viewer: Viewer, case_id: CaseId) -> list[RequestRow]:
    """Return the requests of a case, the newest first; `NotFound` out of reach."""
    scope.load(viewer, case_id, _READ)
    return request_rows(viewer, ServiceRequest.case_id == case_id)


def request_rows(
    viewer: Viewer, *criteria: ColumnElement[bool], window: tuple[int, int | None] = (0, None)
) -> list[RequestRow]:
    """Return the requests in reach that answer to some criteria, in three reads, the latest first.

    `window` is from which on, and how many (all of them where it says none).
    """
    offset, limit = window
    found = db.session.execute(
        select(ServiceRequest, Person.id, Person.surname, Person.given)
        .join(Case, same_body(Case, ServiceRequest, ServiceRequest.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(visible_requests(viewer, viewer.organisation_id), *criteria)
        .order_by(ServiceRequest.created_at.desc(), ServiceRequest.number.desc())
        .offset(offset)
        .limit(limit)
    ).all()
    if not found:
        return []
    ids = [row[0].id for row in found]
    counted, due = _counted(viewer, ids), _due(viewer, ids)
    return [
        RequestRow(
            id=request.id,
            number=request.number,
            case_id=request.case_id,
            person_id=person_id,
            person=f"{surname} {given}".strip(),
            path=PathCode(request.path),
            state=RequestState(request.state),
            priority=Priority(request.priority),
            requester=request.requester_label,
            created_at=request.created_at,
            started=counted.get(request.id, (0, 0))[0],
            lines=counted.get(request.id, (0, 0))[1],
            due_on=due.get(request.id),
        )
        for request, person_id, surname, given in found
    ]


def _consent(
    viewer: Viewer, request: ServiceRequest, case: Case | None, on: date | None
) -> ConsentBasis:
    written = ConsentBasis(request.consent)
    if case is None or on is None or written is not ConsentBasis.UNKNOWN:
        return written
    return standing_of(viewer, case.person_id, act_of(PathCode(request.path)), on).basis


def _counted(viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return how many lines have started and how many there are, for each request."""
    rows = db.session.execute(
        select(RequestLine.request_id, RequestLine.state).where(
            RequestLine.organisation_id == viewer.organisation_id,
            RequestLine.request_id.in_(ids),
            RequestLine.state != LineState.WITHDRAWN,
        )
    )
    counted: dict[UUID, tuple[int, int]] = {}
    for request_id, state in rows:
        started, lines = counted.get(request_id, (0, 0))
        counted[request_id] = (started + (state in STARTED), lines + 1)
    return counted


def _due(viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, date]:
    rows = db.session.execute(
        select(RequestTerm.request_id, func.min(RequestTerm.due_on))
        .where(
            RequestTerm.organisation_id == viewer.organisation_id,
            RequestTerm.request_id.in_(ids),
            RequestTerm.met_at.is_(None),
            RequestTerm.code.in_([Term.REQUEST_APPROVAL, Term.RATIFICATION]),
        )
        .group_by(RequestTerm.request_id)
    )
    return {row[0]: row[1] for row in rows}


def _papers(request: ServiceRequest) -> tuple[PaperRow, ...]:
    rows = db.session.scalars(
        select(RequestPaper).where(*its(RequestPaper, request)).order_by(RequestPaper.paper)
    )
    return tuple(PaperRow(Paper(row.paper), PaperState(row.state), row.expected_on) for row in rows)


def _commitments(request: ServiceRequest) -> tuple[CommitmentRow, ...]:
    rows = db.session.execute(
        select(Commitment, Body.name)
        .outerjoin(Body, same_body(Body, Commitment, Commitment.body_id))
        .where(*its(Commitment, request))
        .order_by(Commitment.at)
    )
    return tuple(
        CommitmentRow(
            PayerBody(row.payer), name or "", row.share, row.amount_cents, row.act_reference,
            row.by_label, row.at,
        )
        for row, name in rows
    )  # fmt: skip
