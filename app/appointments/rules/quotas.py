"""Places kept aside on a day of appointments, until an hour at which nobody wants them any more.

Without them the front office fills the day by Monday noon, and who was not received, who must come
back and what cannot wait have nowhere to go.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.appointments.rules.appointment import Purpose, PurposeRule
from app.appointments.rules.places import Place
from app.kernel.clock import rome_to_utc
from app.kernel.references import EngagementId

MOST_KEPT = range(31)  # places of a part of a day
MEETING_MINUTES = (15, 20, 30, 45, 60, 90)
LONGEST_NOTICE = range(29)  # days: half of what can be booked ahead


class PlaceFor(StrEnum):
    """Out of which part of the day a place is given."""

    FRONT_OFFICE = "front_office"  # whatever is not kept aside
    FOLLOW_UP = "follow_up"
    RECOVERY = "recovery"
    URGENT = "urgent"
    INVITED = "invited"  # at any hour of a worker's own, whatever the openings: nothing is asked


GIVEN_FROM_OPENINGS = tuple(part for part in PlaceFor if part is not PlaceFor.INVITED)


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What a place is asked for: the reason says how long it lasts, the part where it comes from.

    `by_front_office`: whoever asks only gives places; who receives has a freer hand. `ours`: she
    is moved because of us, and nothing is kept aside from her.
    """

    purpose: Purpose
    place_for: PlaceFor = PlaceFor.FRONT_OFFICE
    by_front_office: bool = True
    ours: bool = False


@dataclass(frozen=True, kw_only=True)
class KeptAside:
    """How many places are kept aside from a day on, and when what is left of them goes to all.

    `follow_up` is of each worker on duty, for those she sees again; the others are of the day.
    """

    valid_from: date
    follow_up: int = 0
    recovery: int = 0
    urgent: int = 0
    released_days_before: int = 1
    released_minute: int = 12 * 60

    def is_released(self, day: date, now: datetime) -> bool:
        """Return whether what is left of `day` goes to whoever asks."""
        before = day - timedelta(days=self.released_days_before)
        try:
            return now >= rome_to_utc(before, self.released_minute)
        except ValueError:  # the clock skips that hour: it is the one after
            return now >= rome_to_utc(before, self.released_minute + 60)


def asked_again(purpose: Purpose, place_for: PlaceFor, *, ours: bool = False) -> Ask:
    """Return what is asked when somebody who has a place is given another instead.

    Whoever moves her need not have the right to give it: it was given once.
    """
    return Ask(purpose=purpose, place_for=place_for, by_front_office=False, ours=ours)


def may_give(rule: PurposeRule, ask: Ask) -> bool:
    """Return whether who asks gives places for this reason, out of this part of the day."""
    if not ask.by_front_office:
        return True
    return rule.by_front_office and ask.place_for is PlaceFor.FRONT_OFFICE


def first_day(rule: PurposeRule, ask: Ask, today: date) -> date:
    """Return from which day on a place may be given: the notice binds the front office only."""
    return today + timedelta(days=rule.notice_days if ask.by_front_office else 0)


def places_taken(minutes: int, slot_minutes: int) -> int:
    """Return how many places of a day something that long takes: a long one is not one place."""
    return -(-minutes // slot_minutes)


Given = Mapping[tuple[date, EngagementId, PlaceFor], int]


def in_force(rules: Iterable[KeptAside], day: date) -> KeptAside | None:
    """Return the rule of a day: of those begun by then, the last."""
    begun = [rule for rule in rules if rule.valid_from <= day]
    return max(begun, key=lambda rule: rule.valid_from, default=None)


def within_quota(
    wanted: Iterable[Place],
    free: Iterable[Place],
    given: Given,
    rules: Collection[KeptAside],
    *,
    place_for: PlaceFor,
    now: datetime,
) -> list[Place]:
    """Return those of `wanted` that may be given out of a part of the day.

    `free` are all the places still free, `given` how many of each day, worker and part are taken.
    One may be given when, it being gone, enough are left for what is still kept aside for the
    other parts: of her own worker, and of the whole day.
    """
    by_day = _by_day(free)

    def may_go(place: Place) -> bool:
        kept = _kept(rules, given, place.day, place_for, now)
        if kept is None:
            return True
        left = [one for one in by_day.get(place.day, ()) if not one.meets(place)]
        own = place_for is PlaceFor.FOLLOW_UP
        hers = sum(1 for one in left if one.engagement_id == place.engagement_id)
        enough_of_hers = own or hers >= kept.due(place.engagement_id)
        return enough_of_hers and len(left) >= kept.owed(left, but=place if own else None)

    return [place for place in wanted if may_go(place)]


def room_by_day(
    free: Iterable[Place],
    given: Given,
    rules: Collection[KeptAside],
    *,
    place_for: PlaceFor,
    now: datetime,
) -> dict[date, int]:
    """Return how many of the free places of each day may still be given out of a part of it."""
    found = {}
    for day, left in _by_day(free).items():
        kept = _kept(rules, given, day, place_for, now)
        owed = 0 if kept is None else kept.owed(() if place_for is PlaceFor.FOLLOW_UP else left)
        found[day] = max(0, len(left) - owed)
    return found


@dataclass(frozen=True)
class _Kept:
    """What is still kept aside on one day for others than who asks."""

    of_day: int
    each: int
    hers: Mapping[EngagementId, int]

    def due(self, worker: EngagementId) -> int:
        """Return how many follow-ups of a worker are still to be given."""
        return max(0, self.each - self.hers.get(worker, 0))

    def owed(self, left: Iterable[Place], but: Place | None = None) -> int:
        """Return how many of the places `left` are kept aside; not those of the worker of `but`."""
        by_worker = Counter(one.engagement_id for one in left)
        mine = None if but is None else but.engagement_id
        return self.of_day + sum(
            min(number, self.due(worker)) for worker, number in by_worker.items() if worker != mine
        )


def _kept(
    rules: Collection[KeptAside], given: Given, day: date, place_for: PlaceFor, now: datetime
) -> _Kept | None:
    """Return what is kept aside on a day, nothing once what was left of it went to all."""
    rule = in_force(rules, day)
    if rule is None or rule.is_released(day, now):
        return None
    taken: Counter[PlaceFor] = Counter()
    hers: Counter[EngagementId] = Counter()
    for (on, worker, part), number in given.items():
        if on == day:
            taken[part] += number
            hers[worker] += number if part is PlaceFor.FOLLOW_UP else 0
    of_day = sum(
        max(0, number - taken[part])
        for part, number in ((PlaceFor.RECOVERY, rule.recovery), (PlaceFor.URGENT, rule.urgent))
        if part is not place_for
    )
    return _Kept(of_day, rule.follow_up, hers)


def _by_day(places: Iterable[Place]) -> dict[date, list[Place]]:
    found: dict[date, list[Place]] = {}
    for place in places:
        found.setdefault(place.day, []).append(place)
    return found
