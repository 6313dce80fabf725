"""What the office has said of appointments: places kept aside, what each reason asks."""

from datetime import date

from sqlalchemy import ColumnElement, false, select

from app.accounts.policy import Permission
from app.appointments.models import PurposeSetting, ReminderSetting, ReservedPlaces
from app.appointments.rules import KeptAside, Purpose, PurposeRule
from app.appointments.rules.notices import ReminderRule
from app.db import Owned, db
from app.kernel.actor import Reach, Reader, Viewer
from app.kernel.references import OrganisationId

_DOORS = (
    Permission.APPOINTMENTS_APPOINTMENT_BOOK,
    Permission.APPOINTMENTS_APPOINTMENT_RECEIVE,
    Permission.ORGANISATIONS_SETTINGS_EDIT,
)


def settings_visible_to(viewer: Reader, table: type[Owned]) -> ColumnElement[bool]:
    """Return the criterion of what the office has said: of whoever gives places or decides."""
    if not any(viewer.reach(permission) is Reach.ORGANISATION for permission in _DOORS):
        return false()
    return table.organisation_id == viewer.organisation_id


def kept_aside(viewer: Reader) -> list[KeptAside]:
    """Return every rule about places kept aside, the latest first."""
    rows = db.session.scalars(
        select(ReservedPlaces)
        .where(settings_visible_to(viewer, ReservedPlaces))
        .order_by(ReservedPlaces.valid_from.desc())
    )
    return [
        KeptAside(
            valid_from=row.valid_from,
            follow_up=row.follow_up,
            recovery=row.recovery,
            urgent=row.urgent,
            released_days_before=row.released_days_before,
            released_minute=row.released_minute,
        )
        for row in rows
    ]


def purpose_rules(viewer: Reader, on: date) -> dict[Purpose, PurposeRule]:
    """Return what is in force of each of the five reasons on a day."""
    rows = db.session.scalars(
        select(PurposeSetting)
        .where(settings_visible_to(viewer, PurposeSetting), PurposeSetting.valid_from <= on)
        .order_by(PurposeSetting.valid_from)
    )
    said = {
        Purpose(row.purpose): PurposeRule(
            purpose=Purpose(row.purpose),
            minutes=row.minutes,
            by_front_office=row.by_front_office,
            notice_days=row.notice_days,
            papers=row.papers,
        )
        for row in rows
    }
    return {one: said.get(one, PurposeRule(purpose=one)) for one in Purpose}


def reminder_rules(viewer: Viewer) -> list[ReminderRule]:
    """Return every choice about reminders, the latest first."""
    rows = db.session.scalars(
        select(ReminderSetting)
        .where(settings_visible_to(viewer, ReminderSetting))
        .order_by(ReminderSetting.valid_from.desc())
    )
    return [ReminderRule(row.valid_from, row.days_before) for row in rows]


def reminder_days(organisation_id: OrganisationId, on: date) -> int:
    """Return how many working days before a reminder leaves. Unscoped: asked by who queues it."""
    chosen = db.session.scalar(
        select(ReminderSetting.days_before)
        .where(ReminderSetting.organisation_id == organisation_id, ReminderSetting.valid_from <= on)
        .order_by(ReminderSetting.valid_from.desc())
        .limit(1)
    )
    return ReminderRule(on).days_before if chosen is None else chosen
