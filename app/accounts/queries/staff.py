"""Who works here, which doors are open."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, SQLColumnExpression, false, select

from app.accounts.models import AccessLink, Account, Engagement, StaffSession, Team
from app.accounts.policy import Permission, Role
from app.accounts.rules import ABSOLUTE_END, IDLE_END
from app.accounts.sessions import token_hash
from app.db import db, in_force
from app.kernel.actor import Actor, Reach, Viewer, once_each_viewer
from app.kernel.clock import security_now
from app.kernel.errors import Conflict, NotFound
from app.kernel.references import AccountId, EngagementId, OrganisationId, TeamId
from app.tenancy.models import Organisation
from app.transaction.loading import locked


@dataclass(frozen=True)
class Employer:
    """A body for which an account works today."""

    id: OrganisationId
    name: str


@dataclass(frozen=True)
class EngagementRow:
    """One engagement as the staff page shows it."""

    id: EngagementId
    role: Role
    team: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class StaffRow:
    """One account with its engagements in the viewer's body."""

    id: AccountId
    login: str
    name: str
    version: int
    disabled_at: datetime | None
    has_password: bool
    engagements: Sequence[EngagementRow]


@dataclass(frozen=True)
class Colleague:
    """Somebody who works for the same body: one row each, by her engagement in a team if any."""

    engagement_id: EngagementId
    account_id: AccountId
    name: str
    role: Role
    team_id: TeamId | None
    team: str


@dataclass(frozen=True)
class OpenDoor:
    """One open session of an account."""

    id: UUID
    device: str
    created_at: datetime
    last_seen_at: datetime


def visible_to(viewer: Actor, organisation_id: OrganisationId) -> ColumnElement[bool]:
    """Return the criterion of the engagements whose holder this viewer may see."""
    if viewer.reach(Permission.ACCOUNTS_STAFF_READ) is not Reach.ORGANISATION:
        return false()
    return Engagement.organisation_id == organisation_id


def account_by_login(login: str) -> Account | None:
    """Return the account of a login. Unscoped: nobody is signed in yet."""
    return db.session.scalar(select(Account).where(Account.login == login.strip().lower()))


def employers(account_id: AccountId, on: date) -> list[Employer]:
    """Return the bodies an account works for on a day, by name. Unscoped: one's own work."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name)
        .join(Engagement, Engagement.organisation_id == Organisation.id)
        .where(Engagement.account_id == account_id, in_force(Engagement, on))
        .distinct()
        .order_by(Organisation.name)
    )
    return [Employer(id_, name) for id_, name in rows]


def link_account(token: str) -> Account | None:
    """Return whom an unused, unexpired link belongs to. Unscoped: the link is the right."""
    return db.session.scalar(
        select(Account)
        .join(AccessLink, AccessLink.account_id == Account.id)
        .where(
            AccessLink.token_hash == token_hash(token),
            AccessLink.used_at.is_(None),
            AccessLink.expires_at > security_now(),
            Account.disabled_at.is_(None),
        )
    )


def open_doors(viewer: Viewer) -> list[OpenDoor]:
    """Return the viewer's own open sessions, the latest first."""
    now = security_now()
    rows = db.session.scalars(
        select(StaffSession)
        .where(
            StaffSession.account_id == viewer.account_id,
            StaffSession.ended_at.is_(None),
            StaffSession.last_seen_at > now - IDLE_END,
            StaffSession.created_at > now - ABSOLUTE_END,
        )
        .order_by(StaffSession.last_seen_at.desc())
    )
    return [OpenDoor(row.id, row.device, row.created_at, row.last_seen_at) for row in rows]


def staff(viewer: Viewer) -> list[StaffRow]:
    """Return everybody who works or worked for the viewer's body, by name."""
    return _staff(viewer)


def staff_member(viewer: Viewer, account_id: AccountId) -> StaffRow:
    """Return one of the staff; `NotFound` when she never worked for the viewer's body."""
    found = _staff(viewer, Account.id == account_id)
    if not found:
        raise NotFound
    return found[0]


def _staff(viewer: Viewer, *criteria: ColumnElement[bool]) -> list[StaffRow]:
    rows = db.session.execute(
        select(Account, Engagement, Team.name)
        .join(Engagement, Engagement.account_id == Account.id)
        .outerjoin(
            Team,
            (Team.organisation_id == Engagement.organisation_id) & (Team.id == Engagement.team_id),
        )
        .where(visible_to(viewer, viewer.organisation_id), *criteria)
        .order_by(Account.name, Engagement.valid_from)
    )
    found: dict[AccountId, tuple[Account, list[EngagementRow]]] = {}
    for account, engagement, team in rows:
        found.setdefault(account.id, (account, []))[1].append(_engagement_row(engagement, team))
    return [_staff_row(account, engagements) for account, engagements in found.values()]


def colleagues(viewer: Viewer, on: date, *roles: Role) -> list[Colleague]:
    """Return who works for the viewer's body on a day with one of `roles`, by name.

    Whoever works here may know her colleagues; addresses and rights are not in the row.
    """
    rows = db.session.execute(
        select(Engagement, Account.name, Team.name)
        .join(Account, Account.id == Engagement.account_id)
        .outerjoin(
            Team,
            (Team.organisation_id == Engagement.organisation_id) & (Team.id == Engagement.team_id),
        )
        .where(
            Engagement.organisation_id == viewer.organisation_id,
            Engagement.role.in_(roles),
            Account.disabled_at.is_(None),
            in_force(Engagement, on),
        )
        .order_by(Account.name, Engagement.team_id.is_(None), Engagement.valid_from)
    )
    found: dict[AccountId, Colleague] = {}
    for engagement, name, team in rows:
        role = Role(engagement.role)
        row = Colleague(
            engagement.id, engagement.account_id, name, role, engagement.team_id, team or ""
        )
        found.setdefault(engagement.account_id, row)
    return list(found.values())


def working(viewer: Viewer, on: date) -> Select[EngagementId]:
    """Return the question for the engagements by which somebody works here on a day."""
    return (
        select(Engagement.id)
        .join(Account, Account.id == Engagement.account_id)
        .where(
            Engagement.organisation_id == viewer.organisation_id,
            Account.disabled_at.is_(None),
            in_force(Engagement, on),
        )
    )


def names_of(viewer: Viewer, engagement_ids: Collection[EngagementId]) -> dict[EngagementId, str]:
    """Return the name behind each engagement of the viewer's body, ended ones included.

    A page of many cards asks again and again for the same few: of whom it knows, it is not asked.
    """
    known, wanted = _named(viewer), set(engagement_ids)
    if unknown := wanted - known.keys():
        rows = db.session.execute(
            select(Engagement.id, Account.name)
            .join(Account, Account.id == Engagement.account_id)
            .where(
                Engagement.organisation_id == viewer.organisation_id,
                Engagement.id.in_(list(unknown)),
            )
        )
        known.update({row[0]: row[1] for row in rows})
    return {one: known[one] for one in wanted if one in known}


@once_each_viewer
def _named(_viewer: Viewer) -> dict[EngagementId, str]:
    """The names this viewer's page has asked for until now."""
    return {}


def name_of(viewer: Viewer, engagement_id: SQLColumnExpression[Any]) -> ScalarSelect[str]:
    """Return the name behind the engagement of a column, within the question that reads the row."""
    return (
        select(Account.name)
        .join(Engagement, Engagement.account_id == Account.id)
        .where(Engagement.organisation_id == viewer.organisation_id, Engagement.id == engagement_id)
        .correlate_except(Account, Engagement)
        .scalar_subquery()
    )


def lock_engagement(viewer: Viewer, engagement_id: EngagementId) -> None:
    """Let the others who hold the same engagement wait until this use case ends.

    For what two may write about one worker and the rows of which cannot be locked: they are new.
    """
    db.session.execute(
        select(Engagement.id)
        .where(Engagement.organisation_id == viewer.organisation_id, Engagement.id == engagement_id)
        .with_for_update()
    )


def teams(viewer: Viewer) -> list[tuple[TeamId, str]]:
    """Return the teams of the viewer's body, by name."""
    rows = db.session.execute(
        select(Team.id, Team.name)
        .where(Team.organisation_id == viewer.organisation_id)
        .order_by(Team.name)
    )
    return [(id_, name) for id_, name in rows]


def for_change(viewer: Actor, organisation_id: OrganisationId, account_id: AccountId) -> Account:
    """Return the account to be changed; `NotFound` out of reach."""
    works_here = select(Engagement.id).where(
        Engagement.account_id == account_id, visible_to(viewer, organisation_id)
    )
    return locked(select(Account).where(Account.id == account_id, works_here.exists()))


def same_version(account: Account, version: int) -> Account:
    """Return `account` if the form saw this version of it, else `Conflict`. Unscoped: no read."""
    if account.version != version:
        raise Conflict("changed_meanwhile")
    return account


def _engagement_row(engagement: Engagement, team: str | None) -> EngagementRow:
    return EngagementRow(
        engagement.id, Role(engagement.role), team, engagement.valid_from, engagement.valid_to
    )


def _staff_row(account: Account, engagements: Sequence[EngagementRow]) -> StaffRow:
    return StaffRow(
        id=account.id,
        login=account.login,
        name=account.name,
        version=account.version,
        disabled_at=account.disabled_at,
        has_password=account.password_hash is not None,
        engagements=tuple(engagements),
    )
