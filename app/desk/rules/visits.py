"""What happened when somebody was received: a few closed lists, and two lines."""

from dataclasses import dataclass
from enum import StrEnum

from app.catalogue.rules import Area, PathCode, Recipient
from app.kernel.references import EngagementId, PersonId


class Outcome(StrEnum):
    """How an interview at the desk ended. Several may apply."""

    INFORMATION = "information"
    ORIENTATION = "orientation"
    APPOINTMENT = "appointment"
    OWN_WORKER = "own_worker"
    REQUEST = "request"
    DIARY_ENTRY = "diary_entry"
    PRACTICE = "practice"
    ANONYMOUS_LISTENING = "anonymous_listening"
    NOT_OURS = "not_ours"
    URGENCY = "urgency"
    INTERRUPTED = "interrupted"


class VisitChannel(StrEnum):
    """How somebody was heard: she came, or she telephoned."""

    DESK = "desk"
    PHONE = "phone"


class Presence(StrEnum):
    """Who was there. A child is never the interpreter of her family."""

    THE_PERSON = "the_person"
    MINOR_ALONE = "minor_alone"
    FAMILY_MEMBER = "family_member"
    COMPANION = "companion"
    INTERPRETER = "interpreter"
    LAWYER = "lawyer"
    GUARDIAN = "guardian"
    EDUCATOR = "educator"


class NextStep(StrEnum):
    """What an outcome opens, with what is already known."""

    BOOK = "book"
    MESSAGE = "message"
    REGISTER_REFERRAL = "register_referral"
    OPEN_PERSON = "open_person"
    OPEN_PRACTICE = "open_practice"
    TELL_SUPERVISOR = "tell_supervisor"
    EMERGENCY_NUMBERS = "emergency_numbers"


_STEPS = {
    Outcome.APPOINTMENT: NextStep.BOOK,
    Outcome.OWN_WORKER: NextStep.MESSAGE,
    Outcome.REQUEST: NextStep.REGISTER_REFERRAL,
    Outcome.DIARY_ENTRY: NextStep.OPEN_PERSON,
    Outcome.PRACTICE: NextStep.OPEN_PRACTICE,
    Outcome.URGENCY: NextStep.EMERGENCY_NUMBERS,
}


def steps_after(outcomes: frozenset[Outcome], present: frozenset[Presence]) -> list[NextStep]:
    """Return what remains to be done after an interview, each once, the urgent first."""
    steps = [_STEPS[outcome] for outcome in Outcome if outcome in outcomes and outcome in _STEPS]
    if Presence.MINOR_ALONE in present:
        steps.insert(0, NextStep.TELL_SUPERVISOR)
    return sorted(steps, key=lambda step: step is not NextStep.EMERGENCY_NUMBERS)


@dataclass(frozen=True, kw_only=True)
class VisitDetails:
    """What the worker tells of an interview: ticks, and two lines if she wants."""

    outcomes: frozenset[Outcome] = frozenset()
    recipients: frozenset[Recipient] = frozenset()
    area: Area | None = None
    path: PathCode | None = None
    person_id: PersonId | None = None
    present: frozenset[Presence] = frozenset()
    present_names: str = ""
    interpreter: bool = False
    alone_in_part: bool = False
    note: str = ""
    message_for: EngagementId | None = None
    message_text: str = ""
    message_phone: str = ""
