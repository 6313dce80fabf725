"""Files of the caseload report made of literals, and one number of a report on them."""

from datetime import UTC, date, datetime
from uuid import UUID

from app.catalogue.rules import Area
from app.reports.rules import CaseFile, Facts, History, Question, Span, Step, report

D = date(2026, 11, 23)
YEAR = Question(D, Span(date(2026, 1, 1), D))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}T09:00").replace(tzinfo=UTC)


def walk(*steps: tuple[str, str, str], reason: str = "") -> History:
    """Return a history from day, action and state: each starts where the last one ended."""
    found, state = [], None
    for day, action, to in steps:
        found.append(Step(action, state, to, at(day), at(day), reason))
        state = to
    return History.of(found)


def a_case(n: int, *steps: tuple[str, str, str], **known) -> CaseFile:
    given = {"person_id": UUID(int=1000 + n), "birth": None, "area": Area.ELDERLY, **known}
    reason = given.pop("reason", "")
    held = given.pop("held", ())
    return CaseFile(
        id=UUID(int=n), history=walk(("01-10", "open_case", "open"), *steps, reason=reason),
        holdings=tuple(held), **given,
    )  # fmt: skip


def number(facts: Facts, table: str, row: object, column: str, asked: Question = YEAR):
    cell = report(facts, asked).table(table).cell(str(row), column)
    return cell.number if cell else None
