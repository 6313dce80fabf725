"""Who may reach which practice: the criterion every query about practices starts from."""

from sqlalchemy import ColumnElement, and_, false, select

from app.accounts.policy import Permission
from app.db import db
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.errors import Conflict, NotFound
from app.kernel.references import PracticeId
from app.people.queries import may_be_named
from app.practices.models import Practice


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
    row = db.session.scalar(select(Practice).where(visible_to(viewer), Practice.id == practice_id))
    if row is None:
        raise NotFound
    return row


def for_change(viewer: Viewer, practice_id: PracticeId, version: int) -> Practice:
    """Return the practice to be changed; `NotFound` out of reach, `Conflict` if it changed."""
    row = db.session.scalar(
        select(Practice).where(visible_to(viewer), Practice.id == practice_id).with_for_update()
    )
    if row is None:
        raise NotFound
    if row.version != version:
        raise Conflict("changed_meanwhile")
    return row
