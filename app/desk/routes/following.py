"""Where each thing left to do is done, with what the desk already knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app, url_for

from app.appointments.rules import Origin
from app.catalogue.rules import ReferralSource
from app.desk.queries import VisitPage, ticket_page
from app.desk.queries.visits import person_of_ticket
from app.desk.rules.visits import NextStep
from app.kernel.actor import Viewer
from app.kernel.clock import in_rome
from app.kernel.references import PersonId, TicketId
from app.people.queries import person_row
from app.web.formatting import day_digits, hour

# The address of each step, where the part of the office that does it is there.
_ENDPOINTS = {
    NextStep.BOOK: "desk.booking",
    NextStep.MESSAGE: "desk.new_message",
    NextStep.REGISTER_REFERRAL: "intake.new",
    NextStep.TELL_SUPERVISOR: "desk.minor_alone",
}

# Those that begin from the person: only to be remembered while nobody said who she is.
_OF_PERSON = {
    NextStep.OPEN_PERSON: "people.person",
    NextStep.OPEN_PRACTICE: "practices.new",
}


@dataclass(frozen=True)
class Following:
    """One thing left to do: where, and what its form already holds (sent, never in an address)."""

    step: NextStep
    url: str | None = None
    fields: dict[str, str] = field(default_factory=dict)


def next_steps(page: VisitPage) -> list[Following]:
    """Return what an interview opens and where; no address where it is only to be remembered.

    Nothing is typed twice: a referral opens with the person, the day and the note as its story.
    """
    return [_following(step, page) for step in page.steps if _left(step, page)]


def known_when_booking(viewer: Viewer, now: datetime, asked: Mapping[str, str]) -> dict[str, str]:
    """Return what the booking page already holds of who comes from the desk: nothing is retyped.

    `asked` names a person, or the ticket of somebody who could not be received.
    """
    person_id, known = _id(asked.get("person", "")), {}
    ticket_id = _id(asked.get("ticket", ""))
    if ticket_id is not None:
        person_id = person_of_ticket(viewer, ticket_page(viewer, TicketId(ticket_id), now))
        known["origin"] = str(Origin.DESK)
    if person_id is not None:
        row = person_row(viewer, PersonId(person_id))
        known |= {"text": row.name, "person": str(row.id)}
    return known


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _left(step: NextStep, page: VisitPage) -> bool:
    """A message already left in the same press is not to be left again."""
    return not (step is NextStep.MESSAGE and page.message_left)


def _following(step: NextStep, page: VisitPage) -> Following:
    if step in _OF_PERSON:
        person = page.person_id
        return Following(step, url_for(_OF_PERSON[step], person_id=person) if person else None)
    endpoint = _ENDPOINTS.get(step)
    if endpoint is None or endpoint not in current_app.view_functions:
        return Following(step)
    if step is NextStep.REGISTER_REFERRAL:
        return Following(step, url_for(endpoint), _referral(page))
    known: dict[str, Any] = {"person": page.person_id} if page.person_id else {}
    return Following(step, url_for(endpoint, **known))


def _referral(page: VisitPage) -> dict[str, str]:
    """Return the fields of a new referral; `search` makes its page show them and save nothing."""
    began = in_rome(page.began_at)
    known = {"people": str(page.person_id)} if page.person_id else {}
    return known | {
        "channel": page.channel,
        "source": ReferralSource.SELF,
        "received_on": day_digits(began.date()),
        "received_hour": hour(page.began_at),
        "interviewed": "y",
        "urgency": "ordinary",
        "story": page.note,
        "search": "1",
    }
