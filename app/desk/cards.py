"""What the front of the office shows on other pages: the messages of the day, of a person."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.desk.queries.messages import MessageRow, messages, messages_about
from app.kernel.actor import Viewer
from app.kernel.contributions import Card, CardRow
from app.kernel.references import PersonId
from app.web.formatting import moment

_SHOWN = 7
_WORK = Permission.DESK_MESSAGE_WORK


def messages_of_day(viewer: Viewer, _now: datetime) -> Card | None:
    """The first card of who is telephoned: hers, those for whoever is on duty, the forgotten."""
    if not viewer.may(_WORK):
        return None
    found = [row for row in messages(viewer) if row.is_mine or not row.recipient or row.urgent]
    return Card(
        "Messaggi",
        tuple(_row(row) for row in found[:_SHOWN]),
        empty="Nessun messaggio da leggere.",
        url=url_for("desk.messages"),
        count=len(found),
        urgent=any(row.urgent for row in found),
    )


def messages_of_person(viewer: Viewer, person_id: PersonId, _now: datetime) -> Card | None:
    """Who called about this person and waits to be called back."""
    if not viewer.may(_WORK):
        return None
    found = messages_about(viewer, person_id)
    if not found:
        return None
    return Card("Messaggi", tuple(_row(row) for row in found), url=url_for("desk.messages"))


def _row(row: MessageRow) -> CardRow:
    late = ", nessuno lo ha letto in tempo" if row.brought_forward else ""
    words = [
        f"urgente{late}" if row.urgent else "",
        moment(row.taken_at),
        f"richiamare: {row.when}" if row.when else "",
        "" if row.is_mine else f"per {row.recipient or 'chi è di turno'}",
    ]
    return CardRow(
        row.caller or "Chi ha chiamato non è scritto",
        ", ".join(word for word in words if word),
        url_for("desk.message", message_id=row.id),
    )
