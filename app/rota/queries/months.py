"""A month to be given out: its openings and posts, who could hold them, and what is proposed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import select

from app.accounts.queries import Colleague, colleagues
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId, ShiftId, SiteId
from app.organisations.queries import openings_ahead, sites
from app.organisations.rules import OpeningKind
from app.rota.models import WorkingHours
from app.rota.queries.duties import DutyRow, absences, duties_between, visible_to
from app.rota.rules import (
    FULL_TIME,
    MAY_SIT,
    PAST_MONTHS,
    POSTS,
    PROPOSED,
    RECEIVING,
    Cell,
    FairRow,
    Hours,
    Person,
    Post,
    RotaRule,
    Time,
    broken,
    month_after,
    months_before,
    propose,
)

_SPARE = 3  # posts of an afternoon by appointment that are shown: two, and one at will


@dataclass(frozen=True)
class HoursRow:
    """The weekly hours of somebody on a day, since when they are so."""

    engagement_id: EngagementId
    name: str
    hours: int
    since: date | None


@dataclass(frozen=True)
class CellRow:
    """One post at one opening, with the shift of who holds it."""

    cell: Cell
    kind: OpeningKind
    shift_id: ShiftId | None = None

    @property
    def key(self) -> str:
        """The name of its field."""
        return self.cell.key


@dataclass(frozen=True)
class OpeningRow:
    """What is open at one time in one place: the counters and the desk are one opening."""

    time: Time
    site_id: SiteId
    site: str
    cells: Mapping[Post, CellRow]


@dataclass(frozen=True)
class MonthPlan:
    """A month as it is given out on the page, and as it is saved."""

    month: date
    openings: tuple[OpeningRow, ...]
    staff: tuple[Colleague, ...]
    fair: Mapping[EngagementId, FairRow]
    proposed: Mapping[str, EngagementId]
    away: Mapping[EngagementId, frozenset[date]]
    elsewhere: Mapping[EngagementId, tuple[Time, ...]]
    seen: str
    names: Mapping[EngagementId, str]
    cells: Mapping[str, CellRow] = field(default_factory=dict)

    @property
    def posts(self) -> list[Post]:
        """The columns: every post of some opening."""
        used = {post for row in self.openings for post in row.cells}
        return [post for post in Post if post in used]

    @property
    def held(self) -> dict[str, EngagementId]:
        """Who is on duty already."""
        return {k: row.cell.held_by for k, row in self.cells.items() if row.cell.held_by}

    def may_sit(self, post: Post) -> list[Colleague]:
        """Return who can be chosen for a post."""
        return [one for one in self.staff if one.role in MAY_SIT[post.skill]]

    def broken(self, given: Mapping[str, EngagementId]) -> dict[RotaRule, list[str]]:
        """Return where each rule of a good month is not kept, were the posts so given."""
        cells = [row.cell for row in self.cells.values()]
        return broken(cells, given, self.away, self.elsewhere)


def weekly_hours(viewer: Viewer, on: date) -> list[HoursRow]:
    """Return the weekly hours of everybody who may be on duty, by name."""
    known = hours_by_worker(viewer, on)
    return [
        HoursRow(one.engagement_id, one.name, *known.get(one.engagement_id, (FULL_TIME, None)))
        for one in colleagues(viewer, on, *RECEIVING)
    ]


def month_plan(viewer: Viewer, month: date, today: date) -> MonthPlan:
    """Return a month from today on: its openings, who may hold what, who should."""
    end = month_after(month)
    duties = duties_between(viewer, month, end)
    openings = _openings(viewer, (max(month, today), end), duties)
    cells = {cell.key: cell for row in openings for cell in row.cells.values()}
    placed = {cell.shift_id for cell in cells.values()}
    elsewhere: dict[EngagementId, tuple[Time, ...]] = {}
    for duty in (one for one in duties if one.id not in placed):
        elsewhere[duty.engagement_id] = (*elsewhere.get(duty.engagement_id, ()), _time(duty))
    staff = tuple(colleagues(viewer, max(month, today), *RECEIVING))
    away = _away(viewer, month, end)
    fair = _fair(viewer, month, staff)
    people = [
        Person(
            row.engagement_id,
            row.skill,
            row.turns,
            row.hours,
            away.get(row.engagement_id, frozenset()),
            elsewhere.get(row.engagement_id, ()),
        )
        for row in fair.values()
    ]
    return MonthPlan(
        month=month,
        openings=openings,
        staff=staff,
        fair=fair,
        proposed=propose([row.cell for row in cells.values()], people),
        away=away,
        elsewhere=elsewhere,
        seen=_seen(duties),
        names={duty.engagement_id: duty.name for duty in duties},
        cells=cells,
    )


def _seen(duties: Iterable[DutyRow]) -> str:
    """Return what tells one state of a month from another: how many shifts, and the latest."""
    ids = [str(duty.id) for duty in duties]
    return f"{len(ids)}-{max(ids, default='')}"


def _openings(
    viewer: Viewer, days: tuple[date, date], duties: Sequence[DutyRow]
) -> tuple[OpeningRow, ...]:
    """Return the openings that will be held, in order of time, each with its posts."""
    names = {site.id: site.name for site in sites(viewer)}
    kinds: dict[tuple[date, int, int, SiteId], list[OpeningKind]] = {}
    for one in openings_ahead(viewer, *days):
        if one.held and one.rule.kind in POSTS:
            place = (one.day, one.rule.from_minute, one.rule.to_minute, one.rule.site_id)
            kinds.setdefault(place, []).append(one.rule.kind)
    rows, left = [], list(duties)
    for day, start, end, site_id in sorted(kinds):
        time = Time(day, Hours(start, end))
        cells: dict[Post, CellRow] = {}
        for kind in kinds[day, start, end, site_id]:
            here = [d for d in left if (d.kind, d.site_id) == (kind, site_id)
                    and time.overlaps(_time(d))]  # fmt: skip
            cells |= _cells(time, site_id, kind, here)
        placed = {cell.shift_id for cell in cells.values()}
        left = [duty for duty in left if duty.id not in placed]
        rows.append(OpeningRow(time, site_id, names.get(site_id, ""), cells))
    return tuple(rows)


def _cells(
    time: Time, site_id: SiteId, kind: OpeningKind, duties: Sequence[DutyRow]
) -> dict[Post, CellRow]:
    """Return the posts of an opening; who has no post of her own takes the first that is free."""
    posts = POSTS[kind][: max(_SPARE, len(duties))]
    held = {duty.post: duty for duty in duties if duty.post in posts}
    for duty in duties:
        free = [post for post in posts if post not in held]
        if duty not in held.values() and free:
            held[free[0]] = duty
    start = f"d{time.day.day}-{time.hours.from_minute}-{str(site_id)[-6:]}-{kind}"
    return {
        post: CellRow(
            Cell(f"{start}-{post}", time, post, held[post].engagement_id if post in held else None),
            kind,
            held[post].id if post in held else None,
        )
        for post in posts
    }


def _time(duty: DutyRow) -> Time:
    return Time(duty.day, Hours(duty.from_minute, duty.to_minute))


def _fair(viewer: Viewer, month: date, staff: Sequence[Colleague]) -> dict[EngagementId, FairRow]:
    """Return the share of each who is proposed, beside the average of those who do the same."""
    past = duties_between(viewer, months_before(month, PAST_MONTHS), month)
    turns = Counter(duty.engagement_id for duty in past if not duty.away)
    hours = hours_by_worker(viewer, month)
    rows: dict[EngagementId, FairRow] = {}
    for skill, role in PROPOSED.items():
        same = [one for one in staff if one.role is role]
        average = Fraction(sum(turns[one.engagement_id] for one in same), max(1, len(same)))
        for one in same:
            id_ = one.engagement_id
            week = hours.get(id_, (FULL_TIME, None))[0]
            rows[id_] = FairRow(id_, one.name, skill, turns[id_], average, week)
    return rows


def hours_by_worker(viewer: Viewer, on: date) -> dict[EngagementId, tuple[int, date | None]]:
    """Return the weekly hours written of each, with the day since when; others work full time."""
    rows = db.session.scalars(
        select(WorkingHours)
        .where(
            visible_to(viewer, viewer.organisation_id, WorkingHours), WorkingHours.valid_from <= on
        )
        .order_by(WorkingHours.valid_from)
    )
    return {row.engagement_id: (row.hours, row.valid_from) for row in rows}


def _away(viewer: Viewer, start: date, end: date) -> dict[EngagementId, frozenset[date]]:
    found: dict[EngagementId, set[date]] = {}
    for row in absences(viewer, start):
        first, last = max(row.first_day, start), min(row.last_day, end)
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        found.setdefault(row.engagement_id, set()).update(days)
    return {id_: frozenset(days) for id_, days in found.items()}
