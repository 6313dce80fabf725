"""Since when it is written where a child is, and who may read it: never where."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.accounts.policy import Duty
from app.accounts.queries import in_charge
from app.cases import queries as cases
from app.db import db
from app.emergencies.models import Emergency, EmergencyPlace
from app.kernel.actor import Viewer
from app.kernel.clock import office_date


def place_known_since(row: Emergency) -> datetime | None:
    """Return since when it is written where the child is; never where. Unscoped: it is in reach."""
    return db.session.scalar(
        select(EmergencyPlace.since)
        .where(*its(EmergencyPlace, row))
        .order_by(EmergencyPlace.since.desc(), EmergencyPlace.id.desc())
        .limit(1)
    )


def may_open_place(viewer: Viewer, row: Emergency, now: datetime) -> bool:
    """Return whether she may read where the child is: who opened, who follows, who is in charge."""
    if row.opened_by_id == viewer.account_id:
        return True
    if viewer.account_id in in_charge(viewer, office_date(now), Duty.REVEAL):
        return True
    if row.case_id is None:
        return False
    mine = [one for one in cases.cases_of(viewer, [row.person_id]) if one.case_id == row.case_id]
    held = {one for brief in mine for one in (brief.holder_id, brief.deputy_id)}
    return bool(held & viewer.engagement_ids)


def its(table: Any, row: Emergency) -> tuple[Any, Any]:
    """Return the criteria of what belongs to a measure. Unscoped: it is in reach."""
    return table.organisation_id == row.organisation_id, table.emergency_id == row.id
