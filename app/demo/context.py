"""What every part of the demo needs: the moment, the bodies, who on the staff does a thing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random

from app.accounts.policy import Permission, Role, reaches
from app.kernel.actor import SystemActor, Viewer
from app.kernel.references import AccountId, OrganisationId, TeamId

REFERENCE = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)  # Monday 23 November 2026, 15:05 in Rome
MAKER = SystemActor(name="dimostrazione", permissions=frozenset(Permission))


@dataclass
class Demo:
    """The demo while it is being made."""

    size: int
    tell: Callable[[str], None]
    draw: Random = field(default_factory=lambda: Random(20261123))
    now: datetime = REFERENCE
    today: date = date(2026, 11, 23)
    bodies: dict[str, OrganisationId] = field(default_factory=dict)
    staff: dict[str, Viewer] = field(default_factory=dict)
    teams: dict[str, TeamId] = field(default_factory=dict)


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
