"""What keeps a case open from above: a measure under way, told by the feature that knows it.

Unscoped on purpose: who writes here has reached the measure, which may be told before the case.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.audit.context import about
from app.cases.models import CaseHold, CourtTerm
from app.cases.rules.case import CourtTermKind, HoldCode
from app.db import db
from app.kernel.references import CaseId, OrganisationId


def keep_open(
    organisation_id: OrganisationId, case_id: CaseId, *, code: HoldCode, source_id: UUID,
    now: datetime,
) -> None:  # fmt: skip
    """Keep a case open because of `source_id`, until `let_go`."""
    about("case", case_id)
    db.session.add(
        CaseHold(
            organisation_id=organisation_id,
            case_id=case_id,
            code=code,
            source_id=source_id,
            since=now,
        )
    )


def let_go(organisation_id: OrganisationId, source_id: UUID, now: datetime) -> None:
    """Say that what kept a case open is over; nothing is closed by it."""
    for row in db.session.scalars(
        select(CaseHold).where(
            CaseHold.organisation_id == organisation_id,
            CaseHold.source_id == source_id,
            CaseHold.until.is_(None),
        )
    ):
        row.until = now


def court_waits(
    organisation_id: OrganisationId, case_id: CaseId, kind: CourtTermKind, due_on: date,
    now: datetime,
) -> UUID:  # fmt: skip
    """Write in a case by when a court waits for something, as its act says; return the term."""
    about("case", case_id)
    term = CourtTerm(
        organisation_id=organisation_id, case_id=case_id, kind=kind, due_on=due_on, noted_at=now
    )
    db.session.add(term)
    return term.id


def court_waited(organisation_id: OrganisationId, term_id: UUID, at: datetime) -> None:
    """Write that what a court waited for happened."""
    term = db.session.get(CourtTerm, (organisation_id, term_id))
    if term is not None and term.met_at is None:
        term.met_at = at
