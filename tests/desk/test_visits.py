"""What is written of an interview, who reads it, what goes on from it."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.catalogue.rules import Recipient
from app.db import db
from app.desk import queries
from app.desk.models import (
    Message,
    VisitOutcome,
    VisitPresence,
    VisitRecipient,
)
from app.desk.operations import visits
from app.desk.procedure.tickets import TicketState
from app.desk.rules.queue import (
    DeskFault,
)
from app.desk.rules.visits import Outcome, Presence, VisitDetails
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import TicketId
from tests.builders.people import a_person
from tests.builders.tickets import (
    INFORMED,
    a_counter,
    a_ticket,
    concluded,
    received,
    row,
    the_hours,
    version,
    visit_of,
)
from tests.cast import NOW, Cast

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Cast:
    """An opening with Bruno at counter 1, Carla at 2, Gino at 3."""
    the_hours()
    for number, who in enumerate(("bruno", "carla", "gino"), start=1):
        a_counter(cast[who], number)
    return cast


def state(ticket_id: TicketId) -> str:
    return row(ticket_id).state


def test_what_happened_is_written_and_can_be_taken_up_again(desk: Cast) -> None:
    person = a_person(desk["bruno"])
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    assert visits.keep_draft(actor=desk["bruno"].viewer, ticket_id=ticket, text="Bozza.")
    assert not visits.keep_draft(actor=desk["carla"].viewer, ticket_id=ticket, text="No.")
    assert visit_of(ticket).draft == "Bozza."
    details = VisitDetails(
        outcomes=frozenset({Outcome.ORIENTATION, Outcome.ANONYMOUS_LISTENING}),
        recipients=frozenset({Recipient.WOMEN}),
        person_id=person,
        present=frozenset({Presence.THE_PERSON, Presence.LAWYER}),
        present_names="avv. Prova",
        alone_in_part=True,
        note="Canarino scritto.",
    )
    visit_id = concluded(desk["bruno"], ticket, details)
    page = queries.visit_page(desk["bruno"].viewer, visit_id)
    assert (page.note, page.draft, page.present_names) == ("Canarino scritto.", "", "avv. Prova")
    assert (set(page.outcomes), page.person_id) == (details.outcomes, person)
    visits.reopen(actor=desk["bruno"].viewer, now=NOW, ticket_id=ticket, version=version(ticket))
    assert visit_of(ticket).draft == "Canarino scritto."
    assert concluded(desk["bruno"], ticket) == visit_id
    counted = [
        db.session.scalar(select(func.count()).select_from(table))
        for table in (VisitOutcome, VisitRecipient, VisitPresence)
    ]
    assert counted == [1, 0, 0], "the second conclusion takes the place of the first"
    with pytest.raises(NotFound):
        queries.visit_page(desk["carla"].viewer, visit_id)
    assert queries.visit_page(desk["dario"].viewer, visit_id).note == "Due righe."


def test_no_word_of_an_interview_is_in_clear_in_the_rows_or_in_the_trail(desk: Cast) -> None:
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    visits.keep_draft(actor=desk["bruno"].viewer, ticket_id=ticket, text="parolasegreta")
    concluded(desk["bruno"], ticket, VisitDetails(
        outcomes=frozenset({Outcome.INFORMATION}), recipients=frozenset({Recipient.MINORS}),
        note="parolasegreta",
    ))  # fmt: skip
    sealed = visit_of(ticket).note_sealed
    assert sealed is not None
    assert b"parolasegreta" not in sealed
    for entry in db.session.scalars(select(AuditEntry)):
        assert "parolasegreta" not in str(entry.changes)


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        (VisitDetails(), DeskFault.NO_OUTCOME),
        (VisitDetails(outcomes=frozenset({Outcome.INFORMATION})), DeskFault.NO_AREA),
    ],
)
def test_an_interview_ends_with_an_outcome_and_for_whom(
    desk: Cast, details: VisitDetails, reason: str
) -> None:
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    with pytest.raises(NotAllowedNow, match=reason):
        concluded(desk["bruno"], ticket, details)
    with pytest.raises(NotAllowedNow, match="another_counter"):
        concluded(desk["carla"], ticket)


def test_who_asks_for_her_own_worker_leaves_her_a_message(desk: Cast) -> None:
    person = a_person(desk["bruno"])
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    asks = VisitDetails(
        outcomes=frozenset({Outcome.OWN_WORKER}),
        recipients=frozenset({Recipient.FAMILIES}),
        person_id=person,
    )
    with pytest.raises(Invalid, match=DeskFault.MESSAGE_FOR_WHOM):
        concluded(desk["bruno"], ticket, asks)
    to = desk["carla"].engagement_id
    concluded(desk["bruno"], ticket, VisitDetails(
        outcomes=asks.outcomes, recipients=asks.recipients, person_id=person,
        message_for=to, message_text="Richiamare", message_phone="000 123",
    ))  # fmt: skip
    message = db.session.scalars(select(Message)).one()
    assert (message.recipient_id, message.person_id) == (to, person)
    assert (message.text, message.phone) == ("Richiamare", "000 123")
    assert visit_of(ticket).message_id == message.id


def test_another_bodys_person_is_not_there(desk: Cast) -> None:
    stranger = a_person(desk["zeno"])
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    with pytest.raises(NotFound):
        concluded(desk["bruno"], ticket, VisitDetails(
            outcomes=INFORMED.outcomes, area=INFORMED.area, person_id=stranger
        ))  # fmt: skip
    assert state(ticket) == TicketState.SERVING, "nothing was written"
