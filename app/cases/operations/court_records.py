"""The papers of a court about somebody followed, with the term each sets."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, CourtRecord
from app.cases.operations.court import add_court_term
from app.cases.rules.second_level import CourtRecordDetails, SecondLevelFault, record_fault
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import CaseId
from app.transaction.use_case import use_case


@use_case("cases.court.record", permission=Permission.CASES_CASE_WORK)
def note_court_record(
    *, actor: Viewer, now: datetime, case_id: CaseId, details: CourtRecordDetails
) -> UUID:
    """Write a paper of a court and, where it sets one, the term it gives; return its id.

    The paper itself stays in the protocol. Refuses the same paper twice (one proceeding has many
    under its number), a day to come, half a term (`Invalid`). Art. 473-bis.27 c.p.c.
    """
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    if fault := record_fault(details, office_date(now)):
        raise Invalid(fault)
    if _is_written(case, details):
        raise Invalid(f"number:{SecondLevelFault.RECORD_WRITTEN}")
    term_id = None
    if details.term is not None and details.due_on is not None:
        term_id = add_court_term(
            actor=actor, now=now, case_id=case.id, kind=details.term, due_on=details.due_on
        )
        db.session.flush()
    row = CourtRecord(
        organisation_id=case.organisation_id,
        case_id=case.id,
        term_id=term_id,
        authority=details.authority,
        paper=details.paper,
        number=details.number,
        filed_on=details.filed_on,
        asks=details.asks,
        noted_by=actor.label,
        noted_at=now,
    )
    db.session.add(row)
    return row.id


def _is_written(case: Case, details: CourtRecordDetails) -> bool:
    same = select(CourtRecord.id).where(
        *queries.its(CourtRecord, case),
        CourtRecord.authority == details.authority,
        CourtRecord.paper == details.paper,
        CourtRecord.filed_on == details.filed_on,
        CourtRecord.number == details.number,
    )
    return db.session.scalars(same).first() is not None
