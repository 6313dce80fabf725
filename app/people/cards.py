"""What people show on the pages of others: the measures to be looked at again."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import DeadlineRow
from app.people.labels import LABELS
from app.people.queries import measures_in_force
from app.people.rules import Measure


def deadlines(viewer: Viewer, now: datetime) -> list[DeadlineRow]:
    """Return the measures in force with the day on which they are looked at again."""
    if not viewer.may(Permission.PEOPLE_MEASURE_DECIDE):
        return []
    return [
        DeadlineRow(
            row.review_on,
            "Riesaminare come si incontra una persona",
            row.person,
            LABELS[Measure][row.kind].text.lower(),
            url_for("people.measures", person_id=row.person_id),
            key=f"measure:{row.person_id}:{row.kind}:{row.review_on}",
        )
        for row in measures_in_force(viewer, office_date(now))
    ]
