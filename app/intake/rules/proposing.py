"""Who might take it up, and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.catalogue.rules import Area
from app.intake.rules.codes import URGENT, Urgency
from app.kernel.references import EngagementId
from app.people.rules import Kinship


class Why(StrEnum):
    """Why a worker is proposed."""

    FOLLOWS_PERSON = "follows_person"
    FOLLOWS_HOUSEHOLD = "follows_household"
    SPEAKS_LANGUAGE = "speaks_language"
    RIGHT_TEAM = "right_team"
    LIGHTEST_LOAD = "lightest_load"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A social worker who could take it up; who may not be given these people is not one.

    `load` adds the weights of her cases to what she has in hand; `hours` are those of contract in
    the four weeks ahead, net of turns and absences. `kin` says which relative she follows.
    """

    engagement_id: EngagementId
    name: str
    load: int
    hours: int = 0
    open_cases: int = 0
    languages: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    follows_person: bool = False
    follows_household: bool = False
    kin: Kinship | None = None
    speaks_language: bool = False
    right_team: bool = False
    absent: bool = False

    @property
    def per_hour(self) -> Fraction | None:
        """Her load for each hour she has; None when she has no hour at all."""
        return Fraction(self.load, self.hours) if self.hours else None


@dataclass(frozen=True)
class Proposal:
    """A worker with the reasons for her, the strongest first."""

    candidate: Candidate
    reasons: tuple[Why, ...]


def proposals(candidates: Collection[Candidate]) -> list[Proposal]:
    """Return the workers in the order in which they are proposed, those absent last.

    Who follows the person comes first, then the household, then who speaks her language, then the
    area, then the lightest load for the hours of each. It is advice: the supervisor chooses.
    """
    present = [one.per_hour for one in candidates if not one.absent and one.per_hour is not None]
    lightest = min(present, default=None)

    def reasons(one: Candidate) -> tuple[Why, ...]:
        held = {
            Why.FOLLOWS_PERSON: one.follows_person,
            Why.FOLLOWS_HOUSEHOLD: one.follows_household,
            Why.SPEAKS_LANGUAGE: one.speaks_language,
            Why.RIGHT_TEAM: one.right_team,
            Why.LIGHTEST_LOAD: not one.absent
            and one.per_hour is not None
            and one.per_hour == lightest,
        }
        return tuple(why for why, true in held.items() if true)

    def order(one: Candidate) -> tuple[bool, bool, bool, bool, bool, bool, Fraction, str]:
        return (
            one.absent,
            not one.follows_person,
            not one.follows_household,
            not one.speaks_language,
            not one.right_team,
            one.per_hour is None,
            one.per_hour or Fraction(one.load),
            one.name,
        )

    return [Proposal(one, reasons(one)) for one in sorted(candidates, key=order)]


def weight_of(urgency: Urgency) -> int:
    """Return how much one in hand weighs until it becomes a case: urgent, double."""
    return 2 if urgency in URGENT else 1


def load_after(load: int, given: Iterable[Urgency]) -> int:
    """Return what the load of a worker becomes when she is given these."""
    return load + sum(weight_of(one) for one in given)
