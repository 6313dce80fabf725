"""A request or report as where somebody comes from who is sent on, or counted, elsewhere."""

from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.intake.models import ReferralSubject
from app.intake.queries.scope import load
from app.kernel.actor import Viewer
from app.kernel.references import ReferralId
from app.open_door.rules import Origin


def origin_of(viewer: Viewer, referral_id: UUID) -> Origin:
    """Return its number, and whom it concerns by name; `NotFound` out of reach."""
    row = load(viewer, ReferralId(referral_id))
    people = db.session.scalars(
        select(ReferralSubject.person_id).where(
            ReferralSubject.organisation_id == row.organisation_id,
            ReferralSubject.referral_id == row.id,
            ReferralSubject.person_id.is_not(None),
        )
    )
    return Origin(row.id, row.number, row.received_at, tuple(one for one in people if one))
