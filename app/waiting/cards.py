"""What the lists show on other pages: an intervention's, the day's, the deadlines."""

from collections.abc import Sequence
from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Term
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow
from app.kernel.references import RequestLineId
from app.waiting import queries
from app.waiting.labels import LABELS
from app.waiting.procedure import EntryState


def of_line(viewer: Viewer, line_id: RequestLineId, now: datetime) -> Card | None:
    """Return the lists in which the application of an intervention stands, with its positions."""
    found = queries.of_request(viewer, line_id, office_date(now))
    rows = tuple(
        CardRow(one.unit, _where(one), url_for("waiting.entry", entry_id=one.id)) for one in found
    )
    return Card("Lista d'attesa", rows, url=url_for("waiting.lists")) if rows else None


def offers_open(viewer: Viewer, now: datetime) -> Card | None:
    """Return the places offered that wait for an answer: a worker's own, or all for the others."""
    if not viewer.may(Permission.CASES_REQUEST_READ):
        return None
    today = office_date(now)
    rows = tuple(
        CardRow(
            row.person or row.number,
            f"risposta entro {row.answer_by:%d/%m}" if row.answer_by else "",
            url_for("waiting.entry", entry_id=row.id),
            urgent=row.answer_by is not None and row.answer_by <= today,
        )
        for row in queries.offered(viewer)
    )
    if not rows:
        return None
    return Card("Posti offerti", rows, url=url_for("waiting.lists"), count=len(rows))


def deadlines(viewer: Viewer, _now: datetime) -> Sequence[DeadlineRow]:
    """Return the running terms of the entries in reach."""
    if not viewer.may(Permission.CASES_REQUEST_READ):
        return []
    return [
        DeadlineRow(
            row.due_on,
            CATALOGUE[Term][row.term].text.capitalize(),
            row.person,
            f"richiesta {row.number}",
            url_for("waiting.entry", entry_id=row.id),
            key=f"waiting:{row.id}:{row.term}:{row.due_on}",
        )
        for row in queries.due_soon(viewer)
    ]


def _where(one: queries.Elsewhere) -> str:
    if one.position is not None:
        return f"posizione {one.position}"
    return LABELS[EntryState][one.state].text.lower()
