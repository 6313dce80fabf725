"""Who acts and who looks: a frozen picture of the person at the keyboard, or of the system."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from app.kernel.references import AccountId, EngagementId, OrganisationId, TeamId

P = ParamSpec("P")
R = TypeVar("R")


class Reach(IntEnum):
    """How far a permission goes: nothing, what is mine, what is my team's, the whole body.

    Nothing ever reaches beyond the organisation.
    """

    NONE = 0
    OWN = 1
    TEAM = 2
    ORGANISATION = 3


@dataclass(frozen=True)
class StandingIn:
    """In whose place somebody acts today, until when, by which permissions; her own reaches."""

    name: str
    last_day: date
    acts: frozenset[str]
    own: Mapping[str, Reach]


IN_PLACE_OF = "in sostituzione di"  # as the trail and the printed act say it
_SIGNED = 120  # what a column that names somebody holds


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """A signed-in person working for one organisation; rights of all her engagements add up."""

    account_id: AccountId
    organisation_id: OrganisationId
    organisation_name: str
    engagement_ids: frozenset[EngagementId]
    team_ids: frozenset[TeamId]
    roles: frozenset[str]
    reaches: Mapping[str, Reach]
    name: str
    login: str
    fresh_at: datetime | None = None
    standing_in: StandingIn | None = None
    # What follows from the fields above, or was read for them; a copy starts anew.
    kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def reach(self, permission: str) -> Reach:
        """Return how far `permission` goes for this person; absent means not at all."""
        return self.reaches.get(permission, Reach.NONE)

    def may(self, permission: str) -> bool:
        """Return whether the permission is held with any reach at all."""
        return self.reach(permission) is not Reach.NONE

    @property
    def label(self) -> str:
        """The name that a row keeps of who wrote it; what was decided is signed instead."""
        return self.name

    def by_own_rights(self) -> "Viewer":
        """Return her without what was left to her."""
        other = self.standing_in
        return self if other is None else replace(self, reaches=other.own, standing_in=None)

    def signing(self, *permissions: str | None) -> str:
        """Return the words under an act done by these permissions: her name, in whose place."""
        other = self.standing_in
        if other is None or other.acts.isdisjoint(permissions):
            return self.name
        signed = f"{self.name}, {IN_PLACE_OF} {other.name}"
        half = (_SIGNED - len(IN_PLACE_OF) - 3) // 2
        short = f"{self.name[:half]}, {IN_PLACE_OF} {other.name[:half]}"
        return signed if len(signed) <= _SIGNED else short


@dataclass(frozen=True, kw_only=True)
class SystemActor:
    """A job or a command: named, with exactly the permissions it was given."""

    name: str
    organisation_id: OrganisationId | None = None
    permissions: frozenset[str] = field(default_factory=frozenset)

    def reach(self, permission: str) -> Reach:
        """Return the whole organisation for a permission it was given, nothing otherwise."""
        return Reach.ORGANISATION if permission in self.permissions else Reach.NONE

    def may(self, permission: str) -> bool:
        """Return whether the permission was given."""
        return permission in self.permissions

    @property
    def label(self) -> str:
        """The name that a row keeps of who wrote it; what was decided is signed instead."""
        return self.name

    def signing(self, *_permissions: str | None) -> str:
        """Return its name: the program stands in for nobody."""
        return self.name


@dataclass(frozen=True, kw_only=True)
class BodyActor(SystemActor):
    """A job at work in one body: it reads there what a person of the same duty would read."""

    organisation_id: OrganisationId


# Who reads what names nobody: a person, or a job that counts for her.
Reader = Viewer | BodyActor


def once_each_viewer(make: Callable[P, R]) -> Callable[P, R]:
    """Return `make`, that asks of the same viewer (its first argument) the same thing only once.

    For criteria of queries: a page needs the same long one many times, and a viewer never changes.
    """

    @wraps(make)
    def kept(*args: P.args, **kwargs: P.kwargs) -> R:
        viewer = args[0]
        if not isinstance(viewer, Viewer):
            return make(*args, **kwargs)
        question = (make, args[1:], *kwargs.items())
        if question not in viewer.kept:
            viewer.kept[question] = make(*args, **kwargs)
        made: R = viewer.kept[question]
        return made

    return kept


class Actor(Protocol):
    """What a use case needs to know of who asks: a `Viewer` or a `SystemActor`."""

    def reach(self, permission: str) -> Reach:
        """Return how far `permission` goes."""

    def may(self, permission: str) -> bool:
        """Return whether the permission is held."""

    @property
    def label(self) -> str:
        """Return the name that a row keeps of who wrote it."""

    def signing(self, *permissions: str | None) -> str:
        """Return the words under an act done by these permissions."""
