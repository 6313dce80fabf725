"""Starting and stopping the terms of a procedure, inside the use case that takes the step.

Each feature keeps its terms in a table of its own (`TermRow`), with a key to what they are about.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.catalogue.queries import due, length_of
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.workflow import Row


def start_term(
    table: Any, about: dict[str, Any], term: Term, *, actor: Viewer, since: datetime
) -> Any:
    """Add a running term to `table` for what `about` names, and return its row.

    The same term already running is replaced: a step taken again gives its time again.
    """
    its = {"organisation_id": actor.organisation_id, **about}
    stop_terms(table, its, [term], at=since)
    when = due(actor, term, since)
    row = table(
        **its,
        code=term,
        started_at=since,
        due_on=when.on,
        due_at=when.at,
    )
    db.session.add(row)
    return row


def move_terms(
    table: Any,
    about: dict[str, Any],
    row: Row[Any, Any, Any],
    *,
    actor: Viewer,
    at: datetime,
    but: Collection[Term] = (),
) -> list[Any]:
    """Stop and start the terms that `row` of a procedure names; return those started.

    `about` names whose they are. Those in `but` are not started: not for this person, or their day
    does not follow from the step alone.
    """
    stop_terms(table, about, [Term(code) for code in row.stops], at=at)
    return [
        start_term(table, about, Term(code), actor=actor, since=at)
        for code in row.starts
        if code not in but
    ]


def start_before(
    table: Any, about: dict[str, Any], term: Term, end: date, *, actor: Viewer, since: datetime
) -> None:
    """Start a term that is due as many days before `end` as its length says."""
    row = start_term(table, about, term, actor=actor, since=since)
    row.due_on = end - timedelta(days=length_of(actor, term, office_date(since)).number)


def stop_terms(table: Any, about: dict[str, Any], terms: Collection[Term], *, at: datetime) -> None:
    """Stop those of `terms` that run for what `about` names (its body too): met, or needless."""
    if not terms:
        return
    db.session.flush()
    running = db.session.scalars(
        select(table).where(
            *(getattr(table, name) == value for name, value in about.items()),
            table.code.in_(list(terms)),
            table.met_at.is_(None),
        )
    )
    for row in running:
        row.met_at = at
