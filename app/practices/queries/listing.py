"""Lists of practices: the shelves of the counter, a person's own, what is due."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId, PracticeId
from app.people.models import Person
from app.practices.models import (
    Practice,
    PracticePaper,
    PracticePayment,
    PracticeStep,
    PracticeTerm,
)
from app.practices.procedure import FINAL, PracticeAction, PracticeState
from app.practices.queries.rows import DueRow, PracticeRow
from app.practices.queries.scope import visible_to
from app.practices.rules import TRIES, PaperState, PracticeKind, Shelf

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


def listed(viewer: Viewer, shelf: Shelf, offset: int, limit: int, *, on: date) -> list[PracticeRow]:
    """Return the practices of a shelf, the oldest first, in four queries."""
    order = Practice.opened_at.desc() if shelf is Shelf.ENDED else Practice.opened_at
    return _rows(viewer, Practice.state.in_(_ON_SHELF[shelf]), order, on, (offset, limit))


def counts(viewer: Viewer) -> dict[Shelf, int]:
    """Return how many practices stand on each shelf, in one query."""
    found = db.session.execute(
        select(Practice.state, func.count()).where(visible_to(viewer)).group_by(Practice.state)
    )
    by_state = {PracticeState(row[0]): row[1] for row in found}
    return {shelf: sum(by_state.get(s, 0) for s in states) for shelf, states in _ON_SHELF.items()}


def of_person(viewer: Viewer, person_id: PersonId, on: date) -> list[PracticeRow]:
    """Return the practices a person opened, the latest first, ten at most."""
    wanted = Practice.applicant_id == person_id
    return _rows(viewer, wanted, Practice.opened_at.desc(), on)


def returned(viewer: Viewer, on: date) -> list[PracticeRow]:
    """Return the practices still open for which a paper came on a day, ten at most."""
    came = exists().where(
        PracticePaper.organisation_id == Practice.organisation_id,
        PracticePaper.practice_id == Practice.id,
        PracticePaper.received_on == on,
    )
    wanted = came & Practice.state.in_((PracticeState.COLLECTING, PracticeState.COMPLETE))
    return _rows(viewer, wanted, Practice.opened_at, on)


def ending(viewer: Viewer, on: date) -> list[PracticeRow]:
    """Return the contributions whose last payment falls in the month of a day, ten at most."""
    last = (
        select(func.max(PracticePayment.due_on))
        .where(
            PracticePayment.organisation_id == Practice.organisation_id,
            PracticePayment.practice_id == Practice.id,
        )
        .scalar_subquery()
    )
    first = on.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    wanted = (Practice.state == PracticeState.GRANTED) & (last >= first) & (last < following)
    return _rows(viewer, wanted, Practice.opened_at, on)


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
    viewer: Viewer,
    wanted: ColumnElement[bool],
    order: Any,
    on: date,
    window: tuple[int, int] = (0, 10),
) -> list[PracticeRow]:
    found = db.session.execute(
        select(Practice, Person)
        .join(Person, _APPLICANT)
        .where(visible_to(viewer), wanted)
        .order_by(order, Practice.number)
        .offset(window[0])
        .limit(window[1])
    ).all()
    if not found:
        return []
    beside = _beside(viewer, [row.id for row, _ in found], on)
    return [
        PracticeRow(
            row.id,
            row.number,
            PracticeKind(row.kind),
            PracticeState(row.state),
            f"{person.surname} {person.given}".strip(),
            row.opened_at,
            *beside[row.id],
        )
        for row, person in found
    ]


def _beside(
    viewer: Viewer, ids: Collection[PracticeId], on: date
) -> dict[PracticeId, tuple[int, date | None, bool]]:
    """Return of each how many papers are missing, what is due next, whether nobody answers.

    So it is when the time for papers has passed and somebody was looked for three times since.
    """
    papers = _its(PracticePaper, func.count()).where(PracticePaper.state == PaperState.MISSING)
    running = PracticeTerm.met_at.is_(None)
    next_due = _its(PracticeTerm, func.min(PracticeTerm.due_on)).where(running)
    tries = (
        _its(PracticeTerm, func.count())
        .join(
            PracticeStep,
            (PracticeStep.organisation_id == PracticeTerm.organisation_id)
            & (PracticeStep.practice_id == PracticeTerm.practice_id)
            & (PracticeStep.at >= PracticeTerm.started_at),
        )
        .where(
            running,
            PracticeTerm.code == Term.PRACTICE_DORMANT,
            PracticeTerm.due_on <= on,
            PracticeStep.action == PracticeAction.TRY,
        )
    )
    rows = db.session.execute(
        select(Practice.id, *(one.scalar_subquery() for one in (papers, next_due, tries))).where(
            Practice.organisation_id == viewer.organisation_id, Practice.id.in_(list(ids))
        )
    )
    return {row[0]: (row[1], row[2], row[3] >= TRIES) for row in rows}


def _its(table: Any, what: Any) -> Select[Any]:
    """Return the question for something of the rows of each practice."""
    its: Select[Any] = select(what).select_from(table)
    return its.where(
        table.organisation_id == Practice.organisation_id, table.practice_id == Practice.id
    ).correlate(Practice)
