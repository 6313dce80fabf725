"""The way to work: seven phases with their national numbers, and how it ends."""

from datetime import date
from enum import StrEnum

from app.particulars.rules.faults import ParticularFault


class WorkPhase(StrEnum):
    """Where somebody is on the way to work."""

    PRELIMINARY = "preliminary"
    ORIENTATION = "orientation"
    DESIGN = "design"
    TOOLS = "tools"
    ACCOMPANYING = "accompanying"
    MONITORING = "monitoring"
    FINAL = "final_evaluation"


# The numbers of the national model of work inclusion (SAL).
PHASE_NUMBER = {phase: 10 * number for number, phase in enumerate(WorkPhase, start=1)}


class WorkOutcome(StrEnum):
    """How the way ended, said at the final evaluation."""

    HIRED = "hired"
    TRAINING = "goes_on_training"
    ENDED = "ended_without_work"


def phase_fault(
    new: WorkPhase,
    since: date,
    last: tuple[WorkPhase, date] | None,
    *,
    words: str,
    outcome: WorkOutcome | None,
    today: date,
) -> str | None:
    """Return why somebody cannot pass to a phase from a day (`field:code`), or None.

    `last` is the phase she is in, and since when. Going back is possible: it says why.
    """
    if since > today:
        return f"since:{ParticularFault.NOT_YET_HAPPENED}"
    if new is WorkPhase.FINAL and outcome is None:
        return f"outcome:{ParticularFault.OUTCOME_MISSING}"
    if new is not WorkPhase.FINAL and outcome is not None:
        return f"outcome:{ParticularFault.OUTCOME_TOO_EARLY}"
    if last is None:
        return None
    phase, began = last
    if new is phase:
        return f"phase:{ParticularFault.SAME_PHASE}"
    if since < began:
        return f"since:{ParticularFault.PHASE_BEFORE_LAST}"
    if PHASE_NUMBER[new] < PHASE_NUMBER[phase] and not words.strip():
        return f"note:{ParticularFault.BACK_WITHOUT_WORDS}"
    return None
