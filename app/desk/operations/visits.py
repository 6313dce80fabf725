"""Writing down what happened: outcomes, whom it was for, two lines; and going back on it."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.desk import queries
from app.desk.models.tickets import Ticket
from app.desk.models.visits import Visit, VisitOutcome, VisitPresence, VisitRecipient
from app.desk.operations.messages import take_message, tell_of_minor_alone
from app.desk.operations.steps import allowed, take_step, write_step
from app.desk.procedure.tickets import TicketAction
from app.desk.rules.messages import Taken
from app.desk.rules.queue import DeskFault
from app.desk.rules.visits import Outcome, Presence, VisitChannel, VisitDetails
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid
from app.kernel.references import MessageId, TicketId, VisitId
from app.people.queries import person_row
from app.transaction.housekeeping import housekeeping
from app.transaction.reading import consultation
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key
from app.vault.queries import data_key

DRAFT_KEPT = 4000


def begin_visit(actor: Viewer, now: datetime, ticket: Ticket) -> Visit:
    """Open the visit of a ticket, or give the one that was interrupted to who takes it up."""
    visit = queries.visit_of_ticket(actor, ticket.id)
    if visit is None:
        visit = _new_visit(actor, now, VisitChannel.DESK)
        visit.ticket_id, visit.opening_id = ticket.id, ticket.opening_id
        db.session.add(visit)
    visit.worker_id, visit.worker = actor.account_id, actor.name
    return visit


def _new_visit(actor: Viewer, now: datetime, channel: VisitChannel) -> Visit:
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="visit", now=now)
    return Visit(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        channel=channel,
        began_at=now,
        worker_id=actor.account_id,
        worker=actor.name,
        area="",
        interpreter=False,
        alone_in_part=False,
    )


@use_case("desk.visit.record", permission=Permission.DESK_TICKET_SERVE)
def record_visit(*, actor: Viewer, now: datetime, details: VisitDetails) -> VisitId:
    """Write down somebody heard on the telephone: no number, the same few ticks; return the visit.

    Refuses (`Invalid`) without an outcome, and without area or recipients.
    """
    if not details.outcomes:
        raise Invalid(f"outcomes:{DeskFault.NO_OUTCOME}")
    if details.area is None and not details.recipients:
        raise Invalid(f"area:{DeskFault.NO_AREA}")
    visit = _new_visit(actor, now, VisitChannel.PHONE)
    db.session.add(visit)
    _write(actor, visit, details)
    visit.concluded_at = now
    visit.message_id = _leave_message(actor, now, "", details)
    _tell_of_minor(actor, now, "", details)
    about("visit", visit.id)
    return visit.id


def keep_draft(*, actor: Viewer, ticket_id: TicketId, text: str) -> bool:
    """Keep the note of an interview under way as it is being typed; say whether it was kept.

    Only the worker who leads it. Sealed at once, never in the trail: it is not yet written.
    """
    wanted = select(Visit).where(
        Visit.organisation_id == actor.organisation_id,
        Visit.ticket_id == ticket_id,
        Visit.worker_id == actor.account_id,
        Visit.concluded_at.is_(None),
    )
    known = db.session.scalar(wanted)
    if known is None:
        return False
    data_key(known.organisation_id, known.data_key_id)  # opened before the other session begins
    with housekeeping("draft") as store:
        visit = store.scalar(wanted)
        if visit is None:
            return False
        visit.draft = text[:DRAFT_KEPT]
    return True


@use_case("desk.ticket.conclude", permission=Permission.DESK_TICKET_SERVE)
def conclude(
    *, actor: Viewer, now: datetime, ticket_id: TicketId, version: int, details: VisitDetails
) -> VisitId:
    """Write what happened and end the interview; return the visit.

    Refuses without an outcome, without area or recipients, and to another counter. A person is
    linked only if she was named: who wants to stay anonymous stays so. Who asks for her own worker
    leaves her a message; of a minor who came alone whoever is in charge hears at once.
    """
    ticket = queries.ticket_for_change(actor, ticket_id, version)
    step = allowed(
        actor,
        now,
        ticket,
        TicketAction.CONCLUDE,
        has_outcome=bool(details.outcomes),
        has_area=details.area is not None or bool(details.recipients),
    )
    visit = begin_visit(actor, now, ticket)
    if not _was_alone(visit):  # concluded again, it was told the first time
        _tell_of_minor(actor, now, ticket.code, details)
    _write(actor, visit, details)
    visit.concluded_at = now
    visit.message_id = _leave_message(actor, now, ticket.code, details) or visit.message_id
    write_step(ticket, step, actor=actor, now=now)
    return visit.id


def _leave_message(
    actor: Viewer, now: datetime, code: str, details: VisitDetails
) -> MessageId | None:
    """Send to her own worker the word of who asked for her: a third of those who come do."""
    if Outcome.OWN_WORKER not in details.outcomes:
        return None
    if details.message_for is None:
        raise Invalid(f"message_for:{DeskFault.MESSAGE_FOR_WHOM}")
    known = details.person_id
    taken = Taken(
        to=details.message_for,
        caller=person_row(actor, known).name if known else code,
        person_id=known,
        phone=details.message_phone,
        text=details.message_text,
    )
    return take_message(actor=actor, now=now, taken=taken)


def _tell_of_minor(actor: Viewer, now: datetime, code: str, details: VisitDetails) -> None:
    if Presence.MINOR_ALONE not in details.present:
        return
    known = details.person_id
    name = person_row(actor, known).name if known else code
    tell_of_minor_alone(actor=actor, now=now, caller=name, person_id=known)


def _was_alone(visit: Visit) -> bool:
    """Whether a minor without adults was already written of this interview."""
    found = select(VisitPresence.id).where(
        VisitPresence.organisation_id == visit.organisation_id,
        VisitPresence.visit_id == visit.id,
        VisitPresence.role == Presence.MINOR_ALONE,
    )
    return db.session.scalar(found) is not None


@use_case("desk.ticket.reopen", permission=Permission.DESK_TICKET_SERVE)
def reopen(*, actor: Viewer, now: datetime, ticket_id: TicketId, version: int) -> None:
    """Go back into an interview concluded too early: the same worker, in the same opening."""
    ticket = take_step(
        actor=actor, now=now, ticket_id=ticket_id, version=version, action=TicketAction.REOPEN
    )
    visit = begin_visit(actor, now, ticket)
    visit.concluded_at, visit.draft = None, visit.note


@consultation("desk.visit.read", permission=Permission.DESK_TICKET_SERVE, subject="visit")
def consult_visit(
    *,
    actor: Viewer,
    now: datetime,
    visit_id: VisitId,
) -> queries.VisitPage:
    """Return what was written of a visit, after the line of who read it; its worker's, or hers."""
    return queries.visit_page(actor, visit_id)


def _write(actor: Viewer, visit: Visit, details: VisitDetails) -> None:
    if details.person_id is not None:
        person_row(actor, details.person_id)  # out of reach is not found
    visit.person_id = details.person_id
    visit.area = details.area or ""
    visit.interpreter, visit.alone_in_part = details.interpreter, details.alone_in_part
    visit.note, visit.draft = details.note, None
    visit.present_names = details.present_names
    db.session.flush()
    _replace(visit, details)


def _replace(visit: Visit, details: VisitDetails) -> None:
    """Put the ticked codes in the place of those of before, if the visit was reopened."""
    common = {"organisation_id": visit.organisation_id, "visit_id": visit.id}
    for table in (VisitOutcome, VisitRecipient, VisitPresence):
        before = select(table).where(
            table.organisation_id == visit.organisation_id, table.visit_id == visit.id
        )
        for row in db.session.scalars(before):
            db.session.delete(row)
    db.session.flush()
    db.session.add_all(
        VisitOutcome(
            **common,
            outcome=outcome,
            path=(details.path or "") if outcome is Outcome.ORIENTATION else "",
        )
        for outcome in sorted(details.outcomes)
    )
    db.session.add_all(VisitRecipient(**common, recipient=r) for r in sorted(details.recipients))
    db.session.add_all(VisitPresence(**common, role=role) for role in sorted(details.present))
