"""The alarm at home: installed and taken back, who has the keys, the calls and who saw them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode, Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow, NotPermitted
from app.kernel.references import AlarmCallId, AlarmDeviceId, KeyHolderId, RequestLineId
from app.particulars import queries
from app.particulars.models import AlarmCall, AlarmDevice, KeyHolder
from app.particulars.operations.reaching import by_one_of, reach_line, start_clock, stop_clock
from app.particulars.queries import Reached
from app.particulars.rules import AlarmKind, KeyRelation, ParticularFault, alarm_fault
from app.transaction.use_case import use_case

_WORK, _DELIVER = Permission.CASES_REQUEST_WORK, Permission.CASES_REQUEST_DELIVER
_AT_HOME = (PathCode.REMOTE_ASSISTANCE,)
_WRITTEN_TWICE = {
    "uq_alarm_call_organisation_id_line_id_rang_at": Invalid(
        f"rang_hour:{ParticularFault.ALARM_WRITTEN}"
    )
}


@dataclass(frozen=True, kw_only=True)
class HolderGiven:
    """Who is called when the alarm rings: name and number stay sealed."""

    name: str
    phone: str
    relation: KeyRelation
    has_keys: bool
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class AlarmGiven:
    """A call of alarm as whoever answers told it: when it rang, what it was, what was done."""

    rang_at: datetime
    kind: AlarmKind
    told_by: str
    action: str


@use_case("particulars.device.install", permission=None)
def install_device(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, label: str, installed_on: date
) -> None:
    """Write that an alarm was put into a home. Refuses a day to come."""
    by_one_of(actor, _WORK, _DELIVER)
    reached = reach_line(actor, line_id, _AT_HOME)
    if installed_on > office_date(now):
        raise Invalid(f"installed_on:{ParticularFault.NOT_YET_HAPPENED}")
    db.session.add(
        AlarmDevice(
            organisation_id=reached.organisation_id,
            line_id=line_id,
            label=label,
            installed_on=installed_on,
        )
    )


@use_case("particulars.device.remove", permission=None)
def remove_device(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    device_id: AlarmDeviceId,
    removed_on: date,
) -> None:
    """Write that an alarm was taken back, also after the service has ended.

    Refuses a day to come or before it was installed, and one already taken back.
    """
    by_one_of(actor, _WORK, _DELIVER)
    reached = reach_line(actor, line_id, _AT_HOME, over_too=True)
    row = queries.its_row(AlarmDevice, reached, device_id)
    if row.removed_on is not None:
        raise NotAllowedNow(ParticularFault.DEVICE_REMOVED)
    if removed_on > office_date(now):
        raise Invalid(f"removed_on:{ParticularFault.NOT_YET_HAPPENED}")
    if removed_on < row.installed_on:
        raise Invalid(f"removed_on:{ParticularFault.REMOVED_BEFORE_INSTALLED}")
    row.removed_on = removed_on


@use_case("particulars.keys.add", permission=_WORK)
def add_key_holder(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, given: HolderGiven
) -> None:
    """Write who is called when the alarm rings, and whether she has the keys.

    For who follows the person alone (`NotPermitted`).
    """
    reached = _of_who_follows(reach_line(actor, line_id, _AT_HOME))
    db.session.add(
        KeyHolder(
            organisation_id=reached.organisation_id,
            data_key_id=reached.data_key_id,
            line_id=line_id,
            name=given.name,
            phone=given.phone,
            relation=given.relation,
            has_keys=given.has_keys,
            valid_from=given.valid_from,
        )
    )


@use_case("particulars.keys.end", permission=_WORK)
def end_key_holder(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, holder_id: KeyHolderId, last_on: date
) -> None:
    """Write that somebody is called no more and gave the keys back, after a last day.

    Refuses one who already did; for who follows the person alone (`NotPermitted`).
    """
    reached = _of_who_follows(reach_line(actor, line_id, _AT_HOME, over_too=True))
    row = queries.its_row(KeyHolder, reached, holder_id)
    if row.valid_to is not None:
        raise NotAllowedNow(ParticularFault.KEYS_GIVEN_BACK)
    if last_on < row.valid_from:
        db.session.delete(row)
    else:
        row.valid_to = last_on + timedelta(days=1)


@use_case("particulars.alarm.write", permission=None, refusals=_WRITTEN_TWICE)
def write_alarm(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, given: AlarmGiven
) -> AlarmCallId:
    """Write a call of alarm: who follows the person sees it by the next working day. Its id.

    Refuses an hour to come, and a call of the same instant written twice.
    """
    by_one_of(actor, _WORK, _DELIVER)
    reached = reach_line(actor, line_id, _AT_HOME, over_too=True)
    if fault := alarm_fault(given.rang_at, now):
        raise Invalid(fault)
    row = AlarmCall(
        organisation_id=reached.organisation_id,
        data_key_id=reached.data_key_id,
        line_id=line_id,
        rang_at=given.rang_at,
        kind=given.kind,
        told_by=given.told_by,
        action=given.action,
        written_by=actor.label,
        written_at=now,
        seen_by="",
    )
    db.session.add(row)
    db.session.flush()
    term = start_clock(actor, given.rang_at, reached, Term.ALARM_SEEN, about_id=row.id)
    # Told late it is due today: nobody is late for what she could not know.
    term.started_at, term.due_on = now, max(term.due_on, office_date(now))
    return row.id


@use_case("particulars.alarm.see", permission=_WORK)
def see_alarm(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, alarm_id: AlarmCallId, answer: str
) -> None:
    """Write that a call of alarm was seen, and what was done. Refuses one somebody already saw."""
    reached = reach_line(actor, line_id, _AT_HOME, over_too=True)
    row = queries.its_row(AlarmCall, reached, alarm_id)
    if row.seen_at is not None:
        raise NotAllowedNow(ParticularFault.ALARM_SEEN)
    row.seen_at, row.seen_by, row.answer = now, actor.label, answer
    stop_clock(now, reached, row.id, Term.ALARM_SEEN)


def _of_who_follows(reached: Reached) -> Reached:
    if not reached.follows:
        raise NotPermitted(Permission.CASES_REQUEST_APPROVE)
    return reached
