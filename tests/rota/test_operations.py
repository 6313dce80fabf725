"""Who is on duty and who is away: what is written, what is refused, what it does to the places."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.appointments import queries as places
from app.kernel.errors import Invalid, NotFound, NotPermitted
from app.kernel.references import EngagementId, ShiftId, SiteId, new_id
from app.organisations.rules import OpeningKind
from app.rota import operations, queries
from app.rota.rules import (
    LONGEST_SERIES,
    AbsenceKind,
    Hours,
    RotaFault,
    series_fault,
    weekly,
)
from tests.builders.appointments import WEDNESDAY, a_wednesday, engagement_of
from tests.cast import NOW, Cast, Member

NEXT = WEDNESDAY + timedelta(days=7)
MORNING = Hours(510, 750)
K = OpeningKind


def _shift(by: Member, who: Member, site: SiteId, **more: Any) -> dict[str, Any]:
    return {
        "actor": by.viewer,
        "now": NOW,
        "engagement_id": engagement_of(who),
        "site_id": site,
        "kind": K.APPOINTMENTS,
        "day": NEXT,
        "hours": MORNING,
        **more,
    }


def _absence(by: Member, who: Member, **more: Any) -> dict[str, Any]:
    return {
        "actor": by.viewer,
        "now": NOW,
        "engagement_id": engagement_of(who),
        "first_day": WEDNESDAY,
        "last_day": WEDNESDAY,
        "kind": AbsenceKind.LEAVE,
        **more,
    }


def _offered(by: Member) -> list[tuple[date, EngagementId]]:
    found = places.places(by.viewer, now=NOW)
    return sorted({(place.day, place.engagement_id) for place in found})


@pytest.mark.parametrize(
    ("hours", "fault"),
    [
        (Hours(0, 1440), None),
        (Hours(510, 511), None),
        (Hours(510, 510), RotaFault.SHIFT_BACKWARDS),
        (Hours(511, 510), RotaFault.SHIFT_BACKWARDS),
        (Hours(-1, 510), RotaFault.SHIFT_BACKWARDS),
        (Hours(510, 1441), RotaFault.SHIFT_BACKWARDS),
    ],
)
def test_hours_that_cannot_be(hours: Hours, fault: RotaFault | None) -> None:
    assert hours.fault is fault


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (Hours(510, 750), Hours(750, 800), False),
        (Hours(510, 750), Hours(749, 800), True),
        (Hours(510, 750), Hours(600, 610), True),
        (Hours(510, 750), Hours(0, 510), False),
    ],
)
def test_hours_that_share_a_minute(one: Hours, other: Hours, shared: bool) -> None:
    assert one.overlaps(other) is shared
    assert other.overlaps(one) is shared


@pytest.mark.parametrize(
    ("last", "fault"),
    [
        (WEDNESDAY, None),
        (WEDNESDAY + LONGEST_SERIES, None),
        (WEDNESDAY + LONGEST_SERIES + timedelta(days=1), RotaFault.SERIES_TOO_LONG),
        (WEDNESDAY - timedelta(days=1), RotaFault.SERIES_BACKWARDS),
    ],
)
def test_a_series_has_its_length(last: date, fault: RotaFault | None) -> None:
    assert series_fault(WEDNESDAY, last) is fault


def test_a_series_is_the_same_weekday_over_29_february() -> None:
    assert list(weekly(date(2028, 2, 22), date(2028, 3, 7))) == [
        date(2028, 2, 22),
        date(2028, 2, 29),
        date(2028, 3, 7),
    ]


def test_a_shift_gives_places_and_taken_off_gives_none(app: Flask, cast: Cast) -> None:
    office = a_wednesday(cast)
    anna, dario, carla = cast["anna"], cast["dario"], cast["carla"]
    bruno = engagement_of(cast["bruno"])
    assert _offered(anna) == [(WEDNESDAY, bruno)]
    made = operations.add_shift(**_shift(dario, carla, office.site))
    assert _offered(anna) == [(WEDNESDAY, bruno), (NEXT, engagement_of(carla))]
    operations.remove_shift(actor=dario.viewer, now=NOW, shift_id=made)
    assert _offered(anna) == [(WEDNESDAY, bruno)]
    with pytest.raises(NotFound):
        operations.remove_shift(actor=dario.viewer, now=NOW, shift_id=made)
    assert operations.add_shift(**_shift(dario, carla, office.site)) != made


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"hours": Hours(700, 600)}, "to_hour:shift_backwards"),
        ({"day": WEDNESDAY, "hours": Hours(700, 800)}, "worker:already_on_duty"),
        ({"day": WEDNESDAY, "kind": K.WALK_IN}, "worker:already_on_duty"),
        ({"engagement_id": EngagementId(uuid4())}, "worker:no_such_worker"),
    ],
)
def test_a_shift_that_cannot_be_is_refused(
    app: Flask, cast: Cast, more: dict[str, Any], reason: str
) -> None:
    office = a_wednesday(cast)
    with pytest.raises(Invalid) as refused:
        operations.add_shift(**_shift(cast["dario"], cast["bruno"], office.site, **more))
    assert refused.value.reasons == (reason,)


def test_two_shifts_may_touch(app: Flask, cast: Cast) -> None:
    office = a_wednesday(cast)
    after = {"day": WEDNESDAY, "hours": Hours(750, 800)}
    operations.add_shift(**_shift(cast["dario"], cast["bruno"], office.site, **after))


def test_a_series_is_whole_or_not_at_all(app: Flask, cast: Cast) -> None:
    office = a_wednesday(cast)
    dario = cast["dario"]
    series = _shift(dario, cast["bruno"], office.site)
    del series["day"]
    with pytest.raises(Invalid):  # the third one is taken
        operations.add_shifts(**series, days=(WEDNESDAY - timedelta(days=14), NEXT))
    month = date(2026, 11, 1), date(2027, 1, 1)
    assert [row.day for row in queries.duties_between(dario.viewer, *month)] == [WEDNESDAY]
    assert operations.add_shifts(**series, days=(NEXT, NEXT + timedelta(days=20))) == 3
    days = [row.day for row in queries.duties_between(dario.viewer, *month)]
    assert days == [WEDNESDAY + timedelta(days=7 * week) for week in range(4)]


def test_who_is_away_is_not_offered_until_it_is_taken_back(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna, dario = cast["anna"], cast["dario"]
    made = operations.add_absence(**_absence(dario, cast["bruno"]))
    assert _offered(anna) == []
    assert [row.away for row in queries.duties_between(dario.viewer, WEDNESDAY, NEXT)] == [True]
    operations.remove_absence(actor=dario.viewer, now=NOW, absence_id=made)
    assert _offered(anna) == [(WEDNESDAY, engagement_of(cast["bruno"]))]
    with pytest.raises(NotFound):
        operations.remove_absence(actor=dario.viewer, now=NOW, absence_id=made)


@pytest.mark.parametrize(
    ("first", "last", "away"),
    [(0, 0, True), (-1, 0, True), (0, 1, True), (-3, -1, False), (1, 3, False)],
)
def test_both_days_of_an_absence_count(
    app: Flask, cast: Cast, first: int, last: int, away: bool
) -> None:
    a_wednesday(cast)
    days = [WEDNESDAY + timedelta(days=number) for number in (first, last)]
    absence = _absence(cast["dario"], cast["bruno"], first_day=days[0], last_day=days[1])
    operations.add_absence(**absence)
    assert (_offered(cast["anna"]) == []) is away


@pytest.mark.parametrize(
    ("first", "last", "longer"),
    [(-2, 0, False), (-4, 0, False), (-2, 1, True), (-5, 0, True), (1, 9, False)],
    ids=["three days", "three and a Saturday", "four", "four across a Sunday", "not yet"],
)
def test_working_days_tell_a_long_absence(
    app: Flask, cast: Cast, first: int, last: int, *, longer: bool
) -> None:
    a_wednesday(cast)
    days = [WEDNESDAY + timedelta(days=number) for number in (first, last)]
    absence = _absence(cast["dario"], cast["bruno"], first_day=days[0], last_day=days[1])
    operations.add_absence(**absence)
    away = queries.away_longer(cast["carla"].viewer, WEDNESDAY, 3)
    assert away == ({engagement_of(cast["bruno"])} if longer else set())


def test_an_absence_does_not_run_backwards(app: Flask, cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        operations.add_absence(**_absence(cast["dario"], cast["bruno"], first_day=NEXT))
    assert refused.value.reasons == ("last_day:absence_backwards",)


def test_the_rota_is_written_by_who_may(app: Flask, cast: Cast) -> None:
    office = a_wednesday(cast)
    for name in ("anna", "bruno", "gino", "franca"):
        with pytest.raises(NotPermitted):
            operations.add_shift(**_shift(cast[name], cast["carla"], office.site))
        with pytest.raises(NotPermitted):
            operations.add_absence(**_absence(cast[name], cast["carla"]))


def test_nobody_elsewhere_reads_or_touches_it(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    dario, zeno = cast["dario"].viewer, cast["zeno"].viewer
    absence = operations.add_absence(**_absence(cast["dario"], cast["bruno"]))
    assert queries.duties_between(zeno, WEDNESDAY, NEXT) == ()
    assert queries.absences(zeno, WEDNESDAY) == []
    assert [row.id for row in queries.absences(dario, WEDNESDAY)] == [absence]
    for missing in (new_id(), uuid4()):
        with pytest.raises(NotFound):
            operations.remove_shift(actor=dario, now=NOW, shift_id=ShiftId(missing))
        with pytest.raises(NotFound):
            operations.remove_absence(actor=dario, now=NOW, absence_id=missing)
