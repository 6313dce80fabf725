"""What the tables of cases ask before somebody acts: read from rows, handed on as plain facts."""

from datetime import date

from sqlalchemy import ColumnElement, func, select

from app.cases.models import Case, CaseNotice, CaseStep, CourtTerm, IndividualPlan
from app.cases.queries.going_on import requests_going_on, services_going_on
from app.cases.rules.case import CaseAction, CaseFacts, CaseKind, CaseState, TakingChargeBasis
from app.cases.rules.plan import PlanState
from app.db import db
from app.kernel.actor import Actor, Viewer
from app.kernel.periods import OF_AGE
from app.kernel.references import CaseId, OrganisationId, PersonId
from app.people.models import Person
from app.people.queries.finding import birth_of

# What sends a case away from where it was working, and so tells where it goes back to.
_LEAVING = (CaseAction.SUSPEND, CaseAction.PROPOSE_BODY, CaseAction.PROPOSE_CLOSURE)


def active_services(organisation_id: OrganisationId, case_id: CaseId) -> int:
    """Return how many services of a case go on. Unscoped: the caller has reached the case."""
    return services_going_on(organisation_id, case_id)


def active_requests(organisation_id: OrganisationId, case_id: CaseId) -> int:
    """Return how many services asked for wait for an answer. Unscoped, as above."""
    return requests_going_on(organisation_id, case_id)


def open_court_terms(organisation_id: OrganisationId, case_id: CaseId) -> int:
    """Return for how many things a court waits. Unscoped, as above."""
    return _count(
        CourtTerm,
        CourtTerm.organisation_id == organisation_id,
        CourtTerm.case_id == case_id,
        CourtTerm.met_at.is_(None),
    )


def unread_referrals(organisation_id: OrganisationId, case_id: CaseId) -> int:
    """Return how many new reports about the person nobody who follows has read. Unscoped."""
    return _count(
        CaseNotice,
        CaseNotice.organisation_id == organisation_id,
        CaseNotice.case_id == case_id,
        CaseNotice.read_at.is_(None),
    )


def facts_of(viewer: Actor, case: Case, on: date) -> CaseFacts:
    """Return what the table asks, on a day, of a case already in reach."""
    body = case.organisation_id
    person = person_of(body, case.person_id)
    age = birth_of(person, whole=True).age(on)
    mine = viewer.engagement_ids if isinstance(viewer, Viewer) else frozenset()
    return CaseFacts(
        another_ordinary_open=case.kind == CaseKind.ORDINARY
        and has_ordinary_open(body, case.person_id, without=case.id),
        open_court_terms=open_court_terms(body, case.id),
        active_services=active_services(body, case.id),
        active_requests=active_requests(body, case.id),
        unread_referrals=unread_referrals(body, case.id),
        court_order=case.basis == TakingChargeBasis.COURT_ORDER,
        in_passage=case.passes_to_id is not None,
        passes_to_actor=case.passes_to_id in mine,
        plan_approved=has_approved_plan(body, case.id),
        sealed=case.sealed,
        minor=age is not None and age < OF_AGE,
        of_age=age is not None and age >= OF_AGE,
        deceased=person.died_on is not None,
        child_fields_known=bool(person.sex and (person.birth_date or person.birth_year)),
    )


def has_ordinary_open(
    organisation_id: OrganisationId, person_id: PersonId, without: CaseId | None = None
) -> bool:
    """Return whether a person has an ordinary open case here. Unscoped: the answer is yes or no."""
    return bool(
        _count(
            Case,
            Case.organisation_id == organisation_id,
            Case.person_id == person_id,
            Case.kind == CaseKind.ORDINARY,
            Case.closed_at.is_(None),
            Case.id != without if without is not None else Case.id.is_not(None),
        )
    )


def has_approved_plan(organisation_id: OrganisationId, case_id: CaseId) -> bool:
    """Return whether a plan of the case is in force. Unscoped, as above."""
    return bool(
        _count(
            IndividualPlan,
            IndividualPlan.organisation_id == organisation_id,
            IndividualPlan.case_id == case_id,
            IndividualPlan.state == PlanState.APPROVED,
        )
    )


def state_before(organisation_id: OrganisationId, case_id: CaseId) -> CaseState | None:
    """Return where a case stood before it was left for a while. Unscoped, as above.

    The last step that led away tells it; a suspended case proposed for closure goes back to
    suspended, and from there to what was before the suspension.
    """
    current = db.session.scalar(
        select(Case.state).where(Case.organisation_id == organisation_id, Case.id == case_id)
    )
    before = db.session.scalar(
        select(CaseStep.from_state)
        .where(
            CaseStep.organisation_id == organisation_id,
            CaseStep.case_id == case_id,
            CaseStep.action.in_(list(_LEAVING)),
            CaseStep.to_state == current,
            CaseStep.from_state != current,
        )
        .order_by(CaseStep.at.desc(), CaseStep.id.desc())
        .limit(1)
    )
    return CaseState(before) if before else None


def person_of(organisation_id: OrganisationId, person_id: PersonId) -> Person:
    """Return the person of a case in reach. Unscoped: who may open a case may know whose it is."""
    return db.session.get_one(Person, (organisation_id, person_id))


def _count(table: type, *criteria: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*criteria)) or 0
