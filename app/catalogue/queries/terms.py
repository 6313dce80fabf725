"""The lengths of the terms in force on a day, and the day each falls on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from app.catalogue.models import TermLength
from app.catalogue.queries.scope import visible_to
from app.catalogue.rules import DEFAULT_LENGTHS, Length, Term, Unit
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.working_days import add_working_days
from app.organisations.queries import closed_days

Lengths = Mapping[Term, Length]


class Due(NamedTuple):
    """By when: the office's day, and the instant as well for what is counted in hours."""

    on: date
    at: datetime | None


@dataclass(frozen=True)
class TermChoice:
    """A length the body chose for a term, from a day on, and who says so."""

    length: Length
    valid_from: date
    source: str


@dataclass(frozen=True)
class TermRow:
    """A term with its length today, since when (None: the default) and what comes next."""

    term: Term
    length: Length
    chosen: TermChoice | None
    coming: tuple[TermChoice, ...]


def lengths_on(viewer: Viewer, on: date) -> Lengths:
    """Return how long every term is on a day in the viewer's body, in one read.

    A term runs for whoever takes the step, also where she may not read the catalogue: no
    permission is asked.
    """
    rows = db.session.scalars(
        select(TermLength)
        .where(TermLength.organisation_id == viewer.organisation_id, TermLength.valid_from <= on)
        .order_by(TermLength.valid_from)
    )
    known = set(Term)
    chosen = {Term(r.term): Length(r.number, Unit(r.unit)) for r in rows if r.term in known}
    return {**DEFAULT_LENGTHS, **chosen}


def length_of(viewer: Viewer, term: Term, on: date) -> Length:
    """Return how long a term is on a day in the viewer's body: its own choice, else the default."""
    row = db.session.scalar(
        select(TermLength)
        .where(
            TermLength.organisation_id == viewer.organisation_id,
            TermLength.term == term,
            TermLength.valid_from <= on,
        )
        .order_by(TermLength.valid_from.desc())
        .limit(1)
    )
    return DEFAULT_LENGTHS[term] if row is None else Length(row.number, Unit(row.unit))


def due(viewer: Viewer, term: Term, since: datetime, lengths: Lengths | None = None) -> Due:
    """Return by when a term that starts at `since` is due, with the length in force that day.

    Hours are elapsed hours, across Sundays and both changes of the clock. `lengths`, from
    `lengths_on` of that day, spares a read to who computes many.
    """
    start = office_date(since)
    length = lengths[term] if lengths is not None else length_of(viewer, term, start)
    if length.unit is Unit.HOURS:
        instant = since + timedelta(hours=length.number)
        return Due(office_date(instant), instant)
    if length.unit is Unit.DAYS:
        return Due(start + timedelta(days=length.number), None)
    return Due(add_working_days(start, length.number, closed_days(viewer, start)), None)


def term_rows(viewer: Viewer, on: date) -> list[TermRow]:
    """Return every term of the office with its length on a day and the changes to come."""
    rows = db.session.scalars(
        select(TermLength)
        .where(visible_to(viewer, viewer.organisation_id, TermLength))
        .order_by(TermLength.valid_from)
    )
    by_term: dict[str, list[TermChoice]] = {}
    for row in rows:
        choice = TermChoice(Length(row.number, Unit(row.unit)), row.valid_from, row.source)
        by_term.setdefault(row.term, []).append(choice)
    return [_term_row(term, by_term.get(term, []), on) for term in Term]


def _term_row(term: Term, choices: list[TermChoice], on: date) -> TermRow:
    past = [choice for choice in choices if choice.valid_from <= on]
    coming = tuple(choice for choice in choices if choice.valid_from > on)
    chosen = past[-1] if past else None
    return TermRow(term, chosen.length if chosen else DEFAULT_LENGTHS[term], chosen, coming)
