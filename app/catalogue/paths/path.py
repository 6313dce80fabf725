"""What a way to a service is made of."""

from dataclasses import dataclass

from app.catalogue.criteria.facts import Criterion
from app.catalogue.rules import (
    Approver,
    Area,
    CostRule,
    Detail,
    Fact,
    Measure,
    Order,
    Paper,
    PathCode,
    PathEnd,
    Recipient,
    Source,
)


@dataclass(frozen=True, kw_only=True)
class Path:
    """A way to a service. `version` rises when a condition is added, changed or taken away.

    `also_asks` are facts that change the advice, not the answer; `details` are read by people.
    """

    code: PathCode
    criteria: tuple[Criterion, ...]
    area: Area
    recipients: tuple[Recipient, ...]
    measure: Measure
    end: PathEnd
    approver: Approver
    order: Order
    cost: CostRule
    sources: tuple[Source, ...]
    papers: tuple[Paper, ...] = ()
    also_asks: tuple[Fact, ...] = ()
    details: tuple[Detail, ...] = ()
    needs_case: bool = True
    anonymous: bool = False
    version: int = 1

    @property
    def number(self) -> int:
        """Its place in the office's own list, from 1."""
        return [*PathCode].index(self.code) + 1
