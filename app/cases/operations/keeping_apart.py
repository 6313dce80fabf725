"""What who follows somebody is left to do when she is written as not to meet somebody else."""

from datetime import datetime

from app.cases.queries.beside import on_apart
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.people.above import ApartWritten
from app.tasks.operations import note_tasks


def bring_apart(*, actor: Viewer, now: datetime, apart: ApartWritten) -> None:
    """Leave it to who follows each of the two, inside the use case under way."""
    body = actor.organisation_id
    note_tasks(body, now, on_apart(body, apart, office_date(now)), actor.label)
