"""Proposing something to another body, taking note of its answer, taking it back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases.operations import DAY_TWICE
from app.catalogue.clocks import move_terms, start_before
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid, NotFound, NotPermitted
from app.kernel.exits import Exit, ExitSubject, LetterKind, SendChannel
from app.kernel.references import BodyId, IncomingId, TransferId, new_id
from app.organisations.queries import LinkedRow
from app.transaction.exits import tell_exit
from app.transaction.reading import consultation
from app.transaction.steps import step_columns
from app.transaction.use_case import use_case
from app.transfers import queries
from app.transfers.models import (
    Transfer,
    TransferReport,
    TransferService,
    TransferStep,
    TransferTerm,
)
from app.transfers.operations import crossing, effects
from app.transfers.operations.covering import cover_content
from app.transfers.procedure import ANSWERS, TRANSFER, TransferAction, TransferState
from app.transfers.rules import (
    Chosen,
    SubjectKind,
    TransferAnswer,
    TransferFault,
    proposal_fault,
)
from app.vault.operations import create_data_key

_WORK = Permission.TRANSFERS_TRANSFER_WORK


@dataclass(frozen=True, kw_only=True)
class Proposal(Chosen):
    """What is passed on, to whom, with what was chosen of it."""

    kind: SubjectKind
    subject_id: UUID
    body_id: BodyId
    urgent: bool = False
    protection_assured: bool = False


@consultation("transfers.transfer.open", permission=_WORK, subject="transfer")
def consult_transfer(
    *, actor: Viewer, now: datetime, transfer_id: TransferId, purpose: str
) -> queries.TransferPage:
    """Read what was sent and what came back; the reading leaves its line."""
    return queries.transfer_page(actor, transfer_id)


@use_case("transfers.transfer.propose", permission=_WORK)
def propose(*, actor: Viewer, now: datetime, version: int, proposal: Proposal) -> TransferId:
    """Propose something to a body that works with this program, and return the id.

    It reaches that body's box at once, with the chosen pieces alone as they stand now, and in none
    of them, nor in the words, where somebody is kept secret: it is covered as in a letter, and who
    may know the place hears of it. In ten working days an answer is due, in one where it is urgent.
    Refuses a body that has no box here, a second proposal while one waits, nothing at all to read,
    a case of which it is not said what becomes of each service that goes on; a minor at risk is
    protected first (`version` is of what is passed on: `Conflict` if it changed).
    """
    subject = queries.subject_of(actor, proposal.kind, proposal.subject_id, now)
    _allowed(actor, proposal.kind, TransferAction.PROPOSE)
    going = [one.line.id for one in subject.services]
    if fault := proposal_fault(proposal.kind, proposal, going, office_date(now)):
        raise Invalid(fault)
    to = next((r for r in queries.receivers(actor, subject) if r.id == proposal.body_id), None)
    if to is None:
        raise Invalid(f"body:{TransferFault.NOT_LINKED}")
    row = _new(actor, now, proposal, to)
    about("transfer", row.id)
    chosen = queries.content_of(actor, subject, proposal, now)
    content = cover_content(actor, now, subject, chosen, act=str(row.id))
    row.content = content.kept()
    effects.propose(
        actor, now, subject, version,
        body_id=to.id, protection_assured=proposal.protection_assured, words=content.words,
    )  # fmt: skip
    if queries.is_passing(actor, proposal.kind, proposal.subject_id):
        raise Invalid(TransferFault.ALREADY_PASSING)
    step = TRANSFER.step(None, TransferAction.PROPOSE, queries.facts_of(row), actor.may)
    row.state = step.to
    db.session.add(row)
    db.session.flush()
    _write_fates(row, proposal)
    _record(actor, now, row, step)
    crossing.put_in_box(actor, now, row, content.kept())
    tell_exit(actor=actor, now=now, left=_left(row, subject, office_date(now)))
    return row.id


@use_case("transfers.transfer.take_note", permission=_WORK)
def take_note(*, actor: Viewer, now: datetime, transfer_id: TransferId, version: int) -> None:
    """Take note of the answer: what was passed moves here, on the day on which they answered.

    Refuses while there is no answer, and what its own procedure refuses.
    """
    row = _take(actor, transfer_id, version, TransferAction.TAKE_NOTE)
    accepted = row.answer == TransferAnswer.ACCEPTED
    to = TransferState.ACCEPTED if accepted else TransferState.REFUSED
    state = TransferState(row.state)
    step = TRANSFER.step(state, TransferAction.TAKE_NOTE, queries.facts_of(row), actor.may, to=to)
    effects.take_note(actor, now, row, accepted=accepted)
    _record(actor, now, row, step, effective_at=row.answered_at)


@use_case("transfers.transfer.revoke", permission=_WORK)
def revoke(
    *, actor: Viewer, now: datetime, transfer_id: TransferId, version: int, words: str
) -> None:
    """Take a proposal back, saying why: the other body reads nothing of it any more.

    Refuses once they have answered.
    """
    row = _take(actor, transfer_id, version, TransferAction.REVOKE)
    step = TRANSFER.step(
        TransferState(row.state), TransferAction.REVOKE, queries.facts_of(row), actor.may,
        reason=words,
    )  # fmt: skip
    crossing.take_out_of_box(actor, now, row)
    effects.take_back(actor, now, row, words)
    _record(actor, now, row, step, words=words)


@use_case("transfers.transfer.write_given", permission=_WORK, refusals=DAY_TWICE)
def write_given(
    *, actor: Viewer, now: datetime, transfer_id: TransferId, version: int, report_id: UUID
) -> None:
    """Write among what was given what the other body reported of a day.

    It is theirs who told it: who follows the person confirms the month. Refuses what is no longer
    to be written, and what writing it by hand would refuse.
    """
    row = _take(actor, transfer_id, version, TransferAction.WRITE_GIVEN)
    reports = queries.reports_of(row)
    told = next((one for one in reports if one.id == report_id), None)
    if told is None or not queries.to_be_written(told):
        raise NotFound if told is None else Conflict("changed_meanwhile")
    state = TransferState(row.state)
    facts = queries.facts_of(row, reports)
    step = TRANSFER.step(state, TransferAction.WRITE_GIVEN, facts, actor.may)
    effects.write_given(
        actor, now, row, on=told.reported_on, quantity=told.quantity, told_by=told.told_by
    )
    kept = db.session.get_one(TransferReport, (row.organisation_id, told.id))
    kept.written_at = now
    _record(actor, now, row, step)


@use_case("transfers.transfer.end_bridge", permission=_WORK)
def end_bridge(*, actor: Viewer, now: datetime, transfer_id: TransferId, version: int) -> None:
    """Write that nothing goes on from here any more: what was due is met.

    Refuses while a service of the bridge has not ended, and where there is no bridge.
    """
    row = _take(actor, transfer_id, version, TransferAction.END_BRIDGE)
    facts = queries.facts_of(row, services=queries.services_of(actor, row))
    step = TRANSFER.step(TransferState(row.state), TransferAction.END_BRIDGE, facts, actor.may)
    _record(actor, now, row, step)


def _new(actor: Viewer, now: datetime, proposal: Proposal, to: LinkedRow) -> Transfer:
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="transfer", now=now)
    return Transfer(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        subject_kind=proposal.kind,
        subject_id=proposal.subject_id,
        receiving_body_id=to.id,
        to_organisation_id=to.organisation_id,
        twin_id=IncomingId(new_id()),
        urgent=proposal.urgent,
        bridging_until=proposal.bridging_until,
        proposed_at=now,
        proposed_by=actor.label,
        answered_by="",
        answer_code="",
    )


def _left(row: Transfer, subject: queries.Subject, on: date) -> Exit:
    """Return what the register of exits hears: a service is told among what is of its case."""
    is_line = row.subject_kind == SubjectKind.LINE
    about_case = is_line or row.subject_kind == SubjectKind.CASE
    return Exit(
        kind=LetterKind.SERVICE if is_line else LetterKind.PASSAGE,
        subject_kind=ExitSubject.CASE if about_case else ExitSubject.REFERRAL,
        subject_id=subject.case_id or subject.id,
        sent_on=on,
        body_id=row.receiving_body_id,
        channel=SendChannel.BOX,
    )


def _write_fates(row: Transfer, proposal: Proposal) -> None:
    """Keep what becomes of each service: what is still to be done is looked for there."""
    db.session.add_all(
        TransferService(
            organisation_id=row.organisation_id, transfer_id=row.id, line_id=line_id, fate=fate
        )
        for line_id, fate in proposal.fates.items()
    )


def _take(actor: Viewer, transfer_id: TransferId, version: int, action: TransferAction) -> Transfer:
    """Load one for change; `NotPermitted` where the act is not hers on what is passed."""
    row = queries.transfer_for_change(actor, transfer_id, version)
    about("transfer", row.id)
    _allowed(actor, SubjectKind(row.subject_kind), action)
    return row


def _allowed(actor: Viewer, kind: SubjectKind, action: TransferAction) -> None:
    if not queries.may_act(actor, kind, action):
        raise NotPermitted(_WORK)


def _record(
    actor: Viewer,
    now: datetime,
    row: Transfer,
    step: Any,
    *,
    words: str = "",
    effective_at: datetime | None = None,
) -> None:
    """Append the step, copy the state, start and stop the terms of its row."""
    db.session.add(
        TransferStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            transfer_id=row.id,
            words=words,
            **step_columns(actor, now, step, effective_at=effective_at),
        )
    )
    row.state = step.to
    its = {"organisation_id": row.organisation_id, "transfer_id": row.id}
    but = (_other_term(row), Term.BRIDGE_END)
    move_terms(TransferTerm, its, step.row, actor=actor, at=now, but=but)
    if Term.BRIDGE_END in step.row.starts and row.bridging_until is not None:
        start_before(TransferTerm, its, Term.BRIDGE_END, row.bridging_until, actor=actor, since=now)


def _other_term(row: Transfer) -> Term:
    """Return the term that does not run: an urgent proposal is answered the day after."""
    return next(term for term in ANSWERS if (term is Term.TRANSFER_ANSWER_URGENT) is not row.urgent)
