"""Into a list, out of it for a time, out of it for good; and whether the place is still wanted."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases.operations.listing import Applicant, add_centre, leave_list, put_in_list
from app.cases.rules.requests import Withdrawal
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import RequestLineId, UnitId, WaitingEntryId
from app.transaction.reading import consultation
from app.transaction.use_case import use_case
from app.waiting import queries
from app.waiting.models import WaitingEntry, WaitingTerm
from app.waiting.operations.moving import Said, move, record, take
from app.waiting.procedure import WAITING, EntryAction
from app.waiting.rules import (
    Interest,
    LeaveCause,
    WaitingFacts,
    complete_fault,
    freeze_fault,
)

_WITHDRAWN = {
    LeaveCause.OTHER_SERVICE: Withdrawal.OTHER_ANSWER,
    LeaveCause.NOT_ELIGIBLE: Withdrawal.MISTAKE,
}


@dataclass(frozen=True, kw_only=True)
class Application:
    """What is known of an application: complete since when, which preference this centre is."""

    complete_on: date
    preference: int = 1


@consultation(
    "waiting.entry.open", permission=Permission.CASES_REQUEST_READ, subject="waiting_entry"
)
def consult_entry(
    *, actor: Viewer, now: datetime, waiting_entry_id: WaitingEntryId, purpose: str
) -> queries.EntryPage:
    """Read one entry of a list; the reading leaves its line."""
    return queries.entry_page(actor, waiting_entry_id, office_date(now))


@use_case("waiting.entry.enter", permission=None)
def enter_list(
    *,
    actor: Viewer,
    now: datetime,
    line_id: RequestLineId,
    version: int | None = None,
    application: Application,
) -> WaitingEntryId:
    """Put an intervention in the list of its centre from the day its application was complete.

    Refuses a day to come, a request nobody approved, an intervention without a provider.
    """
    if fault := complete_fault(application.complete_on, office_date(now)):
        raise Invalid(fault)
    return _enter(actor, now, put_in_list(actor, now, line_id, version), application)


@use_case("waiting.entry.prefer", permission=None)
def prefer_centre(
    *,
    actor: Viewer,
    now: datetime,
    entry_id: WaitingEntryId,
    version: int,
    unit_id: UnitId,
    preference: int,
) -> WaitingEntryId:
    """Put the same application in the list of another centre, with the day it already has.

    Preference 0: nobody asked for this centre, it is offered because it has room. Refuses a centre
    where the application already is.
    """
    entry, waits = take(actor, entry_id, version)
    also = add_centre(actor, now, waits.line_id, unit_id)
    application = Application(complete_on=entry.complete_on, preference=preference)
    return _enter(actor, now, also, application)


@use_case("waiting.entry.freeze", permission=None)
def freeze(
    *,
    actor: Viewer,
    now: datetime,
    entry_id: WaitingEntryId,
    version: int,
    until: date,
    words: str,
) -> None:
    """Leave somebody out of the offers until a day, as she asks, a year at most: her date stays."""
    entry, _ = take(actor, entry_id, version)
    if fault := freeze_fault(until, office_date(now)):
        raise Invalid(fault)
    move(actor, now, entry, EntryAction.FREEZE, said=Said(words=words))
    entry.frozen_until = until
    db.session.flush()
    ends = db.session.scalars(
        select(WaitingTerm).where(
            WaitingTerm.organisation_id == entry.organisation_id,
            WaitingTerm.entry_id == entry.id,
            WaitingTerm.code == Term.FREEZE_ENDS,
            WaitingTerm.met_at.is_(None),
        )
    ).one()
    ends.due_on = until


@use_case("waiting.entry.unfreeze", permission=None)
def unfreeze(*, actor: Viewer, now: datetime, entry_id: WaitingEntryId, version: int) -> None:
    """Let somebody be offered a place again, with the date she had."""
    entry, _ = take(actor, entry_id, version)
    move(actor, now, entry, EntryAction.UNFREEZE)
    entry.frozen_until = None


@use_case("waiting.entry.ask_interest", permission=None)
def ask_interest(
    *, actor: Viewer, now: datetime, entry_id: WaitingEntryId, version: int, said: Interest
) -> None:
    """Write whether the place is still wanted; without an answer who follows her looks for her."""
    entry, _ = take(actor, entry_id, version)
    but = Term.WAITING_SILENT if said is Interest.STILL else Term.INTEREST_CHECK
    move(actor, now, entry, EntryAction.CHECK_INTEREST, said=Said(code=said), but=but)


@use_case("waiting.entry.leave", permission=None)
def leave(
    *,
    actor: Viewer,
    now: datetime,
    entry_id: WaitingEntryId,
    version: int,
    why: LeaveCause,
    words: str,
) -> None:
    """Take somebody out of one list, because a person says why; her other lists stay."""
    entry, waits = take(actor, entry_id, version)
    move(actor, now, entry, EntryAction.LEAVE, said=Said(words=words, code=why))
    leave_list(actor, now, waits.line_id, _WITHDRAWN.get(why, Withdrawal.PERSON))


def _enter(
    actor: Viewer, now: datetime, waits: Applicant, application: Application
) -> WaitingEntryId:
    step = WAITING.step(None, EntryAction.ENTER, WaitingFacts(), actor.may)
    entry = queries.entry_of(actor, waits.line_id)
    if entry is None:
        entry = WaitingEntry(
            organisation_id=actor.organisation_id,
            line_id=waits.line_id,
            data_key_id=waits.data_key_id,
        )
        db.session.add(entry)
    entry.preference, entry.complete_on = application.preference, application.complete_on
    entry.listed_at, entry.state, entry.refused = now, step.to, 0
    entry.out_of_order, entry.extended = False, False
    db.session.flush()
    about("waiting_entry", entry.id)
    about("case", waits.case_id)
    record(actor, now, entry, step)
    return entry.id
