"""Who may reach which measure and which call: the criteria every query here starts from."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from app.accounts.models import Engagement
from app.accounts.policy import Permission
from app.cases.models import CaseTeam
from app.cases.queries.scope import in_reach
from app.cases.rules.case import TeamAccess
from app.emergencies.models import Emergency, UrgentCall
from app.emergencies.procedure.calls import CallState
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.references import EmergencyId, UrgentCallId
from app.people.queries import may_be_named
from app.transaction.loading import found, locked

_WORK = Permission.EMERGENCIES_EPISODE_WORK


def visible_to(viewer: Actor) -> ColumnElement[bool]:
    """Return the criterion of the measures this viewer may reach.

    Who reaches the case of the child, and who opened the measure. Before there is a case, also her
    team: whoever is on duty on Sunday sends the papers of whoever was on Saturday. Never who is
    kept out of the case, and nobody from whom the child is hidden.
    """
    if not isinstance(viewer, Viewer) or viewer.reach(_WORK) is Reach.NONE:
        return false()
    mine = Emergency.opened_by_id == viewer.account_id
    reached = in_reach(viewer, Emergency.case_id)
    without_case = Emergency.case_id.is_(None) & _by_my_team(viewer, Emergency.opened_by_id)
    return and_(
        Emergency.organisation_id == viewer.organisation_id,
        or_(reached, and_(mine, ~_kept_out(viewer)), without_case),
        may_be_named(viewer, Emergency.person_id),
    )


def load(viewer: Viewer, emergency_id: EmergencyId) -> Emergency:
    """Return one measure; `NotFound` out of reach."""
    return found(select(Emergency).where(visible_to(viewer), Emergency.id == emergency_id))


def for_change(viewer: Viewer, emergency_id: EmergencyId, version: int | None) -> Emergency:
    """Return the measure to be changed; `NotFound` out of reach, `Conflict` if it changed."""
    mine = select(Emergency).where(visible_to(viewer), Emergency.id == emergency_id)
    return locked(mine, version)


def calls_visible_to(viewer: Actor) -> ColumnElement[bool]:
    """Return the criterion of the urgent calls this viewer may reach.

    Until somebody is told to see to one, every social worker finds it on Monday; then who was
    told, her team, and who answered. Nobody from whom the person is hidden.
    """
    if not isinstance(viewer, Viewer) or viewer.reach(_WORK) is Reach.NONE:
        return false()
    told = UrgentCall.handed_to_id.in_(_my_team(viewer, Engagement.id))
    to_me = UrgentCall.handed_to_id.in_(list(viewer.engagement_ids))
    wide = true() if viewer.reach(_WORK) is Reach.ORGANISATION else false()
    return and_(
        UrgentCall.organisation_id == viewer.organisation_id,
        or_(
            wide,
            UrgentCall.state == CallState.NOTED,
            _by_my_team(viewer, UrgentCall.noted_by_id),
            told,
            to_me,
        ),
        may_be_named(viewer, UrgentCall.person_id),
    )


def load_call(viewer: Viewer, call_id: UrgentCallId) -> UrgentCall:
    """Return one call; `NotFound` out of reach."""
    return found(select(UrgentCall).where(calls_visible_to(viewer), UrgentCall.id == call_id))


def call_for_change(viewer: Viewer, call_id: UrgentCallId, version: int | None) -> UrgentCall:
    """Return the call to be changed; `NotFound` out of reach, `Conflict` if it changed."""
    mine = select(UrgentCall).where(calls_visible_to(viewer), UrgentCall.id == call_id)
    return locked(mine, version)


def _by_my_team(viewer: Viewer, account: Any) -> ColumnElement[bool]:
    """Whether an account is hers, or of somebody she shares a team with; any, for who sees all."""
    if viewer.reach(_WORK) is Reach.ORGANISATION:
        return true()
    return or_(account == viewer.account_id, account.in_(_my_team(viewer, Engagement.account_id)))


def _my_team(viewer: Viewer, wanted: Any) -> Select[Any]:
    return select(wanted).where(
        Engagement.organisation_id == viewer.organisation_id,
        Engagement.team_id.in_(list(viewer.team_ids)),
    )


def _kept_out(viewer: Viewer) -> ColumnElement[bool]:
    return (
        select(CaseTeam.id)
        .where(
            CaseTeam.organisation_id == Emergency.organisation_id,
            CaseTeam.case_id == Emergency.case_id,
            CaseTeam.engagement_id.in_(list(viewer.engagement_ids)),
            CaseTeam.access == TeamAccess.KEPT_OUT,
        )
        .correlate(Emergency)
        .exists()
    )
