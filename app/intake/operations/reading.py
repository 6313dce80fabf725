"""Reading a request or a report is an act too, and leaves its line; so is having read it."""

from datetime import datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases.operations import linked_referral_read
from app.intake import queries
from app.intake.operations.moving import Told, move, running
from app.intake.procedure import Clock, ReferralAction
from app.intake.rules import Changes, ReferralFault
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid
from app.kernel.references import CaseId, ReferralId
from app.transaction.reading import consultation
from app.transaction.use_case import use_case


@consultation(
    "intake.referral.consult", permission=Permission.INTAKE_REFERRAL_READ, subject="referral"
)
def consult_referral(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, purpose: str = ""
) -> queries.ReferralPage:
    """Return the page, after the line of who read it; `NotFound` out of reach."""
    return queries.referral_page(actor, referral_id, now)


@consultation(
    "intake.referral.consult_part", permission=Permission.INTAKE_REFERRAL_READ, subject="referral"
)
def consult_part(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, case_id: CaseId, purpose: str = ""
) -> queries.ReferralPart:
    """Return what a report tells who follows one of its people; `NotFound` out of reach."""
    return queries.referral_part(actor, referral_id, case_id)


@use_case("intake.referral.read_part", permission=None)
def read_part(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    case_id: CaseId,
    version: int,
    changes: Changes,
    words: str,
) -> None:
    """Say, as holder of a case, that her part of a report was read and whether it changes anything.

    Refuses anybody but the holder and her deputy; what is hers to read whole is `NotFound` here.
    """
    row = queries.part_for_change(actor, referral_id, case_id, version)
    about("referral", row.id)
    if not queries.holds(actor, case_id):
        raise Invalid(ReferralFault.NOT_THE_HOLDER)
    if running(row, Clock.LINKED_READ):
        move(actor, now, row, ReferralAction.READ_LINKED, Told(words=words, code=changes))
    linked_referral_read(actor=actor, now=now, case_id=case_id, referral_id=row.id)
