"""Who may not be given some people: by her own word, or because a case keeps her out.

What is true of somebody is true of whoever lives with her. Nobody is ever told why.
"""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.accounts.models import Engagement
from app.cases.models import Case, CaseTeam
from app.cases.queries.its import same_body
from app.cases.rules.case import TeamAccess
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId, OrganisationId, PersonId
from app.people.queries import declared_conflicts, households

_ONE, _SAME = aliased(Engagement), aliased(Engagement)


def kept_away(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> dict[PersonId, frozenset[EngagementId]]:
    """Return who may not be given each of `people` on a day: every engagement of hers.

    Four queries for any number of people. Unscoped: it decides who is not offered, and says no why.
    """
    if not people:
        return {}
    near = households(viewer, people, on)
    everybody = {*people, *(other for others in near.values() for other in others)}
    body = viewer.organisation_id
    pairs = {*_kept_out(body, everybody), *declared_conflicts(body, everybody, on)}
    same = _engagements_of(body, {engagement_id for _, engagement_id in pairs})
    away: dict[PersonId, set[EngagementId]] = {}
    for person_id, engagement_id in pairs:
        away.setdefault(person_id, set()).update(same[engagement_id])
    return {
        one: frozenset().union(*(away.get(other, ()) for other in {one, *near.get(one, ())}))
        for one in people
    }


def is_kept_away(
    viewer: Viewer, engagement_ids: Iterable[EngagementId], people: Collection[PersonId], on: date
) -> bool:
    """Return whether somebody may not be given one of these people. Unscoped, as above."""
    ids = set(engagement_ids)
    return any(ids & hers for hers in kept_away(viewer, people, on).values())


def _kept_out(
    body: OrganisationId, people: Collection[PersonId]
) -> list[tuple[PersonId, EngagementId]]:
    rows = db.session.execute(
        select(Case.person_id, CaseTeam.engagement_id)
        .join(CaseTeam, same_body(Case, CaseTeam, CaseTeam.case_id))
        .where(
            Case.organisation_id == body,
            Case.person_id.in_(list(people)),
            CaseTeam.access == TeamAccess.KEPT_OUT,
        )
    )
    return [(person_id, engagement_id) for person_id, engagement_id in rows]


def _engagements_of(
    body: OrganisationId, engagement_ids: Collection[EngagementId]
) -> dict[EngagementId, set[EngagementId]]:
    """Return all the engagements of whoever has each: she is one person, whatever her duties."""
    found: dict[EngagementId, set[EngagementId]] = {}
    if not engagement_ids:
        return found
    rows = db.session.execute(
        select(_ONE.id, _SAME.id)
        .join(
            _SAME,
            (_SAME.organisation_id == _ONE.organisation_id) & (_SAME.account_id == _ONE.account_id),
        )
        .where(_ONE.organisation_id == body, _ONE.id.in_(list(engagement_ids)))
    )
    for one, same in rows:
        found.setdefault(one, set()).add(same)
    return found
