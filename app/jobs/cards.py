"""What the timetable shows on the page of the day: only what does not go as it should."""

from datetime import datetime

from flask import current_app, url_for

from app.accounts.policy import Permission
from app.jobs import queries
from app.jobs.labels import LABELS, title
from app.jobs.rules import GOOD, Health, is_led
from app.kernel.actor import Viewer
from app.kernel.contributions import Card, CardRow
from app.web.request_time import request_offset


def not_going(viewer: Viewer, now: datetime) -> Card | None:
    """Return the jobs that fail or are late; one line alone where nobody keeps the timetable."""
    if not viewer.may(Permission.JOBS_RUN_READ):
        return None
    real, url = now - request_offset(), url_for("jobs.runs")
    leader = queries.latest_leader()
    if not is_led(leader.seen_at if leader else None, real=real):
        nobody = CardRow(
            "Il programma dei lavori è spento", "niente parte da solo", url, urgent=True
        )
        return Card("Lavori del programma", (nobody,), url=url)
    rows = queries.timetable(current_app.extensions["jobs"], office=now, real=real)
    shown = tuple(
        CardRow(title(row.name), LABELS[Health][row.health].text, url, urgent=True)
        for row in rows
        if row.health not in GOOD
    )
    return Card("Lavori del programma", shown, url=url, count=len(shown)) if shown else None
