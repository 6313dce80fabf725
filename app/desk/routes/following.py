"""Where each thing left to do is done, with what the desk already knows of it."""

from typing import Any

from flask import current_app, url_for

from app.desk.queries import VisitPage
from app.desk.rules.visits import NextStep

# The address of each step, where the part of the office that does it is there.
_ENDPOINTS = {
    NextStep.BOOK: "desk.book",
    NextStep.MESSAGE: "desk.new_message",
    NextStep.REGISTER_REFERRAL: "intake.new",
    NextStep.TELL_SUPERVISOR: "desk.new_message",
}


def next_steps(page: VisitPage) -> list[tuple[NextStep, str | None]]:
    """Return what an interview opens and where; None where there is only something to remember.

    Nothing is typed twice: the address carries the visit and the person, never a word of hers.
    """
    return [(step, _address(step, page)) for step in page.steps if _left(step, page)]


def _left(step: NextStep, page: VisitPage) -> bool:
    """A message already left in the same press is not to be left again."""
    return not (step is NextStep.MESSAGE and page.message_left)


def _address(step: NextStep, page: VisitPage) -> str | None:
    known: dict[str, Any] = {"person": page.person_id} if page.person_id else {}
    if step is NextStep.OPEN_PERSON:
        return url_for("people.person", person_id=page.person_id) if page.person_id else None
    endpoint = _ENDPOINTS.get(step)
    if endpoint is None or endpoint not in current_app.view_functions:
        return None
    if step is NextStep.REGISTER_REFERRAL:
        known["visit"] = page.id
    return url_for(endpoint, **known)
