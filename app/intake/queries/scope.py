"""Who may see which request or report: the criterion every query of intake starts from."""

from sqlalchemy import ColumnElement, and_, false, or_, select

from app.accounts.models import Engagement
from app.accounts.policy import Permission
from app.cases import queries as cases
from app.db import db
from app.intake.models import Referral, ReferralSubject
from app.intake.procedure import ReferralState
from app.intake.rules import URGENT
from app.kernel.actor import Reach, Viewer
from app.kernel.errors import Conflict, NotFound
from app.kernel.references import ReferralId
from app.people import queries as people
from app.people.models import Person

_UNASSIGNED = (ReferralState.RECEIVED, ReferralState.REASSIGN_ASKED)


def visible_to(
    viewer: Viewer, permission: str = Permission.INTAKE_REFERRAL_READ
) -> ColumnElement[bool]:
    """Return the criterion of what this viewer may reach with `permission`.

    Her own: what she registered, has in hand or must read second. Her team's: what a colleague has
    in hand, what is linked to their cases, and whatever urgent nobody has yet. Never what concerns
    a person she may not see.
    """
    reach = viewer.reach(permission)
    if reach is Reach.NONE:
        return false()
    mine = Referral.organisation_id == viewer.organisation_id
    open_eyes = and_(mine, ~_about_somebody_hidden(viewer))
    if reach is Reach.ORGANISATION:
        return open_eyes
    own = or_(
        Referral.registered_by_id.in_(viewer.engagement_ids),
        Referral.assignee_id.in_(viewer.engagement_ids),
        Referral.reader_id.in_(viewer.engagement_ids),
    )
    if reach is Reach.OWN:
        return and_(open_eyes, own)
    return and_(open_eyes, or_(own, _of_the_team(viewer), _urgent_of_nobody(), _linked(viewer)))


def load(
    viewer: Viewer, referral_id: ReferralId, permission: str = Permission.INTAKE_REFERRAL_READ
) -> Referral:
    """Return one row for a page; `NotFound` out of reach."""
    row = db.session.scalar(
        select(Referral).where(visible_to(viewer, permission), Referral.id == referral_id)
    )
    if row is None:
        raise NotFound
    return row


def for_change(viewer: Viewer, referral_id: ReferralId, version: int | None) -> Referral:
    """Return the row to be changed; `NotFound` out of reach, `Conflict` on an older version."""
    row = db.session.scalar(
        select(Referral)
        .where(visible_to(viewer), Referral.id == referral_id)
        .with_for_update()
    )
    if row is None:
        raise NotFound
    if version is not None and row.version != version:
        raise Conflict("changed_meanwhile")
    return row


def _about_somebody_hidden(viewer: Viewer) -> ColumnElement[bool]:
    seen = select(Person.id).where(people.visible_to(viewer, viewer.organisation_id))
    return (
        select(ReferralSubject.id)
        .where(
            ReferralSubject.organisation_id == Referral.organisation_id,
            ReferralSubject.referral_id == Referral.id,
            ReferralSubject.person_id.is_not(None),
            ReferralSubject.person_id.not_in(seen),
        )
        .exists()
    )


def _of_the_team(viewer: Viewer) -> ColumnElement[bool]:
    return Referral.assignee_id.in_(
        select(Engagement.id).where(
            Engagement.organisation_id == viewer.organisation_id,
            Engagement.team_id.in_(viewer.team_ids),
        )
    )


def _urgent_of_nobody() -> ColumnElement[bool]:
    return and_(Referral.state.in_(_UNASSIGNED), Referral.urgency.in_(URGENT))


def _linked(viewer: Viewer) -> ColumnElement[bool]:
    return (
        select(ReferralSubject.id)
        .where(
            ReferralSubject.organisation_id == Referral.organisation_id,
            ReferralSubject.referral_id == Referral.id,
            ReferralSubject.case_id.in_(cases.reachable_ids(viewer)),
        )
        .exists()
    )
