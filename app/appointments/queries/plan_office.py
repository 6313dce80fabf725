"""Appointments of the plan office that fall outside its openings, and where each may go."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from sqlalchemy import select

from app.appointments.models import AgendaItem
from app.appointments.queries.items import ItemRow, item_rows, may_on_item, of_workers
from app.appointments.queries.places import WEEKS_AHEAD, busy_spans
from app.appointments.rules import Gap
from app.appointments.rules.items import Hours, ItemKind
from app.appointments.rules.plan_office import (
    KIND,
    PROPOSED,
    AskedHour,
    free_hours,
    is_at,
    moved,
    receives_then,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import EngagementId
from app.kernel.working_days import is_working_day
from app.organisations.queries import days_ahead, ever_opens, openings_ahead, openings_of_day
from app.organisations.rules import Opening
from app.rota.queries import AbsenceRow, absences

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ItemHit:
    """Somebody the plan office expects when it does not receive, and the other hours there are."""

    row: ItemRow
    hours: tuple[AskedHour, ...]


@dataclass(frozen=True)
class ItemAfter:
    """What became of an appointment that fell away: called off, moved, or still to be decided."""

    row: ItemRow
    moved_to: ItemRow | None


def is_received(viewer: Viewer, hours: Hours) -> bool:
    """Return whether the plan office receives then; always where it never said when it does."""
    if not ever_opens(viewer, KIND):
        return True
    return receives_then(hours, openings_of_day(viewer, hours.day))


def items_hit(viewer: Viewer, gap: Gap, now: datetime) -> list[ItemRow]:
    """Return what falls away with some days, of what the viewer may change, in order of time."""
    return [row for row in _within(viewer, gap) if row.starts_at > now and not row.cancelled_at]


def item_hits(viewer: Viewer, gap: Gap, now: datetime) -> list[ItemHit]:
    """Return what falls away, each with the next hours there are outside those days."""
    return with_hours(viewer, items_hit(viewer, gap, now), now, but=gap)


def with_hours(
    viewer: Viewer, rows: Sequence[ItemRow], now: datetime, but: Gap | None = None
) -> list[ItemHit]:
    """Return appointments of the plan office with other hours, no two the same one first."""
    if not rows:
        return []
    start = min(row.day for row in rows)
    end = max(row.day for row in rows) + timedelta(weeks=WEEKS_AHEAD)
    openings = openings_ahead(viewer, start, end)
    workers = {one for row in rows for one, _ in row.workers}
    busy = busy_spans(viewer, workers, start, end, now)
    away = absences(viewer, start)
    found = []
    for row in rows:
        mine = [one for one, _ in row.workers]
        theirs = [span for one in mine for span in busy.get(one, ())]
        there = [
            one
            for one in openings
            if one.day >= row.day and not _falls(one, mine, but) and not _away(mine, one.day, away)
        ]
        hours = tuple(islice(free_hours(row.hours, there, theirs, now), PROPOSED))
        for one in mine if hours else ():
            busy.setdefault(one, []).append(moved(row.hours, hours[0]).taken)
        found.append(ItemHit(row, hours))
    return found


def items_after(viewer: Viewer, gap: Gap, now: datetime) -> list[ItemAfter]:
    """Return what became of the appointments of some days: those called off are in the list."""
    rows = _within(viewer, gap)
    following = {
        before: after
        for after, before in db.session.execute(
            select(AgendaItem.id, AgendaItem.moved_from_id).where(
                AgendaItem.organisation_id == viewer.organisation_id,
                AgendaItem.moved_from_id.in_([row.id for row in rows]),
            )
        )
    }
    shown = {row.id: row for row in item_rows(viewer, AgendaItem.id.in_(list(following.values())))}
    found = [ItemAfter(row, shown.get(following.get(row.id, row.id))) for row in rows]
    return [one for one in found if one.row.starts_at > now or one.row.cancelled_at]


def items_stranded(viewer: Viewer, now: datetime) -> list[ItemRow]:
    """Return whom the plan office expects when it does not receive, or with who is away."""
    today = office_date(now)
    end = today + timedelta(weeks=WEEKS_AHEAD)
    rows = item_rows(
        viewer,
        may_on_item(viewer),
        AgendaItem.kind == ItemKind.PLAN_OFFICE,
        AgendaItem.cancelled_at.is_(None),
        AgendaItem.starts_at > now,
        AgendaItem.local_date < end,
    )
    if not rows:
        return []
    openings, closed = days_ahead(viewer, today, end)
    said = ever_opens(viewer, KIND)
    away = absences(viewer, today)
    return [
        row
        for row in rows
        if not _received(row, openings if said else None, closed)
        or _away([one for one, _ in row.workers], row.day, away)
    ]


def items_outside(
    viewer: Viewer, openings: Sequence[Opening], days: tuple[date, date], now: datetime
) -> list[ItemRow]:
    """Return what would be outside the openings, were they these from a day up to another."""
    rows = item_rows(
        viewer,
        AgendaItem.kind == ItemKind.PLAN_OFFICE,
        AgendaItem.cancelled_at.is_(None),
        AgendaItem.starts_at > now,
        AgendaItem.local_date >= days[0],
        AgendaItem.local_date < days[1],
    )
    return [row for row in rows if not row.is_outside and not receives_then(row.hours, openings)]


def _received(row: ItemRow, openings: Sequence[Opening] | None, closed: Collection[date]) -> bool:
    """Return whether it is received: outside its hours in words, on any day the office works."""
    if row.is_outside or openings is None:
        return is_working_day(row.day, closed)
    return receives_then(row.hours, openings)


def _within(viewer: Viewer, gap: Gap) -> list[ItemRow]:
    if not gap.takes_kind(KIND):
        return []
    hers = [] if gap.engagement_id is None else [of_workers([gap.engagement_id])]
    rows = item_rows(
        viewer,
        may_on_item(viewer),
        AgendaItem.kind == ItemKind.PLAN_OFFICE,
        AgendaItem.local_date >= gap.first_day,
        AgendaItem.local_date <= gap.last_day,
        *hers,
    )
    if gap.site_id is None or not rows:
        return rows
    openings = openings_ahead(viewer, gap.first_day, gap.last_day + _DAY)
    return [row for row in rows if is_at(row.hours, gap.site_id, openings)]


def _falls(opening: Opening, workers: Collection[EngagementId], gap: Gap | None) -> bool:
    """Return whether an opening is no way out: it falls away too, or one of them is away."""
    if gap is None or not gap.first_day <= opening.day <= gap.last_day:
        return False
    if gap.engagement_id is not None:
        return gap.engagement_id in workers
    return gap.site_id in (None, opening.rule.site_id)


def _away(workers: Collection[EngagementId], day: date, away: Iterable[AbsenceRow]) -> bool:
    return any(one.takes(worker, day) for one in away for worker in workers)
