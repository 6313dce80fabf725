"""Who might take it up, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.references import EngagementId


class Why(StrEnum):
    """Why a worker is proposed."""

    FOLLOWS_PERSON = "follows_person"
    FOLLOWS_HOUSEHOLD = "follows_household"
    RIGHT_TEAM = "right_team"
    LIGHTEST_LOAD = "lightest_load"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A social worker who could take it up. `open_cases` counts hers today."""

    engagement_id: EngagementId
    name: str
    open_cases: int
    follows_person: bool = False
    follows_household: bool = False
    right_team: bool = False
    absent: bool = False


@dataclass(frozen=True)
class Proposal:
    """A worker with the reasons for her, the strongest first."""

    candidate: Candidate
    reasons: tuple[Why, ...]


def proposals(candidates: Collection[Candidate]) -> list[Proposal]:
    """Return the workers in the order in which they are proposed, those absent last.

    Who follows the person comes first, then the household, then the team, then the lightest load.
    It is advice: the supervisor chooses.
    """
    present = [one.open_cases for one in candidates if not one.absent]
    lightest = min(present, default=None)

    def reasons(one: Candidate) -> tuple[Why, ...]:
        held = {
            Why.FOLLOWS_PERSON: one.follows_person,
            Why.FOLLOWS_HOUSEHOLD: one.follows_household,
            Why.RIGHT_TEAM: one.right_team,
            Why.LIGHTEST_LOAD: not one.absent and one.open_cases == lightest,
        }
        return tuple(why for why, true in held.items() if true)

    def order(one: Candidate) -> tuple[bool, bool, bool, bool, int, str]:
        return (
            one.absent,
            not one.follows_person,
            not one.follows_household,
            not one.right_team,
            one.open_cases,
            one.name,
        )

    return [Proposal(one, reasons(one)) for one in sorted(candidates, key=order)]
