"""Where each thing left to do is done, with what the desk already knows of it."""

from dataclasses import dataclass, field
from typing import Any

from flask import current_app, url_for

from app.catalogue.rules import ReferralSource
from app.desk.queries import VisitPage
from app.desk.rules.visits import NextStep
from app.kernel.clock import in_rome
from app.web.formatting import day_digits, hour

# The address of each step, where the part of the office that does it is there.
_ENDPOINTS = {
    NextStep.BOOK: "desk.book",
    NextStep.MESSAGE: "desk.new_message",
    NextStep.REGISTER_REFERRAL: "intake.new",
    NextStep.TELL_SUPERVISOR: "desk.new_message",
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
