"""What the program does by itself about the rota."""

from datetime import datetime

from app.accounts.policy import Permission
from app.kernel.actor import BodyActor
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow
from app.kernel.jobs import JobReport
from app.rota.operations import lapse_swap
from app.rota.queries import run_out


def lapse_swaps(now: datetime) -> JobReport:
    """Note the swaps that nobody answered before their day."""
    lapsed = 0
    for organisation_id, swap_id in run_out(office_date(now)):
        actor = BodyActor(
            name="programma",
            organisation_id=organisation_id,
            permissions=frozenset({Permission.ROTA_SHIFT_SWAP}),
        )
        try:
            lapse_swap(actor=actor, now=now, swap_id=swap_id)
        except NotAllowedNow:  # withdrawn at this very moment
            continue
        lapsed += 1
    return JobReport(lapsed)
