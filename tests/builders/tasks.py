"""Deadlines as the office works them: postponed, passed, and things to be done."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.cases import operations as cases
from app.cases.rules.case import CourtTermKind
from app.kernel.references import CaseId
from app.tasks import operations
from app.tasks.rules import MarkWhy, Seen
from tests.builders.cases import an_open_case, engagement_of
from tests.cast import NOW, TODAY, Cast, Member


def a_court_term(
    by: Member, case_id: CaseId | None = None, due_on: date = TODAY + timedelta(days=20)
) -> tuple[CaseId, UUID]:
    """Write by when a court waits for a report, on a new case if none is given."""
    case_id = case_id or an_open_case(by)
    known: dict[str, Any] = {"actor": by.viewer, "now": NOW, "case_id": case_id}
    return case_id, cases.add_court_term(**known, kind=CourtTermKind.REPORT, due_on=due_on)


def a_task(by: Member, what: str = "Telefonare alla scuola", **known: Any) -> UUID:
    """Write something to be done by the end of the week, by who writes it."""
    usual = {"due_on": TODAY + timedelta(days=4), "for_id": engagement_of(by), **known}
    return operations.write_task(actor=by.viewer, now=NOW, what=what, **usual)


def postponed(by: Member, seen: Seen, until: date, why: MarkWhy = MarkWhy.WAITING_ANSWER) -> None:
    """Postpone a deadline as `by` would."""
    operations.postpone(actor=by.viewer, now=NOW, seen=seen, until=until, why=why)


def some_tasks(cast: Cast) -> None:
    """Leave something to do, and a day of a court whose reminder moved and whose extension waits."""
    bruno = cast["bruno"]
    a_task(bruno)
    for extension in (False, True):
        case_id, term_id = a_court_term(bruno)
        seen = Seen(f"court:{term_id}", 0, TODAY + timedelta(days=20), hard=True)
        postponed(bruno, seen, TODAY + timedelta(days=3))
        if extension:
            asked = cases.ExtensionDetails(TODAY, TODAY + timedelta(days=50), "Manca la scuola")
            cases.ask_more_time(
                actor=bruno.viewer, now=NOW, case_id=case_id, term_id=term_id, asked=asked
            )
