"""What goes on beside: calls for news, the child's voice, the report, the place, the hours."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.cases.operations.revealing import check_fresh
from app.cases.rules.placements import PlacementFault, RevealPurpose
from app.catalogue.rules import Term
from app.db import db
from app.emergencies import queries
from app.emergencies.models import EmergencyPlace
from app.emergencies.operations.learning import await_hearing
from app.emergencies.operations.moving import (
    Said,
    at_an_hour,
    count_again,
    met_again,
    move,
    take,
)
from app.emergencies.operations.opening import hold_case, write_place
from app.emergencies.procedure.emergency import OURS, EmergencyAction, EmergencyState
from app.emergencies.rules.emergency import ChildHeard, EmergencyFault, WhichHour, hour_fault
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import EmergencyId
from app.transaction.reading import consultation
from app.transaction.use_case import use_case

A = EmergencyAction


@dataclass(frozen=True, kw_only=True)
class Report:
    """The short report: facts, what was said, what we make of it; and the alternatives tried."""

    facts: str
    statements: str
    evaluations: str
    alternatives: str


@use_case("emergencies.news.call", permission=None)
def call_for_news(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    at: datetime,
    words: str,
) -> None:
    """Write whom somebody called for news and what was answered: it is asked again in 24 hours."""
    row = take(actor, emergency_id, version)
    at_an_hour(actor, now, row, A.CALL_FOR_NEWS, at, words=words)


@use_case("emergencies.report.write", permission=None)
def write_report(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, version: int | None, report: Report
) -> None:
    """Write the short report in its three blocks, never mixed, and the alternatives tried."""
    row = take(actor, emergency_id, version)
    move(actor, now, row, A.WRITE_REPORT)
    row.facts, row.statements, row.evaluations = report.facts, report.statements, report.evaluations
    row.alternatives = report.alternatives


@use_case("emergencies.child.hear", permission=None)
def hear_child(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    at: datetime,
    heard: str,
) -> None:
    """Write that the child was listened to, when and how: what she said before stays written.

    Refuses an hour to come.
    """
    row = take(actor, emergency_id, version)
    at_an_hour(actor, now, row, A.HEAR_CHILD, at)
    row.child_heard = ChildHeard.YES
    row.heard = "\n".join(filter(None, (row.heard, heard)))


@use_case("emergencies.place.write", permission=None)
def set_place(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, version: int | None, place: str
) -> None:
    """Write where the child is, under a key of its own: no list, print or letter ever shows it."""
    row = take(actor, emergency_id, version)
    move(actor, now, row, A.SET_PLACE)
    write_place(actor, now, row, place)


@use_case("emergencies.case.join", permission=None)
def join_case(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, version: int | None
) -> None:
    """Join the measure to the open case of the child, which stays open as long as it lasts.

    The hearing that is waited for goes among the terms of the case. Refuses where there is no case
    in reach, or one is joined already.
    """
    row = take(actor, emergency_id, version)
    case_id = queries.case_to_join(actor, row)
    move(actor, now, row, A.JOIN_CASE, case_to_join=case_id is not None)
    if case_id is not None:
        hold_case(row, case_id, now)
        if row.state == EmergencyState.VALIDATED:
            await_hearing(row, now)


@use_case("emergencies.episode.correct", permission=None)
def correct_time(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    which: WhichHour,
    at: datetime,
    words: str,
) -> None:
    """Put an hour right, with why: the old one stays in the history, the clocks count again.

    Refuses the same hour, one to come, and a placing after the sending.
    """
    row = take(actor, emergency_id, version)
    move(actor, now, row, A.CORRECT_TIME, Said(words=words, happened=at, code=which))
    old = row.placed_at if which is WhichHour.PLACED else row.sent_at
    if old is None:
        raise Invalid(f"which_hour:{EmergencyFault.NOT_SENT}")
    if at == old:
        raise Invalid(f"on:{EmergencyFault.SAME_HOUR}")
    since = row.placed_at if which is WhichHour.SENT else None
    if fault := hour_fault(at, now, since=since):
        raise Invalid(f"on:{fault}")
    if which is WhichHour.PLACED and row.sent_at is not None and at > row.sent_at:
        raise Invalid(f"on:{EmergencyFault.AFTER_SENDING}")
    if which is WhichHour.PLACED:
        row.placed_at = at
        count_again(actor, row, dict.fromkeys(OURS, at))
    else:
        row.sent_at = at
        count_again(actor, row, {Term.EXPECTED_PM: at})
        met_again(row, old, at)
    if row.sent_at is not None:
        row.late = queries.is_late(actor, row, row.sent_at)


@consultation(
    "emergencies.place.reveal", permission=Permission.CASES_ADDRESS_REVEAL, subject="emergency"
)
def reveal_place(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, purpose: str
) -> str | None:
    """Return where the child is, after the line of who reads it and why, in this response only.

    Refuses who neither opened the measure, nor follows the child, nor is in charge; who did not
    sign in a moment ago; and a purpose that is not of the list.
    """
    row = queries.load(actor, emergency_id)
    if purpose not in set(RevealPurpose):
        raise Invalid(f"purpose:{PlacementFault.SECOND_PERSON}")
    if not queries.may_open_place(actor, row, now):
        raise NotAllowedNow(EmergencyFault.PLACE_NOT_YOURS)
    check_fresh(actor)
    latest = db.session.scalar(
        select(EmergencyPlace)
        .where(
            EmergencyPlace.organisation_id == row.organisation_id,
            EmergencyPlace.emergency_id == row.id,
        )
        .order_by(EmergencyPlace.since.desc(), EmergencyPlace.id.desc())
        .limit(1)
    )
    return None if latest is None else latest.place
