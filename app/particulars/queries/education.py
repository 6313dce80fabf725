"""The educational project of a request: its goals, area by area, the family's resources first."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import select

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound, NotPermitted
from app.kernel.references import EducationalAreaId, OrganisationId, ServiceRequestId
from app.particulars.models import EducationalArea
from app.particulars.queries.lines import RequestHead, request_head
from app.particulars.rules import AreaOutcome, EducationArea
from app.vault.queries import prefetch

_ORDER = [*EducationArea]


@dataclass(frozen=True)
class GoalRow:
    """A goal of the project as its page shows it."""

    id: EducationalAreaId
    area: EducationArea
    goal: str
    indicator: str
    actions: str
    written_by: str
    written_at: datetime
    check_on: date | None
    outcome: AreaOutcome | None
    judged_by: str
    judged_at: datetime | None
    version: int

    @property
    def is_reached(self) -> bool:
        """Whether there is nothing more to look at."""
        return self.outcome is AreaOutcome.REACHED


@dataclass(frozen=True)
class EducationPage:
    """The educational project of a minor."""

    request: RequestHead
    goals: tuple[GoalRow, ...]

    @property
    def by_area(self) -> list[tuple[EducationArea, list[GoalRow]]]:
        """The goals of each area that has some, in the order of the project."""
        return [(area, [*goals]) for area, goals in groupby(self.goals, key=lambda one: one.area)]

    @property
    def is_begun(self) -> bool:
        """Whether the family's own resources are written, so that the rest may follow."""
        return any(one.area is EducationArea.FAMILY_RESOURCES for one in self.goals)


def education_page(viewer: Viewer, request_id: ServiceRequestId) -> EducationPage:
    """Return the educational project of a request of home support of minors.

    `NotFound` out of reach or of another service; `NotPermitted` for who does not read cases.
    """
    request = request_head(viewer, request_id)
    if request.path is not PathCode.ADM:
        raise NotFound
    if not viewer.may(Permission.CASES_CASE_READ):
        raise NotPermitted(Permission.CASES_CASE_READ)
    rows = db.session.scalars(
        select(EducationalArea)
        .where(
            EducationalArea.organisation_id == viewer.organisation_id,
            EducationalArea.request_id == request_id,
        )
        .order_by(EducationalArea.written_at, EducationalArea.id)
    ).all()
    prefetch(viewer.organisation_id, {row.data_key_id for row in rows})
    goals = sorted(map(_goal_row, rows), key=lambda one: _ORDER.index(one.area))
    return EducationPage(request, tuple(goals))


def areas_written(
    organisation_id: OrganisationId, request_id: ServiceRequestId
) -> list[tuple[EducationArea, date | None]]:
    """Return the areas that have a goal, with the day it is looked at. Unscoped: of one reached."""
    rows = db.session.execute(
        select(EducationalArea.area, EducationalArea.check_on).where(
            EducationalArea.organisation_id == organisation_id,
            EducationalArea.request_id == request_id,
        )
    )
    return [(EducationArea(area), check_on) for area, check_on in rows]


def _goal_row(row: EducationalArea) -> GoalRow:
    return GoalRow(
        id=row.id,
        area=EducationArea(row.area),
        goal=row.goal or "",
        indicator=row.indicator or "",
        actions=row.actions or "",
        written_by=row.written_by,
        written_at=row.written_at,
        check_on=row.check_on,
        outcome=AreaOutcome(row.outcome) if row.outcome else None,
        judged_by=row.judged_by,
        judged_at=row.judged_at,
        version=row.version,
    )
