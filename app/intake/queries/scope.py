"""Who may see which request or report: the criterion every query of intake starts from."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Engagement
from app.accounts.policy import Permission
from app.cases import queries as cases
from app.cases.models import Case, CaseTeam
from app.cases.queries import CaseBrief
from app.cases.rules.case import TeamAccess
from app.db import db, in_force
from app.intake.models import Referral, ReferralSubject
from app.intake.procedure import UNASSIGNED
from app.intake.rules import URGENT
from app.kernel.actor import Reach, Viewer, once_each_viewer
from app.kernel.references import EngagementId, OrganisationId, ReferralId
from app.people import queries as people
from app.transaction.loading import among, found, locked

_CLOSED, _FEW = (aliased(Case) for _ in range(2))  # made once: so wide a table is dear


@once_each_viewer
def visible_to(
    viewer: Viewer,
    organisation_id: OrganisationId,
    permission: str = Permission.INTAKE_REFERRAL_READ,
) -> ColumnElement[bool]:
    """Return the criterion of what this viewer may reach with `permission`.

    Her own: what she registered, has in hand or must read second. Her team's: what a colleague has
    in hand, what is linked to their cases, and whatever urgent nobody has yet; not what led to a
    case that few read, unless she is one of them. Never what concerns a person she may not see, or
    whose case is closed to her.
    """
    reach = viewer.reach(permission)
    if reach is Reach.NONE:
        return false()
    named = not_about_hidden(viewer, organisation_id)
    if reach is Reach.ORGANISATION:
        return named
    own = or_(
        Referral.registered_by_id.in_(list(viewer.engagement_ids)),
        Referral.assignee_id.in_(list(viewer.engagement_ids)),
        Referral.reader_id.in_(list(viewer.engagement_ids)),
    )
    if reach is Reach.OWN:
        return and_(named, own)
    of_colleagues = or_(_of_the_team(viewer), _urgent_of_nobody(), _linked(viewer))
    return and_(named, or_(own, and_(of_colleagues, ~_led_where_few_read(viewer))))


def not_about_hidden(viewer: Viewer, organisation_id: OrganisationId) -> ColumnElement[bool]:
    """Return the criterion of what concerns nobody who is hidden, or whose case is closed to her.

    Unscoped: only a part of a criterion.
    """
    mine = Referral.organisation_id == organisation_id
    return and_(mine, ~_about_somebody_hidden(viewer), ~_about_a_case_closed_to(viewer))


def load(
    viewer: Viewer, referral_id: ReferralId, permission: str = Permission.INTAKE_REFERRAL_READ
) -> Referral:
    """Return one row for a page; `NotFound` out of reach."""
    criterion = visible_to(viewer, viewer.organisation_id, permission)
    return found(select(Referral).where(criterion, Referral.id == referral_id))


def for_change(viewer: Viewer, referral_id: ReferralId, version: int | None) -> Referral:
    """Return the row to be changed; `NotFound` out of reach, `Conflict` on an older version."""
    reach = visible_to(viewer, viewer.organisation_id)
    return locked(select(Referral).where(reach, Referral.id == referral_id), version)


def holder_is_live(viewer: Viewer, brief: CaseBrief, on: date) -> bool:
    """Return whether who holds a case, or her deputy, works here on a day."""
    live = select(Engagement.id).where(
        Engagement.organisation_id == viewer.organisation_id,
        Engagement.id.in_([id_ for id_ in (brief.holder_id, brief.deputy_id) if id_]),
        in_force(Engagement, on),
    )
    return db.session.scalar(live.limit(1)) is not None


def may_be_one(viewer: Viewer, one: Referral, other: Referral) -> bool:
    """Return whether two requests or reports may be said to be the same by this viewer.

    Between people under seal and people who are not, only by who follows the sealed case: joined,
    what is ordinary would tell of what is not.
    """
    sealed = {row.id: _sealed_about(row) for row in (one, other)}
    if bool(sealed[one.id]) is bool(sealed[other.id]):
        return True
    ids = set(viewer.engagement_ids)
    return any(holder_id in ids for holders in sealed.values() for holder_id in holders)


def _sealed_about(row: Referral) -> list[EngagementId]:
    """Return who follows each sealed case of its people. Unscoped: of a row already reached."""
    people = select(ReferralSubject.person_id).where(
        ReferralSubject.organisation_id == row.organisation_id,
        ReferralSubject.referral_id == row.id,
        ReferralSubject.person_id.is_not(None),
    )
    holders = select(Case.holder_id).where(
        Case.organisation_id == row.organisation_id, Case.sealed, Case.person_id.in_(people)
    )
    return list(db.session.scalars(holders))


def _its_people() -> Select[UUID]:
    return select(ReferralSubject.id).where(
        ReferralSubject.organisation_id == Referral.organisation_id,
        ReferralSubject.referral_id == Referral.id,
    )


def _about_somebody_hidden(viewer: Viewer) -> ColumnElement[bool]:
    hidden = ~people.may_be_named(viewer, ReferralSubject.person_id)
    return _its_people().where(hidden).exists()


def _about_a_case_closed_to(viewer: Viewer) -> ColumnElement[bool]:
    """Nothing about somebody whose case is sealed, or keeps this viewer out."""
    kept_out = select(CaseTeam.case_id).where(
        CaseTeam.organisation_id == viewer.organisation_id,
        CaseTeam.engagement_id.in_(list(viewer.engagement_ids)),
        CaseTeam.access == TeamAccess.KEPT_OUT,
    )
    closed = select(_CLOSED.person_id).where(
        _CLOSED.organisation_id == viewer.organisation_id,
        or_(_CLOSED.sealed, _CLOSED.id.in_(kept_out)),
        ~cases.in_reach(viewer, _CLOSED.id),
    )
    return _its_people().where(among(ReferralSubject.person_id, closed)).exists()


def _led_where_few_read(viewer: Viewer) -> ColumnElement[bool]:
    """What led to a case of the second level that is not hers tells as much as the case itself."""
    few = select(_FEW.id).where(
        _FEW.organisation_id == viewer.organisation_id,
        _FEW.second_level_on.is_not(None),
        ~cases.in_reach(viewer, _FEW.id),
    )
    return _its_people().where(among(ReferralSubject.case_id, few)).exists()


def _of_the_team(viewer: Viewer) -> ColumnElement[bool]:
    return Referral.assignee_id.in_(
        select(Engagement.id).where(
            Engagement.organisation_id == viewer.organisation_id,
            Engagement.team_id.in_(list(viewer.team_ids)),
        )
    )


def _urgent_of_nobody() -> ColumnElement[bool]:
    return and_(Referral.state.in_(UNASSIGNED), Referral.urgency.in_(URGENT))


def _linked(viewer: Viewer) -> ColumnElement[bool]:
    return _its_people().where(cases.in_reach(viewer, ReferralSubject.case_id)).exists()
