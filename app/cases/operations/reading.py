"""Reading a case is an act too: its line is in the trail before the page is shown."""

from datetime import datetime

from app.accounts.policy import Permission
from app.cases import queries
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import CaseId
from app.transaction.reading import consultation


@consultation("cases.case.open", permission=Permission.CASES_CASE_READ, subject="case")
def consult_case(
    *, actor: Viewer, now: datetime, case_id: CaseId, purpose: str = ""
) -> queries.CasePage:
    """Return the page of a case, after the line of who read it; `NotFound` out of reach."""
    return queries.case_page(actor, case_id, office_date(now))
