"""Three answers: met, not met, unknown. A boolean would lie: "unknown" is normal at a desk.

A finding carries its reason and the data it rests on, so that the page can say why, what would make
a thing possible, and which papers to ask for; years later the file explains itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """The answer of a criterion."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """An answer with its reason code and the named data it was drawn from."""

    verdict: Verdict
    reason: str
    evidence: Mapping[str, str] = field(default_factory=dict)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return met when all are; not met when one is not; unknown otherwise (met of nothing)."""
    found = set(verdicts)
    if Verdict.NOT_MET in found:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.MET


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return met when one is; unknown when one may still be; else not met (also of nothing)."""
    found = set(verdicts)
    if Verdict.MET in found:
        return Verdict.MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.NOT_MET


def negation(verdict: Verdict) -> Verdict:
    """Return the opposite; what is unknown stays unknown."""
    opposite = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}
    return opposite.get(verdict, verdict)


def known(value: bool | None) -> Verdict:  # noqa: FBT001 - the value is the whole question
    """Return the verdict of a fact that may not be known."""
    if value is None:
        return Verdict.UNKNOWN
    return Verdict.MET if value else Verdict.NOT_MET
