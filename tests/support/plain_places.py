"""Which places are free, found slowly from the rows alone: it shares no code with the program.

The rows are those of the tables, as plain dictionaries; Rome's clock and the holidays are told here
once more, from the law and the calendar.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
Plain = tuple[date, int, Any, Any, int]  # day, minute of the wall, worker, site, how long
_DAY = timedelta(days=1)
_FIXED = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (10, 4), (11, 1), (12, 8), (12, 25), (12, 26)}  # fmt: skip
_EASTER = {date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16)}
_ENDED = {"expired", "no_show", "cancelled_person", "cancelled_office", "not_held", "moved"}


def _change(year: int, month: int) -> datetime:
    """Return when the clocks move: at one, Greenwich, of the last Sunday of the month."""
    last = date(year, month, 31)
    return datetime.combine(last - _DAY * ((last.weekday() + 1) % 7), time(1), UTC)


def _ahead(moment: datetime) -> int:
    summer = _change(moment.year, 3) <= moment < _change(moment.year, 10)
    return 2 if summer else 1


def instant(day: date, minute: int) -> datetime | None:
    """Return when the wall of Rome says a minute for the first time; None if it never does."""
    for hours in (2, 1):
        moment = datetime.combine(day, time(), UTC) + timedelta(minutes=minute - 60 * hours)
        if _ahead(moment) == hours:
            return moment
    return None


def today_of(now: datetime) -> date:
    """Return the day it is in Rome."""
    return (now + timedelta(hours=_ahead(now))).date()


def _latest(rows: list[dict[str, Any]], day: date) -> dict[str, Any] | None:
    begun = [row for row in rows if row["valid_from"] <= day]
    return max(begun, key=lambda row: row["valid_from"]) if begun else None


def _windows(rows: Rows, day: date) -> Iterator[dict[str, Any]]:
    """Yield the openings by appointment that are held on a day."""
    if (day.month, day.day) in _FIXED or day in _EASTER or day - _DAY in _EASTER:
        return
    if any(row["value"] == f"{day:%d/%m}" for row in rows["dated_setting"] if row["key"] == "patron_day"):  # fmt: skip
        return
    weekly = [
        row
        for row in rows["opening_rule"]
        if row["weekday"] == day.weekday() and row["valid_from"] <= day
        and (row["valid_to"] is None or day < row["valid_to"])
    ]  # fmt: skip
    for row in [*weekly, *(one for one in rows["make_up_opening"] if one["day"] == day)]:
        closed = any(
            one["starts_on"] <= day < one["ends_on"]
            and one["site_id"] in (None, row["site_id"])
            and one["kind"] in (None, row["kind"])
            for one in rows["closure"]
        )
        if row["kind"] == "appointments" and not closed:
            yield row


def _there(rows: Rows, day: date, site: Any, begins: int, ends: int) -> set[Any]:
    away = {
        row["engagement_id"]
        for row in rows["absence"]
        if row["first_day"] <= day <= row["last_day"] and row["cancelled_at"] is None
    }
    return {
        row["engagement_id"]
        for row in rows["shift"]
        if (row["day"], row["site_id"], row["kind"]) == (day, site, "appointments")
        and row["cancelled_at"] is None
        and row["from_minute"] <= begins
        and ends <= row["to_minute"]
    } - away


def _taken(rows: Rows, worker: Any, begins: datetime, ends: datetime, now: datetime) -> bool:
    return any(
        row["resource_id"] == worker
        and row["starts_at"] < ends and begins < row["ends_at"]
        and (row["hold_expires_at"] is None or row["hold_expires_at"] > now)
        for row in rows["time_claim"]
    )  # fmt: skip


def _slot(rows: Rows, day: date) -> int:
    said = _latest([row for row in rows["dated_setting"] if row["key"] == "slot_minutes"], day)
    return int(said["value"]) if said else 30


def _places(rows: Rows, given: list[Any]) -> int:
    """Return how many places of their day some appointments take: what goes beyond one takes two."""
    taken = 0
    for row in given:
        length = row["ends_at"] - row["starts_at"]
        while length > timedelta(0):
            taken, length = taken + 1, length - timedelta(minutes=_slot(rows, row["local_date"]))
    return taken


def free(
    rows: Rows, days: list[date], now: datetime, avoid: list[Any], minutes: int | None = None
) -> set[Plain]:
    """Return the free places of some days; `avoid` are a site, a beginning and an end each."""
    found = set()
    for day in days:
        slot = _slot(rows, day)
        lasts = minutes or slot
        for window in _windows(rows, day):
            site = window["site_id"]
            for minute in range(window["from_minute"], window["to_minute"] - lasts + 1, slot):
                begins = instant(day, minute)
                if begins is None or begins <= now:
                    continue
                ends = begins + timedelta(minutes=lasts)
                if any(where == site and a < ends and begins < b for where, a, b in avoid):
                    continue
                for worker in _there(rows, day, site, minute, minute + lasts):
                    if not _taken(rows, worker, begins, ends, now):
                        found.add((day, minute, worker, site, lasts))
    return found


def may_be_given(
    rows: Rows, place: Plain, left_of_day: set[Plain], part: str, now: datetime
) -> bool:
    """Return whether, a place being gone, enough are left for what is kept aside for others."""
    day, minute, worker, _, lasts = place
    rule = _latest(rows["reserved_places"], day)
    if rule is None:
        return True
    released_on = day - _DAY * rule["released_days_before"]
    hour = rule["released_minute"]
    released = instant(released_on, hour) or instant(released_on, hour + 60)
    if released is None or now >= released:
        return True
    given = [
        row
        for row in rows["appointment"]
        if row["local_date"] == day and row["state"] not in _ENDED
        and (row["state"] != "held" or row["booked_at"] > now - timedelta(minutes=3))
    ]  # fmt: skip
    left = [
        one[2]
        for one in left_of_day
        if one[2] != worker or one[1] >= minute + lasts or one[1] + one[4] <= minute
    ]
    owed = sum(
        max(0, rule[other] - _places(rows, [r for r in given if r["place_for"] == other]))
        for other in ("recovery", "urgent")
        if other != part
    )
    for one in set(left) | {worker}:
        seen = [r for r in given if (r["engagement_id"], r["place_for"]) == (one, "follow_up")]
        due = max(0, rule["follow_up"] - _places(rows, seen))
        if one == worker and part == "follow_up":
            continue  # her own are what is asked for
        if one == worker and left.count(one) < due:
            return False
        owed += min(due, left.count(one))
    return len(left) >= owed
