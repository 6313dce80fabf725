"""How many hours each worker has for her cases in the weeks ahead: never a ranking."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from app.kernel.actor import Viewer
from app.kernel.references import EngagementId
from app.kernel.working_days import is_working_day
from app.organisations.queries import closed_days
from app.rota.queries.duties import absences, duties_between
from app.rota.queries.months import hours_by_worker
from app.rota.rules import FULL_TIME, hours_left

WEEKS_AHEAD = 4


def hours_ahead(
    viewer: Viewer, workers: Collection[EngagementId], on: date
) -> dict[EngagementId, int]:
    """Return the hours of contract of each in four weeks, net of turns at the desk and absences.

    A fixed number of queries. Whoever has no hours written works full time.
    """
    end = on + timedelta(weeks=WEEKS_AHEAD)
    contract = hours_by_worker(viewer, on)
    minutes: Counter[EngagementId] = Counter()
    for duty in duties_between(viewer, on, end):
        if not duty.away:
            minutes[duty.engagement_id] += duty.to_minute - duty.from_minute
    off = _days_off(viewer, on, end)
    return {
        one: hours_left(
            week=contract[one][0] if one in contract else FULL_TIME,
            weeks=WEEKS_AHEAD,
            turn_minutes=minutes[one],
            days_off=len(off.get(one, ())),
        )
        for one in workers
    }


def _days_off(viewer: Viewer, start: date, end: date) -> dict[EngagementId, set[date]]:
    """Return on which working days each is away; two absences of one day are one day."""
    closed = closed_days(viewer, start)
    days = [start + timedelta(days=number) for number in range((end - start).days)]
    working = [day for day in days if is_working_day(day, closed)]
    off: dict[EngagementId, set[date]] = {}
    for row in absences(viewer, start):
        taken = {day for day in working if row.first_day <= day <= row.last_day}
        off.setdefault(row.engagement_id, set()).update(taken)
    return off
