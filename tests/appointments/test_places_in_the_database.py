"""The free places of random calendars written in the database, against a plain reading of its rows.

Forty calendars each time; `--hypothesis-profile=long` tries a thousand.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from app.appointments import queries
from app.appointments.rules import GIVEN_FROM_OPENINGS, Ask, PlaceFor, Purpose, Span
from app.db import db
from app.kernel.references import PersonId, new_id
from tests.builders.appointments import engagement_of
from tests.cast import NOW, OFFICE, Cast
from tests.support.plain_places import Plain, Rows, free, instant, may_be_given, today_of

# A day worth opening on, and the search begins at most five days before.
SPECIAL = [
    date(2026, 3, 29),  # the clock goes forward
    date(2026, 10, 25),  # the clock goes back
    date(2026, 11, 25),
    date(2026, 12, 25),
    date(2027, 3, 28),  # forward, and Easter
    date(2028, 2, 29),
    date(2028, 3, 1),
]
SITES = [UUID(int=501), UUID(int=502)]
_TABLES = (
    "site", "opening_rule", "make_up_opening", "closure", "dated_setting", "shift", "absence",
    "purpose_setting", "reserved_places", "appointment", "time_claim",
)  # fmt: skip

_kinds = st.sampled_from(["appointments", "appointments", "appointments", "walk_in"])
_sites = st.sampled_from(SITES)
_begins = st.sampled_from([0, 60, 90, 120, 150, 480, 510, 525])
_lasts = st.sampled_from([60, 90, 150, 240, 480])
_purposes = st.sampled_from([*Purpose])
_parts = st.sampled_from([PlaceFor.URGENT, PlaceFor.RECOVERY, *GIVEN_FROM_OPENINGS])
_few, _kept = st.integers(0, 2), st.integers(1, 3)
ASKS = [
    *(Ask(purpose=Purpose.OTHER, place_for=part, by_front_office=False) for part in PlaceFor),
    *(Ask(purpose=purpose) for purpose in Purpose),
    Ask(purpose=Purpose.OTHER, place_for=PlaceFor.URGENT),
    Ask(purpose=Purpose.OTHER, ours=True),
]
STATES = ["held", "booked", "held", "confirmed", "attended", "expired", "moved", "cancelled_person"]


def _unique(rows: list[dict[str, Any]], *columns: str) -> list[dict[str, Any]]:
    """Leave out what the database would refuse as said twice."""
    return [*{tuple(row[one] for one in columns): row for row in rows}.values()]


def _lists(
    most: int, least: int = 0, **columns: st.SearchStrategy[Any]
) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(columns), min_size=least, max_size=most)


@dataclass(frozen=True)
class _Days:
    """What the rows of one calendar are drawn from."""

    special: date
    days: list[date]
    who: st.SearchStrategy[UUID]

    @property
    def near(self) -> st.SearchStrategy[date]:
        return st.sampled_from(self.days)

    @property
    def past(self) -> st.SearchStrategy[date]:
        return st.sampled_from([date(2020, 1, 1), self.days[3], self.special])


@st.composite
def _calendars(draw: st.DrawFn, workers: list[UUID]) -> tuple[Rows, datetime, int]:
    """Draw the rows of a calendar, the hour it is looked at, and how many weeks are looked at."""
    special = draw(st.sampled_from(SPECIAL))
    first = special - timedelta(days=draw(st.integers(0, 5)))
    now = datetime.combine(first, time(), UTC) + timedelta(minutes=draw(st.integers(0, 1439)))
    weeks = draw(st.integers(1, 2))
    days = [first + timedelta(days=number) for number in range(-1, 7 * weeks + 2)]
    of = _Days(special, days, st.sampled_from(workers))
    site = {"name": "Sede", "address": "", "directions": "", "version": 1}
    rows: Rows = {"site": [{"id": one, **site} for one in SITES]}
    opened = _open(draw, rows, of)
    _said(draw, rows, of)
    taken = _lists(
        6, 3, worker=of.who, day=of.near | st.sampled_from(opened), minute=_begins,
        lasts=st.integers(10, 90), part=_parts, state=st.sampled_from(STATES),
        late=st.sampled_from([True, True, False]), exclusive=st.booleans() | st.just(True),
    )  # fmt: skip
    _take(rows, draw(taken), now)
    return rows, now, weeks


def _open(draw: st.DrawFn, rows: Rows, of: _Days) -> list[date]:
    """Draw when the office is open and who is there; return the days on which somebody surely is."""
    weekday = st.sampled_from([of.special.weekday(), (of.special.weekday() + 1) % 7, 2, 6])
    sure = {"site_id": draw(_sites), "kind": "appointments", "weekday": draw(weekday)}
    where = {"site_id": _sites, "kind": _kinds}
    hours = {"from_minute": _begins, "to_minute": _lasts}  # how long, until _in_order
    cancelled = st.sampled_from([None, None, None, NOW])
    rows["opening_rule"] = draw(
        _lists(4, weekday=weekday, valid_from=of.past, valid_to=st.none() | of.near, **where, **hours)
    )  # fmt: skip
    short = {"from_minute": draw(_begins), "to_minute": draw(st.sampled_from([60, 90, 150]))}
    always = {"valid_from": date(2020, 1, 1), "valid_to": None}
    rows["opening_rule"].append({**sure, **always, **short})
    rows["make_up_opening"] = _unique(
        draw(_lists(2, day=of.near, **where, **hours)), "site_id", "kind", "day"
    )
    turns = draw(
        _lists(5, engagement_id=of.who, weekday=weekday, cancelled_at=cancelled, **where, **hours)
    )
    turns += [
        {**sure, "engagement_id": one, "from_minute": draw(st.sampled_from([0, 0, 510])),
         "to_minute": 900, "cancelled_at": None}
        for one in draw(st.lists(of.who, min_size=1, unique=True))
    ]  # fmt: skip
    rows["closure"] = draw(
        _lists(2, site_id=st.none() | _sites, kind=st.none() | _kinds, starts_on=of.near,
               ends_on=st.integers(1, 3), reason=st.just("Chiusi"))
    )  # fmt: skip
    rows["absence"] = draw(
        _lists(2, engagement_id=of.who, first_day=of.near, last_day=st.integers(0, 2),
               cancelled_at=cancelled, kind=st.just("leave"))
    )  # fmt: skip
    _in_order(rows, turns, of.days)
    return [day for day in of.days if day.weekday() == sure["weekday"]]


def _said(draw: st.DrawFn, rows: Rows, of: _Days) -> None:
    """Draw what the office has said of lengths, reasons and places kept aside."""
    rows["dated_setting"] = _settings(draw, of.special, of.near)
    purposes = _lists(
        3, purpose=_purposes, valid_from=of.past, minutes=st.sampled_from([None, 15, 60, 90]),
        by_front_office=st.booleans(), notice_days=_few, papers=st.just(""),
    )  # fmt: skip
    rows["purpose_setting"] = _unique(draw(purposes), "purpose", "valid_from")
    kept = _lists(
        3, 1, valid_from=of.past, follow_up=_few, recovery=_kept, urgent=_kept,
        released_days_before=_few, released_minute=st.sampled_from([0, 150, 150, 720]),
    )  # fmt: skip
    rows["reserved_places"] = _unique(draw(kept), "valid_from")


def _settings(
    draw: st.DrawFn, special: date, near: st.SearchStrategy[date]
) -> list[dict[str, Any]]:
    since = date(2020, 1, 1)
    lengths = draw(st.dictionaries(st.just(since) | near, st.sampled_from(["20", "30", "45"]), max_size=2))  # fmt: skip
    patron = draw(st.none() | st.just(special + timedelta(days=7)))
    found = [{"key": "slot_minutes", "value": n, "valid_from": day} for day, n in lengths.items()]
    if patron:
        found.append({"key": "patron_day", "value": f"{patron:%d/%m}", "valid_from": since})
    return found


def _in_order(rows: Rows, turns: list[dict[str, Any]], days: list[date]) -> None:
    """Turn lengths into ends, and repeat every turn on its weekday."""
    for row in (*rows["opening_rule"], *rows["make_up_opening"], *turns):
        row["to_minute"] += row["from_minute"]
    for row in rows["closure"]:
        row["ends_on"] = row["starts_on"] + timedelta(days=row["ends_on"])
    for row in rows["absence"]:
        row["last_day"] = row["first_day"] + timedelta(days=row["last_day"])
    for row in (*rows["opening_rule"], *rows["make_up_opening"]):
        row["mode"] = "by_appointment"
    for row in rows["opening_rule"]:
        row |= {"to_be_confirmed": False, "languages": ""}
        if row["valid_to"] is not None and row["valid_to"] <= row["valid_from"]:
            row["valid_to"] = row["valid_from"] + timedelta(days=1)
    rows["shift"] = [
        {**{name: value for name, value in turn.items() if name != "weekday"}, "day": day,
         "post": None, "added_at": NOW}
        for turn in turns for day in days if day.weekday() == turn["weekday"]
    ]  # fmt: skip


def _take(rows: Rows, drawn: list[dict[str, Any]], now: datetime) -> None:
    """Write appointments, and the hours of those that keep them, none over another's."""
    rows["appointment"], rows["time_claim"] = [], []
    for one in drawn:
        begins = instant(one["day"], one["minute"])
        if begins is None:
            continue
        ends, held = begins + timedelta(minutes=one["lasts"]), one["state"] == "held"
        booked_at = now - timedelta(minutes=5 if one["late"] else 1)
        rows["appointment"].append(
            {"id": new_id(), "engagement_id": one["worker"], "site_id": SITES[0], "state": one["state"],
             "local_date": one["day"], "local_minute": one["minute"], "zone": "Europe/Rome", "fold": 0,
             "starts_at": begins, "ends_at": ends, "reason": "other", "origin": "urp_phone",
             "place_for": one["part"], "wants_earlier": False, "phone": "", "booked_by": "",
             "booked_at": booked_at, "remind": False, "notice_language": "it", "version": 1}
        )  # fmt: skip
        claim = {
            "appointment_id": rows["appointment"][-1]["id"], "resource_kind": "worker",
            "resource_id": one["worker"], "starts_at": begins, "ends_at": ends,
            "exclusive": one["exclusive"],
            "hold_expires_at": booked_at + timedelta(minutes=3) if held else None,
        }  # fmt: skip
        meets = any(
            other["exclusive"] and claim["exclusive"] and other["resource_id"] == one["worker"]
            and other["starts_at"] < ends and begins < other["ends_at"]
            for other in rows["time_claim"]
        )  # fmt: skip
        if one["state"] in ("booked", "confirmed", "held", "attended") and not meets:
            rows["time_claim"].append(claim)


def _write(rows: Rows) -> None:
    connection = db.session.connection()
    for name in _TABLES:
        for row in rows[name]:
            kept = {"id": new_id(), "organisation_id": OFFICE, **row}
            connection.execute(db.metadata.tables[name].insert(), kept)


def _expected(rows: Rows, now: datetime, weeks: int, avoid: list[Any], ask: Ask | None) -> set[Plain]:  # fmt: skip
    """Return what the plain reading finds for somebody who asks."""
    today = today_of(now)
    days = [today + timedelta(days=number) for number in range(7 * weeks)]
    wanted = free(rows, days, now, avoid)
    if ask is None:
        return wanted
    for_anybody = free(rows, days, now, [])
    said = [row for row in rows["purpose_setting"] if row["purpose"] == ask.purpose and row["valid_from"] <= today]  # fmt: skip
    rule = max(said, key=lambda row: row["valid_from"], default=None)
    if rule is not None:
        if ask.by_front_office and not rule["by_front_office"]:
            return set()
        if rule["minutes"]:
            wanted = free(rows, days, now, avoid, rule["minutes"])
        if ask.by_front_office:
            first = today + timedelta(days=rule["notice_days"])
            wanted = {one for one in wanted if one[0] >= first}
    if ask.by_front_office and ask.place_for != "front_office":
        return set()
    if ask.ours:
        return wanted
    return {
        one
        for one in wanted
        if may_be_given(
            rows, one, {other for other in for_anybody if other[0] == one[0]}, ask.place_for, now
        )
    }


SHE = PersonId(new_id())  # whom she is not to meet is read elsewhere: here the hours are drawn


@settings(
    max_examples=40 * settings().max_examples // 100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_the_database_offers_is_what_its_rows_say(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    workers = [engagement_of(cast[name]) for name in ("bruno", "carla", "dario")]
    rows, now, weeks = data.draw(_calendars([*workers]))
    avoid = [
        (site, begins, begins + timedelta(hours=1))
        for site, minutes in data.draw(
            st.lists(st.tuples(_sites, st.integers(0, 9000)), max_size=1)
        )
        for begins in [now + timedelta(minutes=minutes)]
    ]
    spans = [(site, Span(begins, ends)) for site, begins, ends in avoid]
    module = import_module("app.appointments.queries.places")
    monkeypatch.setattr(module, "hours_to_avoid", lambda *_: {SHE: spans})
    asks = [None, *data.draw(st.lists(st.sampled_from(ASKS), min_size=3, max_size=3, unique=True))]
    worker = data.draw(st.sampled_from([None, None, None, *workers]))
    try:
        _write(rows)
        for ask in asks:
            found = queries.places(
                cast["anna"].viewer,
                now=now,
                worker=worker,
                weeks=weeks,
                person=SHE,
                ask=ask,
            )
            read = [(p.day, p.minute, p.engagement_id, p.site_id, p.minutes) for p in found]
            expected = _expected(rows, now, weeks, avoid, ask)
            expected = {one for one in expected if worker in (None, one[2])}
            event(f"{ask and ask.place_for}: {'some' if expected else 'no'} places")
            assert set(read) == expected
            assert len(read) == len(expected)
            assert found == sorted(found)
    finally:
        db.session.rollback()
