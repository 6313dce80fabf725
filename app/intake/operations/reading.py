"""Reading a request or a report is an act too, and leaves its line."""

from datetime import datetime

from app.accounts.policy import Permission
from app.intake import queries
from app.kernel.actor import Viewer
from app.kernel.references import ReferralId
from app.transaction.reading import consultation


@consultation(
    "intake.referral.consult", permission=Permission.INTAKE_REFERRAL_READ, subject="referral"
)
def consult_referral(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, purpose: str = ""
) -> queries.ReferralPage:
    """Return the page, after the line of who read it; `NotFound` out of reach."""
    return queries.referral_page(actor, referral_id, now)
