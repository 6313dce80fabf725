"""What else a worker can do, written by whoever gives out the work."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.accounts import queries
from app.accounts.models import Engagement, EngagementSkill
from app.accounts.policy import Permission
from app.accounts.rules import SkillFault, SkillKind
from app.audit.context import about
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import EngagementId
from app.transaction.loading import found, locked
from app.transaction.use_case import use_case

_DAY = timedelta(days=1)
_KEEP = Permission.INTAKE_REFERRAL_ASSIGN


@use_case("accounts.skill.add", permission=_KEEP)
def add_skills(
    *,
    actor: Viewer,
    now: datetime,
    engagement_id: EngagementId,
    skills: Sequence[tuple[SkillKind, str]],
    starts_on: date,
) -> None:
    """Write languages and areas of somebody who works here, from a day on.

    Refuses nothing at all, and what is written of her already (`Invalid`); `NotFound` for whoever
    does not work for this body.
    """
    found(
        select(Engagement.id).where(
            Engagement.organisation_id == actor.organisation_id, Engagement.id == engagement_id
        )
    )
    queries.lock_engagement(actor, engagement_id)
    about("engagement", engagement_id)
    for kind, code in skills:
        if not code.strip():
            raise Invalid(f"{kind}:{SkillFault.MISSING}")
        if _written(actor, engagement_id, (kind, code), max(starts_on, office_date(now))):
            raise Invalid(f"{kind}:{SkillFault.WRITTEN_ALREADY}")
        db.session.add(
            EngagementSkill(
                organisation_id=actor.organisation_id,
                engagement_id=engagement_id,
                kind=kind,
                code=code.strip(),
                valid_from=starts_on,
            )
        )


@use_case("accounts.skill.end", permission=_KEEP)
def end_skill(*, actor: Viewer, now: datetime, skill_id: UUID) -> None:
    """Say that from today a worker no longer has a skill; what was stays written.

    One that begins today or later ends the day after it began. Ended already, it stays as it is.
    """
    row = locked(
        select(EngagementSkill).where(
            queries.skills_of_the_body(actor), EngagementSkill.id == skill_id
        )
    )
    about("engagement_skill", row.id)
    today = office_date(now)
    if row.valid_to is None or row.valid_to > today:
        row.valid_to = max(today, row.valid_from + _DAY)


def _written(
    actor: Viewer, engagement_id: EngagementId, skill: tuple[SkillKind, str], on: date
) -> bool:
    kind, code = skill
    same = select(EngagementSkill.id).where(
        queries.skills_of_the_body(actor),
        EngagementSkill.engagement_id == engagement_id,
        EngagementSkill.kind == kind,
        func.lower(EngagementSkill.code) == code.strip().lower(),
        in_force(EngagementSkill, on),
    )
    return db.session.scalar(same.limit(1)) is not None
