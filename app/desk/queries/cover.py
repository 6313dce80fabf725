"""Who is asked to come to the desk when somebody had to run."""

from datetime import date
from uuid import UUID

from app.accounts.policy import Role
from app.accounts.queries import colleagues, in_charge
from app.desk.queries.openings import counters
from app.desk.rules.queue import FEWEST_AT_THE_DESK
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId
from app.organisations.rules import OpeningKind
from app.rota.queries import on_duty


def to_cover(viewer: Viewer, opening_id: UUID, day: date) -> frozenset[EngagementId]:
    """Return who is on the rota of the day and at no counter.

    The supervisors too, and who stands in for one, where fewer than two are left at the counters.
    """
    seats = [one for one in counters(viewer, opening_id) if one.account_id != viewer.account_id]
    busy = {viewer.account_id, *(one.account_id for one in seats)}
    on_rota = {row.engagement_id for row in on_duty(viewer, OpeningKind.WALK_IN, day)}
    staff = colleagues(viewer, day, Role.SOCIAL_WORKER, Role.SUPERVISOR)
    asked = {one.engagement_id for one in staff if one.engagement_id in on_rota}
    if sum(one.away_since is None for one in seats) < FEWEST_AT_THE_DESK:
        chiefs = in_charge(viewer, day)
        asked |= {one.engagement_id for one in staff if one.account_id in chiefs}
    return frozenset(
        one.engagement_id
        for one in staff
        if one.engagement_id in asked and one.account_id not in busy
    )
