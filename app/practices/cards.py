"""What practices show on other pages: a person's, the day's, the deadlines."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Term
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow
from app.kernel.references import PersonId, PracticeId
from app.practices import queries
from app.practices.labels import LABELS
from app.practices.procedure import PracticeState
from app.practices.rules import PracticeKind, Shelf


def of_person(viewer: Viewer, person_id: PersonId, now: datetime) -> Card | None:
    """Return the practices of a person, with the way to open another."""
    if not viewer.may(Permission.PRACTICES_PRACTICE_READ):
        return None
    rows = queries.of_person(viewer, person_id, office_date(now))
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
    pays, decides = (
        viewer.may(one)
        for one in (Permission.PRACTICES_PRACTICE_PAY, Permission.PRACTICES_PRACTICE_DECIDE)
    )
    mine = {Shelf.COLLECTING: pays, Shelf.TO_DECIDE: pays or decides, Shelf.TO_PAY: pays}
    shelves = [shelf for shelf, is_mine in mine.items() if is_mine]
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


def papers_back(viewer: Viewer, now: datetime) -> Card | None:
    """Return the practices for which a paper came back today, for the counter."""
    if not viewer.may(Permission.PRACTICES_PRACTICE_PAY):
        return None
    found = queries.returned(viewer, office_date(now))
    rows = tuple(
        CardRow(
            row.applicant,
            f"{_kind(row)}: {f'{row.missing} da portare' if row.missing else 'ci sono tutte'}",
            _address(row.id),
        )
        for row in found
    )
    return Card("Carte tornate oggi", rows, count=len(rows)) if rows else None


def ending_soon(viewer: Viewer, now: datetime) -> Card | None:
    """Return the contributions that end this month, for the counter."""
    if not viewer.may(Permission.PRACTICES_PRACTICE_PAY):
        return None
    found = queries.ending(viewer, office_date(now))
    rows = tuple(CardRow(row.applicant, _kind(row), _address(row.id)) for row in found)
    return Card("Contributi che finiscono questo mese", rows, count=len(rows)) if rows else None


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
            key=f"practice:{row.id}:{row.term}:{row.due_on}",
        )
        for row in queries.due_soon(viewer)
    ]


def _address(practice_id: PracticeId) -> str:
    return url_for("practices.practice", practice_id=practice_id)


def _kind(row: queries.PracticeRow) -> str:
    return f"{LABELS[PracticeKind][row.kind].text}, {row.number}"


def _state(row: queries.PracticeRow) -> str:
    return LABELS[PracticeState][row.state].text
