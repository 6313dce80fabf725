"""Places kept aside: against a plain count of what would be left, and by the clock of a Tuesday."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.appointments.rules import (
    MEETING_MINUTES,
    Ask,
    KeptAside,
    Place,
    PlaceFor,
    Purpose,
    PurposeRule,
    first_day,
    in_force,
    may_give,
    places_taken,
    room_by_day,
    within_quota,
)
from app.kernel.references import EngagementId, SiteId

WEDNESDAY = date(2026, 11, 25)
SITE = SiteId(UUID(int=1))
MARTA, LUCA = EngagementId(UUID(int=11)), EngagementId(UUID(int=12))
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
TUESDAY_NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)  # 12:00 on the wall
SINCE = date(2026, 1, 1)


def _place(number: int, worker: EngagementId = MARTA, minutes: int = 30) -> Place:
    return Place(WEDNESDAY, 540 + number * 30, worker, SITE, minutes)


def _kept(**more: int) -> list[KeptAside]:
    return [KeptAside(valid_from=SINCE, **more)]


def _all_given(
    free: list[Place], taken: dict, rules: list[KeptAside], part: PlaceFor, now: datetime = MONDAY
) -> int:
    """Give places one after the other until none may be given any more; return how many."""
    left, taken, number = list(free), Counter(taken), 0
    while may := within_quota(left, left, taken, rules, place_for=part, now=now):
        given_one = may[0]
        left.remove(given_one)
        taken[given_one.day, given_one.engagement_id, part] += 1
        number += 1
    return number


@pytest.mark.parametrize(
    ("kept", "part", "given_away"),
    [
        ({}, PlaceFor.FRONT_OFFICE, 8),
        ({"recovery": 2, "urgent": 1}, PlaceFor.FRONT_OFFICE, 5),
        ({"follow_up": 1}, PlaceFor.FRONT_OFFICE, 6),
        ({"follow_up": 1, "recovery": 2, "urgent": 1}, PlaceFor.FRONT_OFFICE, 3),
        ({"follow_up": 1, "recovery": 2, "urgent": 1}, PlaceFor.RECOVERY, 5),
        ({"follow_up": 1, "recovery": 2, "urgent": 1}, PlaceFor.URGENT, 4),
        ({"follow_up": 30}, PlaceFor.FRONT_OFFICE, 0),
        ({"recovery": 30}, PlaceFor.RECOVERY, 8),
    ],
)
def test_four_places_of_two_workers_give_each_part_its_own(
    kept: dict[str, int], part: PlaceFor, given_away: int
) -> None:
    free = [_place(number, worker) for number in range(4) for worker in (MARTA, LUCA)]
    assert _all_given(free, {}, _kept(**kept), part) == given_away
    room = room_by_day(free, {}, _kept(**kept), place_for=part, now=MONDAY)
    assert room == {WEDNESDAY: given_away}


def test_a_worker_keeps_her_own_follow_up_whoever_else_is_free() -> None:
    free = [_place(0, MARTA), *(_place(number, LUCA) for number in range(4))]
    may = within_quota(
        free, free, {}, _kept(follow_up=1), place_for=PlaceFor.FRONT_OFFICE, now=MONDAY
    )
    assert {place.engagement_id for place in may} == {LUCA}
    own = within_quota(free, free, {}, _kept(follow_up=1), place_for=PlaceFor.FOLLOW_UP, now=MONDAY)
    assert own == free


def test_what_was_given_out_of_a_part_is_kept_aside_no_more() -> None:
    free = [_place(0), _place(1)]
    rules = _kept(recovery=2)
    taken = {(WEDNESDAY, LUCA, PlaceFor.RECOVERY): 1}
    assert not within_quota(free, free, {}, rules, place_for=PlaceFor.FRONT_OFFICE, now=MONDAY)
    assert _all_given(free, taken, rules, PlaceFor.FRONT_OFFICE) == 1


@pytest.mark.parametrize(
    ("now", "may"),
    [(TUESDAY_NOON - timedelta(minutes=1), False), (TUESDAY_NOON, True)],
)
def test_at_tuesday_noon_what_is_left_goes_to_whoever_asks(now: datetime, *, may: bool) -> None:
    free = [_place(0)]
    found = within_quota(free, free, {}, _kept(urgent=1), place_for=PlaceFor.FRONT_OFFICE, now=now)
    assert bool(found) is may


@pytest.mark.parametrize(("minute", "may"), [(59, False), (60, True)])
def test_an_hour_the_clock_skips_releases_at_the_one_after(minute: int, *, may: bool) -> None:
    rule = KeptAside(valid_from=SINCE, released_minute=150)  # on Sunday it is never half past two
    now = datetime(2027, 3, 28, 0, 30, tzinfo=UTC) + timedelta(minutes=minute)
    assert rule.is_released(date(2027, 3, 29), now) is may


def test_a_longer_meeting_takes_the_places_it_covers() -> None:
    free = [_place(0), _place(1), _place(2)]
    hour = _place(0, minutes=60)
    for kept, may in ((1, True), (2, False)):
        found = within_quota(
            [hour], free, {}, _kept(recovery=kept), place_for=PlaceFor.FRONT_OFFICE, now=MONDAY
        )
        assert bool(found) is may


@given(
    slot=st.sampled_from((15, 20, 30, 45, 60)),
    minutes=st.sampled_from(MEETING_MINUTES),
    first=st.integers(0, 5),
)
def test_a_long_one_counts_as_the_places_it_covers(slot: int, minutes: int, first: int) -> None:
    grid = [Place(WEDNESDAY, 480 + number * slot, MARTA, SITE, slot) for number in range(12)]
    long = Place(WEDNESDAY, grid[first].minute, MARTA, SITE, minutes)
    assert places_taken(minutes, slot) == sum(one.meets(long) for one in grid)


def test_the_last_rule_that_has_begun_holds() -> None:
    rules = [KeptAside(valid_from=SINCE), KeptAside(valid_from=WEDNESDAY, urgent=3)]
    assert in_force(rules, WEDNESDAY) == rules[1]
    assert in_force(rules, WEDNESDAY - timedelta(days=1)) == rules[0]
    assert in_force(rules, date(2025, 1, 1)) is None


_numbers = st.integers(0, 3)


@given(
    hers=st.sets(st.integers(0, 5)),
    his=st.sets(st.integers(0, 5)),
    kept=st.tuples(_numbers, _numbers, _numbers),
    taken=st.dictionaries(
        st.tuples(st.just(WEDNESDAY), st.sampled_from([MARTA, LUCA]), st.sampled_from([*PlaceFor])),
        st.integers(1, 3),
    ),
    part=st.sampled_from([*PlaceFor]),
)
def test_whatever_is_given_leaves_what_the_others_are_owed(
    hers: set[int], his: set[int], kept: tuple[int, int, int], taken: dict, part: PlaceFor
) -> None:
    """What is given one by one is exactly the room that was told, and never eats into the rest."""
    follow_up, recovery, urgent = kept
    rules = _kept(follow_up=follow_up, recovery=recovery, urgent=urgent)
    free = [*(_place(one) for one in hers), *(_place(one, LUCA) for one in his)]
    number = _all_given(free, taken, rules, part)
    room = room_by_day(free, taken, rules, place_for=part, now=MONDAY)
    owed = sum(
        max(0, of_day - sum(n for (_, _, p), n in taken.items() if p is what))
        for what, of_day in ((PlaceFor.RECOVERY, recovery), (PlaceFor.URGENT, urgent))
        if what is not part
    )
    if part is not PlaceFor.FOLLOW_UP:
        assert number == room.get(WEDNESDAY, 0)
        for worker, count in ((MARTA, len(hers)), (LUCA, len(his))):
            owed += min(
                count, max(0, follow_up - taken.get((WEDNESDAY, worker, PlaceFor.FOLLOW_UP), 0))
            )
        assert number == max(0, len(free) - owed)
    else:
        assert number <= room.get(WEDNESDAY, 0) <= max(0, len(free) - owed)


@pytest.mark.parametrize(
    ("by_front_office", "place_for", "urp_may", "may"),
    [
        (True, PlaceFor.FRONT_OFFICE, True, True),
        (True, PlaceFor.FRONT_OFFICE, False, False),
        (True, PlaceFor.URGENT, True, False),
        (False, PlaceFor.URGENT, False, True),
    ],
)
def test_the_urp_gives_its_own_places_for_its_own_reasons(
    by_front_office: bool, place_for: PlaceFor, urp_may: bool, may: bool
) -> None:
    rule = PurposeRule(purpose=Purpose.PRACTICE, by_front_office=urp_may, notice_days=3)
    ask = Ask(purpose=Purpose.PRACTICE, place_for=place_for, by_front_office=by_front_office)
    assert may_give(rule, ask) is may
    assert first_day(rule, ask, WEDNESDAY) == WEDNESDAY + timedelta(days=3 * by_front_office)
