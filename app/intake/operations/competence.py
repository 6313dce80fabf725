"""Whether it is of this office: a judgement of its own, with its day, its basis and who gave it."""

from dataclasses import dataclass
from datetime import datetime

from app.db import db
from app.intake.models import ReferralCompetence
from app.intake.operations.moving import Told, move, take
from app.intake.procedure import ReferralAction
from app.intake.rules import CompetenceBasis, CompetenceVerdict, ReferralFault
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import BodyId, ReferralId
from app.organisations.queries import body as body_row
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class Competence:
    """What is judged: of whom it is, on which basis, in which words."""

    verdict: CompetenceVerdict
    basis: CompetenceBasis
    body_id: BodyId | None = None
    grounds: str = ""


@use_case("intake.referral.judge_competence", permission=None)
def judge_competence(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, version: int, judged: Competence
) -> None:
    """Write with today's day whether it is of this office. It moves and stops nothing.

    Who is present and at risk is protected wherever she is registered: it never stops protecting.
    Refuses another body without saying which; `NotFound` for a body of somebody else's directory.
    """
    row = take(actor, referral_id, version)
    elsewhere = judged.verdict is CompetenceVerdict.OTHER
    if elsewhere and judged.body_id is None:
        raise Invalid(f"body:{ReferralFault.COMPETENCE_WITHOUT_BODY}")
    body_id = body_row(actor, judged.body_id).id if elsewhere and judged.body_id else None
    move(actor, now, row, ReferralAction.JUDGE_COMPETENCE, Told(code=judged.verdict))
    db.session.add(
        ReferralCompetence(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            verdict=judged.verdict,
            body_id=body_id,
            basis=judged.basis,
            grounds=judged.grounds or None,
            judged_on=office_date(now),
            judged_by=actor.label,
            at=now,
        )
    )
