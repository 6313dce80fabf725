"""What the program does by itself about offers: it warns, then takes back; it removes nobody."""

from datetime import datetime

from app.accounts.policy import Permission
from app.kernel.actor import BodyActor
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow
from app.kernel.jobs import JobReport
from app.waiting.operations import lapse_offer, warn_lapsing
from app.waiting.queries import to_lapse, to_warn, with_offers
from app.waiting.rules import WARNED_BEFORE


def mind_offers(now: datetime) -> JobReport:
    """Take back the offers whose day has passed, then warn of those that end within two days."""
    today, done = office_date(now), 0
    for organisation_id in with_offers():
        actor = BodyActor(
            name="programma",
            organisation_id=organisation_id,
            permissions=frozenset(
                {
                    Permission.CASES_REQUEST_READ,
                    Permission.CASES_REQUEST_WORK,
                    Permission.CATALOGUE_PATH_READ,
                }
            ),
        )
        for entry_id in to_lapse(organisation_id, today):
            try:
                lapse_offer(actor=actor, now=now, entry_id=entry_id)
            except NotAllowedNow:  # answered at this very moment
                continue
            done += 1
        for entry_id in to_warn(organisation_id, today + WARNED_BEFORE):
            warn_lapsing(actor=actor, now=now, entry_id=entry_id)
            done += 1
    return JobReport(done)
