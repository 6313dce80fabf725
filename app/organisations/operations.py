"""What changes about the office: sites, hours, closures, its choices, the bodies around it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db, found_or_new
from app.kernel.actor import Actor, Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid
from app.kernel.names import search_key
from app.kernel.references import BodyId, OrganisationId, SiteId
from app.organisations.models import (
    Association,
    AssociationMember,
    Body,
    Channel,
    Closure,
    DatedSetting,
    MakeUpOpening,
    OpeningRule,
    Site,
)
from app.organisations.queries import lock_calendar, opening_if, openings_of_day, visible_to
from app.organisations.rules import (
    PERSONS,
    AssociationKind,
    BodyKind,
    ChannelKind,
    ClosedDays,
    MemberRole,
    OfficeFault,
    SettingKey,
    WeeklyRule,
    patron_days,
)
from app.transaction.loading import found, locked
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


@dataclass(frozen=True)
class Membership:
    """A role in an association with its dates and its source."""

    role: MemberRole
    valid_from: date
    valid_to: date | None
    source: str


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


@use_case("organisations.hours.open", permission=_SETTINGS)
def open_hours(
    *, actor: Actor, now: datetime, organisation_id: OrganisationId, rule: WeeklyRule
) -> None:
    """Open at new weekly hours from `rule.valid_from` on. Refuses hours that run backwards."""
    if rule.to_minute <= rule.from_minute:
        raise Invalid(f"to_hour:{OfficeFault.ENDS_BEFORE_OPENING}")
    db.session.add(
        OpeningRule(
            organisation_id=organisation_id,
            site_id=rule.site_id,
            kind=rule.kind,
            mode=rule.mode,
            weekday=rule.weekday,
            from_minute=rule.from_minute,
            to_minute=rule.to_minute,
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
            to_be_confirmed=rule.to_be_confirmed,
        )
    )


@use_case("organisations.hours.end", permission=_SETTINGS)
def end_hours(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    rule_id: UUID,
    ends_on: date,
) -> None:
    """End weekly hours: `ends_on` is the first day without them. The past is never rewritten."""
    lock_calendar(organisation_id, to_change=True)
    reach = visible_to(actor, organisation_id, OpeningRule)
    rule = found(select(OpeningRule).where(reach, OpeningRule.id == rule_id))
    if ends_on < office_date(now):
        raise Invalid(f"ends_on:{OfficeFault.STARTS_IN_THE_PAST}")
    if ends_on <= rule.valid_from:
        raise Invalid(f"ends_on:{OfficeFault.ENDS_BEFORE_OPENING}")
    rule.valid_to = ends_on


@use_case(
    "organisations.make_up.open",
    permission=_SETTINGS,
    refusals={
        "uq_make_up_opening_organisation_id_site_id_kind_day": Invalid(
            f"on_day:{OfficeFault.ALREADY_OPEN}"
        )
    },
)
def open_once(
    *, actor: Viewer, now: datetime, opening: WeeklyRule, recovers_on: date | None = None
) -> UUID:
    """Open on one day alone, in place of the opening lost on `recovers_on` if it is said.

    Refuses a day gone by or on which the office is closed, hours that run backwards, and hours in
    which it is already open for the same thing.
    """
    day = opening.valid_from
    if opening.to_minute <= opening.from_minute:
        raise Invalid(f"to_hour:{OfficeFault.ENDS_BEFORE_OPENING}")
    if day < office_date(now):
        raise Invalid(f"on_day:{OfficeFault.STARTS_IN_THE_PAST}")
    lock_calendar(actor.organisation_id, to_change=True)
    if not opening_if(actor, opening).held:
        raise Invalid(f"on_day:{OfficeFault.NOT_A_WORKING_DAY}")
    if any(one.rule.shares_hours(opening) for one in openings_of_day(actor, day)):
        raise Invalid(f"on_day:{OfficeFault.ALREADY_OPEN}")
    row = MakeUpOpening(
        organisation_id=actor.organisation_id,
        site_id=opening.site_id,
        kind=opening.kind,
        mode=opening.mode,
        day=day,
        from_minute=opening.from_minute,
        to_minute=opening.to_minute,
        recovers_on=recovers_on,
    )
    db.session.add(row)
    about("make_up_opening", row.id)
    return row.id


@use_case("organisations.make_up.withdraw", permission=_SETTINGS)
def withdraw_opening(*, actor: Viewer, now: datetime, opening_id: UUID) -> None:
    """Take back an opening of one day that has not come yet."""
    reach = visible_to(actor, actor.organisation_id, MakeUpOpening)
    lock_calendar(actor.organisation_id, to_change=True)
    row = found(select(MakeUpOpening).where(reach, MakeUpOpening.id == opening_id))
    if row.day <= office_date(now):
        raise Invalid(OfficeFault.STARTS_IN_THE_PAST)
    about("make_up_opening", row.id)
    db.session.delete(row)


@use_case("organisations.closure.add", permission=_SETTINGS)
def add_closure(
    *, actor: Actor, now: datetime, organisation_id: OrganisationId, closed: ClosedDays
) -> UUID:
    """Close the office, or a part of it, for some days; return the closure.

    Refuses days already gone. Whoever is booked then is moved by a person, never by itself.
    """
    if closed.ends_on <= closed.starts_on:
        raise Invalid(f"ends_on:{OfficeFault.CLOSURE_BACKWARDS}")
    if closed.starts_on < office_date(now):
        raise Invalid(f"starts_on:{OfficeFault.STARTS_IN_THE_PAST}")
    lock_calendar(organisation_id, to_change=True)
    row = Closure(
        organisation_id=organisation_id,
        starts_on=closed.starts_on,
        ends_on=closed.ends_on,
        reason=closed.reason,
        site_id=closed.site_id,
        kind=closed.kind,
    )
    db.session.add(row)
    about("closure", row.id)
    return row.id


@use_case("organisations.closure.remove", permission=_SETTINGS)
def remove_closure(
    *, actor: Actor, now: datetime, organisation_id: OrganisationId, closure_id: UUID
) -> None:
    """Take back a closure that has not begun; one under way is only shortened by its end."""
    reach = visible_to(actor, organisation_id, Closure)
    closure = found(select(Closure).where(reach, Closure.id == closure_id))
    if closure.starts_on <= office_date(now):
        raise Invalid(OfficeFault.STARTS_IN_THE_PAST)
    about("closure", closure.id)
    db.session.delete(closure)


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


@use_case("organisations.association.found", permission=_SETTINGS)
def found_association(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    kind: AssociationKind,
    name: str,
    note: str,
) -> UUID:
    """Add an association of Comuni (district, consortium) and return its id."""
    association = Association(organisation_id=organisation_id, kind=kind, name=name, note=note)
    db.session.add(association)
    about("association", association.id)
    return association.id


@use_case("organisations.association.join", permission=_SETTINGS)
def join_association(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    association_id: UUID,
    body_id: BodyId,
    membership: Membership,
) -> None:
    """Write that a body is in an association with a role, from a day, and who says so."""
    if membership.valid_to is not None and membership.valid_to <= membership.valid_from:
        raise Invalid(f"valid_to:{OfficeFault.ENDS_BEFORE_MEMBERSHIP}")
    about("association", association_id)
    db.session.add(
        AssociationMember(
            organisation_id=organisation_id,
            association_id=association_id,
            body_id=body_id,
            role=membership.role,
            valid_from=membership.valid_from,
            valid_to=membership.valid_to,
            source=membership.source,
        )
    )


def _write(body: Body, details: BodyDetails) -> None:
    body.kind = details.kind
    body.name = details.name
    body.search_key = search_key(details.name)
    body.address = details.address
    body.phone = details.phone
    body.email = details.email
    body.pec = details.pec
    body.note = details.note
