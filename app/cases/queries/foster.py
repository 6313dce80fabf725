"""The phases of the foster care of a child, as her case tells them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select

from app.cases.models import Case, FosterPhaseRow
from app.cases.queries import scope
from app.cases.queries.its import its
from app.cases.rules.foster import FosterFamily, FosterPhase
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import CaseId


@dataclass(frozen=True)
class FosterRow:
    """One phase: since when, with whom, who wrote it."""

    phase: FosterPhase
    family: FosterFamily
    since: date
    note: str
    by: str
    at: datetime


def foster_of(viewer: Viewer, case_id: CaseId) -> list[FosterRow]:
    """Return the phases of a case, the latest first; `NotFound` out of reach."""
    return [_row(one) for one in db.session.scalars(_latest_first(scope.load(viewer, case_id)))]


def last_foster_phase(case: Case) -> tuple[FosterPhase, date] | None:
    """Return the phase a child is in and since when. Unscoped: of a case already reached."""
    row = db.session.scalar(_latest_first(case).limit(1))
    return (FosterPhase(row.phase), row.since) if row else None


def _latest_first(case: Case) -> Select[FosterPhaseRow]:
    return (
        select(FosterPhaseRow)
        .where(*its(FosterPhaseRow, case))
        .order_by(FosterPhaseRow.since.desc(), FosterPhaseRow.id.desc())
    )


def _row(row: FosterPhaseRow) -> FosterRow:
    phase = FosterPhase(row.phase)
    return FosterRow(
        phase,
        FosterFamily(row.family),
        row.since,
        row.note or "",
        row.by_label,
        row.at,
    )
