"""The office and the bodies around it, as they are on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select

from app.accounts.policy import Permission
from app.db import Owned, db
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.names import search_key
from app.kernel.references import BodyId, OrganisationId, SiteId
from app.organisations.models import (
    Association,
    AssociationMember,
    Body,
    Channel,
    Closure,
    DatedSetting,
    OpeningRule,
    Site,
)
from app.organisations.rules import (
    DEFAULTS,
    AccessMode,
    AssociationKind,
    BodyKind,
    ChannelKind,
    MemberRole,
    Opening,
    OpeningKind,
    SettingKey,
    WeeklyRule,
    lost_openings,
    openings_between,
    openings_on,
    patron_days,
)
from app.transaction.loading import found

BODIES_SHOWN = 100


@dataclass(frozen=True)
class SiteRow:
    """A building where people come."""

    id: SiteId
    name: str
    address: str
    directions: str


@dataclass(frozen=True)
class RuleRow:
    """One weekly opening, with the row it comes from."""

    id: UUID
    site: str
    rule: WeeklyRule


@dataclass(frozen=True)
class ChannelRow:
    """A telephone, fax or address of the office."""

    kind: ChannelKind
    office: str
    value: str


@dataclass(frozen=True)
class BodyRow:
    """A body of the directory."""

    id: BodyId
    kind: BodyKind
    name: str
    address: str
    phone: str
    email: str
    pec: str
    note: str
    version: int


@dataclass(frozen=True)
class MemberRow:
    """A body in an association, and who says so."""

    name: str
    role: MemberRole
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True)
class AssociationRow:
    """An association and all it ever had as members."""

    kind: AssociationKind
    name: str
    note: str
    members: tuple[MemberRow, ...]


@dataclass(frozen=True)
class ClosureRow:
    """Days of closure decided by the office."""

    id: UUID
    starts_on: date
    ends_on: date
    reason: str


@dataclass(frozen=True)
class Hours:
    """The rules of opening in force or to come, and the closed days of the office."""

    rules: tuple[RuleRow, ...]
    closures: tuple[ClosureRow, ...]
    week: tuple[Opening, ...]
    lost: tuple[Opening, ...]


def visible_to(
    viewer: Actor, organisation_id: OrganisationId, table: type[Owned]
) -> ColumnElement[bool]:
    """Return the criterion of the rows of the office this viewer may read."""
    if viewer.reach(Permission.ORGANISATIONS_DIRECTORY_READ) is not Reach.ORGANISATION:
        return false()
    return table.organisation_id == organisation_id


def sites(viewer: Viewer) -> list[SiteRow]:
    """Return the buildings of the viewer's body."""
    rows = db.session.scalars(
        select(Site).where(visible_to(viewer, viewer.organisation_id, Site)).order_by(Site.name)
    )
    return [SiteRow(row.id, row.name, row.address, row.directions) for row in rows]


def channels(viewer: Viewer) -> list[ChannelRow]:
    """Return by what the office is reached."""
    mine = visible_to(viewer, viewer.organisation_id, Channel)
    rows = db.session.scalars(select(Channel).where(mine).order_by(Channel.office, Channel.kind))
    return [ChannelRow(ChannelKind(row.kind), row.office, row.value) for row in rows]


def associations(viewer: Viewer) -> list[AssociationRow]:
    """Return district and consortium with their members, the lead first."""
    rows = db.session.execute(
        select(Association, AssociationMember, Body.name)
        .join(
            AssociationMember,
            (AssociationMember.organisation_id == Association.organisation_id)
            & (AssociationMember.association_id == Association.id),
        )
        .join(
            Body,
            (Body.organisation_id == AssociationMember.organisation_id)
            & (Body.id == AssociationMember.body_id),
        )
        .where(visible_to(viewer, viewer.organisation_id, Association))
        .order_by(Association.name, AssociationMember.role, AssociationMember.valid_from, Body.name)
    )
    found: dict[UUID, tuple[Association, list[MemberRow]]] = {}
    for association, member, name in rows:
        found.setdefault(association.id, (association, []))[1].append(
            MemberRow(
                name, MemberRole(member.role), member.valid_from, member.valid_to, member.source
            )
        )
    return [
        AssociationRow(AssociationKind(row.kind), row.name, row.note, tuple(members))
        for row, members in found.values()
    ]


def hours(viewer: Viewer, today: date) -> Hours:
    """Return the weekly rules, the closures to come, this week's openings and the lost ones."""
    rules = _rules(viewer, today)
    closures = _closures(viewer, today)
    monday = today - timedelta(days=today.weekday())
    weekly = [row.rule for row in rules]
    closed = closed_days(viewer, today)
    return Hours(
        rules=tuple(rules),
        closures=tuple(closures),
        week=tuple(openings_between(monday, monday + timedelta(days=7), weekly, closed)),
        lost=tuple(lost_openings(today, weekly, closed)),
    )


def walk_in_hours(viewer: Viewer, today: date) -> list[WeeklyRule]:
    """Return the weekly hours in which anybody may come without an appointment, by weekday."""
    found = [row.rule for row in _rules(viewer, today)]
    free = [rule for rule in found if rule.kind is OpeningKind.WALK_IN and rule.valid_from <= today]
    return sorted(free, key=lambda rule: (rule.weekday, rule.from_minute))


def openings_of_day(viewer: Viewer, day: date) -> list[Opening]:
    """Return the openings of one day, those a holiday took away with their reason."""
    weekly = [row.rule for row in _rules(viewer, day)]
    return openings_on(day, weekly, closed_days(viewer, day)) if weekly else []


def openings_ahead(viewer: Viewer, start: date, end: date) -> list[Opening]:
    """Return the openings from `start` up to, not including, `end`, lost ones with their reason."""
    weekly = [row.rule for row in _rules(viewer, start)]
    closed = closed_days(viewer, start) if weekly else {}
    return list(openings_between(start, end, weekly, closed))


def closed_days(viewer: Viewer, today: date) -> dict[date, str]:
    """Return the office's own closed days to come with the words for each, patron included."""
    found: dict[date, str] = {}
    for row in _closures(viewer, today - timedelta(days=7)):
        for number in range((row.ends_on - row.starts_on).days):
            found[row.starts_on + timedelta(days=number)] = row.reason
    patron = setting(viewer, SettingKey.PATRON_DAY, today)
    if patron:
        years = (today.year, today.year + 1)
        found.update(dict.fromkeys(patron_days(patron, years), "Patrono"))
    return found


def setting(viewer: Viewer, key: SettingKey, on: date) -> str | None:
    """Return the office's choice in force on a day, its default, or None when nobody has said."""
    value = db.session.scalar(
        select(DatedSetting.value)
        .where(
            visible_to(viewer, viewer.organisation_id, DatedSetting),
            DatedSetting.key == key,
            DatedSetting.valid_from <= on,
        )
        .order_by(DatedSetting.valid_from.desc())
        .limit(1)
    )
    return value if value is not None else DEFAULTS.get(key)


def setting_on(viewer: Viewer, key: SettingKey, days: Iterable[date]) -> dict[date, str | None]:
    """Return the office's choice in force on each of several days, with one question."""
    mine = visible_to(viewer, viewer.organisation_id, DatedSetting)
    rows = db.session.scalars(
        select(DatedSetting)
        .where(mine, DatedSetting.key == key)
        .order_by(DatedSetting.valid_from.desc())
    ).all()
    found: dict[date, str | None] = {}
    for day in days:
        chosen = (row.value for row in rows if row.valid_from <= day)
        found[day] = next(chosen, DEFAULTS.get(key))
    return found


def bodies(viewer: Viewer, text: str = "") -> list[BodyRow]:
    """Return the bodies whose name holds the words of `text`, by name, a hundred at most."""
    criteria = [
        Body.search_key.contains(word, autoescape=True) for word in search_key(text).split()
    ]
    rows = db.session.scalars(
        select(Body)
        .where(visible_to(viewer, viewer.organisation_id, Body), *criteria)
        .order_by(Body.search_key)
        .limit(BODIES_SHOWN)
    )
    return [_body_row(row) for row in rows]


def body(viewer: Viewer, body_id: BodyId) -> BodyRow:
    """Return one body of the directory; `NotFound` out of reach."""
    reach = visible_to(viewer, viewer.organisation_id, Body)
    return _body_row(found(select(Body).where(reach, Body.id == body_id)))


def _body_row(row: Body) -> BodyRow:
    return BodyRow(
        row.id,
        BodyKind(row.kind),
        row.name,
        row.address,
        row.phone,
        row.email,
        row.pec,
        row.note,
        row.version,
    )


def _rules(viewer: Viewer, today: date) -> Sequence[RuleRow]:
    rows = db.session.execute(
        select(OpeningRule, Site.name)
        .join(
            Site,
            (Site.organisation_id == OpeningRule.organisation_id)
            & (Site.id == OpeningRule.site_id),
        )
        .where(
            visible_to(viewer, viewer.organisation_id, OpeningRule),
            or_(OpeningRule.valid_to.is_(None), OpeningRule.valid_to > today - timedelta(days=7)),
        )
        .order_by(OpeningRule.kind, OpeningRule.weekday, OpeningRule.from_minute)
    )
    return [RuleRow(row.id, site, _weekly(row)) for row, site in rows]


def _weekly(row: OpeningRule) -> WeeklyRule:
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
    )


def _closures(viewer: Viewer, since: date) -> list[ClosureRow]:
    rows = db.session.scalars(
        select(Closure)
        .where(visible_to(viewer, viewer.organisation_id, Closure), Closure.ends_on > since)
        .order_by(Closure.starts_on)
    )
    return [ClosureRow(row.id, row.starts_on, row.ends_on, row.reason) for row in rows]
