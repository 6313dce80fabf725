"""Who reported, for whoever may know it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.catalogue.rules import ReferralSource
from app.db import db
from app.intake.models import Referral, ReferrerReveal
from app.intake.queries.facts import its
from app.intake.queries.rows import ReferralPage
from app.intake.rules import REVEALED_FOR, ReferrerFacts, WhyReferrer
from app.kernel.actor import Viewer
from app.kernel.clock import office_date

_REVEALS_SHOWN = 5


@dataclass(frozen=True)
class RevealRow:
    """Somebody who asked who reported."""

    at: datetime
    who: str
    why: WhyReferrer


def referrer_facts(viewer: Viewer, row: Referral, now: datetime) -> ReferrerFacts:
    """Return what decides whether this viewer may know who reported a row already reached."""
    registered = office_date(row.registered_at) == office_date(now)
    return ReferrerFacts(
        source=ReferralSource(row.source),
        from_body=row.referring_body_id is not None,
        reach=viewer.reach(Permission.INTAKE_REFERRER_READ),
        is_assignee=row.assignee_id in viewer.engagement_ids,
        registered_today=registered and row.registered_by_id in viewer.engagement_ids,
        revealed=_revealed(viewer, row, now),
    )


def who_asked(viewer: Viewer, page: ReferralPage) -> tuple[RevealRow, ...]:
    """Return who asked who reported, the latest first: told to whoever may know it herself."""
    if page.referrer is None:
        return ()
    found = db.session.scalars(
        select(ReferrerReveal)
        .where(
            ReferrerReveal.organisation_id == viewer.organisation_id,
            ReferrerReveal.referral_id == page.id,
        )
        .order_by(ReferrerReveal.at.desc(), ReferrerReveal.id.desc())
        .limit(_REVEALS_SHOWN)
    )
    return tuple(RevealRow(one.at, one.by_label, WhyReferrer(one.purpose)) for one in found)


def _revealed(viewer: Viewer, row: Referral, now: datetime) -> bool:
    asked = select(ReferrerReveal.id).where(
        *its(ReferrerReveal, row),
        ReferrerReveal.by_id == viewer.account_id,
        ReferrerReveal.at > now - REVEALED_FOR,
        ReferrerReveal.at <= now,
    )
    return db.session.scalar(asked.limit(1)) is not None
