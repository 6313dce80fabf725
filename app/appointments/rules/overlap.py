"""An appointment over another: with right and reason, never by the URP and never by chance."""

from dataclasses import dataclass
from enum import StrEnum


class OverlapCause(StrEnum):
    """Why somebody is received at an hour that is already another's."""

    CANNOT_WAIT = "cannot_wait"
    FEW_MINUTES = "few_minutes"
    OUR_MISTAKE = "our_mistake"
    ONLY_THEN = "only_then"
    OTHER = "overlap_other"


class OverlapFault(StrEnum):
    """Why an appointment cannot stand over another."""

    NOTHING_THERE = "nothing_there"


@dataclass(frozen=True)
class Overlap:
    """The reason of the list, and her own words."""

    reason: OverlapCause
    words: str
