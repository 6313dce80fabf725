"""The information desks for foreign citizens: where, when, in which languages, how many came."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import rome_to_utc
from app.kernel.references import DeskContactId, InfoDeskId, PersonId, SiteId
from app.open_door.models import DeskContact, InfoDesk
from app.open_door.queries.scope import load_desk, visible_to, year_of
from app.open_door.rules import Topic
from app.organisations.models import Body, Site
from app.organisations.queries import hours
from app.organisations.rules import OpeningKind, WeeklyRule
from app.people import queries as people


@dataclass(frozen=True, kw_only=True)
class DeskRow:
    """One desk of the list, with its hours of today's rules."""

    id: InfoDeskId
    number: int
    site_id: SiteId
    site: str
    address: str
    host: str
    languages: str
    hours: tuple[WeeklyRule, ...]
    counted: int  # since the first of January


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """Somebody who came: without a name, unless she gave it."""

    id: DeskContactId
    at: datetime
    language: str
    topics: tuple[Topic, ...]
    minutes: int
    mediation_minutes: int
    returns: bool
    nationality: str
    person_id: PersonId | None
    person: str


@dataclass(frozen=True, kw_only=True)
class DeskPage:
    """Everything the page of a desk shows; the sums are of the year."""

    desk: DeskRow
    topics: tuple[tuple[Topic, int], ...]
    minutes: int
    mediation_minutes: int
    contacts: tuple[ContactRow, ...]


def desks(viewer: Viewer, today: date) -> list[DeskRow]:
    """Return the desks by number, with the contacts of the year; the queries are always as many."""
    return _rows(viewer, today, visible_to(viewer, InfoDesk))


def desk_page(
    viewer: Viewer, desk_id: InfoDeskId, today: date, offset: int, limit: int
) -> DeskPage:
    """Return one desk with who came, the latest first; `NotFound` out of reach.

    Whoever is protected is not in the list of who may not see her; she stays counted.
    """
    row = load_desk(viewer, desk_id)
    desk = _rows(viewer, today, InfoDesk.id == row.id)[0]
    topics, minutes, mediation = _sums(viewer, row.id, today)
    found = db.session.scalars(
        select(DeskContact)
        .where(
            visible_to(viewer, DeskContact),
            DeskContact.desk_id == row.id,
            people.may_be_named(viewer, DeskContact.person_id),
        )
        .order_by(DeskContact.at.desc(), DeskContact.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()
    named = people.rows_by_id(viewer, {one.person_id for one in found if one.person_id})
    return DeskPage(
        desk=desk,
        topics=topics,
        minutes=minutes,
        mediation_minutes=mediation,
        contacts=tuple(_contact(one, named) for one in found),
    )


def _contact(row: DeskContact, named: dict[PersonId, Any]) -> ContactRow:
    person = named.get(row.person_id) if row.person_id else None
    return ContactRow(
        id=row.id,
        at=row.at,
        language=row.language,
        topics=tuple(Topic(code) for code in row.topics.split(",")),
        minutes=row.minutes,
        mediation_minutes=row.mediation_minutes,
        returns=row.returns,
        nationality=row.nationality,
        person_id=person.id if person else None,
        person=person.name if person else "",
    )


def _rows(viewer: Viewer, today: date, wanted: Any) -> list[DeskRow]:
    found = db.session.execute(
        select(InfoDesk, Site, Body.name)
        .join(
            Site,
            (Site.organisation_id == InfoDesk.organisation_id) & (Site.id == InfoDesk.site_id),
        )
        .outerjoin(
            Body, (Body.organisation_id == InfoDesk.organisation_id) & (Body.id == InfoDesk.host_id)
        )
        .where(InfoDesk.organisation_id == viewer.organisation_id, wanted)
        .order_by(InfoDesk.number)
    ).all()
    if not found:
        return []
    rules = [
        row.rule
        for row in hours(viewer, today).rules
        if row.rule.kind is OpeningKind.STARS_DESK and row.rule.holds_on(today)
    ]
    counted = _counted(viewer, [row.id for row, _, _ in found], today)
    return [
        DeskRow(
            id=row.id,
            number=row.number,
            site_id=row.site_id,
            site=site.name,
            address=site.address,
            host=host or "",
            languages=row.languages,
            hours=tuple(rule for rule in rules if rule.site_id == row.site_id),
            counted=counted.get(row.id, 0),
        )
        for row, site, host in found
    ]


def _this_year(today: date) -> tuple[Any, Any]:
    first, end = year_of(today.year)
    return DeskContact.at >= rome_to_utc(first, 0), DeskContact.at < rome_to_utc(end, 0)


def _counted(viewer: Viewer, ids: Collection[InfoDeskId], today: date) -> dict[InfoDeskId, int]:
    rows = db.session.execute(
        select(DeskContact.desk_id, func.count())
        .where(
            visible_to(viewer, DeskContact),
            DeskContact.desk_id.in_(list(ids)),
            *_this_year(today),
        )
        .group_by(DeskContact.desk_id)
    )
    return {row[0]: row[1] for row in rows}


def _sums(
    viewer: Viewer, desk_id: InfoDeskId, today: date
) -> tuple[tuple[tuple[Topic, int], ...], int, int]:
    """Return how often each thing was asked this year, and the minutes; a few sets of topics."""
    rows = db.session.execute(
        select(
            DeskContact.topics,
            func.count(),
            func.sum(DeskContact.minutes),
            func.sum(DeskContact.mediation_minutes),
        )
        .where(visible_to(viewer, DeskContact), DeskContact.desk_id == desk_id, *_this_year(today))
        .group_by(DeskContact.topics)
    ).all()
    asked: Counter[Topic] = Counter()
    for topics, number, _, _ in rows:
        asked.update({Topic(code): number for code in topics.split(",")})
    return (
        tuple((topic, asked[topic]) for topic in Topic if topic in asked),
        sum(int(row[2]) for row in rows),
        sum(int(row[3]) for row in rows),
    )
