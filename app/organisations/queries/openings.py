"""When the office is open: weekly hours, openings of one day, closures, and what they take away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select

from app.audit.context import current_work
from app.db import db
from app.kernel.actor import Reader, Viewer, once_each_viewer
from app.kernel.references import OrganisationId, SiteId
from app.organisations.models import Closure, MakeUpOpening, OpeningRule, Site
from app.organisations.queries.office import setting, visible_to
from app.organisations.rules import (
    AccessMode,
    ClosedDays,
    Opening,
    OpeningKind,
    Season,
    SettingKey,
    WeeklyRule,
    lost_openings,
    on_one_day,
    openings_between,
    openings_on,
    patron_days,
    recoveries,
    with_season,
)
from app.transaction.keeping import until_written
from app.transaction.loading import found

_SIGNED = 1 << 63


@dataclass(frozen=True)
class RuleRow:
    """One weekly opening, with the row it comes from."""

    id: UUID
    site: str
    rule: WeeklyRule


@dataclass(frozen=True)
class MakeUpRow:
    """An opening of one day alone, and the lost one it makes up for, if it does."""

    id: UUID
    site: str
    rule: WeeklyRule
    recovers_on: date | None

    @property
    def day(self) -> date:
        """The day it is on."""
        return self.rule.valid_from


@dataclass(frozen=True)
class ClosureRow:
    """Days of closure decided by the office: all of it, or a site, or one kind of opening."""

    id: UUID
    starts_on: date
    ends_on: date
    reason: str
    site: str
    closed: ClosedDays


@dataclass(frozen=True)
class LostRow:
    """An opening that will not be held, when it is made up for, or on which day it might be."""

    opening: Opening
    recovered_on: date | None
    proposed_on: date


@dataclass(frozen=True)
class Hours:
    """The rules of opening in force or to come, and the closed days of the office."""

    rules: tuple[RuleRow, ...]
    make_ups: tuple[MakeUpRow, ...]
    closures: tuple[ClosureRow, ...]
    week: tuple[Opening, ...]
    lost: tuple[LostRow, ...]


@dataclass(frozen=True)
class _Calendar:
    """All that says whether the office is open, asked once."""

    rules: tuple[WeeklyRule, ...]
    closed: dict[date, str]
    closures: tuple[ClosedDays, ...]
    made_up: tuple[MakeUpRow, ...]


def hours(viewer: Viewer, today: date) -> Hours:
    """Return the weekly rules, the closures to come, this week's openings and the lost ones."""
    monday = today - timedelta(days=today.weekday())
    known = _calendar(viewer, today)
    week = openings_between(monday, monday + timedelta(days=7), known.rules, known.closed,
                            known.closures)  # fmt: skip
    return Hours(
        rules=tuple(_rules(viewer, today)),
        make_ups=tuple(row for row in _make_ups(viewer, today) if row.day >= today),
        closures=tuple(_closures(viewer, today)),
        week=tuple(week),
        lost=tuple(_lost(known, today)),
    )


@once_each_viewer
def day_and_lost(viewer: Viewer, today: date) -> tuple[list[Opening], list[LostRow]]:
    """Return the openings of today and those lost in eight weeks: the page of the day reads both,
    and the calendar once.
    """
    known = _calendar(viewer, today)
    return openings_on(today, known.rules, known.closed, known.closures), _lost(known, today)


def lost(viewer: Viewer, today: date) -> list[LostRow]:
    """Return the openings lost in eight weeks, each with its recovery, made or proposed."""
    return _lost(_calendar(viewer, today), today)


def _lost(known: _Calendar, today: date) -> list[LostRow]:
    gone = lost_openings(today, known.rules, known.closed, known.closures)
    made = {(row.rule.kind, row.rule.site_id, row.recovers_on): row.day for row in known.made_up}
    proposed = recoveries(gone, known.rules, known.closed, known.closures)
    return [
        LostRow(one, made.get((one.rule.kind, one.rule.site_id, one.day)), on)
        for one, on in zip(gone, proposed, strict=True)
    ]


def walk_in_hours(viewer: Viewer, today: date) -> list[WeeklyRule]:
    """Return the weekly hours in which anybody may come without an appointment, by weekday."""
    rules = [row.rule for row in _rules(viewer, today) if row.rule.kind is OpeningKind.WALK_IN]
    free = [rule for rule in rules if rule.holds_on(today)]
    return sorted(free, key=lambda rule: (rule.weekday, rule.from_minute))


def openings_of_day(viewer: Viewer, day: date) -> list[Opening]:
    """Return the openings of one day, those a holiday took away with their reason."""
    known = _calendar(viewer, day)
    return openings_on(day, known.rules, known.closed, known.closures)


def opening_if(viewer: Viewer, rule: WeeklyRule) -> Opening:
    """Return the opening of one day as it would be, were the office open then as `rule` says."""
    known = _calendar(viewer, rule.valid_from)
    (opening,) = openings_on(rule.valid_from, [rule], known.closed, known.closures)
    return opening


def openings_if(viewer: Viewer, season: Season, end: date) -> list[Opening]:
    """Return the openings from the beginning of a season, were it kept, up to a day."""
    start = season.starts_on
    known = _calendar(viewer, start)
    rules = with_season(known.rules, season)
    return list(openings_between(start, end, rules, known.closed, known.closures))


def openings_ahead(viewer: Reader, start: date, end: date) -> list[Opening]:
    """Return the openings from `start` up to, not including, `end`, lost ones with their reason."""
    return days_ahead(viewer, start, end)[0]


def days_ahead(viewer: Reader, start: date, end: date) -> tuple[list[Opening], dict[date, str]]:
    """Return the openings ahead and the days on which all is closed, read once."""
    known = _calendar(viewer, start)
    openings = openings_between(start, end, known.rules, known.closed, known.closures)
    return list(openings), known.closed


def closed_days(viewer: Viewer, today: date, site_id: SiteId | None = None) -> dict[date, str]:
    """Return the days to come on which all the office is closed, with the words for each.

    The patron's are among them; who closes one site or one kind of opening still works elsewhere.
    With `site_id`, also the days on which that site is.
    """
    closures = [row.closed for row in _closures(viewer, _since(today))]
    there = (one for one in closures if one.kind is None and one.site_id == site_id)
    at_site = {day: one.reason for one in there for day in one.days}
    return at_site | _closed(viewer, today, closures)


def bodies_open_for(kind: OpeningKind, day: date) -> list[OrganisationId]:
    """Return the bodies that have weekly hours of a kind on a day. Unscoped: for a job."""
    rows = db.session.scalars(
        select(OpeningRule.organisation_id)
        .where(
            OpeningRule.kind == kind,
            OpeningRule.valid_from <= day,
            or_(OpeningRule.valid_to.is_(None), OpeningRule.valid_to > day),
        )
        .distinct()
    )
    return list(rows)


def ever_opens(viewer: Viewer, kind: OpeningKind) -> bool:
    """Return whether the office has ever said at which hours of the week it opens for this."""
    mine = visible_to(viewer, viewer.organisation_id, OpeningRule)
    return (
        db.session.scalar(select(OpeningRule.id).where(mine, OpeningRule.kind == kind).limit(1))
        is not None
    )


def closure(viewer: Viewer, closure_id: UUID) -> ClosureRow:
    """Return one closure; `NotFound` out of reach."""
    reach = visible_to(viewer, viewer.organisation_id, Closure)
    row = found(select(Closure).where(reach, Closure.id == closure_id))
    return next(one for one in _closures(viewer, row.starts_on) if one.id == row.id)


def lock_calendar(organisation_id: OrganisationId, *, to_change: bool) -> None:
    """Let nobody be booked while the days of the office change, nor the contrary.

    Who books shares the lock with whoever books; who closes, or writes an absence, waits until she
    is alone: then everybody booked is seen, and whoever comes after finds the office closed. On
    SQLite the writing transaction is already alone. Unscoped: it reads nothing.
    """
    if db.session.connection().dialect.name == "postgresql":
        key = (organisation_id.int + 1) % (_SIGNED * 2) - _SIGNED
        lock = func.pg_advisory_xact_lock if to_change else func.pg_advisory_xact_lock_shared
        db.session.execute(select(lock(key)))


def _calendar(viewer: Reader, today: date) -> _Calendar:
    """Return the calendar of some days, read once for a page that asks it in many places.

    An act reads it each time: while it waited for its lock somebody may have closed the office.
    """
    if current_work() is not None or not isinstance(viewer, Viewer):
        return _read(viewer, today)
    return until_written(viewer, f"calendar of {today}", lambda known: _read(known, today))


def _read(viewer: Reader, today: date) -> _Calendar:
    made_up = tuple(_make_ups(viewer, today))
    rules = (
        *(row.rule for row in _rules(viewer, today)),
        *(row.rule for row in made_up),
    )
    closures = tuple(row.closed for row in _closures(viewer, _since(today)))
    return _Calendar(rules, _closed(viewer, today, closures), closures, made_up)


def _closed(viewer: Reader, today: date, closures: Sequence[ClosedDays]) -> dict[date, str]:
    closed = {day: one.reason for one in closures if one.is_whole for day in one.days}
    patron = setting(viewer, SettingKey.PATRON_DAY, today)
    if patron:
        years = (today.year, today.year + 1)
        closed.update(dict.fromkeys(patron_days(patron, years), "Patrono"))
    return closed


def _since(today: date) -> date:
    return today - timedelta(days=7)


def _rules(viewer: Reader, today: date) -> Sequence[RuleRow]:
    rows = db.session.execute(
        select(OpeningRule, Site.name)
        .join(
            Site,
            (Site.organisation_id == OpeningRule.organisation_id)
            & (Site.id == OpeningRule.site_id),
        )
        .where(
            visible_to(viewer, viewer.organisation_id, OpeningRule),
            or_(OpeningRule.valid_to.is_(None), OpeningRule.valid_to > _since(today)),
        )
        .order_by(OpeningRule.kind, OpeningRule.weekday, OpeningRule.from_minute)
    )
    return [RuleRow(row.id, site, weekly(row)) for row, site in rows]


def _make_ups(viewer: Reader, today: date) -> Sequence[MakeUpRow]:
    rows = db.session.execute(
        select(MakeUpOpening, Site.name)
        .join(
            Site,
            (Site.organisation_id == MakeUpOpening.organisation_id)
            & (Site.id == MakeUpOpening.site_id),
        )
        .where(
            visible_to(viewer, viewer.organisation_id, MakeUpOpening),
            MakeUpOpening.day > _since(today),
        )
        .order_by(MakeUpOpening.day, MakeUpOpening.from_minute)
    )
    return [
        MakeUpRow(
            row.id,
            site,
            on_one_day(
                row.day,
                kind=OpeningKind(row.kind),
                site_id=row.site_id,
                mode=AccessMode(row.mode),
                hours=(row.from_minute, row.to_minute),
            ),
            row.recovers_on,
        )
        for row, site in rows
    ]


def weekly(row: OpeningRule) -> WeeklyRule:
    """Return the rule a row keeps. Unscoped: of a row already read."""
    return WeeklyRule(
        kind=OpeningKind(row.kind),
        site_id=row.site_id,
        weekday=row.weekday,
        from_minute=row.from_minute,
        to_minute=row.to_minute,
        mode=AccessMode(row.mode),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        to_be_confirmed=row.to_be_confirmed,
        languages=row.languages,
    )


def _closures(viewer: Reader, since: date) -> list[ClosureRow]:
    rows = db.session.execute(
        select(Closure, Site.name)
        .outerjoin(
            Site,
            (Site.organisation_id == Closure.organisation_id) & (Site.id == Closure.site_id),
        )
        .where(visible_to(viewer, viewer.organisation_id, Closure), Closure.ends_on > since)
        .order_by(Closure.starts_on)
    )
    return [
        ClosureRow(row.id, row.starts_on, row.ends_on, row.reason, site or "", _closed_days(row))
        for row, site in rows
    ]


def _closed_days(row: Closure) -> ClosedDays:
    return ClosedDays(
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        reason=row.reason,
        site_id=row.site_id,
        kind=OpeningKind(row.kind) if row.kind else None,
    )
