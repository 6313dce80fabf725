"""What every part of the demo needs: the moment, the bodies, who on the staff does a thing."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from random import Random
from typing import Any

from app.accounts.policy import Permission, Role, reaches
from app.kernel.actor import SystemActor, Viewer
from app.kernel.references import (
    AccountId,
    BodyId,
    CaseId,
    EngagementId,
    OrganisationId,
    PersonId,
    TeamId,
)

REFERENCE = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)  # Monday 23 November 2026, 15:05 in Rome
# The archive was copied from the paper cards before the year that is told.
ARCHIVED = datetime(2024, 12, 2, 9, 0, tzinfo=UTC)
MAKER = SystemActor(name="dimostrazione", permissions=frozenset(Permission))


@dataclass(frozen=True)
class Volumes:
    """How much of the town is made at size 1; the stories are made once, at every size."""

    households: int = 120
    openings: int = 13  # weeks of walk-in of the past
    followed: int = 106  # cases opened before the year that is told
    arrivals: int = 100  # hundredths of the requests and reports of the year
    given: int = 100  # hundredths of the services asked for
    stories: bool = True


@dataclass(frozen=True)
class Neighbour:
    """Somebody of the town whom the year may bring to the office."""

    person_id: PersonId
    born: date


@dataclass
class Care:
    """A case of the town while its year is told: who follows it now, and whether it is over."""

    case_id: CaseId
    person_id: PersonId
    login: str
    minor: bool
    kind: str  # of whom the office sees: minors, adults, elderly, disabled
    settled: bool = False  # its plan is approved
    leaving: bool = False  # it will be closed or passed on: no service begins
    over: bool = False
    afar: bool = False  # in monitoring: no service begins
    services: int = 0


@dataclass
class Demo:
    """The demo while it is being made."""

    size: int
    tell: Callable[[str], None]
    volumes: Volumes = field(default_factory=Volumes)
    draw: Random = field(default_factory=lambda: Random(20261123))
    now: datetime = REFERENCE
    today: date = date(2026, 11, 23)
    clock: datetime = ARCHIVED  # the moment of the act being told
    waiting: list[Any] = field(default_factory=list)  # the tales, by the moment of their next act
    begun: Iterator[int] = field(default_factory=count)  # of two at one moment, the first to begin
    bodies: dict[str, OrganisationId] = field(default_factory=dict)
    staff: dict[str, Viewer] = field(default_factory=dict)
    teams: dict[str, TeamId] = field(default_factory=dict)
    known: dict[str, BodyId] = field(default_factory=dict)  # the directory, by name
    people: dict[str, PersonId] = field(default_factory=dict)  # of the stories, "given surname"
    town: list[list[Neighbour]] = field(default_factory=list)
    cares: list[Care] = field(default_factory=list)
    promised: Counter[str] = field(default_factory=Counter)  # of a unit, in hundredths

    def engagement(self, login: str) -> EngagementId:
        """Return the engagement by which somebody of the staff acts."""
        return min(self.staff[login].engagement_ids)


def as_staff(
    organisation_id: OrganisationId, account_id: AccountId, *, name: str, login: str, role: Role
) -> Viewer:
    """Return somebody of the staff as the use cases see her: the trail names who did what."""
    return Viewer(
        account_id=account_id,
        organisation_id=organisation_id,
        organisation_name="",
        engagement_ids=frozenset(),
        team_ids=frozenset(),
        roles=frozenset({role}),
        reaches=reaches([role]),
        name=name,
        login=login,
    )
