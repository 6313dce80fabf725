"""What is to be done, as the list of deadlines shows it."""

from collections.abc import Sequence
from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow
from app.kernel.references import PersonId
from app.tasks import queries
from app.tasks.labels import words_of
from app.tasks.rules import OF_COVERING, OF_TAKING_CHARGE, TaskCode
from app.web.formatting import day_short


def deadlines(viewer: Viewer, now: datetime) -> Sequence[DeadlineRow]:
    """Return what the viewer has to do, written by hand or brought by the life of somebody."""
    if not viewer.may(Permission.TASKS_TASK_WORK):
        return ()
    return [
        DeadlineRow(
            row.due_on,
            _what(row),
            row.person,
            _why(viewer, row),
            _address(row),
            key=_key(row),
        )
        for row in queries.tasks_of(viewer, office_date(now))
    ]


def of_person(viewer: Viewer, person_id: PersonId, now: datetime) -> Card | None:
    """Show what is still to be done about a person, and the way to write something more."""
    if not viewer.may(Permission.TASKS_TASK_WORK):
        return None
    rows = (
        CardRow(
            _what(row),
            ", ".join(filter(None, [_when(row), row.for_name])),
            _address(row),
        )
        for row in queries.tasks_about(viewer, person_id, office_date(now))
    )
    new = CardRow("Scrivi una cosa da fare", url=url_for("tasks.new_task", person=person_id))
    return Card("Cose da fare", (*rows, new))


def _what(row: queries.TaskRow) -> str:
    return words_of(row.code, row.what)


def _when(row: queries.TaskRow) -> str:
    return f"entro {day_short(row.due_on)}" if row.due_on else "senza data"


def _address(row: queries.TaskRow) -> str:
    return url_for("tasks.task", task_id=row.id)


def _key(row: queries.TaskRow) -> str:
    return f"task:{row.id}"


def _why(viewer: Viewer, row: queries.TaskRow) -> str:
    if row.for_id is None:
        return "Di nessuno, ancora"
    if not row.works_here:
        return f"Era di {row.for_name}, che non lavora più qui"
    passed = _key(row) in queries.passed_to(viewer)
    if row.for_id not in viewer.engagement_ids and not passed:
        return f"Al posto di {row.for_name}"
    if row.code in OF_TAKING_CHARGE:
        return "Presa in carico"
    by_hand = row.code in {TaskCode.OWN, *OF_COVERING}
    return f"Scritta da {row.opened_by}" if by_hand else "Evento della persona"
