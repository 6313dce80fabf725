"""Who reads a case: the team of who follows it or, at the second level, named people only."""

from datetime import datetime

from app.accounts.policy import Permission
from app.cases import queries
from app.cases.models import Case
from app.cases.operations.taking import Said, take
from app.cases.rules.case import CaseAction
from app.cases.rules.second_level import WhyLevel
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import CaseId
from app.transaction.use_case import use_case


@use_case("cases.level.raise", permission=Permission.CASES_CASE_WORK)
def to_second_level(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, why: WhyLevel
) -> None:
    """Leave a case to who follows it, deputises, works beside and decides; colleagues know who.

    Refuses one that is there already (`NotAllowedNow`).
    """
    keep_to_few(actor, now, queries.for_change(actor, case_id, version), why)


@use_case("cases.level.lower", permission=Permission.CASES_CASE_DECIDE)
def to_first_level(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, why: WhyLevel
) -> None:
    """Give a case back to the team of who follows it; a penal one never is (`NotAllowedNow`)."""
    case = queries.for_change(actor, case_id, version)
    take(actor, now, case, CaseAction.TO_FIRST_LEVEL, Said(reason_code=why))
    case.second_level_on = None


def keep_to_few(actor: Viewer, now: datetime, case: Case, why: WhyLevel) -> None:
    """Bring a case already in hand to the second level, from today on, inside a use case."""
    take(actor, now, case, CaseAction.TO_SECOND_LEVEL, Said(reason_code=why))
    case.second_level_on = office_date(now)
    db.session.flush()


def protect(actor: Viewer, now: datetime, case_id: CaseId) -> None:
    """Bring a case of child protection to the second level, unless it is there. In a use case."""
    case = queries.for_change(actor, case_id)
    if case.second_level_on is None:
        keep_to_few(actor, now, case, WhyLevel.PROTECTION)
