"""What the office does the same hour when somebody is written as dead."""

from datetime import datetime

from app.cases.queries.life import at_death
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import PersonId
from app.tasks.operations import note_tasks


def bring_death(*, actor: Viewer, now: datetime, person_id: PersonId) -> None:
    """Leave to who follows her, inside the use case under way, what is to be stopped and seen."""
    body = actor.organisation_id
    note_tasks(body, now, at_death(body, person_id, office_date(now)), actor.label)
