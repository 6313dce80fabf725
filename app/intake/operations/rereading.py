"""An end without action, drawn for a month, is read again."""

from datetime import date, datetime

from app.accounts.policy import Permission
from app.db import db
from app.intake.models import ReferralRereading
from app.intake.operations.moving import take
from app.intake.queries.rereading import ended_without_action
from app.intake.rules import ReferralFault
from app.intake.rules.rereading import Rereading, drawn, is_over
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import ReferralId
from app.transaction.use_case import use_case

_ONCE = {
    "uq_referral_rereading_organisation_id_referral_id_month": NotAllowedNow(
        ReferralFault.ALREADY_REREAD
    )
}


@use_case("intake.sample.reread", permission=Permission.INTAKE_REFERRAL_ASSIGN, refusals=_ONCE)
def reread(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, month: date, verdict: Rereading
) -> None:
    """Write that an end without action was read again, and whether it stands.

    What is to be resumed is reopened from its page: reading changes nothing by itself. Refuses who
    decided that end, what was read already (`NotAllowedNow`), and what was not drawn (`NotFound`).
    """
    row = take(actor, referral_id, None)
    over = is_over(month, office_date(now))
    ended = drawn(month, ended_without_action(actor, month)) if over else []
    found = next((one for one in ended if one.referral_id == row.id), None)
    if found is None:
        raise NotFound
    if found.decided_by == actor.account_id:
        raise NotAllowedNow(ReferralFault.YOU_DECIDED_IT)
    db.session.add(
        ReferralRereading(
            organisation_id=row.organisation_id,
            referral_id=row.id,
            month=month,
            verdict=verdict,
            at=now,
            by_id=actor.account_id,
            by_label=actor.label,
        )
    )
