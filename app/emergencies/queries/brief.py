"""What the features above ask of a measure: of whom it is, and how far its papers went."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.db import db
from app.emergencies.models import Emergency
from app.emergencies.procedure.emergency import EMERGENCY, EmergencyAction, EmergencyState
from app.emergencies.queries.scope import load, visible_to
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import BodyId, CaseId, EmergencyId, PersonId


@dataclass(frozen=True)
class MeasureBrief:
    """One measure: never where the child is."""

    id: EmergencyId
    number: str
    state: EmergencyState
    person_id: PersonId
    case_id: CaseId | None
    prosecutor_id: BodyId | None
    placed_on: date
    sent_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether nobody wrote yet that the papers left for the prosecutor."""
        return EMERGENCY.allows(self.state, EmergencyAction.TRANSMIT)


def measure_brief(viewer: Viewer, emergency_id: EmergencyId) -> MeasureBrief:
    """Return one measure; `NotFound` out of reach."""
    return _brief(load(viewer, emergency_id))


def measures_of(viewer: Viewer, people: Collection[PersonId]) -> list[MeasureBrief]:
    """Return the measures of some people that the viewer reaches, the latest first."""
    if not people:
        return []
    rows = db.session.scalars(
        select(Emergency)
        .where(visible_to(viewer), Emergency.person_id.in_(list(people)))
        .order_by(Emergency.placed_at.desc(), Emergency.id)
    )
    return [_brief(row) for row in rows]


def _brief(row: Emergency) -> MeasureBrief:
    return MeasureBrief(
        id=row.id,
        number=row.number,
        state=EmergencyState(row.state),
        person_id=row.person_id,
        case_id=row.case_id,
        prosecutor_id=row.prosecutor_body_id,
        placed_on=office_date(row.placed_at),
        sent_at=row.sent_at,
    )
