"""What the workers did with their deadlines, and what the birthdays of the town bring."""

from datetime import timedelta
from typing import Any

from app.cases import operations as cases
from app.cases.queries import DueRow, due_rows, life_events
from app.demo.context import Demo
from app.kernel.clock import office_date
from app.tasks import operations
from app.tasks.jobs import bring_tasks
from app.tasks.rules import MarkWhy, Seen

_WHO = "marta"


def load(demo: Demo) -> None:
    """Let the night bring its things, Marta work some of hers, and ask a court for more time."""
    demo.tell("Scadenze lavorate, cose da fare")
    bring_tasks(demo.now, (life_events,))
    marta, today = demo.staff[_WHO], office_date(demo.now)
    by: dict[str, Any] = {"actor": marta, "now": demo.now}
    due = sorted(due_rows(marta, today, frozenset()), key=lambda one: (one.due_on, one.key))
    _postpone(demo, [one for one in due if not one.by_court])
    waited = [one for one in due if one.by_court and one.due_on > today]
    for one in waited[:1]:
        asked = cases.ExtensionDetails(
            today, one.due_on + timedelta(days=30), "Si aspetta la relazione della NPI."
        )
        cases.ask_more_time(**by, case_id=one.case_id, term_id=one.id, asked=asked)
    for what, due_on in (
        ("Richiamare la scuola per il PEI", today + timedelta(days=3)),
        ("Cercare un corso di italiano per le mamme del nido", None),
    ):
        operations.write_task(**by, what=what, due_on=due_on, for_id=min(marta.engagement_ids))


def _postpone(demo: Demo, due: list[DueRow]) -> None:
    """Put off the first of hers: what it waits for has not come."""
    today = office_date(demo.now)
    for one in due[:1]:
        operations.postpone(
            actor=demo.staff[_WHO],
            now=demo.now,
            seen=Seen(one.key, 0, one.due_on),
            until=max(one.due_on, today) + timedelta(days=3),
            why=MarkWhy.WAITING_ANSWER,
        )
