"""What the rota shows on the page of the day: one's own next shifts, and what changed in them."""

from datetime import date, datetime

from flask import url_for

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow
from app.organisations.labels import LABELS as OFFICE
from app.organisations.rules import OpeningKind
from app.rota import queries
from app.rota.labels import LABELS, change
from app.rota.queries import DutyRow
from app.rota.rules import Post, month_after
from app.web.formatting import day_short, hour


def my_next_shifts(viewer: Viewer, now: datetime) -> Card | None:
    """Return the viewer's next three shifts, and what changed for her since publication."""
    if not viewer.may(Permission.ROTA_SHIFT_READ):
        return None
    today = office_date(now)
    duties = queries.my_next(viewer, today)
    until = month_after(month_after(today))
    mine = [
        row
        for row in queries.changes(viewer, today, until)
        if row.engagement_id in viewer.engagement_ids
    ]
    rows = tuple(map(_duty, duties)) + tuple(
        CardRow(change(row), url=_month(row.day), urgent=True) for row in mine
    )
    return Card("I miei prossimi turni", rows, url=url_for("rota.rota")) if rows else None


def _duty(row: DutyRow) -> CardRow:
    what = LABELS[Post][row.post].text if row.post else OFFICE[OpeningKind][row.kind].text
    when = f"{day_short(row.day)}, {hour(row.from_minute)}–{hour(row.to_minute)}"
    return CardRow(when, "assente" if row.away else what, _month(row.day))


def _month(day: date) -> str:
    return url_for("rota.rota", mese=f"{day:%Y-%m}")
