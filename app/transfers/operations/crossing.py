"""What is written in the box of another body: the only place where it is.

A passage has one row in each body. Who sends puts the other one there, or takes it back; who
receives writes its answer and what it reports in the row of the sender. Each text is sealed under a
key of the body that reads it, no key of a table leaves a body, and nothing else is touched there.
"""

from datetime import date, datetime

from app.catalogue.clocks import stop_terms
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import OrganisationId
from app.transaction.steps import step_columns
from app.transfers import queries
from app.transfers.models import (
    Incoming,
    IncomingStep,
    Transfer,
    TransferReport,
    TransferTerm,
)
from app.transfers.operations.covering import cover_for_sender
from app.transfers.procedure import ANSWERS, INCOMING, IncomingAction, IncomingState
from app.transfers.rules import ReportGiven, TransferAnswer
from app.vault.operations import create_data_key, destroy_data_key
from app.vault.queries import key_row

LONGEST = 120


def signed(actor: Viewer) -> str:
    """Return who writes in the box of another body: her name and the body she works for."""
    return f"{actor.label}, {queries.body_named(actor.organisation_id)}"[:LONGEST]


def put_in_box(actor: Viewer, now: datetime, sent: Transfer, content: str) -> None:
    """Put what was sent into the box of who receives it, sealed under a key of that body."""
    theirs = OrganisationId(sent.to_organisation_id)
    key = create_data_key(organisation_id=theirs, root_kind="incoming", now=now)
    row = Incoming(
        id=sent.twin_id,
        organisation_id=theirs,
        data_key_id=key.id,
        kind=sent.subject_kind,
        from_organisation_id=sent.organisation_id,
        from_label=queries.body_named(sent.organisation_id),
        twin_id=sent.id,
        urgent=sent.urgent,
        content=content,
        arrived_at=now,
    )
    step = INCOMING.step(None, IncomingAction.ARRIVE, queries.incoming_facts(row), actor.may)
    row.state = step.to
    db.session.add(row)
    db.session.flush()
    db.session.add(_step_of_sender(actor, now, row, step))


def take_out_of_box(actor: Viewer, now: datetime, sent: Transfer) -> None:
    """Take back what was sent: its key is destroyed, and nobody there reads it any more.

    They have not answered: the answer stands in the row of the sender too, locked before this one.
    """
    row = queries.twin_received(sent)
    facts = queries.incoming_facts(row)
    state = IncomingState(row.state)
    step = INCOMING.step(state, IncomingAction.WITHDRAW, facts, actor.may)
    row.state = step.to
    db.session.add(_step_of_sender(actor, now, row, step))
    db.session.flush()
    destroy_data_key(key=key_row(row.organisation_id, row.data_key_id), now=now)


def answer_sender(
    actor: Viewer,
    now: datetime,
    sent: Transfer,
    answer: TransferAnswer,
    *,
    words: str,
    code: str,
    starts_on: date | None,
) -> None:
    """Write the answer in the row of who sent it: she takes note of it, and moves what is hers."""
    sent.answer, sent.answered_at, sent.answered_by = answer, now, signed(actor)
    sent.answer_words = cover_for_sender(sent, words)
    sent.answer_code, sent.starts_on = code, starts_on
    whose = {"organisation_id": sent.organisation_id, "transfer_id": sent.id}
    stop_terms(TransferTerm, whose, ANSWERS, at=now)


def report_to_both(
    actor: Viewer,
    now: datetime,
    row: Incoming,
    sent: Transfer,
    told: ReportGiven,
) -> None:
    """Write what is reported of a day here and in the row of who sent it."""
    for box in (row, sent):
        db.session.add(
            TransferReport(
                organisation_id=box.organisation_id,
                data_key_id=box.data_key_id,
                incoming_id=row.id if box is row else None,
                transfer_id=sent.id if box is sent else None,
                reported_on=told.on,
                code=told.code,
                quantity=told.quantity,
                words=told.words if box is row else cover_for_sender(sent, told.words),
                told_by=signed(actor),
                told_at=now,
            )
        )


def _step_of_sender(actor: Viewer, now: datetime, row: Incoming, step: object) -> IncomingStep:
    """Return the step taken in a box by who sends: there she is her body, and no account."""
    columns = step_columns(actor, now, step)  # type: ignore[arg-type]
    columns |= {"actor_id": None, "actor_label": row.from_label[:LONGEST]}
    return IncomingStep(
        organisation_id=row.organisation_id,
        data_key_id=row.data_key_id,
        incoming_id=row.id,
        **columns,
    )
