"""What the office shows on the page of the day: the openings it is about to lose."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow
from app.organisations import queries
from app.organisations.labels import LABELS
from app.organisations.queries import LostRow
from app.organisations.rules import OpeningKind
from app.web.formatting import day_short, hour


def lost_soon(viewer: Viewer, now: datetime) -> Card | None:
    """Return the openings lost in eight weeks and not made up for, each with a day proposed."""
    if not viewer.may(Permission.ORGANISATIONS_SETTINGS_EDIT):
        return None
    _, lost = queries.day_and_lost(viewer, office_date(now))
    rows = [row for row in lost if row.recovered_on is None]
    url = url_for("organisations.opening_hours")
    shown = tuple(map(_row, rows))
    return Card("Aperture perse: recuperi?", shown, url=url, count=len(rows)) if rows else None


def _row(row: LostRow) -> CardRow:
    rule = row.opening.rule
    hours = f"{hour(rule.from_minute)}–{hour(rule.to_minute)}"
    return CardRow(
        f"{day_short(row.opening.day)}, {LABELS[OpeningKind][rule.kind].text}",
        f"{row.opening.lost_because}: recuperi {day_short(row.proposed_on)}, {hours}?",
        url_for(
            "organisations.new_opening",
            che=rule.kind,
            sede=rule.site_id,
            come=rule.mode,
            giorno=row.proposed_on,
            dalle=hour(rule.from_minute),
            alle=hour(rule.to_minute),
            recupera=row.opening.day,
        ),
    )
