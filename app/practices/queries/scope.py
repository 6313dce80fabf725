"""Who may reach which practice: the criterion every query about practices starts from."""

from sqlalchemy import ColumnElement, and_, false, select

from app.accounts.policy import Permission
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.references import PracticeId
from app.people.queries import may_be_named
from app.practices.models import Practice
from app.transaction.loading import found, locked


def visible_to(
    viewer: Actor, permission: str = Permission.PRACTICES_PRACTICE_READ
) -> ColumnElement[bool]:
    """Return the criterion of the practices this viewer may reach: the whole counter's, or none.

    Those of somebody protected are of who may see her.
    """
    if not isinstance(viewer, Viewer) or viewer.reach(permission) is not Reach.ORGANISATION:
        return false()
    return and_(
        Practice.organisation_id == viewer.organisation_id,
        may_be_named(viewer, Practice.applicant_id),
    )


def load(viewer: Viewer, practice_id: PracticeId) -> Practice:
    """Return one practice; `NotFound` out of reach."""
    return found(select(Practice).where(visible_to(viewer), Practice.id == practice_id))


def for_change(viewer: Viewer, practice_id: PracticeId, version: int | None) -> Practice:
    """Return the practice to be changed; `NotFound` out of reach, `Conflict` if it changed."""
    mine = select(Practice).where(visible_to(viewer), Practice.id == practice_id)
    return locked(mine, version)
