"""When the office is open, as its dated rules say, and which openings a holiday takes away."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.kernel.references import SiteId
from app.kernel.working_days import national_holidays, next_working_day

WEEKS_AHEAD = 8  # how early a lost opening is told: somebody must propose its recovery
_DAY = timedelta(days=1)


class OpeningKind(StrEnum):
    """What people come for."""

    WALK_IN = "walk_in"
    ADMIN_COUNTERS = "admin_counters"
    APPOINTMENTS = "appointments"
    FRONT_OFFICE = "front_office"
    PLAN_OFFICE = "plan_office"
    STARS_DESK = "stars_desk"


class AccessMode(StrEnum):
    """How one gets in."""

    FREE_ACCESS = "free_access"
    BY_APPOINTMENT = "by_appointment"


# What is entered only by appointment; everything else is open to anybody.
BY_KIND = {
    OpeningKind.APPOINTMENTS: AccessMode.BY_APPOINTMENT,
    OpeningKind.PLAN_OFFICE: AccessMode.BY_APPOINTMENT,
}


class ChannelKind(StrEnum):
    """By what something reaches the office."""

    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    PEC = "pec"


class SettingKey(StrEnum):
    """The choices of the office that have a history. The patron's day has no default, ever."""

    PATRON_DAY = "patron_day"
    SLOT_MINUTES = "slot_minutes"
    PERSONS_IN_KIND = "persons_in_kind"
    PERSONS_FOR_MONEY = "persons_for_money"


DEFAULTS = {
    SettingKey.SLOT_MINUTES: "30",
    SettingKey.PERSONS_IN_KIND: "2",
    SettingKey.PERSONS_FOR_MONEY: "3",
}
PERSONS = (SettingKey.PERSONS_IN_KIND, SettingKey.PERSONS_FOR_MONEY)


class OfficeFault(StrEnum):
    """Why a change to the office is refused."""

    ENDS_BEFORE_OPENING = "ends_before_opening"
    STARTS_IN_THE_PAST = "starts_in_the_past"
    CLOSURE_BACKWARDS = "closure_backwards"
    NOT_A_DAY = "not_a_day"
    NOT_A_NUMBER = "not_a_number"
    NOT_TWO_OR_THREE = "not_two_or_three"
    ALREADY_OPEN = "already_open_then"
    SEASON_BACKWARDS = "season_backwards"
    NOT_A_WORKING_DAY = "not_a_working_day"
    HOURS_OVER = "hours_over"


@dataclass(frozen=True, kw_only=True)
class WeeklyRule:
    """Open on a weekday (0 Monday), from a minute to a minute of the day, while it is valid."""

    kind: OpeningKind
    site_id: SiteId
    weekday: int
    from_minute: int
    to_minute: int
    mode: AccessMode
    valid_from: date
    valid_to: date | None = None
    to_be_confirmed: bool = False
    languages: str = ""  # spoken there: of a desk for who speaks no Italian
    is_make_up: bool = False  # of one day alone: it comes back on no other week

    def holds_on(self, day: date) -> bool:
        """Return whether it is in force on a day, whatever the weekday."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def shares_hours(self, other: "WeeklyRule") -> bool:
        """Return whether, on the same day, both open for the same thing at the same time."""
        same = (self.kind, self.site_id) == (other.kind, other.site_id)
        return same and self.from_minute < other.to_minute and other.from_minute < self.to_minute


@dataclass(frozen=True, kw_only=True)
class ClosedDays:
    """Days without openings, `ends_on` the first one open: everywhere, or at a site, or of a kind.

    A public employee still works on a day on which one site, or one kind of opening, is closed.
    """

    starts_on: date
    ends_on: date
    reason: str
    site_id: SiteId | None = None
    kind: OpeningKind | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing at all is open."""
        return self.site_id is None and self.kind is None

    @property
    def days(self) -> Iterator[date]:
        """The closed days."""
        return (self.starts_on + timedelta(n) for n in range((self.ends_on - self.starts_on).days))

    def takes(self, day: date, rule: WeeklyRule) -> bool:
        """Return whether it takes away the opening of a rule on a day."""
        return (
            self.starts_on <= day < self.ends_on
            and self.site_id in (None, rule.site_id)
            and self.kind in (None, rule.kind)
        )


@dataclass(frozen=True, kw_only=True)
class Season:
    """Other hours at a site for a while: only these days, then the ordinary ones again.

    `ends_on` is the first day with the ordinary hours.
    """

    starts_on: date
    ends_on: date
    site_id: SiteId
    kinds: frozenset[OpeningKind]
    weekdays: frozenset[int]
    from_minute: int
    to_minute: int

    @property
    def rules(self) -> list[WeeklyRule]:
        """The weekly rules that hold while it lasts."""
        return [
            WeeklyRule(
                kind=kind,
                site_id=self.site_id,
                weekday=weekday,
                from_minute=self.from_minute,
                to_minute=self.to_minute,
                mode=BY_KIND.get(kind, AccessMode.FREE_ACCESS),
                valid_from=self.starts_on,
                valid_to=self.ends_on,
            )
            for kind in sorted(self.kinds)
            for weekday in sorted(self.weekdays)
        ]

    def touches(self, rule: WeeklyRule) -> bool:
        """Return whether the ordinary hours of a rule stop while it lasts."""
        return (
            not rule.is_make_up
            and rule.site_id == self.site_id
            and rule.kind in self.kinds
            and rule.valid_from < self.ends_on
            and (rule.valid_to is None or rule.valid_to > self.starts_on)
        )


@dataclass(frozen=True)
class Opening:
    """One opening on one day; lost when a holiday or a closure falls on it, and why."""

    day: date
    rule: WeeklyRule
    lost_because: str = ""

    @property
    def held(self) -> bool:
        """Whether the office will be open."""
        return not self.lost_because


def on_one_day(
    day: date,
    *,
    kind: OpeningKind,
    site_id: SiteId,
    mode: AccessMode,
    hours: tuple[int, int],
) -> WeeklyRule:
    """Return the rule of an opening of one day alone."""
    return WeeklyRule(
        kind=kind,
        site_id=site_id,
        weekday=day.weekday(),
        from_minute=hours[0],
        to_minute=hours[1],
        mode=mode,
        valid_from=day,
        valid_to=day + _DAY,
        is_make_up=True,
    )


def openings_on(
    day: date,
    rules: Sequence[WeeklyRule],
    closed: Mapping[date, str],
    closures: Sequence[ClosedDays] = (),
) -> list[Opening]:
    """Return the openings that `day` would have, in order of hour, lost ones with their reason.

    `closed` gives the days on which all the office is closed with the words for each, the patron's
    among them; `closures` also those of one site or of one kind of opening.
    """
    reason = closed.get(day) or national_holidays(day.year).get(day, "")
    found = [
        Opening(day, rule, reason or _closed_by(day, rule, closures))
        for rule in rules
        if rule.weekday == day.weekday() and rule.holds_on(day)
    ]
    return sorted(found, key=lambda opening: (opening.rule.from_minute, opening.rule.kind))


def openings_between(
    start: date,
    end: date,
    rules: Sequence[WeeklyRule],
    closed: Mapping[date, str],
    closures: Sequence[ClosedDays] = (),
) -> Iterator[Opening]:
    """Yield the openings from `start` up to, not including, `end`."""
    for number in range((end - start).days):
        yield from openings_on(start + timedelta(days=number), rules, closed, closures)


def lost_openings(
    today: date,
    rules: Sequence[WeeklyRule],
    closed: Mapping[date, str],
    closures: Sequence[ClosedDays] = (),
) -> list[Opening]:
    """Return the openings people count on that the office loses in the next eight weeks.

    None is moved by itself: a person decides whether and when to recover it.
    """
    end = today + timedelta(weeks=WEEKS_AHEAD)
    wanted = (OpeningKind.WALK_IN, OpeningKind.APPOINTMENTS, OpeningKind.STARS_DESK)
    return [
        opening
        for opening in openings_between(today, end, rules, closed, closures)
        if not opening.held and opening.rule.kind in wanted
    ]


def recoveries(
    lost: Sequence[Opening],
    rules: Sequence[WeeklyRule],
    closed: Mapping[date, str],
    closures: Sequence[ClosedDays] = (),
) -> list[date]:
    """Return on which day each lost opening might be made up for, at the same hours.

    The next working day without an opening of that kind, and not proposed for another one.
    """
    proposed: list[tuple[OpeningKind, date]] = []
    for one in lost:
        day = next_working_day(one.day, closed)
        while (one.rule.kind, day) in proposed or not _is_spare(day, one.rule, rules, closures):
            day = next_working_day(day, closed)
        proposed.append((one.rule.kind, day))
    return [day for _, day in proposed]


def season_fault(season: Season, today: date) -> str | None:
    """Return why a season cannot be, with the name of what was typed."""
    if season.starts_on < today:
        return f"starts_on:{OfficeFault.STARTS_IN_THE_PAST}"
    if season.ends_on <= season.starts_on:
        return f"ends_on:{OfficeFault.SEASON_BACKWARDS}"
    if season.to_minute <= season.from_minute:
        return f"to_hour:{OfficeFault.ENDS_BEFORE_OPENING}"
    return None


def left_outside(rule: WeeklyRule, season: Season) -> list[WeeklyRule]:
    """Return what is left of a rule before and after a season that touches it."""
    left = []
    if rule.valid_from < season.starts_on:
        left.append(replace(rule, valid_to=season.starts_on))
    if rule.valid_to is None or rule.valid_to > season.ends_on:
        left.append(replace(rule, valid_from=season.ends_on))
    return left


def with_season(rules: Iterable[WeeklyRule], season: Season) -> list[WeeklyRule]:
    """Return the rules as they would be, were the season kept."""
    found = list(season.rules)
    for rule in rules:
        found += left_outside(rule, season) if season.touches(rule) else [rule]
    return found


def patron_days(text: str, years: Collection[int]) -> list[date]:
    """Return the patron's day (`dd/mm`) in each year; nothing when it is not a day."""
    number, _, month = text.partition("/")
    if not (number.isdecimal() and month.isdecimal()):
        return []
    try:
        return [date(year, int(month), int(number)) for year in years]
    except ValueError:
        return []


def _is_spare(
    day: date, rule: WeeklyRule, rules: Sequence[WeeklyRule], closures: Sequence[ClosedDays]
) -> bool:
    """Return whether a working day has no opening of the kind of `rule`, and could have one."""
    kinds = {opening.rule.kind for opening in openings_on(day, rules, {})}
    return rule.kind not in kinds and not _closed_by(day, rule, closures)


def _closed_by(day: date, rule: WeeklyRule, closures: Sequence[ClosedDays]) -> str:
    return next((one.reason for one in closures if one.takes(day, rule)), "")
