"""What changes of the hours: weekly ones, those of one day or of a season, days of closure."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Actor, Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import OrganisationId
from app.organisations.models import Closure, MakeUpOpening, OpeningRule
from app.organisations.queries import lock_calendar, opening_if, openings_of_day, visible_to, weekly
from app.organisations.rules import (
    ClosedDays,
    OfficeFault,
    Season,
    WeeklyRule,
    left_outside,
    season_fault,
)
from app.transaction.loading import found
from app.transaction.use_case import use_case

_SETTINGS = Permission.ORGANISATIONS_SETTINGS_EDIT


@use_case("organisations.hours.open", permission=_SETTINGS)
def open_hours(
    *, actor: Actor, now: datetime, organisation_id: OrganisationId, rule: WeeklyRule
) -> None:
    """Open at new weekly hours from `rule.valid_from` on. Refuses hours that run backwards."""
    if rule.to_minute <= rule.from_minute:
        raise Invalid(f"to_hour:{OfficeFault.ENDS_BEFORE_OPENING}")
    db.session.add(_row(organisation_id, rule))


@use_case("organisations.hours.end", permission=_SETTINGS)
def end_hours(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    rule_id: UUID,
    ends_on: date,
) -> None:
    """End weekly hours: `ends_on` is the first day without them. The past is never rewritten.

    Refuses a day gone by, one before they begin, and hours that end by then already: ended later
    they would be open again on days on which nobody came, or in a season with hours of its own.
    """
    lock_calendar(organisation_id, to_change=True)
    reach = visible_to(actor, organisation_id, OpeningRule)
    rule = found(select(OpeningRule).where(reach, OpeningRule.id == rule_id))
    about("opening_rule", rule.id)
    if ends_on < office_date(now):
        raise Invalid(f"ends_on:{OfficeFault.STARTS_IN_THE_PAST}")
    if ends_on <= rule.valid_from:
        raise Invalid(f"ends_on:{OfficeFault.ENDS_BEFORE_OPENING}")
    if rule.valid_to is not None and rule.valid_to <= ends_on:
        raise Invalid(f"ends_on:{OfficeFault.HOURS_OVER}")
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


@use_case("organisations.season.set", permission=_SETTINGS)
def set_season(*, actor: Viewer, now: datetime, season: Season) -> None:
    """Keep other hours for a while: the ordinary ones stop when it begins and come back after it.

    Refuses a season that begins in the past or runs backwards, and hours that do.
    """
    fault = season_fault(season, office_date(now))
    if fault is not None:
        raise Invalid(fault)
    lock_calendar(actor.organisation_id, to_change=True)
    reach = visible_to(actor, actor.organisation_id, OpeningRule)
    rows = db.session.scalars(
        select(OpeningRule).where(
            reach, OpeningRule.site_id == season.site_id, OpeningRule.kind.in_(season.kinds)
        )
    )
    kept = season.rules
    for row in rows:
        rule = weekly(row)
        if not season.touches(rule):
            continue
        kept += [one for one in left_outside(rule, season) if one.valid_from >= season.ends_on]
        if rule.valid_from < season.starts_on:
            row.valid_to = season.starts_on
        else:
            db.session.delete(row)
    db.session.add_all(_row(actor.organisation_id, one) for one in kept)


def _row(organisation_id: OrganisationId, rule: WeeklyRule) -> OpeningRule:
    return OpeningRule(
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
        languages=rule.languages,
    )
