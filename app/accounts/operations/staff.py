"""What the administrator changes about staff: accounts, engagements, teams, one-use links."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select

from app.accounts import queries
from app.accounts.models import AccessLink, Account, Engagement, Team
from app.accounts.policy import Permission, Role
from app.accounts.rules import LINK_LIFE
from app.accounts.sessions import token_hash
from app.audit.context import about
from app.db import db
from app.kernel.actor import Actor
from app.kernel.clock import office_date, security_now
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import (
    AccountId,
    EngagementId,
    OrganisationId,
    TeamId,
    new_token,
)
from app.tenancy.models import Organisation
from app.transaction.loading import found
from app.transaction.use_case import use_case


class Fault(StrEnum):
    """Why a change to staff is refused."""

    BODY_EXISTS = "body_exists"
    LOGIN_TAKEN = "login_taken"
    NOT_YOURSELF = "not_yourself"
    ENDS_BEFORE_START = "ends_before_start"
    LAST_ADMINISTRATOR = "last_administrator"


class LoginTaken(Invalid):
    """Another account answers to this login."""


@use_case(
    "accounts.staff.open",
    permission=Permission.ACCOUNTS_STAFF_MANAGE,
    refusals={"uq_account_login": LoginTaken(f"login:{Fault.LOGIN_TAKEN}")},
)
def open_account(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    login: str,
    name: str,
    role: Role,
    starts_on: date,
) -> AccountId:
    """Open an account with its first engagement; return its id. No password: a link sets it.

    Refuses a login already taken (`LoginTaken`).
    """
    account = Account(login=login.strip().lower(), name=name, created_at=now)
    db.session.add(account)
    db.session.flush()
    about("account", account.id)
    _engage(organisation_id, account.id, role, None, starts_on)
    return account.id


@use_case("accounts.body.found", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def found_body(
    *,
    actor: Actor,
    now: datetime,
    organisation_name: str,
    login: str,
    name: str,
    starts_on: date,
) -> str:
    """Make the first body and its first administrator; return the token of her one-use link.

    Refuses when a body exists: from then on people are added by people.
    """
    if db.session.scalar(select(Organisation.id).limit(1)) is not None:
        raise NotAllowedNow(Fault.BODY_EXISTS)
    body = Organisation(code="ente", name=organisation_name, kind="municipality")
    db.session.add(body)
    db.session.flush()
    about("organisation", body.id)
    account_id = open_account(
        actor=actor,
        now=now,
        organisation_id=body.id,
        login=login,
        name=name,
        role=Role.ADMINISTRATOR,
        starts_on=starts_on,
    )
    db.session.flush()
    return issue_link(actor=actor, now=now, organisation_id=body.id, account_id=account_id)


@use_case("accounts.staff.engage", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def engage(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    account_id: AccountId,
    role: Role,
    team_id: TeamId | None,
    starts_on: date,
) -> EngagementId:
    """Give an account a further role in the body, from a day on; its rights add up.

    Nobody gives a role to herself: rights are always given by another person.
    """
    account = queries.for_change(actor, organisation_id, account_id)
    _not_oneself(actor, account.id)
    about("account", account.id)
    return _engage(organisation_id, account.id, role, team_id, starts_on)


@use_case("accounts.staff.disengage", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def disengage(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    engagement_id: EngagementId,
    ends_on: date,
) -> AccountId:
    """End an engagement: `ends_on` is the first day without it. Refuses an end before the start.

    Refuses also one's own, and the last administrator's.
    """
    reach = queries.visible_to(actor, organisation_id)
    engagement = found(select(Engagement).where(reach, Engagement.id == engagement_id))
    _not_oneself(actor, engagement.account_id)
    if ends_on <= engagement.valid_from:
        raise Invalid(f"ends_on:{Fault.ENDS_BEFORE_START}")
    if engagement.role == Role.ADMINISTRATOR:
        _keep_an_administrator(organisation_id, Engagement.id != engagement.id, ends_on)
    about("account", engagement.account_id)
    engagement.valid_to = ends_on
    return engagement.account_id


@use_case("accounts.staff.disable", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def disable(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    account_id: AccountId,
    version: int,
) -> None:
    """Close the door to an account from the next click on; refuses to close one's own.

    Refuses also the last administrator's.
    """
    account = queries.same_version(queries.for_change(actor, organisation_id, account_id), version)
    _not_oneself(actor, account.id)
    if _administers(organisation_id, account.id):
        others = Engagement.account_id != account.id
        _keep_an_administrator(organisation_id, others, office_date(now))
    about("account", account.id)
    account.disabled_at = now
    account.epoch += 1


@use_case("accounts.staff.enable", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def enable(
    *,
    actor: Actor,
    now: datetime,
    organisation_id: OrganisationId,
    account_id: AccountId,
    version: int,
) -> None:
    """Let an account in again; her sessions of before stay closed."""
    account = queries.same_version(queries.for_change(actor, organisation_id, account_id), version)
    about("account", account.id)
    account.disabled_at = None


@use_case("accounts.staff.issue_link", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def issue_link(
    *, actor: Actor, now: datetime, organisation_id: OrganisationId, account_id: AccountId
) -> str:
    """Return the token of a one-use link, valid 48 hours, by which she sets her password.

    The administrator never chooses nor learns a password. Only the hash of the token is kept. The
    links given before die: one that went astray must not open the account later.
    """
    account = queries.for_change(actor, organisation_id, account_id)
    about("account", account.id)
    earlier = select(AccessLink).where(
        AccessLink.account_id == account.id,
        AccessLink.used_at.is_(None),
        AccessLink.expires_at > security_now(),
    )
    for link in db.session.scalars(earlier):
        link.expires_at = security_now()
    token = new_token()
    db.session.add(
        AccessLink(
            account_id=account.id,
            token_hash=token_hash(token),
            expires_at=security_now() + LINK_LIFE,
        )
    )
    return token


@use_case("accounts.team.open", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def open_team(*, actor: Actor, now: datetime, organisation_id: OrganisationId, name: str) -> TeamId:
    """Open a team of the body and return its id."""
    team = Team(organisation_id=organisation_id, name=name)
    db.session.add(team)
    about("team", team.id)
    return team.id


def _not_oneself(actor: Actor, account_id: AccountId) -> None:
    if account_id == getattr(actor, "account_id", None):
        raise NotAllowedNow(Fault.NOT_YOURSELF)


def _engage(
    organisation_id: OrganisationId,
    account_id: AccountId,
    role: Role,
    team_id: TeamId | None,
    starts_on: date,
) -> EngagementId:
    engagement = Engagement(
        organisation_id=organisation_id,
        account_id=account_id,
        role=role,
        team_id=team_id,
        valid_from=starts_on,
    )
    db.session.add(engagement)
    return engagement.id


def _administers(organisation_id: OrganisationId, account_id: AccountId) -> bool:
    found = db.session.scalar(
        select(Engagement.id)
        .where(
            Engagement.organisation_id == organisation_id,
            Engagement.account_id == account_id,
            Engagement.role == Role.ADMINISTRATOR,
            Engagement.valid_to.is_(None),
        )
        .limit(1)
    )
    return found is not None


def _keep_an_administrator(
    organisation_id: OrganisationId, others: ColumnElement[bool], from_day: date
) -> None:
    """A body without an administrator could never have one again from its own screens.

    Whoever stays must be there without an end, and is held until the commit: of two
    administrators who send each other away at the same moment, one is refused.
    """
    staying = db.session.scalar(
        select(Engagement.id)
        .join(Account, Account.id == Engagement.account_id)
        .where(
            Engagement.organisation_id == organisation_id,
            Engagement.role == Role.ADMINISTRATOR,
            others,
            Account.disabled_at.is_(None),
            Engagement.valid_from <= from_day,
            Engagement.valid_to.is_(None),
        )
        .limit(1)
        .with_for_update()
    )
    if staying is None:
        raise NotAllowedNow(Fault.LAST_ADMINISTRATOR)
