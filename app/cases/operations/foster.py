"""Foster care of the person of a case: from the assessment to the stay, and its end."""

from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import FosterPhaseRow
from app.cases.rules.case import CaseFault
from app.cases.rules.foster import FosterFamily, FosterPhase, foster_fault
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import CaseId
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class FosterGiven:
    """A phase as it is written: since when, with which kind of family, and what is worth saying."""

    phase: FosterPhase
    family: FosterFamily
    since: date
    note: str = ""


@use_case("cases.foster.pass", permission=Permission.CASES_CASE_WORK)
def pass_foster_phase(*, actor: Viewer, now: datetime, case_id: CaseId, given: FosterGiven) -> None:
    """Write that the foster care of a child passed to a phase (L. 184/1983, articles 2 to 5).

    Refuses a closed case (`NotAllowedNow`), the phase it is in, a day to come or before the last
    phase, a way back or an end without words, a family found of which nobody says which.
    """
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    if case.closed_at is not None:
        raise NotAllowedNow(CaseFault.CASE_IS_CLOSED)
    before = queries.last_foster_phase(case)
    fault = foster_fault(
        given.phase,
        given.family,
        given.since,
        before,
        words=given.note,
        today=office_date(now),
    )
    if fault:
        raise Invalid(fault)
    db.session.add(
        FosterPhaseRow(
            organisation_id=case.organisation_id,
            data_key_id=case.data_key_id,
            case_id=case.id,
            phase=given.phase,
            family=given.family,
            since=given.since,
            note=given.note,
            by_label=actor.label,
            at=now,
        )
    )
