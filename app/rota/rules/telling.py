"""What is told of the rota in one sentence: why it is her turn, what changed since publication."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

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


class ShiftTold(Protocol):
    """When a shift is and where, for a sentence."""

    @property
    def kind(self) -> OpeningKind: ...
    @property
    def post(self) -> Post | None: ...
    @property
    def day(self) -> date: ...
    @property
    def from_minute(self) -> int: ...
    @property
    def to_minute(self) -> int: ...


class SwapTold(Protocol):
    """Who asks whom for which shift, for a sentence."""

    @property
    def shift(self) -> ShiftTold: ...
    @property
    def wanted(self) -> ShiftTold | None: ...
    @property
    def asker(self) -> str: ...
    @property
    def asked(self) -> str: ...
    @property
    def is_mine(self) -> bool: ...


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
