"""Who answers for a case, with the dates: the answer for any past day stays true."""

from datetime import datetime

from sqlalchemy import select

from app.cases.models import Case, CaseHelper, CaseHolding
from app.cases.queries import its
from app.cases.rules.case import HoldingRole
from app.db import db
from app.kernel.clock import office_date
from app.kernel.references import EngagementId


def hold(case: Case, role: HoldingRole, engagement_id: EngagementId | None, now: datetime) -> None:
    """End what `role` was held by until now and begin with `engagement_id`, or with nobody."""
    going = db.session.scalar(
        select(CaseHolding).where(
            *its(CaseHolding, case),
            CaseHolding.role == role,
            CaseHolding.until.is_(None),
        )
    )
    if going is not None:
        if going.engagement_id == engagement_id:
            return
        going.until = now
    if engagement_id is not None:
        db.session.add(
            CaseHolding(
                organisation_id=case.organisation_id,
                case_id=case.id,
                engagement_id=engagement_id,
                role=role,
                since=now,
            )
        )


def end_beside(case: Case, now: datetime, engagement_id: EngagementId | None = None) -> None:
    """End today the work of who works beside on a case: of one colleague, or of everybody."""
    today = office_date(now)
    whose = [] if engagement_id is None else [CaseHelper.engagement_id == engagement_id]
    for row in db.session.scalars(
        select(CaseHelper).where(*its(CaseHelper, case), CaseHelper.valid_to.is_(None), *whose)
    ):
        row.valid_to = max(today, row.valid_from)
