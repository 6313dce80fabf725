"""Who could take a request up, and why: whom she follows, what she can do, how much she carries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.accounts.models import Engagement
from app.accounts.policy import TABLE, Permission, Role
from app.accounts.queries import Colleague, colleagues, skills
from app.accounts.rules import SkillKind
from app.cases import queries as cases
from app.cases.models import Case
from app.cases.queries import CaseBrief
from app.catalogue.rules import Area
from app.db import db
from app.intake.models import Referral
from app.intake.procedure import FINAL, UNASSIGNED
from app.intake.queries.scope import visible_to
from app.intake.rules import Candidate, Proposal, Urgency, proposals, weight_of
from app.kernel.actor import Viewer
from app.kernel.names import search_key
from app.kernel.references import EngagementId, PersonId, TeamId
from app.people.queries import close_kin, households, of_age, spoken_by_each
from app.people.rules import Kinship
from app.rota.queries import absent_on, hours_ahead

DECIDING = tuple(
    role for role, rights in TABLE.items() if Permission.INTAKE_REFERRAL_ASSIGN in rights
)
_OF_MINORS = frozenset({Area.FAMILY_AND_MINORS, Area.SEVERAL})


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What decides whom to propose, read at once for everybody a list is about."""

    workers: Sequence[Colleague]
    cases: Mapping[EngagementId, tuple[int, int]]  # the weights of hers, and how many they are
    in_hand: Mapping[EngagementId, int]
    hours: Mapping[EngagementId, int]
    languages: Mapping[EngagementId, tuple[str, ...]]
    areas: Mapping[EngagementId, tuple[Area, ...]]
    away: Collection[EngagementId]
    kept_away: Mapping[PersonId, frozenset[EngagementId]]
    team_of_minors: TeamId | None
    team_of_adults: TeamId | None
    adults: Collection[PersonId]
    household: Mapping[PersonId, frozenset[PersonId]]
    kin: Mapping[PersonId, Mapping[PersonId, Kinship]]
    spoken: Mapping[PersonId, str]
    opened: Mapping[PersonId, tuple[CaseBrief, ...]]

    def followed(self, people: Collection[PersonId]) -> tuple[CaseBrief, ...]:
        """Return the open cases of these people."""
        return tuple(brief for one in people for brief in self.opened.get(one, ()))

    def out_of_reach(self, people: Collection[PersonId]) -> tuple[Colleague, ...]:
        """Return who may not be given these people; never why."""
        away = {one for person_id in people for one in self.kept_away.get(person_id, ())}
        return tuple(one for one in self.workers if one.engagement_id in away)

    def proposals(self, people: Collection[PersonId]) -> tuple[Proposal, ...]:
        """Return who could take these people up, in the order in which they are proposed."""
        near = {other for one in people for other in self.household.get(one, ())} - set(people)
        kin = {other: kind for one in people for other, kind in self.kin.get(one, {}).items()}
        follows = {brief.holder_id for brief in self.followed(people)}
        beside = {brief.holder_id for brief in self.followed(near | set(kin) - set(people))}
        of_kin = {
            brief.holder_id: kind
            for other, kind in kin.items()
            if other not in people
            for brief in self.followed([other])
        }
        spoken = {search_key(self.spoken[one]) for one in people if one in self.spoken}
        excluded = {one.engagement_id for one in self.out_of_reach(people)}
        return tuple(
            proposals(
                [
                    Candidate(
                        engagement_id=id_,
                        name=one.name,
                        load=self.cases.get(id_, (0, 0))[0] + self.in_hand.get(id_, 0),
                        hours=self.hours.get(id_, 0),
                        open_cases=self.cases.get(id_, (0, 0))[1],
                        languages=self.languages.get(id_, ()),
                        areas=self.areas.get(id_, ()),
                        follows_person=id_ in follows,
                        follows_household=id_ in beside,
                        kin=of_kin.get(id_),
                        speaks_language=any(
                            search_key(each) in spoken for each in self.languages.get(id_, ())
                        ),
                        right_team=self._right_area(one, people),
                        absent=id_ in self.away,
                    )
                    for one in self.workers
                    if (id_ := one.engagement_id) not in excluded
                ]
            )
        )

    def _right_area(self, one: Colleague, people: Collection[PersonId]) -> bool:
        """By what is written of her; of whom nothing is, by what her team holds most."""
        only_adults = bool(people) and set(people) <= set(self.adults)
        written = self.areas.get(one.engagement_id, ())
        if written:
            return any((area in _OF_MINORS) is not only_adults for area in written)
        team = self.team_of_adults if only_adults else self.team_of_minors
        return team is not None and one.team_id == team


def in_charge(viewer: Viewer, on: date) -> list[Colleague]:
    """Return who decides to whom requests and reports go, by name, those present first."""
    found = colleagues(viewer, on, *DECIDING)
    away = absent_on(viewer, on)
    return sorted(found, key=lambda one: one.engagement_id in away)


def workers(viewer: Viewer, on: date) -> list[Colleague]:
    """Return who works on requests and reports here on a day, by name."""
    return colleagues(viewer, on, Role.SOCIAL_WORKER, Role.SUPERVISOR)


def within_reach(
    viewer: Viewer, people: Collection[PersonId], on: date, excluded: Collection[EngagementId] = ()
) -> list[Colleague]:
    """Return who of the workers may be given these people, by name; `excluded` apart."""
    away = {one for hers in cases.kept_away(viewer, people, on).values() for one in hers}
    away |= set(excluded)
    return [one for one in workers(viewer, on) if one.engagement_id not in away]


def surroundings(viewer: Viewer, people: Collection[PersonId], on: date) -> Surroundings:
    """Read what the proposals of a whole list need, with the same few queries for any length."""
    household = households(viewer, people, on)
    kin = close_kin(viewer, people, on)
    everybody = {
        *people,
        *(other for others in household.values() for other in others),
        *(other for others in kin.values() for other in others),
    }
    opened: dict[PersonId, tuple[CaseBrief, ...]] = {}
    for brief in cases.open_cases_of(viewer, everybody):
        opened[brief.person_id] = (*opened.get(brief.person_id, ()), brief)
    minors, adults = _teams(viewer)
    here = workers(viewer, on)
    languages, areas = _skills(viewer, on)
    return Surroundings(
        workers=here,
        cases=cases.weight_held(viewer),
        in_hand=_in_hand(viewer),
        hours=hours_ahead(viewer, [one.engagement_id for one in here], on),
        languages=languages,
        areas=areas,
        away=absent_on(viewer, on),
        kept_away=cases.kept_away(viewer, people, on),
        team_of_minors=minors,
        team_of_adults=adults,
        adults=of_age(viewer, people, on),
        household=household,
        kin=kin,
        spoken=spoken_by_each(viewer, people),
        opened=opened,
    )


def _skills(
    viewer: Viewer, on: date
) -> tuple[dict[EngagementId, tuple[str, ...]], dict[EngagementId, tuple[Area, ...]]]:
    """Return the languages, then the areas, of each worker of whom something is written."""
    languages: dict[EngagementId, tuple[str, ...]] = {}
    areas: dict[EngagementId, tuple[Area, ...]] = {}
    for row in skills(viewer, on):
        one = row.engagement_id
        if row.kind is SkillKind.LANGUAGE:
            languages[one] = (*languages.get(one, ()), row.code)
        else:
            areas[one] = (*areas.get(one, ()), Area(row.code))
    return languages, areas


def _in_hand(viewer: Viewer) -> dict[EngagementId, int]:
    """Return how much what each has in hand weighs, until it is ended."""
    rows = db.session.execute(
        select(Referral.assignee_id, Referral.urgency, func.count())
        .where(
            visible_to(viewer, viewer.organisation_id),
            Referral.state.not_in((*FINAL, *UNASSIGNED)),  # given back, it is nobody's
            Referral.assignee_id.is_not(None),
        )
        .group_by(Referral.assignee_id, Referral.urgency)
    )
    held: dict[EngagementId, int] = {}
    for assignee_id, urgency, number in rows:
        if assignee_id is None:
            continue
        held[assignee_id] = held.get(assignee_id, 0) + number * weight_of(Urgency(urgency))
    return held


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
