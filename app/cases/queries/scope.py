"""Who may open which case: the criterion every query about cases starts from."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from app.accounts.models import Engagement
from app.accounts.policy import Permission
from app.cases.models import Case, CaseTeam
from app.cases.rules.case import CaseKind, TeamAccess
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, OrganisationId
from app.transaction.loading import found, locked


def visible_to(
    viewer: Actor, organisation_id: OrganisationId, permission: str = Permission.CASES_CASE_READ
) -> ColumnElement[bool]:
    """Return the criterion of the cases this viewer may open (or work on, by `permission`).

    Who follows a case, deputises, is asked to take it over or is named on it reaches it. A sealed
    one is reached by nobody else but who may seal; who is kept out never does.
    """
    reach = viewer.reach(permission)
    if reach is Reach.NONE:
        return false()
    body = Case.organisation_id == organisation_id
    if not isinstance(viewer, Viewer):
        return body
    mine = _mine(viewer)
    wide = {Reach.ORGANISATION: true(), Reach.TEAM: _of_my_teams(viewer)}.get(reach, false())
    if viewer.reach(Permission.CASES_CASE_SEAL) is not Reach.ORGANISATION:
        wide = and_(Case.sealed.is_(False), wide)
    return and_(body, or_(mine, wide), ~_listed(viewer, TeamAccess.KEPT_OUT))


def known_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the open cases of which this viewer may know who follows them.

    Colleagues need it every hour; the front office never (it would tell the need). Of what is
    sealed or not ordinary nothing is said.
    """
    if not viewer.may(Permission.PEOPLE_PERSON_READ):
        return false()
    return and_(
        Case.organisation_id == viewer.organisation_id,
        Case.closed_at.is_(None),
        Case.sealed.is_(False),
        Case.kind == CaseKind.ORDINARY,
        ~_listed(viewer, TeamAccess.KEPT_OUT),
    )


def reachable_ids(viewer: Viewer, permission: str = Permission.CASES_CASE_READ) -> Select[CaseId]:
    """Return the select of the ids of the cases this viewer may open, for `.in_()`."""
    return select(Case.id).where(visible_to(viewer, viewer.organisation_id, permission))


def load(viewer: Actor, case_id: CaseId, permission: str = Permission.CASES_CASE_READ) -> Case:
    """Return a case; `NotFound` out of reach."""
    reach = visible_to(viewer, _body_of(viewer), permission)
    return found(select(Case).where(reach, Case.id == case_id))


def for_change(viewer: Actor, case_id: CaseId, version: int | None = None) -> Case:
    """Return the case to be changed, locked until the end of the use case.

    `NotFound` out of reach; `Conflict` when the form saw another version than today's.
    """
    reach = visible_to(viewer, _body_of(viewer))
    return locked(select(Case).where(reach, Case.id == case_id), version)


def _body_of(viewer: Actor) -> OrganisationId:
    body: OrganisationId | None = getattr(viewer, "organisation_id", None)
    if body is None:
        raise NotFound
    return body


def mine(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of what a viewer follows or deputises for. Unscoped: only a part."""
    ids = list(viewer.engagement_ids)
    return or_(Case.holder_id.in_(ids), Case.deputy_id.in_(ids))


def _mine(viewer: Viewer) -> ColumnElement[bool]:
    passing = Case.passes_to_id.in_(list(viewer.engagement_ids))
    return or_(mine(viewer), passing, _listed(viewer, TeamAccess.NAMED))


def _of_my_teams(viewer: Viewer) -> ColumnElement[bool]:
    colleagues = select(Engagement.id).where(
        Engagement.organisation_id == viewer.organisation_id,
        Engagement.team_id.in_(list(viewer.team_ids)),
    )
    return Case.holder_id.in_(colleagues)


def _listed(viewer: Viewer, access: TeamAccess) -> ColumnElement[bool]:
    return (
        select(CaseTeam.id)
        .where(
            CaseTeam.organisation_id == Case.organisation_id,
            CaseTeam.case_id == Case.id,
            CaseTeam.engagement_id.in_(list(viewer.engagement_ids)),
            CaseTeam.access == access,
        )
        .correlate(Case)
        .exists()
    )
