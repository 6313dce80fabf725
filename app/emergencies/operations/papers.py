"""The scan of an act of prosecutor or court: kept with the act, opened by few."""

from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.db import db
from app.documents.operations import keep_apart
from app.documents.queries import FileContent
from app.documents.rules import Accepted
from app.emergencies import queries
from app.emergencies.models import CourtActFile
from app.emergencies.operations.moving import take
from app.emergencies.rules.emergency import MOST_SCANS, EmergencyFault
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow
from app.kernel.references import EmergencyId
from app.transaction.reading import consultation
from app.transaction.use_case import use_case

_WORK = Permission.EMERGENCIES_EPISODE_WORK


@use_case("emergencies.scan.add", permission=_WORK)
def add_scan(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, act_id: UUID, accepted: Accepted
) -> UUID:
    """Keep the scan of an act under a key of its own, also after the measure ended; return its id.

    `NotFound` out of reach. Refuses more scans than an act may have, and a full disk.
    """
    act = queries.act_of(take(actor, emergency_id, None), act_id)
    if queries.count_of_scans(act) >= MOST_SCANS:
        raise NotAllowedNow(f"file:{EmergencyFault.TOO_MANY_SCANS}")
    row = CourtActFile(
        organisation_id=act.organisation_id,
        court_act_id=act.id,
        file_id=keep_apart(actor=actor, now=now, accepted=accepted),
    )
    db.session.add(row)
    db.session.flush()
    return row.id


@consultation("emergencies.scan.open", permission=_WORK, subject="emergency")
def open_scan(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, paper_id: UUID, purpose: str = ""
) -> FileContent:
    """Return the scan of an act, after the line of who opened it.

    `NotFound` out of reach. Refuses who may not know where the child is: a decree says it.
    """
    return queries.scan(actor, emergency_id, paper_id, now)
