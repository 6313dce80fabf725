"""What is to be done, as the list of deadlines shows it."""

from collections.abc import Sequence
from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.contributions import DeadlineRow
from app.tasks import queries
from app.tasks.labels import LABELS
from app.tasks.rules import TaskCode


def deadlines(viewer: Viewer, now: datetime) -> Sequence[DeadlineRow]:  # noqa: ARG001
    """Return what the viewer has to do, written by hand or brought by the life of somebody."""
    if not viewer.may(Permission.TASKS_TASK_WORK):
        return ()
    return [
        DeadlineRow(
            row.due_on,
            row.what or LABELS[TaskCode][row.code].text,
            row.person,
            _why(row),
            url_for("tasks.task", task_id=row.id),
            key=f"task:{row.id}",
        )
        for row in queries.tasks_of(viewer)
    ]


def _why(row: queries.TaskRow) -> str:
    if row.for_id is None:
        return "Di nessuno, ancora"
    return f"Scritta da {row.opened_by}" if row.code is TaskCode.OWN else "Evento della persona"
