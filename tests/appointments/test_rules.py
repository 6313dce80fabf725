"""The places that are free: against a slow and plain reading of the same calendar."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.appointments.rules import (
    AppointmentFacts,
    AppointmentFault,
    AskedPlace,
    Notice,
    OnDuty,
    OpenWindow,
    Place,
    Span,
    a_day_before,
    asked,
    free_places,
    has_started,
    is_today,
    nearest,
    not_told_yet,
    notice,
    quarter_hour_passed,
    read_place,
    same_person_or_supervisor,
)
from app.kernel.references import EngagementId, SiteId

ROME = ZoneInfo("Europe/Rome")
SITES = [SiteId(UUID(int=number)) for number in (1, 2)]
WORKERS = [EngagementId(UUID(int=number)) for number in (11, 12, 13)]
DAYS = [
    date(2026, 3, 28),
    date(2026, 3, 29),  # the clock goes forward
    date(2026, 10, 24),
    date(2026, 10, 25),  # the clock goes back
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2028, 3, 1),
]
STARTS = datetime(2026, 11, 25, 7, 30, tzinfo=UTC)

_days = st.sampled_from(DAYS)
_sites = st.sampled_from(SITES)
_workers = st.sampled_from(WORKERS)
_minutes = st.integers(0, 96).map(lambda quarter: quarter * 15)
_slots = st.sampled_from([15, 20, 30, 45, 60])
_windows = st.builds(OpenWindow, _days, _sites, _minutes, _minutes, _slots)
_duties = st.builds(OnDuty, _days, _sites, _workers, _minutes, _minutes)


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    """Return an hour taken on one of the days, in the middle of the night of the change too."""
    midnight = datetime.combine(draw(_days), datetime.min.time(), ROME).astimezone(UTC)
    begins = midnight + timedelta(minutes=draw(st.integers(-60, 1500)))
    return Span(begins, begins + timedelta(minutes=draw(st.integers(1, 240))))


@st.composite
def _instants(draw: st.DrawFn) -> datetime:
    """Return a moment before, during or after one of the days."""
    day = datetime.combine(draw(_days), datetime.min.time(), UTC)
    return day + timedelta(minutes=draw(st.integers(-1440, 2880)))


def _instant(day: date, minute: int) -> datetime | None:
    """Return when the wall clock says `minute`, the first time; None when it never does."""
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ROME)
    instant = wall.astimezone(UTC)
    return instant if instant.astimezone(ROME).replace(tzinfo=None) == _bare(wall) else None


def _bare(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _plainly(
    windows: list[OpenWindow],
    duties: list[OnDuty],
    busy: dict[EngagementId, list[Span]],
    now: datetime,
    avoid: list[tuple[SiteId, Span]],
) -> set[tuple[date, int, EngagementId, SiteId, int]]:
    """Ask every minute of every day whether a place begins then."""
    found = set()
    for window in windows:
        for minute in range(1440):
            end = minute + window.slot_minutes
            on_the_grid = (minute - window.from_minute) % window.slot_minutes == 0
            if minute < window.from_minute or end > window.to_minute or not on_the_grid:
                continue
            begins = _instant(window.day, minute)
            if begins is None or begins <= now:
                continue
            ends = begins + timedelta(minutes=window.slot_minutes)
            kept_clear = any(
                site == window.site_id and one.starts_at < ends and begins < one.ends_at
                for site, one in avoid
            )
            for worker in WORKERS:
                here = any(
                    duty.engagement_id == worker
                    and (duty.day, duty.site_id) == (window.day, window.site_id)
                    and duty.from_minute <= minute
                    and end <= duty.to_minute
                    for duty in duties
                )
                taken = any(
                    one.starts_at < ends and begins < one.ends_at for one in busy.get(worker, [])
                )
                if here and not taken and not kept_clear:
                    found.add((window.day, minute, worker, window.site_id, window.slot_minutes))
    return found


@given(
    st.lists(_windows, max_size=4),
    st.lists(_duties, max_size=6),
    st.dictionaries(_workers, st.lists(_spans(), max_size=4)),
    _instants(),
    st.lists(st.tuples(_sites, _spans()), max_size=3),
)
def test_free_places_are_those_a_plain_reading_finds(
    windows: list[OpenWindow],
    duties: list[OnDuty],
    busy: dict[EngagementId, list[Span]],
    now: datetime,
    avoid: list[tuple[SiteId, Span]],
) -> None:
    places = free_places(windows, duties, busy, now=now, avoid=avoid)
    read = [(p.day, p.minute, p.engagement_id, p.site_id, p.minutes) for p in places]
    assert set(read) == _plainly(windows, duties, busy, now, avoid)
    assert len(read) == len(set(read))
    assert places == sorted(places)


def _whole(day: date, slot: int = 30) -> tuple[list[OpenWindow], list[OnDuty]]:
    return (
        [OpenWindow(day, SITES[0], 0, 1440, slot)],
        [OnDuty(day, SITES[0], WORKERS[0], 0, 1440)],
    )


@pytest.mark.parametrize(
    ("day", "missing"),
    [
        (date(2026, 3, 28), []),
        (date(2026, 3, 29), [120, 150]),  # from two to three nobody's watch says it
        (date(2026, 10, 25), []),
        (date(2028, 2, 29), []),
    ],
)
def test_the_hour_the_clock_skips_is_offered_to_nobody(day: date, missing: list[int]) -> None:
    windows, duties = _whole(day)
    found = [
        place.minute for place in free_places(windows, duties, {}, now=STARTS.replace(year=2020))
    ]
    assert found == [minute for minute in range(0, 1440, 30) if minute not in missing]


def test_a_place_under_way_is_past() -> None:
    windows, duties = _whole(date(2026, 11, 25))
    first = free_places(windows, duties, {}, now=STARTS)[0]
    assert first.minute == 540
    just_before = STARTS - timedelta(microseconds=1)
    assert free_places(windows, duties, {}, now=just_before)[0].minute == 510


_places = st.builds(
    Place, _days, st.integers(0, 1439), _workers, _sites, st.sampled_from([15, 30, 60])
)


@given(_places)
def test_a_place_is_read_back_from_its_code(place: Place) -> None:
    assert read_place(place.code) == asked(place)


@pytest.mark.parametrize(
    "code",
    [
        "",
        ".",
        "...",
        "....",
        "x" * 10_000,
        "9" * 10_000 + "...",
        "\x00.\x00.\x00.\x00",
        "<script>alert(1)</script>",
        f"20260230.510.{WORKERS[0].hex}.{SITES[0].hex}",
        f"20261125.1440.{WORKERS[0].hex}.{SITES[0].hex}",
        f"20261125.-1.{WORKERS[0].hex}.{SITES[0].hex}",
        f"20261125.{'9' * 5000}.{WORKERS[0].hex}.{SITES[0].hex}",
        f"99991231.510.{WORKERS[0].hex}.{SITES[0].hex}",
        f"00010101.510.{WORKERS[0].hex}.{SITES[0].hex}",
        f"20261125.510.{WORKERS[0].hex}",
        f"20261125.510.{WORKERS[0].hex}.{SITES[0].hex}.more",
        "20261125.510.nobody.nowhere",
    ],
)
def test_a_word_that_is_no_place_is_nothing(code: str) -> None:
    assert read_place(code) is None


@given(st.text(max_size=80))
def test_whatever_a_form_carries_is_read(code: str) -> None:
    read = read_place(code)
    assert read is None or 0 <= read.minute < 1440


@given(st.lists(_places, max_size=12, unique=True), _places)
def test_the_nearest_are_three_and_none_left_out_is_nearer(
    places: list[Place], wanted: Place
) -> None:
    def minutes(place: Place) -> int:
        return abs((place.day - wanted.day).days * 1440 + place.minute - wanted.minute)

    found = nearest(places, asked(wanted))
    assert len(found) == min(3, len(places))
    assert found == sorted(found)
    left = [place for place in places if place not in found]
    assert all(minutes(near) <= minutes(far) for near in found for far in left)


def test_of_two_as_near_the_same_worker_comes_first() -> None:
    day, wanted = date(2026, 11, 25), AskedPlace(date(2026, 11, 25), 540, WORKERS[1], SITES[0])
    before, after = (
        Place(day, 510, WORKERS[0], SITES[0], 30),
        Place(day, 570, WORKERS[1], SITES[0], 30),
    )
    assert nearest([before, after], wanted, limit=1) == [after]


def _facts(before: timedelta, **more: bool) -> AppointmentFacts:
    """Return the facts as they stand `before` the hour of an appointment."""
    return AppointmentFacts(now=STARTS - before, starts_at=STARTS, **more)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (timedelta(hours=24), Notice.IN_TIME),
        (timedelta(hours=24, microseconds=-1), Notice.LATE),
        (timedelta(0), Notice.LATE),
        (timedelta(days=30), Notice.IN_TIME),
        (timedelta(hours=-1), Notice.LATE),
    ],
)
def test_notice_is_late_under_a_day(before: timedelta, expected: Notice) -> None:
    assert notice(_facts(before)) is expected
    warned = a_day_before(_facts(before))
    assert warned == (AppointmentFault.LATE_NOTICE if expected is Notice.LATE else None)


def test_a_day_before_means_24_hours_even_when_the_clock_changes() -> None:
    starts_at = datetime(2026, 3, 29, 10, tzinfo=ROME)
    now = datetime(2026, 3, 28, 10, tzinfo=ROME)  # the same hour the day before: 23 hours
    facts = AppointmentFacts(now=now.astimezone(UTC), starts_at=starts_at.astimezone(UTC))
    assert notice(facts) is Notice.LATE


@pytest.mark.parametrize(
    ("condition", "facts", "fault"),
    [
        (has_started, _facts(timedelta(microseconds=1)), AppointmentFault.NOT_STARTED_YET),
        (has_started, _facts(timedelta(0)), None),
        (quarter_hour_passed, _facts(timedelta(minutes=-14)), AppointmentFault.NOT_MISSED_YET),
        (quarter_hour_passed, _facts(timedelta(minutes=-15)), None),
        (is_today, _facts(timedelta(hours=8)), None),  # 0:30 of the same day in Rome
        (is_today, _facts(timedelta(hours=9)), AppointmentFault.NOT_TODAY),
        (same_person_or_supervisor, _facts(timedelta(0)), AppointmentFault.UNDO_IS_OVER),
        (same_person_or_supervisor, _facts(timedelta(0), by_the_same=True), None),
        (same_person_or_supervisor, _facts(timedelta(0), by_supervisor=True), None),
        (not_told_yet, _facts(timedelta(0), told=True), AppointmentFault.ALREADY_TOLD),
        (not_told_yet, _facts(timedelta(0)), None),
    ],
)
def test_the_conditions(condition, facts: AppointmentFacts, fault: str | None) -> None:  # type: ignore[no-untyped-def]
    assert condition(facts) == fault
