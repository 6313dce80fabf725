"""Foster care: five phases with the numbers of the national model, and its end."""

from datetime import date
from enum import StrEnum


class FosterPhase(StrEnum):
    """Where the foster care of a child stands."""

    CASE_ASSESSMENT = "foster_case_assessment"
    FAMILY_SEARCH = "foster_family_search"
    FAMILY_ASSESSMENT = "foster_family_assessment"
    FAMILY_FOUND = "foster_family_found"
    ACTIVE = "foster_active"
    ENDED = "foster_ended"


# The numbers of the residential module for minors; an end has none.
PHASE_NUMBER = {
    phase: 10 * number for number, phase in enumerate([*FosterPhase][:-1], start=1)
}  # fmt: skip


class FosterFamily(StrEnum):
    """With whom: relatives to the fourth degree, or a family that is none of hers (L. 184/1983)."""

    RELATIVES = "foster_with_relatives"
    OTHER_FAMILY = "foster_with_other_family"
    NOT_KNOWN = "foster_family_not_known"


class FosterFault(StrEnum):
    """Why a phase of a foster care cannot be so."""

    TO_COME = "foster_to_come"
    SAME_PHASE = "foster_same_phase"
    BEFORE_LAST = "foster_before_last"
    BACK_WITHOUT_WORDS = "foster_back_without_words"
    ENDS_WITHOUT_WORDS = "foster_ends_without_words"
    FAMILY_MISSING = "foster_family_missing"
    NOTHING_TO_END = "foster_nothing_to_end"


_WITH_FAMILY = (FosterPhase.FAMILY_FOUND, FosterPhase.ACTIVE)


def foster_fault(
    new: FosterPhase,
    family: FosterFamily,
    since: date,
    last: tuple[FosterPhase, date] | None,
    *,
    words: str,
    today: date,
) -> str | None:
    """Return why a child cannot pass to a phase from a day (`field:code`), or None.

    `last` is the phase she is in, and since when. Going back is possible and so is a new start
    after an end: a family that is not the right one is part of the work.
    """
    if since > today:
        return f"since:{FosterFault.TO_COME}"
    if new in _WITH_FAMILY and family is FosterFamily.NOT_KNOWN:
        return f"family:{FosterFault.FAMILY_MISSING}"
    if new is FosterPhase.ENDED and not words.strip():
        return f"note:{FosterFault.ENDS_WITHOUT_WORDS}"
    if last is None:
        return f"phase:{FosterFault.NOTHING_TO_END}" if new is FosterPhase.ENDED else None
    return _after(new, since, last, words)


def _after(
    new: FosterPhase, since: date, last: tuple[FosterPhase, date], words: str
) -> str | None:  # fmt: skip
    phase, began = last
    if new is phase:
        return f"phase:{FosterFault.SAME_PHASE}"
    if since < began:
        return f"since:{FosterFault.BEFORE_LAST}"
    goes_back = PHASE_NUMBER.get(new, 60) < PHASE_NUMBER.get(phase, 0)
    if goes_back and not words.strip():
        return f"note:{FosterFault.BACK_WITHOUT_WORDS}"
    return None


def following(phase: FosterPhase | None) -> FosterPhase:
    """Return the phase that usually comes next; after an end, the first."""
    phases = list(FosterPhase)
    if phase is None or phase is FosterPhase.ENDED:
        return phases[0]
    return phases[phases.index(phase) + 1]
