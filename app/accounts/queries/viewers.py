"""Who is at the keyboard: whose session it is, with the rights of a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from app.accounts.models import Account, Engagement, StaffSession
from app.accounts.policy import Role, reaches
from app.accounts.queries.staff import account_by_login, employers
from app.accounts.queries.substitutes import standing_in, with_standing_in
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId, OrganisationId
from app.tenancy.models import Organisation


def entered(token_hash: bytes, on: date) -> tuple[StaffSession, Viewer | None] | None:
    """Return the open session of a token with whom it belongs to, in one question.

    Rights are read at each request: a role that ended, an account disabled, a raised epoch count
    from the next click; the session then opens nothing. Of whoever has not signed in there is no
    viewer. None without such a session. Unscoped: this is what makes a viewer.
    """
    rows = db.session.execute(
        with_standing_in(
            select(StaffSession, Account, Engagement, Organisation.name)
            .outerjoin(Account, _whose())
            .outerjoin(Engagement, and_(_by_which(), in_force(Engagement, on)))
            .outerjoin(Organisation, Organisation.id == Engagement.organisation_id),
            on,
        ).where(StaffSession.token_hash == token_hash, StaffSession.ended_at.is_(None))
    ).all()
    if not rows:
        return None
    session = rows[0][0]
    return session, _viewer([row[1:] for row in rows if row[2]], session.fresh_at)


def _whose() -> ColumnElement[bool]:
    return and_(
        Account.id == StaffSession.account_id,
        Account.epoch == StaffSession.epoch,
        Account.disabled_at.is_(None),
    )


def _by_which() -> ColumnElement[bool]:
    return and_(
        Engagement.account_id == Account.id,
        Engagement.organisation_id == StaffSession.organisation_id,
    )


def as_colleague(viewer: Viewer, engagement_id: EngagementId, on: date) -> Viewer | None:
    """Return a colleague as a viewer with the rights of a day: to know what she would be shown.

    None where nobody of the viewer's body works by that engagement on that day.
    """
    return as_worker(viewer.organisation_id, engagement_id, on)


def as_worker(
    organisation_id: OrganisationId, engagement_id: EngagementId, on: date
) -> Viewer | None:
    """Return who works by an engagement as a viewer with the rights of a day, or None.

    Unscoped: for a job that tells each what she herself would be shown.
    """
    account_id = select(Engagement.account_id).where(
        Engagement.organisation_id == organisation_id,
        Engagement.id == engagement_id,
        in_force(Engagement, on),
    )
    mine = Engagement.organisation_id == organisation_id
    return _at_work(on, Account.id == account_id.scalar_subquery(), mine)


def viewer_by_login(login: str, on: date) -> Viewer | None:
    """Return who has a login, with the rights of a day in the first body she works for.

    Unscoped: for the commands of who keeps the machine, done in somebody's name.
    """
    account = account_by_login(login)
    bodies = employers(account.id, on) if account else []
    if account is None or not bodies:
        return None
    mine = Engagement.organisation_id == bodies[0].id
    return _at_work(on, Account.id == account.id, mine)


def _at_work(on: date, *criteria: ColumnElement[bool]) -> Viewer | None:
    rows = db.session.execute(
        with_standing_in(
            select(Account, Engagement, Organisation.name)
            .join(Engagement, Engagement.account_id == Account.id)
            .join(Organisation, Organisation.id == Engagement.organisation_id),
            on,
        ).where(Account.disabled_at.is_(None), in_force(Engagement, on), *criteria)
    ).all()
    return _viewer(rows)


def _viewer(rows: Sequence[Any], fresh_at: datetime | None = None) -> Viewer | None:
    """Return who holds the engagements of `rows`: account, engagement, body, in whose place."""
    if not rows:
        return None
    account, engagement, organisation_name = rows[0][:3]
    engagements = [row[1] for row in rows]
    roles = [Role(item.role) for item in engagements]
    duties, other = standing_in(rows, reaches(roles))
    return Viewer(
        account_id=account.id,
        organisation_id=engagement.organisation_id,
        organisation_name=organisation_name,
        engagement_ids=frozenset(item.id for item in engagements),
        team_ids=frozenset(item.team_id for item in engagements if item.team_id),
        roles=frozenset(roles),
        reaches=reaches(roles, duties),
        name=account.name,
        login=account.login,
        fresh_at=fresh_at,
        standing_in=other,
    )
