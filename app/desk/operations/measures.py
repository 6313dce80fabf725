"""Measuring every Monday how long the next free place is to be waited for."""

from datetime import datetime

from app.accounts.policy import Permission
from app.appointments.queries import places_by_purpose
from app.audit.context import about
from app.db import db
from app.desk.models import PlaceMeasure
from app.desk.queries import measures as queries
from app.desk.rules.measures import SOON_WEEKS, is_due, measured
from app.kernel.actor import BodyActor
from app.kernel.clock import office_date
from app.kernel.errors import Conflict
from app.kernel.references import OrganisationId
from app.transaction.use_case import use_case

# What the program reads to measure: the places as whoever books, the measures already there.
_READS = frozenset(
    {
        Permission.APPOINTMENTS_APPOINTMENT_BOOK,
        Permission.ORGANISATIONS_DIRECTORY_READ,
        Permission.REPORTS_CASELOAD_READ,
        Permission.ROTA_SHIFT_READ,
    }
)


def program_of(body: OrganisationId) -> BodyActor:
    """Return the program that measures the places of a body."""
    return BodyActor(name="misura dei posti", organisation_id=body, permissions=_READS)


@use_case(
    "desk.places.measure",
    permission=Permission.REPORTS_CASELOAD_READ,
    refusals={
        "uq_place_measure_organisation_id_measured_on_purpose": Conflict("changed_meanwhile")
    },
)
def measure_places(*, actor: BodyActor, now: datetime) -> int:
    """Keep, of a Monday from noon on, the days to the next free place of each reason.

    Once a day: what was measured is never measured again. Returns how many reasons were measured.
    """
    today = office_date(now)
    if not is_due(now) or queries.is_measured(actor, today):
        return 0
    waiting = queries.count_waiting(actor)
    found = [
        measured(purpose, (place.day for place in free), today)
        for purpose, free in places_by_purpose(actor, now=now).items()
    ]
    db.session.add_all(
        PlaceMeasure(
            organisation_id=actor.organisation_id,
            measured_on=today,
            measured_at=now,
            measured_by=actor.label,
            purpose=one.purpose,
            days=one.days,
            places_soon=one.places_soon,
            soon_weeks=SOON_WEEKS,
            waiting=waiting,
        )
        for one in found
    )
    about("organisation", actor.organisation_id)
    return len(found)
