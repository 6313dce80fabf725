"""Who could take a request up, and why: whom she follows, her team, how much she carries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.accounts.models import Engagement
from app.accounts.policy import TABLE, Permission, Role
from app.accounts.queries import Colleague, colleagues
from app.cases import queries as cases
from app.cases.models import Case
from app.cases.queries import CaseBrief
from app.catalogue.rules import Area
from app.db import db
from app.intake.rules import Candidate, Proposal, proposals
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId, PersonId, TeamId
from app.people.queries import households, of_age
from app.rota.queries import absent_on

DECIDING = tuple(
    role for role, rights in TABLE.items() if Permission.INTAKE_REFERRAL_ASSIGN in rights
)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What decides whom to propose, read at once for everybody a list is about."""

    workers: Sequence[Colleague]
    load: Mapping[EngagementId, int]
    away: Collection[EngagementId]
    team_of_minors: TeamId | None
    team_of_adults: TeamId | None
    adults: Collection[PersonId]
    household: Mapping[PersonId, frozenset[PersonId]]
    opened: Mapping[PersonId, tuple[CaseBrief, ...]]

    def followed(self, people: Collection[PersonId]) -> tuple[CaseBrief, ...]:
        """Return the open cases of these people."""
        return tuple(brief for one in people for brief in self.opened.get(one, ()))

    def proposals(self, people: Collection[PersonId]) -> tuple[Proposal, ...]:
        """Return who could take these people up, in the order in which they are proposed."""
        near = {other for one in people for other in self.household.get(one, ())} - set(people)
        follows = {brief.holder_id for brief in self.followed(people)}
        beside = {brief.holder_id for brief in self.followed(near)}
        only_adults = bool(people) and set(people) <= set(self.adults)
        team = self.team_of_adults if only_adults else self.team_of_minors
        return tuple(
            proposals(
                [
                    Candidate(
                        engagement_id=one.engagement_id,
                        name=one.name,
                        open_cases=self.load.get(one.engagement_id, 0),
                        follows_person=one.engagement_id in follows,
                        follows_household=one.engagement_id in beside,
                        right_team=team is not None and one.team_id == team,
                        absent=one.engagement_id in self.away,
                    )
                    for one in self.workers
                ]
            )
        )


def in_charge(viewer: Viewer, on: date) -> list[Colleague]:
    """Return who decides to whom requests and reports go, by name, those present first."""
    found = colleagues(viewer, on, *DECIDING)
    away = absent_on(viewer, on)
    return sorted(found, key=lambda one: one.engagement_id in away)


def workers(viewer: Viewer, on: date) -> list[Colleague]:
    """Return who works on requests and reports here on a day, by name."""
    return colleagues(viewer, on, Role.SOCIAL_WORKER, Role.SUPERVISOR)


def surroundings(viewer: Viewer, people: Collection[PersonId], on: date) -> Surroundings:
    """Read what the proposals of a whole list need, with the same few queries for any length."""
    household = households(viewer, people, on)
    everybody = {*people, *(other for others in household.values() for other in others)}
    opened: dict[PersonId, tuple[CaseBrief, ...]] = {}
    for brief in cases.open_cases_of(viewer, everybody):
        opened[brief.person_id] = (*opened.get(brief.person_id, ()), brief)
    minors, adults = _teams(viewer)
    return Surroundings(
        workers=workers(viewer, on),
        load=cases.caseload(viewer, on),
        away=absent_on(viewer, on),
        team_of_minors=minors,
        team_of_adults=adults,
        adults=of_age(viewer, people, on),
        household=household,
        opened=opened,
    )


def _teams(viewer: Viewer) -> tuple[TeamId | None, TeamId | None]:
    """Return the team that holds most cases of families and minors, and most of the others."""
    rows = db.session.execute(
        select(Engagement.team_id, Case.area, func.count())
        .join(
            Case,
            (Case.organisation_id == Engagement.organisation_id)
            & (Case.holder_id == Engagement.id),
        )
        .where(
            Case.organisation_id == viewer.organisation_id,
            Case.closed_at.is_(None),
            Engagement.team_id.is_not(None),
        )
        .group_by(Engagement.team_id, Case.area)
    )
    held: dict[tuple[bool, TeamId | None], int] = {}
    for team_id, area, number in rows:
        key = (area == Area.FAMILY_AND_MINORS, team_id)
        held[key] = held.get(key, 0) + number
    best = {
        minors: max(
            (team for of_minors, team in held if of_minors is minors),
            key=lambda team: held[(minors, team)],
            default=None,
        )
        for minors in (True, False)
    }
    return best[True], best[False]
