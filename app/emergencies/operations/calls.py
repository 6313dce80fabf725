"""Pronto intervento: a call to the minute, who sees to it, the telephones on duty."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission, Role
from app.accounts.queries import colleagues
from app.audit.context import about
from app.cases.queries import is_kept_away
from app.cases.rules.case import CaseFault
from app.catalogue.clocks import move_terms
from app.db import db
from app.emergencies import queries
from app.emergencies.models import DutyPhone, UrgentCall, UrgentCallStep, UrgentCallTerm
from app.emergencies.procedure import URGENT_CALL
from app.emergencies.procedure.calls import CallAction, CallState
from app.emergencies.rules.calls import CallDegree, CallFault
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import BodyId, EngagementId, PersonId, UrgentCallId
from app.kernel.workflow import Step
from app.organisations.queries import body
from app.people.queries import person_row
from app.transaction.loading import locked
from app.transaction.reading import consultation
from app.transaction.steps import step_columns
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_WORK, _KEEP = Permission.EMERGENCIES_EPISODE_WORK, Permission.EMERGENCIES_PHONE_KEEP


@dataclass(frozen=True, kw_only=True)
class CallTaken:
    """A call as who was on duty took it."""

    at: datetime
    caller: str
    degree: CallDegree
    done: str
    caller_body_id: BodyId | None = None
    person_id: PersonId | None = None
    described: str = ""


@consultation("emergencies.call.read", permission=_WORK, subject="urgent_call")
def consult_call(
    *, actor: Viewer, now: datetime, urgent_call_id: UrgentCallId, purpose: str
) -> queries.CallPage:
    """Read one call; the reading leaves its line."""
    return queries.call_page(actor, urgent_call_id)


@use_case("emergencies.call.note", permission=None)
def take_call(*, actor: Viewer, now: datetime, taken: CallTaken) -> UrgentCallId:
    """Write a call of pronto intervento to the minute, due the next working day; return its id.

    Refuses a minute to come, and a call about nobody: a few words are enough.
    """
    step = URGENT_CALL.step(None, CallAction.NOTE, None, actor.may)
    if taken.at > now:
        raise Invalid(f"on:{CallFault.CALL_TO_COME}")
    if taken.person_id is None and not taken.described.strip():
        raise Invalid(f"described:{CallFault.WHO_MISSING}")
    if taken.caller_body_id is not None:
        body(actor, taken.caller_body_id)
    if taken.person_id is not None:
        person_row(actor, taken.person_id)
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="urgent call", now=now)
    row = UrgentCall(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        at=taken.at,
        caller_body_id=taken.caller_body_id,
        caller=taken.caller,
        person_id=taken.person_id,
        described=taken.described,
        degree=taken.degree,
        done=taken.done,
        state=step.to,
        noted_at=now,
        noted_by=actor.label,
        noted_by_id=actor.account_id,
    )
    about("urgent_call", row.id)
    if taken.person_id is not None:
        about("person", taken.person_id)
    db.session.add(row)
    db.session.flush()
    _record(actor, now, row, step, happened=taken.at)
    return row.id


@use_case("emergencies.call.hand_over", permission=None)
def hand_over(
    *,
    actor: Viewer,
    now: datetime,
    call_id: UrgentCallId,
    version: int | None,
    engagement_id: EngagementId | None = None,
    body_id: BodyId | None = None,
    words: str = "",
) -> None:
    """Say who sees to a call: a social worker of ours, or another body. Refuses none and both.

    Refuses also, without a reason, a worker who may not be given the person.
    """
    row = _take(actor, call_id, version)
    if engagement_id is None and body_id is None:
        raise Invalid(f"worker:{CallFault.NOBODY_CHOSEN}")
    if engagement_id is not None and body_id is not None:
        raise Invalid(f"body:{CallFault.TWO_CHOSEN}")
    if body_id is not None:
        body(actor, body_id)
    workers = colleagues(actor, office_date(now), Role.SOCIAL_WORKER, Role.SUPERVISOR)
    if engagement_id is not None and engagement_id not in {one.engagement_id for one in workers}:
        raise Invalid(f"worker:{CallFault.NOBODY_CHOSEN}")
    about_her = [row.person_id] if row.person_id and engagement_id else []
    if is_kept_away(actor, filter(None, [engagement_id]), about_her, office_date(now)):
        raise Invalid(f"worker:{CaseFault.OUT_OF_REACH}")
    _move(actor, now, row, CallAction.HAND_OVER, words)
    row.handed_to_id, row.handed_to_body_id = engagement_id, body_id


@use_case("emergencies.call.finish", permission=None)
def finish_call(
    *, actor: Viewer, now: datetime, call_id: UrgentCallId, version: int | None, words: str
) -> None:
    """Write what was done of a call: nobody has to see to it any more."""
    row = _take(actor, call_id, version)
    _move(actor, now, row, CallAction.FINISH, words)


@use_case("emergencies.phone.add", permission=_KEEP)
def add_duty_phone(
    *,
    actor: Viewer,
    now: datetime,
    label: str,
    number: str,
    position: int,
    valid_from: date,
    valid_to: date | None = None,
) -> UUID:
    """Add a number that is answered when the office is closed. Refuses days that cross."""
    if valid_to is not None and valid_to <= valid_from:
        raise Invalid(f"valid_to:{CallFault.ENDS_BEFORE_START}")
    row = DutyPhone(
        organisation_id=actor.organisation_id,
        label=label,
        number=number,
        position=position,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    about("duty_phone", row.id)
    db.session.add(row)
    return row.id


@use_case("emergencies.phone.end", permission=_KEEP)
def end_duty_phone(*, actor: Viewer, now: datetime, phone_id: UUID) -> None:
    """Say that a number is answered no more, from today; one still to begin is taken away."""
    row = locked(
        select(DutyPhone).where(
            DutyPhone.organisation_id == actor.organisation_id, DutyPhone.id == phone_id
        )
    )
    about("duty_phone", row.id)
    today = office_date(now)
    if row.valid_from >= today:
        db.session.delete(row)
    elif row.valid_to is None or row.valid_to > today:
        row.valid_to = today


def _take(actor: Viewer, call_id: UrgentCallId, version: int | None) -> UrgentCall:
    row = queries.call_for_change(actor, call_id, version)
    about("urgent_call", row.id)
    return row


def _move(actor: Viewer, now: datetime, row: UrgentCall, action: CallAction, words: str) -> None:
    step = URGENT_CALL.step(CallState(row.state), action, None, actor.may, reason=words)
    _record(actor, now, row, step, words=words)


def _record(
    actor: Viewer,
    now: datetime,
    row: UrgentCall,
    step: Step[CallState, CallAction, None],
    *,
    words: str = "",
    happened: datetime | None = None,
) -> None:
    """Append the step, copy the state, start and stop the terms of its row."""
    db.session.add(
        UrgentCallStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            call_id=row.id,
            words=words,
            **step_columns(actor, now, step, effective_at=happened),
        )
    )
    row.state = step.to
    its = {"organisation_id": row.organisation_id, "call_id": row.id}
    move_terms(UrgentCallTerm, its, step.row, actor=actor, at=happened or now)
