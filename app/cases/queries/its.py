"""Whose rows they are: what every read below a case, a plan, a request or a placement begins with.

Unscoped, all of it: the caller has reached what the rows belong to.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, select

from app.cases.models import (
    Case,
    DiaryEntry,
    IndividualPlan,
    Placement,
    RequestLine,
    ServiceRequest,
)
from app.catalogue.rules import Term
from app.db import TermRow, db

Owner = Case | DiaryEntry | IndividualPlan | Placement | RequestLine | ServiceRequest
_KEYS: dict[type[Any], str] = {
    Case: "case_id",
    DiaryEntry: "entry_id",
    IndividualPlan: "plan_id",
    Placement: "placement_id",
    RequestLine: "line_id",
    ServiceRequest: "request_id",
}


@dataclass(frozen=True)
class RunningTerm:
    """A clock that runs."""

    code: Term
    due_on: date


def its(table: Any, owner: Owner) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the criteria of the rows of `table` that belong to `owner`. Unscoped, as all here."""
    key = getattr(table, _KEYS[type(owner)])
    return table.organisation_id == owner.organisation_id, key == owner.id


def same_body(table: Any, of: Any, column: Any) -> ColumnElement[bool]:
    """Return the join by which a row points to another of its body. Unscoped: a criterion."""
    return and_(table.organisation_id == of.organisation_id, table.id == column)


def count(table: Any, *criteria: ColumnElement[bool]) -> int:
    """Return how many rows answer to some criteria, which name the body. Unscoped, as all here."""
    return db.session.scalar(select(how_many(table, *criteria))) or 0


def of_case(table: Any) -> ColumnElement[bool]:
    """Return the join of a case with its rows in `table`. Unscoped: a criterion."""
    return and_(table.organisation_id == Case.organisation_id, table.case_id == Case.id)


def how_many(table: Any, *criteria: ColumnElement[bool]) -> ScalarSelect[int]:
    """Return the question for that number, to be asked with others. Unscoped, as all here."""
    return select(func.count()).select_from(table).where(*criteria).scalar_subquery()


def counted(**asked: ScalarSelect[int]) -> Any:
    """Return several numbers by their names, with one question. Unscoped, as all here."""
    return db.session.execute(select(*(one.label(name) for name, one in asked.items()))).one()


def running(table: Any, owner: Owner) -> tuple[RunningTerm, ...]:
    """Return the clocks of `owner` that run, the nearest first. Unscoped, as all here."""
    rows = db.session.scalars(
        select(table).where(*its(table, owner), table.met_at.is_(None)).order_by(table.due_on)
    )
    return tuple(map(running_term, rows))


def running_term(row: TermRow) -> RunningTerm:
    """Return a clock as it is shown. Unscoped, as all here."""
    return RunningTerm(Term(row.code), row.due_on)
