"""What practices show on other pages: a person's, the day's, the deadlines."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Term
from app.kernel.actor import Viewer
from app.kernel.contributions import Card, CardRow, DeadlineRow
from app.kernel.references import PersonId, PracticeId
from app.practices import queries
from app.practices.labels import LABELS
from app.practices.procedure import PracticeState
from app.practices.rules import PracticeKind, Shelf


def of_person(viewer: Viewer, person_id: PersonId, _now: datetime) -> Card | None:
    """Return the practices of a person, with the way to open another."""
    if not viewer.may(Permission.PRACTICES_PRACTICE_READ):
        return None
    rows = queries.of_person(viewer, person_id)
    return Card(
        "Pratiche",
        (
            *(CardRow(_kind(row), _state(row), _address(row.id)) for row in rows),
            CardRow("Apri una pratica", "", url_for("practices.new", person_id=person_id)),
        ),
        count=len(rows),
    )


def of_today(viewer: Viewer, _now: datetime) -> Card | None:
    """Return what the counter or the supervisor finds to do with practices today."""
    if not viewer.may(Permission.PRACTICES_PRACTICE_READ):
        return None
    mine = {
        Shelf.COLLECTING: Permission.PRACTICES_PRACTICE_PAY,
        Shelf.TO_DECIDE: Permission.PRACTICES_PRACTICE_DECIDE,
        Shelf.TO_PAY: Permission.PRACTICES_PRACTICE_PAY,
    }
    shelves = [shelf for shelf, permission in mine.items() if viewer.may(permission)]
    found = queries.counts(viewer) if shelves else {}
    rows = tuple(
        CardRow(
            LABELS[Shelf][shelf].text,
            str(found[shelf]),
            url_for("practices.practices", elenco=shelf),
        )
        for shelf in shelves
        if found[shelf]
    )
    return Card("Pratiche", rows, url=url_for("practices.practices")) if rows else None


def deadlines(viewer: Viewer, _now: datetime) -> list[DeadlineRow]:
    """Return the running terms of the practices in reach."""
    if not viewer.may(Permission.PRACTICES_PRACTICE_READ):
        return []
    return [
        DeadlineRow(
            row.due_on,
            CATALOGUE[Term][row.term].text.capitalize(),
            row.applicant,
            f"pratica {row.number}",
            _address(row.id),
        )
        for row in queries.due_soon(viewer)
    ]


def _address(practice_id: PracticeId) -> str:
    return url_for("practices.practice", practice_id=practice_id)


def _kind(row: queries.PracticeRow) -> str:
    return f"{LABELS[PracticeKind][row.kind].text}, {row.number}"


def _state(row: queries.PracticeRow) -> str:
    return LABELS[PracticeState][row.state].text
