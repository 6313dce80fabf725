"""What the office says of its appointments: places kept aside, each reason, reminders."""

from datetime import date, datetime

from app.accounts.policy import Permission
from app.appointments.models import PurposeSetting, ReminderSetting, ReservedPlaces
from app.appointments.rules import (
    LONGEST_NOTICE,
    MEETING_MINUTES,
    MOST_KEPT,
    AppointmentFault,
    KeptAside,
    PurposeRule,
)
from app.appointments.rules.notices import DAYS_BEFORE, ReminderFault, ReminderRule
from app.db import found_or_new
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid
from app.transaction.use_case import use_case

_EDIT = Permission.ORGANISATIONS_SETTINGS_EDIT
_AT_ONCE = Conflict("changed_meanwhile")


@use_case(
    "appointments.places.keep_aside",
    permission=_EDIT,
    refusals={"uq_reserved_places_organisation_id_valid_from": _AT_ONCE},
)
def keep_aside(*, actor: Viewer, now: datetime, rule: KeptAside) -> None:
    """Say how many places of each day are kept aside from a day on, and when they are released.

    Refuses a day gone by and numbers no day of ours can hold. Places already given stay given.
    """
    _from_today(rule.valid_from, now)
    for name in ("follow_up", "recovery", "urgent"):
        if getattr(rule, name) not in MOST_KEPT:
            raise Invalid(f"{name}:{AppointmentFault.TOO_MANY_KEPT}")
    row = found_or_new(
        ReservedPlaces, organisation_id=actor.organisation_id, valid_from=rule.valid_from
    )
    row.follow_up, row.recovery, row.urgent = rule.follow_up, rule.recovery, rule.urgent
    row.released_days_before = rule.released_days_before
    row.released_minute = rule.released_minute


@use_case(
    "appointments.purpose.choose",
    permission=_EDIT,
    refusals={"uq_purpose_setting_organisation_id_purpose_valid_from": _AT_ONCE},
)
def choose_purpose(*, actor: Viewer, now: datetime, rule: PurposeRule, valid_from: date) -> None:
    """Say of a reason how long it lasts, who may give it, its notice and the papers to bring.

    Refuses a day gone by, a length off the grid, a notice longer than what can be booked ahead.
    """
    _from_today(valid_from, now)
    if rule.minutes is not None and rule.minutes not in MEETING_MINUTES:
        raise Invalid(f"minutes:{AppointmentFault.NOT_A_LENGTH}")
    if rule.notice_days not in LONGEST_NOTICE:
        raise Invalid(f"notice_days:{AppointmentFault.NOTICE_TOO_LONG}")
    row = found_or_new(
        PurposeSetting,
        organisation_id=actor.organisation_id,
        purpose=rule.purpose,
        valid_from=valid_from,
    )
    row.minutes, row.by_front_office = rule.minutes, rule.by_front_office
    row.notice_days, row.papers = rule.notice_days, rule.papers


@use_case(
    "appointments.reminder.choose",
    permission=_EDIT,
    refusals={"uq_reminder_setting_organisation_id_valid_from": _AT_ONCE},
)
def choose_reminder(*, actor: Viewer, now: datetime, rule: ReminderRule) -> None:
    """Say how many working days before a reminder leaves, or that none does, from a day on.

    Refuses a day gone by and other numbers of days. What is already queued leaves as it was said.
    """
    _from_today(rule.valid_from, now)
    if rule.days_before not in DAYS_BEFORE:
        raise Invalid(f"days_before:{ReminderFault.NOT_SO_MANY_DAYS}")
    row = found_or_new(
        ReminderSetting, organisation_id=actor.organisation_id, valid_from=rule.valid_from
    )
    row.days_before = rule.days_before


def _from_today(valid_from: date, now: datetime) -> None:
    if valid_from < office_date(now):
        raise Invalid(f"valid_from:{AppointmentFault.RULE_IN_THE_PAST}")
