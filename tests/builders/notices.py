"""Notices that wait to be sent, as a use case of another feature would queue them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.accounts.policy import Permission
from app.appointments.queries import places
from app.appointments.rules import asked
from app.audit.context import about
from app.catalogue.labels import card_text
from app.catalogue.operations import send_card
from app.catalogue.rules import PathCode
from app.kernel.actor import Actor
from app.kernel.clock import rome_to_utc
from app.kernel.references import NoticeId, new_id
from app.notifications import operations
from app.notifications.carriers import NoCarrier
from app.notifications.rules import Channel, Language, NewNotice
from app.transaction.use_case import use_case
from tests.builders.appointments import an_appointment
from tests.builders.people import a_person
from tests.builders.rota import a_shift
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast

PHONE, MAILBOX = "+390255500012", "casella@esempio.invalid"
WORDS = "Ti aspettiamo mercoledì alle 9:00."


@use_case(
    "tests.notice.queue",
    permission=Permission.NOTIFICATIONS_NOTICE_WORK,
    refusals=operations.REFUSALS,
)
def queue(*, actor: Actor, now: datetime, notice: NewNotice) -> NoticeId | None:
    """Queue a notice in a transaction of its own."""
    about(notice.subject_kind, notice.subject_id)
    return operations.enqueue(organisation_id=OFFICE, now=now, notice=notice)


def a_notice(effect: str = "", channel: Channel = Channel.EMAIL, **more: Any) -> NoticeId | None:
    """Queue a notice due now, and return it; nothing when its effect was queued before."""
    given: dict[str, Any] = {
        "effect": effect or str(new_id()),
        "subject_kind": "appointment",
        "subject_id": UUID(int=0xAB),
        "channel": channel,
        "recipient": MAILBOX if channel is Channel.EMAIL else PHONE,
        "title": "Appuntamento",
        "text": WORDS,
        "due_at": NOW,
        "useful_until": NOW + timedelta(days=2),
    }
    return queue(actor=MAKER, now=NOW, notice=NewNotice(**{**given, **more}))


def a_sent_card(cast: Cast) -> None:
    """Leave a card that waits to go to a telephone."""
    send_card(
        actor=cast["anna"].viewer,
        now=NOW,
        path=PathCode.ADM,
        said=card_text([], "via Dante 1", Language.ITALIAN),
        phone="000 5557112",
    )


def some_reminders(cast: Cast) -> None:
    """Leave two appointments to come: one whose reminder did not leave, one whose waits."""
    day, dario = TODAY + timedelta(days=9), cast["dario"].viewer
    a_shift(cast, "bruno", day)
    for surname, sends in (("Avvisata", True), ("Aspetta", False)):
        there = [one for one in places(dario, now=NOW, from_day=day, weeks=1) if one.day == day]
        person_id = a_person(cast["anna"], surname)
        an_appointment(cast["anna"], person_id, asked(there[0]), remind=True, phone="000 5557000")
        if sends:
            at = rome_to_utc(day, 0) - timedelta(days=1)
            operations.send_waiting(at, {Channel.SMS: NoCarrier()})
