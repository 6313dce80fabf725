"""The office and the bodies around it, as they are on a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, false, func, or_, select

from app.accounts.policy import Permission
from app.db import Owned, db
from app.kernel.actor import Actor, Reach, Reader, Viewer, once_each_viewer
from app.kernel.names import search_key
from app.kernel.references import BodyId, OrganisationId, SiteId
from app.organisations.models import Body, Channel, DatedSetting, Site
from app.organisations.rules import DEFAULTS, BodyKind, ChannelKind, SettingKey
from app.tenancy.models import Organisation
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
    linked_id: OrganisationId | None = None  # it works with this program, with rows of its own


@dataclass(frozen=True)
class LinkedRow:
    """A body of the directory that works with this program."""

    id: BodyId
    name: str
    organisation_id: OrganisationId


def visible_to(
    viewer: Actor, organisation_id: OrganisationId, table: type[Owned]
) -> ColumnElement[bool]:
    """Return the criterion of the rows of the office this viewer may read."""
    if viewer.reach(Permission.ORGANISATIONS_DIRECTORY_READ) is not Reach.ORGANISATION:
        return false()
    return table.organisation_id == organisation_id


@once_each_viewer
def sites(viewer: Viewer) -> list[SiteRow]:
    """Return the buildings of the viewer's body: nobody adds one while a page is read."""
    rows = db.session.scalars(
        select(Site).where(visible_to(viewer, viewer.organisation_id, Site)).order_by(Site.name)
    )
    return [SiteRow(row.id, row.name, row.address, row.directions) for row in rows]


def channels(viewer: Viewer) -> list[ChannelRow]:
    """Return by what the office is reached."""
    mine = visible_to(viewer, viewer.organisation_id, Channel)
    rows = db.session.scalars(select(Channel).where(mine).order_by(Channel.office, Channel.kind))
    return [ChannelRow(ChannelKind(row.kind), row.office, row.value) for row in rows]


def setting(viewer: Reader, key: SettingKey, on: date) -> str | None:
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


def setting_on(viewer: Reader, key: SettingKey, days: Iterable[date]) -> dict[date, str | None]:
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


def bodies(
    viewer: Viewer,
    text: str = "",
    *,
    kinds: Collection[BodyKind] = (),
    at_most: int | None = None,
) -> list[BodyRow]:
    """Return the bodies whose name holds the words of `text`, by name, of `kinds` if any are said.

    All of them, unless only so many are shown: who chooses one must find each.
    """
    criteria = [
        Body.search_key.contains(word, autoescape=True) for word in search_key(text).split()
    ]
    asked = (
        select(Body)
        .where(visible_to(viewer, viewer.organisation_id, Body), *criteria)
        .order_by(Body.search_key)
    )
    if kinds:
        asked = asked.where(Body.kind.in_([*kinds]))
    asked = asked.limit(at_most)
    return [_body_row(row) for row in db.session.scalars(asked)]


def linked(viewer: Viewer) -> list[LinkedRow]:
    """Return every body of the directory that works with this program, by name, not the own one."""
    rows = db.session.execute(
        select(Body.id, Body.name, Body.linked_id)
        .where(
            visible_to(viewer, viewer.organisation_id, Body),
            Body.linked_id != viewer.organisation_id,
        )
        .order_by(Body.search_key, Body.id)
    )
    return [LinkedRow(id_, name, to) for id_, name, to in rows if to is not None]


def bodies_at(viewer: Viewer, address: str) -> list[BodyRow]:
    """Return the bodies that write from an address, certified or not."""
    rows = db.session.scalars(
        select(Body).where(
            visible_to(viewer, viewer.organisation_id, Body),
            or_(func.lower(Body.pec) == address.lower(), func.lower(Body.email) == address.lower()),
        )
    )
    return [_body_row(row) for row in rows] if address else []


def linkable(viewer: Viewer) -> list[tuple[OrganisationId, str]]:
    """Return the other bodies that work with this program, by name, for who may link them."""
    if not viewer.may(Permission.ORGANISATIONS_BODY_LINK):
        return []
    rows = db.session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.id != viewer.organisation_id)
        .order_by(Organisation.name)
    )
    return [(row[0], row[1]) for row in rows]


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
        row.linked_id,
    )
