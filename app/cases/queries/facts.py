"""What the tables of cases ask before somebody acts: read from rows, handed on as plain facts."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, false, select

from app.cases.models import (
    Case,
    CaseHold,
    CaseNotice,
    CaseStep,
    CaseTerm,
    CourtTerm,
    IndividualPlan,
    Placement,
    RequestLine,
    ServiceRequest,
)
from app.cases.procedure.line import HOLDING_ROOM
from app.cases.procedure.placement import PLACEMENT
from app.cases.procedure.request import REQUEST
from app.cases.queries.beside import penal_open
from app.cases.queries.its import count, counted, how_many, its
from app.cases.rules.case import CaseAction, CaseFacts, CaseKind, CaseState, TakingChargeBasis
from app.cases.rules.plan import PlanState
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Actor, Viewer
from app.kernel.periods import OF_AGE
from app.kernel.references import OrganisationId, PersonId
from app.people.models import Person
from app.people.queries.named import birth_of

# What sends a case away from where it was working, and so tells where it goes back to.
_LEAVING = (CaseAction.SUSPEND, CaseAction.PROPOSE_BODY, CaseAction.PROPOSE_CLOSURE)


def facts_of(viewer: Actor, case: Case, on: date) -> CaseFacts:
    """Return what the table asks, on a day, of a case already in reach."""
    person = person_of(case)
    age = birth_of(person, whole=True).age(on)
    mine = viewer.engagement_ids if isinstance(viewer, Viewer) else frozenset()
    found = _counted(viewer, case)
    return CaseFacts(
        another_ordinary_open=case.kind == CaseKind.ORDINARY and bool(found.another),
        another_penal_open=case.kind == CaseKind.PENAL and bool(found.another),
        open_court_terms=found.court_terms,
        active_services=found.lines + found.placements,
        active_requests=found.requests,
        unread_referrals=found.notices,
        held_open=bool(found.holds),
        court_order=case.basis == TakingChargeBasis.COURT_ORDER,
        in_passage=case.passes_to_id is not None,
        passes_to_actor=case.passes_to_id in mine,
        held_by_actor=case.holder_id in mine,
        reassign_asked=bool(found.reassign),
        plan_approved=bool(found.approved),
        sealed=case.sealed,
        second_level=case.second_level_on is not None,
        penal=case.kind == CaseKind.PENAL,
        minor=age is not None and age < OF_AGE,
        of_age=age is not None and age >= OF_AGE,
        deceased=person.died_on is not None,
        child_fields_known=bool(person.sex and (person.birth_date or person.birth_year)),
    )


def _counted(viewer: Actor, case: Case) -> Any:
    """Return how many there are of each thing the table looks at.

    Services and placements that go on, services asked for that wait or go on, reports that nobody
    who follows has read, what keeps the case open.
    """
    requests = select(ServiceRequest.id).where(*its(ServiceRequest, case))
    reassign = CaseTerm.code == Term.REASSIGN
    return counted(
        another=how_many(Case, *_another_open(viewer, case), Case.id != case.id),
        court_terms=how_many(CourtTerm, *its(CourtTerm, case), CourtTerm.met_at.is_(None)),
        lines=how_many(
            RequestLine,
            RequestLine.organisation_id == case.organisation_id,
            RequestLine.request_id.in_(requests),
            RequestLine.state.in_(HOLDING_ROOM),
        ),
        placements=how_many(
            Placement, *its(Placement, case), Placement.state.not_in(PLACEMENT.final)
        ),
        requests=how_many(
            ServiceRequest, *its(ServiceRequest, case), ServiceRequest.state.not_in(REQUEST.final)
        ),
        notices=how_many(CaseNotice, *its(CaseNotice, case), CaseNotice.read_at.is_(None)),
        holds=how_many(CaseHold, *its(CaseHold, case), CaseHold.until.is_(None)),
        reassign=how_many(CaseTerm, *its(CaseTerm, case), reassign, CaseTerm.met_at.is_(None)),
        approved=how_many(
            IndividualPlan,
            *its(IndividualPlan, case),
            IndividualPlan.state == PlanState.APPROVED,
        ),
    )


def _another_open(viewer: Actor, case: Case) -> tuple[ColumnElement[bool], ...]:
    """Of the same kind, of the same person; of a penal one only what the viewer reaches."""
    if case.kind == CaseKind.ORDINARY:
        return _ordinary_open(case.organisation_id, case.person_id)
    if case.kind == CaseKind.PENAL and isinstance(viewer, Viewer):
        return penal_open(viewer, case.person_id)
    return (false(),)


def has_ordinary_open(organisation_id: OrganisationId, person_id: PersonId) -> bool:
    """Return whether a person has an ordinary open case here. Unscoped: the answer is yes or no."""
    return bool(count(Case, *_ordinary_open(organisation_id, person_id)))


def _ordinary_open(
    organisation_id: OrganisationId, person_id: PersonId
) -> tuple[ColumnElement[bool], ...]:
    return (
        Case.organisation_id == organisation_id,
        Case.person_id == person_id,
        Case.kind == CaseKind.ORDINARY,
        Case.closed_at.is_(None),
    )


def state_before(case: Case) -> CaseState | None:
    """Return where a case stood before it was left for a while. Unscoped, as above.

    The last step that led away tells it; a suspended case proposed for closure goes back to
    suspended, and from there to what was before the suspension.
    """
    before = db.session.scalar(
        select(CaseStep.from_state)
        .where(
            *its(CaseStep, case),
            CaseStep.action.in_(list(_LEAVING)),
            CaseStep.to_state == case.state,
            CaseStep.from_state != case.state,
        )
        .order_by(CaseStep.at.desc(), CaseStep.id.desc())
        .limit(1)
    )
    return CaseState(before) if before else None


def person_of(case: Case) -> Person:
    """Return the person of a case in reach. Unscoped: who may open a case may know whose it is."""
    return db.session.get_one(Person, (case.organisation_id, case.person_id))
