"""The person in charge leaves some of her duties to a colleague, from a day to another."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries
from app.accounts.models import Engagement, Substitution
from app.accounts.policy import STANDING_IN, Duty, Permission, Role
from app.accounts.rules import SubstituteFault, substitution_fault
from app.audit.context import about
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import EngagementId
from app.transaction.use_case import use_case

_NAME = Permission.ACCOUNTS_SUBSTITUTE_NAME


@use_case("accounts.substitute.name", permission=_NAME)
def name_substitute(
    *,
    actor: Viewer,
    now: datetime,
    substitute_id: EngagementId,
    duties: Sequence[Duty],
    first_day: date,
    last_day: date,
) -> UUID:
    """Leave `duties` to a colleague from the first day to the last, both included.

    It ends by itself at midnight of the last day, in Rome. Refuses (`Invalid`) oneself, who is no
    social worker, no duty at all, days backwards, over, too far or too many; days in which one
    has another substitute, or the colleague a part in another substitution.
    """
    fault = substitution_fault(first_day, last_day, office_date(now))
    if fault is not None:
        raise Invalid(f"last_day:{fault}")
    if not duties:
        raise Invalid(f"duties:{SubstituteFault.NO_DUTY}")
    mine = _in_charge(actor, office_date(now))
    staff = {
        one.engagement_id: one.account_id
        for one in queries.colleagues(actor, first_day, *STANDING_IN)
    }
    if substitute_id in actor.engagement_ids or staff.get(substitute_id) == actor.account_id:
        raise Invalid(f"substitute:{SubstituteFault.ONESELF}")
    if substitute_id not in staff:
        raise Invalid(f"substitute:{SubstituteFault.NOT_A_SOCIAL_WORKER}")
    for engagement_id in sorted({mine, substitute_id}):
        queries.lock_engagement(actor, engagement_id)
    if queries.has_part(actor, mine, first_day, last_day):
        raise Invalid(f"first_day:{SubstituteFault.ALREADY_NAMED}")
    if queries.has_part(actor, substitute_id, first_day, last_day):
        raise Invalid(f"substitute:{SubstituteFault.ALREADY_STANDS_IN}")
    row = Substitution(
        organisation_id=actor.organisation_id,
        stood_for_id=mine,
        substitute_id=substitute_id,
        duties=" ".join(duty for duty in Duty if duty in duties),
        valid_from=first_day,
        valid_to=last_day + timedelta(days=1),
        named_at=now,
    )
    db.session.add(row)
    about("substitution", row.id)
    return row.id


@use_case("accounts.substitute.end", permission=_NAME)
def end_substitution(*, actor: Viewer, now: datetime, substitution_id: UUID) -> None:
    """Take the duties back from the next click on; what was decided meanwhile stands.

    Refuses (`NotAllowedNow`) a substitution that is over.
    """
    row = queries.substitution_for_change(actor, substitution_id)
    if row.ended_at is not None or row.valid_to <= office_date(now):
        raise NotAllowedNow(SubstituteFault.ALREADY_ENDED)
    about("substitution", row.id)
    row.ended_at = now


def _in_charge(actor: Viewer, today: date) -> EngagementId:
    """Return the engagement by which the actor is in charge: the one she leaves duties of."""
    found: EngagementId | None = db.session.scalar(
        select(Engagement.id)
        .where(
            Engagement.organisation_id == actor.organisation_id,
            Engagement.id.in_(actor.engagement_ids),
            Engagement.role == Role.SUPERVISOR,
            in_force(Engagement, today),
        )
        .order_by(Engagement.valid_from, Engagement.id)
        .limit(1)
    )
    if found is None:
        raise NotAllowedNow(SubstituteFault.NOT_IN_CHARGE)
    return found
