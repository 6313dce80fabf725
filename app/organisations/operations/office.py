"""What changes about the office: sites, hours, closures, its choices, the bodies around it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db, found_or_new
from app.kernel.actor import Actor, Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.names import search_key
from app.kernel.references import BodyId, OrganisationId, SiteId
from app.organisations.models import Body, Channel, DatedSetting, Site
from app.organisations.queries import linkable, visible_to
from app.organisations.rules import (
    PERSONS,
    BodyKind,
    ChannelKind,
    OfficeFault,
    SettingKey,
    patron_days,
)
from app.transaction.loading import locked
from app.transaction.use_case import use_case

_SETTINGS = Permission.ORGANISATIONS_SETTINGS_EDIT
_DIRECTORY = Permission.ORGANISATIONS_DIRECTORY_EDIT


@dataclass(frozen=True, kw_only=True)
class BodyDetails:
    """What the directory keeps of a body."""

    kind: BodyKind
    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    pec: str = ""
    note: str = ""


@use_case("organisations.site.open", permission=_SETTINGS)
def open_site(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    name: str,
    address: str,
    directions: str,
) -> SiteId:
    """Add a building where people come, and return its id."""
    site = Site(organisation_id=organisation_id, name=name, address=address, directions=directions)
    db.session.add(site)
    about("site", site.id)
    return site.id


@use_case("organisations.channel.open", permission=_SETTINGS)
def open_channel(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    kind: ChannelKind,
    office: str,
    value: str,
) -> None:
    """Add a telephone, fax or address by which something may arrive."""
    db.session.add(Channel(organisation_id=organisation_id, kind=kind, office=office, value=value))


@use_case(
    "organisations.setting.choose",
    permission=_SETTINGS,
    refusals={"uq_dated_setting_organisation_id_key_valid_from": Conflict("changed_meanwhile")},
)
def choose_setting(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    key: SettingKey,
    value: str,
    valid_from: date,
) -> None:
    """Write a choice of the office from a day on. Nothing is retroactive.

    Refuses a day gone by, a patron's day that is not a day, a number that is not one.
    """
    if valid_from < office_date(now):
        raise Invalid(f"valid_from:{OfficeFault.STARTS_IN_THE_PAST}")
    if key is SettingKey.PATRON_DAY and not patron_days(value, [valid_from.year]):
        raise Invalid(f"value:{OfficeFault.NOT_A_DAY}")
    if key is SettingKey.SLOT_MINUTES and not (value.isdecimal() and 5 <= int(value) <= 120):
        raise Invalid(f"value:{OfficeFault.NOT_A_NUMBER}")
    if key in PERSONS and value not in ("2", "3"):
        raise Invalid(f"value:{OfficeFault.NOT_TWO_OR_THREE}")
    known = found_or_new(
        DatedSetting, organisation_id=organisation_id, key=key, valid_from=valid_from
    )
    known.value = value


@use_case("organisations.body.open", permission=_DIRECTORY)
def open_body(
    *, actor: Actor, now: datetime, organisation_id: OrganisationId, details: BodyDetails
) -> BodyId:
    """Add a body to the directory and return its id."""
    body = Body(organisation_id=organisation_id)
    _write(body, details)
    db.session.add(body)
    about("body", body.id)
    return body.id


@use_case("organisations.body.correct", permission=_DIRECTORY)
def correct_body(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    body_id: BodyId,
    version: int,
    details: BodyDetails,
) -> None:
    """Correct what the directory keeps of a body; `Conflict` on an older version of the form."""
    reach = visible_to(actor, organisation_id, Body)
    body = locked(select(Body).where(reach, Body.id == body_id), version)
    about("body", body.id)
    _write(body, details)


@use_case("organisations.body.link", permission=Permission.ORGANISATIONS_BODY_LINK)
def link_body(
    *, actor: Viewer, now: datetime, body_id: BodyId, version: int, to_id: OrganisationId | None
) -> None:
    """Say which body of this program one of the directory is.

    What is sent to it then reaches it, and its people may report to us.

    With nothing chosen it is none of them. Refuses the own body and one that is not there
    (`NotFound`), an older version of the form (`Conflict`).
    """
    if to_id is not None and to_id not in {one for one, _ in linkable(actor)}:
        raise NotFound
    reach = visible_to(actor, actor.organisation_id, Body)
    body = locked(select(Body).where(reach, Body.id == body_id), version)
    about("body", body.id)
    body.linked_id = to_id


def _write(body: Body, details: BodyDetails) -> None:
    body.kind = details.kind
    body.name = details.name
    body.search_key = search_key(details.name)
    body.address = details.address
    body.phone = details.phone
    body.email = details.email
    body.pec = details.pec
    body.note = details.note
