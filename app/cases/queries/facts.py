"""What the tables of cases ask before somebody acts: read from rows, handed on as plain facts."""

from datetime import date

from sqlalchemy import select

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
from app.cases.queries.beside import sees_penal_open
from app.cases.queries.its import count, its
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


def active_services(case: Case) -> int:
    """Return how many interventions and placements of a case go on. Unscoped: it is in reach."""
    requests = select(ServiceRequest.id).where(*its(ServiceRequest, case))
    lines = count(
        RequestLine,
        RequestLine.organisation_id == case.organisation_id,
        RequestLine.request_id.in_(requests),
        RequestLine.state.in_(HOLDING_ROOM),
    )
    return lines + count(Placement, *its(Placement, case), Placement.state.not_in(PLACEMENT.final))


def active_requests(case: Case) -> int:
    """Return how many services asked for wait for an answer or go on. Unscoped, as above."""
    return count(
        ServiceRequest, *its(ServiceRequest, case), ServiceRequest.state.not_in(REQUEST.final)
    )


def unread_referrals(case: Case) -> int:
    """Return how many new reports about the person nobody who follows has read. Unscoped."""
    return count(CaseNotice, *its(CaseNotice, case), CaseNotice.read_at.is_(None))


def facts_of(viewer: Actor, case: Case, on: date) -> CaseFacts:
    """Return what the table asks, on a day, of a case already in reach."""
    person = person_of(case)
    age = birth_of(person, whole=True).age(on)
    mine = viewer.engagement_ids if isinstance(viewer, Viewer) else frozenset()
    approved = IndividualPlan.state == PlanState.APPROVED
    return CaseFacts(
        another_ordinary_open=case.kind == CaseKind.ORDINARY
        and has_ordinary_open(case.organisation_id, case.person_id, without=case),
        another_penal_open=case.kind == CaseKind.PENAL
        and isinstance(viewer, Viewer)
        and sees_penal_open(viewer, case.person_id, without=case),
        open_court_terms=count(CourtTerm, *its(CourtTerm, case), CourtTerm.met_at.is_(None)),
        active_services=active_services(case),
        active_requests=active_requests(case),
        unread_referrals=unread_referrals(case),
        held_open=bool(count(CaseHold, *its(CaseHold, case), CaseHold.until.is_(None))),
        court_order=case.basis == TakingChargeBasis.COURT_ORDER,
        in_passage=case.passes_to_id is not None,
        passes_to_actor=case.passes_to_id in mine,
        held_by_actor=case.holder_id in mine,
        reassign_asked=bool(
            count(
                CaseTerm,
                *its(CaseTerm, case),
                CaseTerm.code == Term.REASSIGN,
                CaseTerm.met_at.is_(None),
            )
        ),
        plan_approved=bool(count(IndividualPlan, *its(IndividualPlan, case), approved)),
        sealed=case.sealed,
        second_level=case.second_level_on is not None,
        penal=case.kind == CaseKind.PENAL,
        minor=age is not None and age < OF_AGE,
        of_age=age is not None and age >= OF_AGE,
        deceased=person.died_on is not None,
        child_fields_known=bool(person.sex and (person.birth_date or person.birth_year)),
    )


def has_ordinary_open(
    organisation_id: OrganisationId, person_id: PersonId, without: Case | None = None
) -> bool:
    """Return whether a person has an ordinary open case here. Unscoped: the answer is yes or no."""
    others = [] if without is None else [Case.id != without.id]
    return bool(
        count(
            Case,
            Case.organisation_id == organisation_id,
            Case.person_id == person_id,
            Case.kind == CaseKind.ORDINARY,
            Case.closed_at.is_(None),
            *others,
        )
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
