"""What is told of the rota in one sentence: why it is her turn, what changed since publication."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.kernel.references import EngagementId, ShiftId
from app.organisations.rules import OpeningKind
from app.rota.rules.fairness import Post, Skill


@dataclass(frozen=True)
class FairRow:
    """The share of somebody: her turns of the last months, those of the others, her hours."""

    engagement_id: EngagementId
    name: str
    skill: Skill
    turns: int
    average: Fraction
    hours: int


@dataclass(frozen=True)
class ChangeRow:
    """Somebody put on duty, or taken off, after the month was published."""

    shift_id: ShiftId
    engagement_id: EngagementId
    name: str
    kind: OpeningKind
    post: Post | None
    day: date
    from_minute: int
    to_minute: int
    changed_on: date
    is_added: bool
