"""A month written whole, its publication, and the hours by which turns are shared."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.accounts.queries import lock_engagement, names_of
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import EngagementId, OrganisationId
from app.organisations.queries import lock_calendar
from app.rota.models import RotaMonth, Shift, WorkingHours
from app.rota.queries import MonthPlan, OpeningRow, month_plan, published, visible_to
from app.rota.rules import FULL_TIME, RotaFault, RotaRule, month_after, month_start
from app.transaction.use_case import use_case

_EDIT = Permission.ROTA_SHIFT_EDIT
_REFUSED = {
    RotaRule.NOBODY_TWICE: RotaFault.ALREADY_ON_DUTY,
    RotaRule.NOBODY_AWAY: RotaFault.AWAY_THAT_DAY,
}


@use_case("rota.month.save", permission=_EDIT)
def save_month(
    *,
    actor: Viewer,
    now: datetime,
    month: date,
    chosen: Mapping[str, EngagementId],
    seen: str,
) -> int:
    """Write who holds each post of a month from today on; return how many shifts changed.

    All or nothing. A post is the key of its cell; who is on duty and is not chosen is taken off.
    Refuses somebody in two posts at once, somebody newly put on a day of her absence, somebody who
    cannot hold the post, and a month that is no longer the one that was seen.
    """
    lock_calendar(actor.organisation_id, to_change=True)
    for engagement_id in sorted(set(chosen.values())):
        lock_engagement(actor, engagement_id)
    plan = month_plan(actor, month, office_date(now))
    if plan.seen != seen or not chosen.keys() <= plan.cells.keys():
        raise Invalid(RotaFault.CHANGED_MEANWHILE)
    _refuse(plan, chosen)
    changed = {key for key in plan.cells if plan.cells[key].cell.held_by != chosen.get(key)}
    gone = [plan.cells[key].shift_id for key in changed if plan.cells[key].shift_id]
    taken_off = select(Shift).where(
        visible_to(actor, actor.organisation_id, Shift), Shift.id.in_(gone)
    )
    for shift in db.session.scalars(taken_off):
        about("shift", shift.id)
        shift.cancelled_at = now
    for row in plan.openings:
        _put(actor.organisation_id, now, row, {k: chosen[k] for k in changed & chosen.keys()})
    return len(changed)


def _refuse(plan: MonthPlan, chosen: Mapping[str, EngagementId]) -> None:
    """Refuse what cannot be, each at its post; who was on duty before her absence may stay."""
    wrong = plan.broken(chosen)
    faults = [
        f"{key}:{fault}"
        for rule, fault in _REFUSED.items()
        for key in wrong[rule]
        if rule is RotaRule.NOBODY_TWICE or plan.held.get(key) != chosen[key]
    ]
    faults += [
        f"{key}:{RotaFault.NO_SUCH_WORKER}"
        for key, who in chosen.items()
        if plan.held.get(key) != who
        and who not in {one.engagement_id for one in plan.may_sit(plan.cells[key].cell.post)}
    ]
    if faults:
        raise Invalid(*faults)


def _put(
    organisation_id: OrganisationId,
    now: datetime,
    row: OpeningRow,
    chosen: Mapping[str, EngagementId],
) -> None:
    """Put on duty who was chosen for the posts of one opening. Unscoped: it reads nothing."""
    for post, one in row.cells.items():
        if one.key in chosen:
            shift = Shift(
                organisation_id=organisation_id,
                engagement_id=chosen[one.key],
                site_id=row.site_id,
                kind=one.kind,
                day=row.time.day,
                from_minute=row.time.hours.from_minute,
                to_minute=row.time.hours.to_minute,
                post=post,
                added_at=now,
            )
            db.session.add(shift)
            about("shift", shift.id)


@use_case("rota.month.publish", permission=_EDIT)
def publish_month(*, actor: Viewer, now: datetime, month: date) -> None:
    """Say that a month is settled: from now on its changes are told. Once, and not of the past."""
    lock_calendar(actor.organisation_id, to_change=True)
    first = month_start(month)
    if month_after(first) <= office_date(now):
        raise Invalid(RotaFault.MONTH_IS_OVER)
    if published(actor, first) is not None:
        raise Invalid(RotaFault.ALREADY_PUBLISHED)
    row = RotaMonth(
        organisation_id=actor.organisation_id,
        month=first,
        published_at=now,
        published_by=actor.name,
    )
    db.session.add(row)
    about("rota_month", row.id)


@use_case("rota.hours.set", permission=_EDIT)
def set_hours(
    *, actor: Viewer, now: datetime, engagement_id: EngagementId, hours: int, valid_from: date
) -> None:
    """Write the weekly hours of somebody from a day on; those of the same day are written again."""
    if not 1 <= hours <= FULL_TIME:
        raise Invalid(f"hours:{RotaFault.HOURS_OUT_OF_RANGE}")
    if engagement_id not in names_of(actor, [engagement_id]):
        raise Invalid(f"worker:{RotaFault.NO_SUCH_WORKER}")
    lock_engagement(actor, engagement_id)
    row = db.session.scalar(
        select(WorkingHours).where(
            visible_to(actor, actor.organisation_id, WorkingHours),
            WorkingHours.engagement_id == engagement_id,
            WorkingHours.valid_from == valid_from,
        )
    )
    if row is None:
        row = WorkingHours(
            organisation_id=actor.organisation_id,
            engagement_id=engagement_id,
            valid_from=valid_from,
            hours=hours,
        )
        db.session.add(row)
    row.hours = hours
    about("working_hours", row.id)
