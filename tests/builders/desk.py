"""Messages as somebody at the telephone takes them."""

from typing import Any

from app.desk.operations.messages import take_message
from app.desk.rules.messages import Taken
from app.kernel.references import MessageId
from tests.cast import NOW, Member


def a_message(by: Member, to: Member | None = None, **known: Any) -> MessageId:
    """Take a message as `by` would, for `to` or for whoever is on duty, and return its id."""
    now = known.pop("now", NOW)
    recipient = to.engagement_id if to else None
    known.setdefault("caller", "Signora Rossi")
    return take_message(actor=by.viewer, now=now, taken=Taken(to=recipient, **known))
