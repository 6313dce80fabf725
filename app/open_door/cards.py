"""What the open door shows on other pages: a person's, a request's, the day's, the deadlines."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Term
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow
from app.kernel.references import OnwardId, PersonId, ReferralId
from app.open_door import queries
from app.open_door.labels import LABELS
from app.open_door.procedure import OnwardState
from app.web.formatting import day_digits, opening

_WRITE, _WORK = Permission.OPEN_DOOR_CONTACT_WRITE, Permission.OPEN_DOOR_ONWARD_WORK


def of_person(viewer: Viewer, person_id: PersonId, _now: datetime) -> Card | None:
    """Return where a person was sent and what she took part in, with the way to send her on."""
    if not viewer.may(_WRITE):
        return None
    rows = (
        *map(_sent, queries.onward_of_person(viewer, person_id)),
        *(
            CardRow(title, day_digits(held_on))
            for held_on, title in queries.taken_part(viewer, person_id)
        ),
    )
    new = url_for("open_door.new_onward", person=person_id)
    return Card(
        "Invii e attività", (*rows, CardRow("Nuovo invio a un ente", "", new)), count=len(rows)
    )


def of_referral(viewer: Viewer, referral_id: ReferralId, _now: datetime) -> Card | None:
    """Return where a request or report led, where that is known here."""
    if not viewer.may(_WRITE):
        return None
    rows = tuple(map(_sent, queries.onward_of_referral(viewer, referral_id)))
    new = url_for("open_door.new_onward", referral=referral_id)
    return Card("Invii ad altri enti", (*rows, CardRow("Nuovo invio", "", new)), count=len(rows))


def arrivals_to_confirm(viewer: Viewer, now: datetime) -> Card | None:
    """Return, for a social worker, of whom to ask today whether she arrived."""
    if not viewer.may(_WORK):
        return None
    today = office_date(now)
    rows = tuple(
        CardRow(row.body, row.who, _address(row.id), urgent=row.due_on < today)
        for row in queries.onward_due(viewer, today)
    )
    where = url_for("open_door.onward_list")
    return Card("Arrivi da confermare", rows, url=where, count=len(rows)) if rows else None


def deadlines(viewer: Viewer, _now: datetime) -> list[DeadlineRow]:
    """Return by when to ask, or to think again, about those sent on."""
    if not viewer.may(_WORK):
        return []
    return [
        DeadlineRow(
            row.due_on,
            opening(CATALOGUE[Term][row.term].text),
            row.who,
            row.body,
            _address(row.id),
            key=f"onward:{row.id}:{row.term}:{row.due_on}",
        )
        for row in queries.onward_due(viewer)
    ]


def _sent(row: queries.OnwardRow) -> CardRow:
    return CardRow(
        row.body,
        f"{LABELS[OnwardState][row.state].text}, {day_digits(row.sent_on)}",
        _address(row.id),
    )


def _address(onward_id: OnwardId) -> str:
    return url_for("open_door.onward", onward_id=onward_id)
