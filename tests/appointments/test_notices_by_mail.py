"""A notice by mail, where there is no mobile: who books reads it, a dead server harms nobody."""

from datetime import date
from email import message_from_string
from email.policy import default

import pytest
from sqlalchemy import select

from app.appointments import operations, queries
from app.appointments.rules import CancelCause
from app.appointments.rules.notices import SUBJECT
from app.db import db
from app.kernel.clock import rome_to_utc
from app.kernel.references import AppointmentId
from app.notifications.carriers import MailCarrier
from app.notifications.models import OutgoingNotice
from app.notifications.operations import send_waiting
from app.notifications.queries import notices_about
from app.notifications.rules import Channel, NoticeState
from app.people.rules import ContactKind
from config import MailServer
from tests.builders.appointments import a_place, a_wednesday, an_appointment, by_now
from tests.builders.notices import MAILBOX
from tests.builders.people import a_contact, a_person
from tests.cast import Cast
from tests.support.booking import PAGE, form_of, found
from tests.support.client import OfficeClient
from tests.support.mail import closed_port, mail_server

pytestmark = pytest.mark.usefixtures("app")
FAR = date(2026, 12, 2)  # a Wednesday: reminded on Monday 30 November
NUMBER = "000 5557112"
AT = rome_to_utc(date(2026, 11, 30), 600)


def by_mail(port: int) -> MailCarrier:
    server = MailServer(host="127.0.0.1", port=port, sender="u@esempio.invalid", starttls=False)
    return MailCarrier(server)


def booked(cast: Cast) -> AppointmentId:
    """Give a place to somebody who has no mobile to leave a message at, but a mailbox."""
    hers = a_person(cast["anna"], "Postale")
    a_contact(cast["anna"], hers, MAILBOX, kind=ContactKind.EMAIL)
    a_wednesday(cast, day=FAR)
    return an_appointment(cast["anna"], hers, remind=True)


def test_without_a_mobile_it_goes_by_mail_and_so_does_what_we_move(cast: Cast) -> None:
    made = booked(cast)
    moved = operations.move_to(
        **by_now(cast["dario"], made), place=a_place(cast["anna"], 2), cause=CancelCause.ABSENCE
    )
    operations.cancel_by_office(**by_now(cast["dario"], moved), cause=CancelCause.ABSENCE)
    rows = db.session.scalars(select(OutgoingNotice)).all()
    assert {(row.channel, row.recipient) for row in rows} == {(Channel.EMAIL, MAILBOX)}
    kinds = sorted(row.effect.partition(":")[0] for row in rows)
    assert kinds == ["called_off", "moved", "reminder", "reminder"]


def test_the_letter_has_a_neutral_subject_and_the_words_of_the_sms(cast: Cast) -> None:
    booked(cast)
    with mail_server("well") as server:
        send_waiting(
            AT, {Channel.EMAIL: by_mail(server.port)}, standing={SUBJECT: queries.standing}
        )
    [taken] = server.taken
    letter = message_from_string(taken, policy=default)
    assert letter["Subject"] == "Appuntamento"
    said = letter.get_content()
    assert "mercoledì 2 dicembre alle 8:30, piazza Unità d'Italia" in " ".join(said.split())
    for word in ("Postale", "Bruno", "Anna", "colloquio", "social"):
        assert word not in said


def test_a_dead_mail_server_is_seen_by_nobody_at_the_desk(client: OfficeClient, cast: Cast) -> None:
    made = booked(cast)
    send_waiting(AT, {Channel.EMAIL: by_mail(closed_port())}, standing={SUBJECT: queries.standing})
    page = client.enter(cast["anna"]).get(f"/appointments/{made}")
    assert page.status_code == 200
    [row] = notices_about(cast["anna"].viewer, SUBJECT, [made])
    assert row.state is NoticeState.FAILED
    assert "si riprova il 30/11/2026, ore 10:01" in page.text


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ((MAILBOX, ContactKind.EMAIL), "Postale Ada, all&#39;indirizzo di posta in archivio"),
        ((NUMBER, ContactKind.PHONE), "Postale Ada, al telefono •••12"),
        (None, "Postale Ada, nessun recapito a cui lasciarlo: scrivi un cellulare"),
    ],
)
def test_where_it_goes_is_read_before_it_is_confirmed(
    client: OfficeClient, cast: Cast, contact: tuple[str, ContactKind] | None, words: str
) -> None:
    a_wednesday(cast, day=FAR)
    hers = a_person(cast["anna"], "Postale")
    if contact is not None:
        a_contact(cast["anna"], hers, contact[0], kind=contact[1])
    anna = client.enter(cast["anna"])
    page = found(anna, "Postale")
    assert words in page
    assert MAILBOX not in page
    answer = anna.post(PAGE, data={**form_of(page), "remind": "y"})
    assert answer.status_code == (303 if contact else 422)
    sent_to = db.session.scalars(select(OutgoingNotice)).all()
    assert [row.recipient for row in sent_to] == ([contact[0]] if contact else [])


def test_of_many_who_answer_the_ways_are_folded_away(client: OfficeClient, cast: Cast) -> None:
    for given in ("Ada", "Bea", "Cleo", "Dina"):
        a_person(cast["anna"], "Postale", given)
    page = found(client.enter(cast["anna"]), "Postale")
    assert "Dove va il promemoria" in page
    assert page.count("nessun recapito a cui lasciarlo") == 4
