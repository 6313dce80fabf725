"""Sending a card to a telephone: the number stays in the sealed notice and nowhere else."""

from datetime import datetime

from sqlalchemy import func, select

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue import queries
from app.catalogue.models import SentCard
from app.catalogue.rules import (
    COUNTED_FOR,
    MOST_TO_ONE_NUMBER,
    SENT_CARD,
    USEFUL_FOR,
    CardText,
    PathCode,
    SendFault,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import OrganisationId, PersonId, SentCardId
from app.notifications.operations import enqueue
from app.notifications.rules import Channel, NewNotice
from app.people.queries import is_known, left_alone, may_be_written_to, ways_of_message
from app.people.rules import is_landline
from app.transaction.use_case import use_case

_SIGNED = 1 << 63


@use_case("catalogue.card.send", permission=Permission.CATALOGUE_CARD_SEND)
def send_card(
    *,
    actor: Viewer,
    now: datetime,
    path: PathCode,
    said: CardText,
    phone: str = "",
    person_id: PersonId | None = None,
) -> SentCardId:
    """Queue the neutral words of a card for a number, or for the mobile of a person in the archive.

    Refuses where no message may be left, whatever the reason, and a number that had its share
    today; `NotFound` for somebody out of reach.
    """
    number = _number(actor, phone, person_id)
    _one_at_a_time(actor.organisation_id)
    if queries.count_to(actor.organisation_id, number, now - COUNTED_FOR) >= MOST_TO_ONE_NUMBER:
        raise Invalid(f"{_field(phone)}:{SendFault.TOO_MANY_CARDS}")
    row = SentCard(
        organisation_id=actor.organisation_id, path=path, sent_by_id=actor.account_id, sent_at=now
    )
    db.session.add(row)
    db.session.flush()
    about(SENT_CARD, row.id)
    if person_id is not None:
        about("person", person_id)
    enqueue(
        organisation_id=actor.organisation_id,
        now=now,
        notice=NewNotice(
            effect=f"card:{row.id}",
            subject_kind=SENT_CARD,
            subject_id=row.id,
            channel=Channel.SMS,
            recipient=number,
            title=said.title,
            text=said.text,
            due_at=now,
            useful_until=now + USEFUL_FOR,
            language=said.language,
        ),
    )
    return row.id


def _number(actor: Viewer, phone: str, person_id: PersonId | None) -> str:
    """Return where it goes; nobody learns whether it is refused for what she said or for a seal."""
    body, number = actor.organisation_id, phone
    if person_id is not None:
        if not is_known(actor, person_id):
            raise NotFound
        way = ways_of_message(body, [person_id], phone).get(person_id)
        if way is None or way.channel is not Channel.SMS:
            raise Invalid(f"person:{SendFault.NO_CARD_TO_PERSON}")
        if not may_be_written_to(body, [person_id]):
            raise Invalid(f"person:{SendFault.NO_CARD_TO_PERSON}")
        number = way.recipient
    if not number:
        raise Invalid(f"phone:{SendFault.NOBODY_TO_SEND_TO}")
    if is_landline(number) or left_alone(body, [number]):
        fault = SendFault.NO_CARD_TO_NUMBER if phone else SendFault.NO_CARD_TO_PERSON
        raise Invalid(f"{_field(phone)}:{fault}")
    return number


def _field(phone: str) -> str:
    return "phone" if phone else "person"


def _one_at_a_time(organisation_id: OrganisationId) -> None:
    """Queue behind whoever sends a card: two together would both count what neither had sent.

    On SQLite the writing transaction is already alone.
    """
    if db.session.connection().dialect.name == "postgresql":
        key = (organisation_id.int + 2) % (_SIGNED * 2) - _SIGNED
        db.session.execute(select(func.pg_advisory_xact_lock(key)))
