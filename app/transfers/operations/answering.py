"""What who receives does with what reached its box.

What she writes for who sent never says where somebody is kept secret; her notes stay as they are.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.rules import ReferralSource
from app.db import db
from app.intake.operations import Arrival, SubjectGiven, register_referral
from app.intake.rules import Channel, Urgency
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid
from app.kernel.references import IncomingId, ReferralId
from app.transaction.reading import consultation
from app.transaction.steps import step_columns
from app.transaction.use_case import use_case
from app.transfers import queries
from app.transfers.models import Incoming, IncomingNote, IncomingStep, Transfer
from app.transfers.operations import crossing
from app.transfers.operations.covering import cover_answer
from app.transfers.procedure import INCOMING, IncomingAction, IncomingState
from app.transfers.rules import (
    ReportGiven,
    SentPerson,
    SubjectKind,
    TransferAnswer,
    TransferFault,
    report_fault,
)

_READ, _ANSWER = Permission.TRANSFERS_BOX_READ, Permission.TRANSFERS_BOX_ANSWER


@consultation("transfers.incoming.open", permission=_READ, subject="incoming")
def consult_incoming(
    *, actor: Viewer, now: datetime, incoming_id: IncomingId, purpose: str
) -> queries.IncomingPage:
    """Read what another body passed to us; the reading leaves its line."""
    return queries.incoming_page(actor, incoming_id)


@use_case("transfers.incoming.accept", permission=_ANSWER)
def accept(
    *,
    actor: Viewer,
    now: datetime,
    incoming_id: IncomingId,
    version: int,
    words: str = "",
    starts_on: date | None = None,
) -> None:
    """Accept it, with what the sender should know; of a service to give, from which day.

    Refuses what was taken back or answered meanwhile.
    """
    row, sent = _take(actor, incoming_id, version)
    if row.kind == SubjectKind.LINE and starts_on is None:
        raise Invalid(f"starts_on:{TransferFault.START_MISSING}")
    words = cover_answer(actor, now, row, words)
    _move(actor, now, row, IncomingAction.ACCEPT, words)
    crossing.answer_sender(
        actor, now, sent, TransferAnswer.ACCEPTED, words=words, code="", starts_on=starts_on
    )


@use_case("transfers.incoming.refuse", permission=_ANSWER)
def refuse(
    *,
    actor: Viewer,
    now: datetime,
    incoming_id: IncomingId,
    version: int,
    words: str,
    code: str = "",
) -> None:
    """Refuse it, saying why: the sender reads the reason. Refuses what was taken back meanwhile."""
    row, sent = _take(actor, incoming_id, version)
    words = cover_answer(actor, now, row, words)
    _move(actor, now, row, IncomingAction.REFUSE, words)
    crossing.answer_sender(
        actor, now, sent, TransferAnswer.REFUSED, words=words, code=code, starts_on=None
    )


@use_case("transfers.incoming.take_up", permission=None)
def take_up(*, actor: Viewer, now: datetime, incoming_id: IncomingId, version: int) -> ReferralId:
    """Open a request of ours from what was accepted, and return its id: it begins as any other.

    The people are those described, and nobody of our archive until somebody here says who they are.
    Refuses a second time, and a service to give.
    """
    row = queries.incoming_for_change(actor, incoming_id, version)
    content = queries.content_received(row)
    _move(actor, now, row, IncomingAction.TAKE_UP)
    sent = content.people if content else ()
    told = "\n\n".join(text for text in (content.words, content.story) if text) if content else ""
    number = content.number if content else ""
    arrival = Arrival(
        channel=Channel.TRANSFER,
        source=ReferralSource.OTHER_SOCIAL_SERVICE,
        story=told or row.from_label,
        subjects=tuple(SubjectGiven(described=_described(one, number)) for one in sent),
        received_at=row.arrived_at,
        urgency=Urgency.WITHIN_48_HOURS if row.urgent else Urgency.ORDINARY,
        referrer=row.from_label,
        referring_body_id=queries.sender_here(row),
    )
    row.referral_id = register_referral(actor=actor, now=now, arrival=arrival)
    about("incoming", row.id)
    return ReferralId(row.referral_id)


@use_case("transfers.incoming.note", permission=_ANSWER)
def note(
    *, actor: Viewer, now: datetime, incoming_id: IncomingId, version: int, words: str
) -> None:
    """Write something for this body alone: who sent it never reads it."""
    row = queries.incoming_for_change(actor, incoming_id, version)
    about("incoming", row.id)
    _move(actor, now, row, IncomingAction.NOTE)
    db.session.add(
        IncomingNote(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            incoming_id=row.id,
            at=now,
            noted_by=actor.label,
            words=words,
        )
    )


@use_case("transfers.incoming.report", permission=_ANSWER)
def report(
    *,
    actor: Viewer,
    now: datetime,
    incoming_id: IncomingId,
    version: int,
    given: ReportGiven,
) -> None:
    """Tell who sent it how it goes: what happened, on which day, how much was given.

    Refuses a day to come, a quantity where nothing was given, and given where nothing is to give.
    """
    row, sent = _take(actor, incoming_id, version)
    if fault := report_fault(given, SubjectKind(row.kind), office_date(now)):
        raise Invalid(fault)
    told = replace(given, words=cover_answer(actor, now, row, given.words))
    _move(actor, now, row, IncomingAction.REPORT)
    crossing.report_to_both(actor, now, row, sent, told)


def _take(actor: Viewer, incoming_id: IncomingId, version: int) -> tuple[Incoming, Transfer]:
    """Load both rows for change, that of the sender first: everybody locks them so."""
    sent = queries.twin_sent(queries.load_incoming(actor, incoming_id))
    row = queries.incoming_for_change(actor, incoming_id, version)
    about("incoming", row.id)
    return row, sent


def _move(
    actor: Viewer, now: datetime, row: Incoming, action: IncomingAction, words: str = ""
) -> None:
    """Take one step of the procedure, or refuse it as the table says."""
    if row.state == IncomingState.WITHDRAWN:
        raise Conflict("taken_back_meanwhile")
    facts = queries.incoming_facts(row)
    step: Any = INCOMING.step(IncomingState(row.state), action, facts, actor.may, reason=words)
    db.session.add(
        IncomingStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            incoming_id=row.id,
            words=words,
            **step_columns(actor, now, step),
        )
    )
    row.state = step.to


def _described(person: SentPerson, number: str) -> str:
    born = person.born
    with suppress(ValueError):
        born = f"{date.fromisoformat(person.born):%d/%m/%Y}"  # else the year alone, or nothing
    return ", ".join(text for text in (person.name, born) if text) or number
