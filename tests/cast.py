"""The people of every test: each covers one duty once. They are there before any test begins.

Anna answers at the URP, Bruno and Carla are social workers of two teams, Dario is the supervisor,
Elena administers the program and sees no case, Franca audits, Gino is the clerk, Piera works for
the Ufficio di Piano, Rosa for a provider, Sofia for a school, Teo is an educator.
Zeno is a social worker of another Comune: a stranger.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts import operations
from app.accounts.models import Engagement, StaffSession
from app.accounts.policy import Permission, Role, reaches
from app.accounts.sessions import token_hash
from app.db import db
from app.kernel.actor import SystemActor, Viewer
from app.kernel.clock import security_now
from app.kernel.references import AccountId, EngagementId, OrganisationId, TeamId, new_id
from app.tenancy.models import Organisation
from app.transaction.housekeeping import housekeeping
from app.transaction.use_case import use_case

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)  # Monday 23 November 2026, 15:05 in Rome
TODAY = date(2026, 11, 23)
STARTED = date(2020, 1, 1)
OFFICE = OrganisationId(UUID(int=0xC0))
ELSEWHERE = OrganisationId(UUID(int=0xE0))
MAKER = SystemActor(name="tests", permissions=frozenset(Permission))

_DUTIES = {
    "anna": Role.FRONT_OFFICE_OPERATOR,
    "bruno": Role.SOCIAL_WORKER,
    "carla": Role.SOCIAL_WORKER,
    "dario": Role.SUPERVISOR,
    "elena": Role.ADMINISTRATOR,
    "franca": Role.AUDITOR,
    "gino": Role.ADMIN_OFFICER,
    "piera": Role.PLAN_OFFICE,
    "rosa": Role.PROVIDER,
    "sofia": Role.EXTERNAL_REFERRER,
    "teo": Role.PRACTITIONER,
    "zeno": Role.SOCIAL_WORKER,
}
_TEAMS = {"bruno": "Minori", "carla": "Adulti"}
NAMES = tuple(_DUTIES)
BY_ROLE = {role: name for name, role in reversed(_DUTIES.items())}


@dataclass(frozen=True)
class Member:
    """One of the cast, as a use case wants her."""

    login: str
    account_id: AccountId
    engagement_id: EngagementId | None
    team_id: TeamId | None
    organisation_id: OrganisationId
    role: Role

    @property
    def viewer(self) -> Viewer:
        """The person at the keyboard, without a keyboard."""
        return Viewer(
            account_id=self.account_id,
            organisation_id=self.organisation_id,
            organisation_name="Comune di prova",
            engagement_ids=frozenset(filter(None, [self.engagement_id])),
            team_ids=frozenset(filter(None, [self.team_id])),
            roles=frozenset({self.role}),
            reaches=reaches([self.role]),
            name=self.login.capitalize(),
            login=self.login,
        )


Cast = dict[str, Member]


@use_case("tests.office.found", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def found_office(*, actor: SystemActor, now: datetime) -> None:
    """Make the two bodies of the tests."""
    db.session.add_all(
        [
            Organisation(id=OFFICE, code="prova", name="Comune di prova", kind="municipality"),
            Organisation(id=ELSEWHERE, code="altrove", name="Altro Comune", kind="municipality"),
        ]
    )


def engage_everybody() -> Cast:
    """Open the accounts of the whole cast and return it."""
    found_office(actor=MAKER, now=NOW)
    return {login: engaged(login, role) for login, role in _DUTIES.items()}


def engaged(login: str, role: Role) -> Member:
    """Open the account of one person and return her."""
    body = ELSEWHERE if login == "zeno" else OFFICE
    common: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": body}
    account_id = operations.open_account(
        **common, login=login, name=login.capitalize(), role=role, starts_on=STARTED
    )
    team_id = operations.open_team(**common, name=_TEAMS[login]) if login in _TEAMS else None
    if team_id is not None:
        operations.engage(
            **common, account_id=account_id, role=role, team_id=team_id, starts_on=STARTED
        )
    latest = select(Engagement.id).where(Engagement.account_id == account_id)
    engagement_id = db.session.scalars(latest.order_by(Engagement.team_id.is_(None))).first()
    return Member(login, account_id, engagement_id, team_id, body, role)


def open_door(member: Member, epoch: int = 1) -> str:
    """Sign a member in without a password; return the token for the cookie.

    Another epoch is of an account whose sessions were ended since, as by a new password.
    """
    token = f"door-of-{member.login}-{new_id()}"
    now = security_now()
    with housekeeping("session") as store:
        store.add(
            StaffSession(
                token_hash=token_hash(token),
                account_id=member.account_id,
                organisation_id=member.organisation_id,
                epoch=epoch,
                device="test",
                created_at=now,
                last_seen_at=now,
                fresh_at=now,
            )
        )
    return token
