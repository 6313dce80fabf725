"""Who answers for a case, with the dates: the answer for any past day stays true."""

from datetime import datetime

from sqlalchemy import select

from app.cases.models import Case, CaseHolding
from app.cases.queries import its
from app.cases.rules.case import HoldingRole
from app.db import db
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
