"""What accounts shows on the page of the day: who stands in for whom, until when."""

from datetime import datetime, timedelta

from flask import url_for

from app.accounts import queries
from app.accounts.labels import DUTIES
from app.accounts.policy import Permission
from app.accounts.queries import SubstitutionRow
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow
from app.web.formatting import day_digits

_IN_SIGHT = timedelta(weeks=2)  # farther ahead it stands on its own page


def substitutions(viewer: Viewer, now: datetime) -> Card | None:
    """Return the substitutions under way or near, for the two who have a part in them."""
    today = office_date(now)
    rows = [
        row
        for row in queries.standing_or_coming(viewer, today)
        if row.first_day <= today + _IN_SIGHT
    ]
    names = viewer.may(Permission.ACCOUNTS_SUBSTITUTE_NAME)
    url = url_for("accounts.substitutes") if names else None
    return (
        Card("Sostituzione della responsabile", tuple(map(_row, rows)), url=url) if rows else None
    )


def _row(row: SubstitutionRow) -> CardRow:
    days = f"dal {day_digits(row.first_day)} al {day_digits(row.last_day)} compreso"
    who = f"Sostituisci {row.stood_for}" if row.is_mine else f"Ti sostituisce {row.substitute}"
    return CardRow(f"{who} {days}", ", ".join(DUTIES[duty].text.lower() for duty in row.duties))
