"""Who could take a request up, and why: whom she follows, her team, how much she carries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Engagement
from app.accounts.policy import Role
from app.accounts.queries import Colleague, colleagues
from app.cases import queries as cases
from app.cases.models import Case
from app.cases.queries import CaseBrief
from app.catalogue.rules import Area
from app.db import db
from app.intake.rules import ADULT, Candidate, Proposal, proposals
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId, PersonId, TeamId
from app.people.models import HouseholdMember, Person
from app.rota.queries import absent_on


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


def surroundings(viewer: Viewer, people: Collection[PersonId], on: date) -> Surroundings:
    """Read what the proposals of a whole list need, with the same few queries for any length."""
    household = _households(viewer, people, on)
    everybody = {*people, *(other for others in household.values() for other in others)}
    opened: dict[PersonId, tuple[CaseBrief, ...]] = {}
    for brief in cases.open_cases_of(viewer, everybody):
        opened[brief.person_id] = (*opened.get(brief.person_id, ()), brief)
    minors, adults = _teams(viewer)
    return Surroundings(
        workers=colleagues(viewer, on, Role.SOCIAL_WORKER, Role.SUPERVISOR),
        load=cases.caseload(viewer, on),
        away=absent_on(viewer, on),
        team_of_minors=minors,
        team_of_adults=adults,
        adults=_adults(viewer, people, on),
        household=household,
        opened=opened,
    )


def _households(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> dict[PersonId, frozenset[PersonId]]:
    mine, theirs = aliased(HouseholdMember), aliased(HouseholdMember)
    rows = db.session.execute(
        select(mine.person_id, theirs.person_id)
        .join(
            theirs,
            (mine.organisation_id == theirs.organisation_id)
            & (mine.household_id == theirs.household_id),
        )
        .where(
            mine.organisation_id == viewer.organisation_id,
            mine.person_id.in_(list(people)),
            mine.valid_from <= on,
            or_(mine.valid_to.is_(None), mine.valid_to > on),
            theirs.valid_from <= on,
            or_(theirs.valid_to.is_(None), theirs.valid_to > on),
        )
    )
    found: dict[PersonId, frozenset[PersonId]] = {}
    for person_id, other_id in rows:
        found[person_id] = found.get(person_id, frozenset()) | {other_id}
    return found


def _adults(viewer: Viewer, people: Collection[PersonId], on: date) -> frozenset[PersonId]:
    """Return those who are surely of age."""
    rows = db.session.scalars(
        select(Person.id).where(
            Person.organisation_id == viewer.organisation_id,
            Person.id.in_(list(people)),
            or_(
                Person.birth_date <= date(on.year - ADULT, on.month, min(on.day, 28)),
                Person.birth_year < on.year - ADULT,
            ),
        )
    )
    return frozenset(rows)


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
