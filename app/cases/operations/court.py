"""What a court waits for: the day it gave, each time it became another, and the day it was met."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import CourtTerm, CourtTermMove
from app.cases.rules.case import CaseFault, CourtTermKind, WhyMoved
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import CaseId
from app.transaction.loading import found
from app.transaction.use_case import use_case

_WORK = Permission.CASES_CASE_WORK


@use_case("cases.court.await", permission=_WORK)
def add_court_term(
    *, actor: Viewer, now: datetime, case_id: CaseId, kind: CourtTermKind, due_on: date
) -> UUID:
    """Write by when a court waits for something, as the order says, also on a holiday."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    term = CourtTerm(
        organisation_id=case.organisation_id,
        case_id=case.id,
        kind=kind,
        due_on=due_on,
        noted_at=now,
    )
    db.session.add(term)
    return term.id


@use_case("cases.court.move", permission=_WORK)
def move_court_term(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    term_id: UUID,
    due_on: date,
    why: WhyMoved,
) -> None:
    """Write the new day a court gave, on whatever day it falls; the one before is kept beside it.

    Refuses a term already met (`NotAllowedNow`) and the day it has already (`Invalid`): whoever
    comes second with the same decree is told that it is written.
    """
    term = _term(actor, case_id, term_id)
    if term.met_at is not None:
        raise NotAllowedNow(CaseFault.COURT_TERM_MET)
    if due_on == term.due_on:
        raise Invalid(f"due_on:{CaseFault.SAME_COURT_DAY}")
    db.session.add(
        CourtTermMove(
            organisation_id=term.organisation_id,
            term_id=term.id,
            from_day=term.due_on,
            to_day=due_on,
            why=why,
            moved_at=now,
            moved_by=actor.name,
        )
    )
    term.due_on = due_on


@use_case("cases.court.meet", permission=_WORK)
def court_term_met(*, actor: Viewer, now: datetime, case_id: CaseId, term_id: UUID) -> None:
    """Write that what the court waited for was sent or happened."""
    term = _term(actor, case_id, term_id)
    term.met_at = term.met_at or now


def _term(actor: Viewer, case_id: CaseId, term_id: UUID) -> CourtTerm:
    """Return a term of a case in reach, the case locked."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    return found(select(CourtTerm).where(*queries.its(CourtTerm, case), CourtTerm.id == term_id))
