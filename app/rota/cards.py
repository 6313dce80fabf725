"""What the rota shows on the page of the day: one's own next shifts, and what changed in them."""

from datetime import date, datetime

from flask import url_for

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, Press
from app.organisations.labels import LABELS as OFFICE
from app.organisations.rules import OpeningKind
from app.rota import queries
from app.rota.labels import LABELS, REASONS, change, swap_asked
from app.rota.procedure import SwapAction
from app.rota.queries import DutyRow, SwapRow
from app.rota.rules import Post, month_after
from app.web.acts import slug
from app.web.formatting import day_short, hour


def my_next_shifts(viewer: Viewer, now: datetime) -> Card | None:
    """Return the viewer's next three shifts, and what changed for her since publication."""
    if not viewer.may(Permission.ROTA_SHIFT_READ):
        return None
    today = office_date(now)
    duties = queries.my_next(viewer, today)
    until = month_after(month_after(today))
    mine = queries.changes(viewer, today, until, viewer.engagement_ids)
    rows = tuple(map(_duty, duties)) + tuple(
        CardRow(change(row), url=_month(row.day), urgent=True) for row in mine
    )
    return Card("I miei prossimi turni", rows, url=url_for("rota.rota")) if rows else None


def swaps_to_answer(viewer: Viewer, now: datetime) -> Card | None:
    """Return the swaps colleagues ask of the viewer: each is accepted or declined in one press."""
    if not viewer.may(Permission.ROTA_SHIFT_SWAP):
        return None
    rows = queries.asked_of(viewer, now)
    shown = tuple(map(_asked, rows))
    return Card("Ti chiedono un turno", shown, url=url_for("rota.swaps")) if rows else None


def _asked(row: SwapRow) -> CardRow:
    refused = next((one.refusals for one in row.offers if one.action is SwapAction.ACCEPT), ())
    presses = tuple(
        Press(LABELS[SwapAction][action].text, _act(row, action), row.version, row.asker)
        for action in (SwapAction.ACCEPT, SwapAction.DECLINE)
        if row.can(action)
    )
    note = " ".join(REASONS[code] for code in refused)
    return CardRow(swap_asked(row), note, urgent=bool(note), presses=presses)


def _act(row: SwapRow, action: SwapAction) -> str:
    return url_for("rota.act_on_swap", swap_id=row.id, act=slug(action))


def _duty(row: DutyRow) -> CardRow:
    what = LABELS[Post][row.post].text if row.post else OFFICE[OpeningKind][row.kind].text
    when = f"{day_short(row.day)}, {hour(row.from_minute)}–{hour(row.to_minute)}"
    return CardRow(when, "assente" if row.away else what, _month(row.day))


def _month(day: date) -> str:
    return url_for("rota.rota", mese=f"{day:%Y-%m}")
