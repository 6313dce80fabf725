"""What changes in the rota: who is on duty on a day, who is away."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.accounts.queries import lock_engagement, names_of
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid
from app.kernel.references import EngagementId, ShiftId, SiteId
from app.organisations.queries import lock_calendar
from app.organisations.rules import OpeningKind
from app.rota.models import Absence, Shift
from app.rota.queries import visible_to
from app.rota.rules import AbsenceKind, Hours, RotaFault, series_fault, weekly
from app.transaction.loading import locked
from app.transaction.use_case import use_case

_EDIT = Permission.ROTA_SHIFT_EDIT


@use_case("rota.shift.add", permission=_EDIT)
def add_shift(
    *,
    actor: Viewer,
    now: datetime,
    engagement_id: EngagementId,
    site_id: SiteId,
    kind: OpeningKind,
    day: date,
    hours: Hours,
) -> ShiftId:
    """Put somebody on duty on a day and return the shift.

    Refuses hours that run backwards and somebody already on duty in the same hours.
    """
    if hours.fault is not None:
        raise Invalid(f"to_hour:{hours.fault}")
    _known(actor, engagement_id)
    lock_engagement(actor, engagement_id)
    if any(hours.overlaps(other) for other in _hours_of(actor, engagement_id, day)):
        raise Invalid(f"worker:{RotaFault.ALREADY_ON_DUTY}")
    shift = Shift(
        organisation_id=actor.organisation_id,
        engagement_id=engagement_id,
        site_id=site_id,
        kind=kind,
        day=day,
        from_minute=hours.from_minute,
        to_minute=hours.to_minute,
        added_at=now,
    )
    db.session.add(shift)
    about("shift", shift.id)
    return shift.id


@use_case("rota.shift.repeat", permission=_EDIT)
def add_shifts(
    *,
    actor: Viewer,
    now: datetime,
    engagement_id: EngagementId,
    site_id: SiteId,
    kind: OpeningKind,
    days: tuple[date, date],
    hours: Hours,
) -> int:
    """Put somebody on duty every week from the first day to the last; return on how many days.

    All or nothing: refuses what `add_shift` refuses, and a series of more than a year.
    """
    fault = series_fault(*days)
    if fault is not None:
        raise Invalid(f"until:{fault}")
    on = list(weekly(*days))
    for day in on:
        add_shift(
            actor=actor,
            now=now,
            engagement_id=engagement_id,
            site_id=site_id,
            kind=kind,
            day=day,
            hours=hours,
        )
    return len(on)


@use_case("rota.shift.remove", permission=_EDIT)
def remove_shift(*, actor: Viewer, now: datetime, shift_id: ShiftId) -> None:
    """Take a shift off the rota; appointments already given stay, a person decides about them."""
    shift = locked(
        select(Shift).where(
            visible_to(actor, actor.organisation_id, Shift),
            Shift.id == shift_id,
            Shift.cancelled_at.is_(None),
        )
    )
    about("shift", shift.id)
    shift.cancelled_at = now


@use_case("rota.absence.add", permission=_EDIT)
def add_absence(
    *,
    actor: Viewer,
    now: datetime,
    engagement_id: EngagementId,
    first_day: date,
    last_day: date,
    kind: AbsenceKind,
) -> UUID:
    """Write that somebody is away from a day to another, both included. Refuses days backwards.

    No place of hers is offered in those days; what is already booked is moved by a person.
    """
    if last_day < first_day:
        raise Invalid(f"last_day:{RotaFault.ABSENCE_BACKWARDS}")
    _known(actor, engagement_id)
    lock_calendar(actor.organisation_id, to_change=True)
    absence = Absence(
        organisation_id=actor.organisation_id,
        engagement_id=engagement_id,
        first_day=first_day,
        last_day=last_day,
        kind=kind,
    )
    db.session.add(absence)
    about("absence", absence.id)
    return absence.id


@use_case("rota.absence.remove", permission=_EDIT)
def remove_absence(*, actor: Viewer, now: datetime, absence_id: UUID) -> None:
    """Take back an absence: her places are offered again."""
    _absence(actor, absence_id).cancelled_at = now


@use_case("rota.absence.shorten", permission=_EDIT)
def shorten_absence(*, actor: Viewer, now: datetime, absence_id: UUID, last_day: date) -> None:
    """End an absence on an earlier day, that one included. Refuses a day before it or not earlier.

    Her places of the days after are offered again.
    """
    absence = _absence(actor, absence_id)
    if last_day < absence.first_day:
        raise Invalid(f"last_day:{RotaFault.ABSENCE_BACKWARDS}")
    if last_day >= absence.last_day:
        raise Invalid(f"last_day:{RotaFault.NOT_SHORTER}")
    absence.last_day = last_day


def _absence(actor: Viewer, absence_id: UUID) -> Absence:
    lock_calendar(actor.organisation_id, to_change=True)
    absence = locked(
        select(Absence).where(
            visible_to(actor, actor.organisation_id, Absence),
            Absence.id == absence_id,
            Absence.cancelled_at.is_(None),
        )
    )
    about("absence", absence.id)
    return absence


def _known(actor: Viewer, engagement_id: EngagementId) -> None:
    if engagement_id not in names_of(actor, [engagement_id]):
        raise Invalid(f"worker:{RotaFault.NO_SUCH_WORKER}")


def _hours_of(actor: Viewer, engagement_id: EngagementId, day: date) -> list[Hours]:
    rows = db.session.scalars(
        select(Shift).where(
            Shift.organisation_id == actor.organisation_id,
            Shift.engagement_id == engagement_id,
            Shift.day == day,
            Shift.cancelled_at.is_(None),
        )
    )
    return [Hours(row.from_minute, row.to_minute) for row in rows]
