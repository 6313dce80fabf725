"""The acts of prosecutor and court with their scans, which may say where the child is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.accounts.policy import Permission
from app.db import db
from app.documents.queries import FileContent, file_content, file_rows
from app.emergencies.models import CourtAct, CourtActFile, Emergency
from app.emergencies.procedure.emergency import EmergencyAction
from app.emergencies.queries.place import its, may_open_place
from app.emergencies.queries.rows import ActPaper, ActRow
from app.emergencies.queries.scope import load
from app.kernel.actor import Viewer
from app.kernel.errors import NotPermitted
from app.kernel.references import EmergencyId
from app.transaction.loading import found


def acts_of(viewer: Viewer, row: Emergency, now: datetime) -> tuple[ActRow, ...]:
    """Return the acts of a measure already reached; their scans by name to who may open them."""
    acts = db.session.scalars(
        select(CourtAct).where(*its(CourtAct, row)).order_by(CourtAct.noted_at, CourtAct.id)
    ).all()
    if not acts:
        return ()
    scans: dict[UUID, list[CourtActFile]] = {}
    of_acts = select(CourtActFile).where(
        CourtActFile.organisation_id == row.organisation_id,
        CourtActFile.court_act_id.in_([one.id for one in acts]),
    )
    for scan in db.session.scalars(of_acts.order_by(CourtActFile.id)):
        scans.setdefault(scan.court_act_id, []).append(scan)
    opens = bool(scans) and may_open_place(viewer, row, now)
    shown = [one.file_id for each in scans.values() for one in each] if opens else []
    files = file_rows(row.organisation_id, shown)
    return tuple(
        ActRow(
            one.id,
            EmergencyAction(one.action),
            one.number,
            one.dated,
            one.authority,
            one.noted_by,
            len(scans.get(one.id, ())),
            tuple(
                ActPaper(scan.id, files[scan.file_id])
                for scan in scans.get(one.id, ())
                if scan.file_id in files
            ),
        )
        for one in acts
    )


def act_of(row: Emergency, act_id: UUID) -> CourtAct:
    """Return an act of a measure; `NotFound` where it is of another. Unscoped: it is reached."""
    return found(select(CourtAct).where(*its(CourtAct, row), CourtAct.id == act_id))


def count_of_scans(act: CourtAct) -> int:
    """Return how many scans an act has. Unscoped: of an act already reached."""
    return (
        db.session.scalar(
            select(func.count()).where(
                CourtActFile.organisation_id == act.organisation_id,
                CourtActFile.court_act_id == act.id,
            )
        )
        or 0
    )


def scan(
    viewer: Viewer, emergency_id: EmergencyId, paper_id: UUID, now: datetime
) -> FileContent:  # fmt: skip
    """Return the scan of an act; `NotFound` out of reach.

    Refuses who may not know where the child is: a decree says it (`NotPermitted`).
    """
    row = load(viewer, emergency_id)
    file_id = found(
        select(CourtActFile.file_id)
        .join(
            CourtAct,
            (CourtAct.organisation_id == CourtActFile.organisation_id)
            & (CourtAct.id == CourtActFile.court_act_id),
        )
        .where(*its(CourtAct, row), CourtActFile.id == paper_id)
    )
    if not may_open_place(viewer, row, now):
        raise NotPermitted(Permission.CASES_ADDRESS_REVEAL)
    return file_content(row.organisation_id, file_id)
