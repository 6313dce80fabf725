"""Lists of practices: the shelves of the counter, a person's own, what is due."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId, PracticeId
from app.people.models import Person
from app.practices.models import Practice, PracticePaper, PracticeTerm
from app.practices.procedure import FINAL, PracticeState
from app.practices.queries.rows import DueRow, PracticeRow
from app.practices.queries.scope import visible_to
from app.practices.rules import PaperState, PracticeKind, Shelf

_ON_SHELF = {
    Shelf.COLLECTING: (PracticeState.COLLECTING,),
    Shelf.TO_PROPOSE: (PracticeState.COMPLETE,),
    Shelf.TO_DECIDE: (
        PracticeState.PROPOSED,
        PracticeState.REFUSAL_ANNOUNCED,
        PracticeState.GRANTED_PROVISIONALLY,
    ),
    Shelf.TO_PAY: (PracticeState.GRANTED,),
    Shelf.ENDED: tuple(FINAL),
}
_APPLICANT = (Person.organisation_id == Practice.organisation_id) & (
    Person.id == Practice.applicant_id
)


def listed(viewer: Viewer, shelf: Shelf, offset: int, limit: int) -> list[PracticeRow]:
    """Return the practices of a shelf, the oldest first, in three queries."""
    order = Practice.opened_at.desc() if shelf is Shelf.ENDED else Practice.opened_at
    return _rows(viewer, Practice.state.in_(_ON_SHELF[shelf]), order, offset, limit)


def counts(viewer: Viewer) -> dict[Shelf, int]:
    """Return how many practices stand on each shelf, in one query."""
    found = db.session.execute(
        select(Practice.state, func.count()).where(visible_to(viewer)).group_by(Practice.state)
    )
    by_state = {PracticeState(row[0]): row[1] for row in found}
    return {shelf: sum(by_state.get(s, 0) for s in states) for shelf, states in _ON_SHELF.items()}


def of_person(viewer: Viewer, person_id: PersonId) -> list[PracticeRow]:
    """Return the practices a person opened, the latest first, ten at most."""
    wanted = Practice.applicant_id == person_id
    return _rows(viewer, wanted, Practice.opened_at.desc(), 0, 10)


def due_soon(viewer: Viewer) -> list[DueRow]:
    """Return every running term of the practices in reach, in one query."""
    found = db.session.execute(
        select(
            Practice.id, Practice.number, Person.surname, Person.given,
            PracticeTerm.code, PracticeTerm.due_on,
        )
        .join(
            PracticeTerm,
            (PracticeTerm.organisation_id == Practice.organisation_id)
            & (PracticeTerm.practice_id == Practice.id),
        )
        .join(Person, _APPLICANT)
        .where(visible_to(viewer), PracticeTerm.met_at.is_(None))
        .order_by(PracticeTerm.due_on, Practice.number)
    )  # fmt: skip
    return [
        DueRow(id_, number, f"{surname} {given}".strip(), Term(code), due_on)
        for id_, number, surname, given, code, due_on in found
    ]


def _rows(
    viewer: Viewer, wanted: ColumnElement[bool], order: Any, offset: int, limit: int
) -> list[PracticeRow]:
    found = db.session.execute(
        select(Practice, Person)
        .join(Person, _APPLICANT)
        .where(visible_to(viewer), wanted)
        .order_by(order, Practice.number)
        .offset(offset)
        .limit(limit)
    ).all()
    if not found:
        return []
    ids = [row.id for row, _ in found]
    missing = _missing(viewer, ids)
    due = _next_terms(viewer, ids)
    return [
        PracticeRow(
            row.id,
            row.number,
            PracticeKind(row.kind),
            PracticeState(row.state),
            f"{person.surname} {person.given}".strip(),
            row.opened_at,
            missing.get(row.id, 0),
            due.get(row.id),
        )
        for row, person in found
    ]


def _missing(viewer: Viewer, ids: Collection[PracticeId]) -> dict[PracticeId, int]:
    rows = db.session.execute(
        select(PracticePaper.practice_id, func.count())
        .where(
            PracticePaper.organisation_id == viewer.organisation_id,
            PracticePaper.practice_id.in_(list(ids)),
            PracticePaper.state == PaperState.MISSING,
        )
        .group_by(PracticePaper.practice_id)
    )
    return {row[0]: row[1] for row in rows}


def _next_terms(viewer: Viewer, ids: Collection[PracticeId]) -> dict[PracticeId, date]:
    rows = db.session.execute(
        select(PracticeTerm.practice_id, func.min(PracticeTerm.due_on))
        .where(
            PracticeTerm.organisation_id == viewer.organisation_id,
            PracticeTerm.practice_id.in_(list(ids)),
            PracticeTerm.met_at.is_(None),
        )
        .group_by(PracticeTerm.practice_id)
    )
    return {row[0]: row[1] for row in rows}
