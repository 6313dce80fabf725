"""New reports about somebody already followed: until one is read, the case is not closed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, CaseNotice
from app.cases.rules.case import CaseFault
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import CaseId
from app.transaction.loading import locked
from app.transaction.use_case import use_case


@use_case("cases.notice.note", permission=Permission.INTAKE_REFERRAL_REGISTER)
def note_linked_referral(
    *, actor: Viewer, now: datetime, case_id: CaseId, referral_id: UUID
) -> None:
    """Tell a case that something was reported about its person; twice changes nothing.

    Also for a case out of the reach of who registers: she learns nothing of it. Refuses a case
    that is closed (`NotAllowedNow`): nobody would read it there.
    """
    body = actor.organisation_id
    known = select(Case).where(Case.organisation_id == body, Case.id == case_id)
    case = locked(known)
    if case.closed_at is not None:
        raise NotAllowedNow(CaseFault.CASE_IS_CLOSED)
    if _notice(actor, case_id, referral_id) is None:
        db.session.add(
            CaseNotice(organisation_id=body, case_id=case_id, referral_id=referral_id, noted_at=now)
        )


@use_case("cases.notice.read", permission=Permission.CASES_CASE_WORK)
def linked_referral_read(
    *, actor: Viewer, now: datetime, case_id: CaseId, referral_id: UUID
) -> None:
    """Write that who follows the case has read what was reported; `NotFound` out of reach."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    notice = _notice(actor, case_id, referral_id)
    if notice is None:
        raise NotFound
    notice.read_at = notice.read_at or now


def _notice(actor: Viewer, case_id: CaseId, referral_id: UUID) -> CaseNotice | None:
    return db.session.scalar(
        select(CaseNotice).where(
            CaseNotice.organisation_id == actor.organisation_id,
            CaseNotice.case_id == case_id,
            CaseNotice.referral_id == referral_id,
        )
    )
