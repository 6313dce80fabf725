"""An interpreter for an appointment: asked for, confirmed or not, and what each act asks first.

Children are never used as interpreters: whoever asks for one reads it.
"""

from dataclasses import dataclass
from enum import StrEnum

CONFIRMED_BEFORE = 2  # working days before the appointment: then whoever receives is recalled


class InterpreterState(StrEnum):
    """Where the request of an interpreter stands."""

    ASKED = "interpreter_asked"
    CONFIRMED = "interpreter_confirmed"
    REFUSED = "interpreter_refused"
    NOT_NEEDED = "interpreter_not_needed"


class InterpreterAction(StrEnum):
    """What is done with the request of an interpreter."""

    ASK = "ask_interpreter"
    CONFIRM = "confirm_interpreter"
    REFUSE = "refuse_interpreter"
    ASK_AGAIN = "ask_interpreter_again"
    DROP = "drop_interpreter"


class InterpreterWay(StrEnum):
    """How she interprets. Only in presence is she in one place at a time."""

    PRESENCE = "in_presence"
    PHONE = "by_telephone"


class InterpreterFault(StrEnum):
    """Why an act on the request of an interpreter is refused."""

    TAKEN = "interpreter_taken"
    ASKED_ALREADY = "interpreter_asked_already"
    APPOINTMENT_OVER = "appointment_over"


# What still waits for somebody who comes.
UNSETTLED = frozenset({InterpreterState.ASKED, InterpreterState.REFUSED})


@dataclass(frozen=True, kw_only=True)
class InterpreterFacts:
    """What the conditions look at."""

    free: bool = True  # nobody else has her then, or she is on the telephone
    waited_for: bool = True  # the person is still expected


def interpreter_free(facts: InterpreterFacts) -> str | None:
    """Nobody else has her at that hour."""
    return None if facts.free else InterpreterFault.TAKEN


def still_expected(facts: InterpreterFacts) -> str | None:
    """The person is still expected."""
    return None if facts.waited_for else InterpreterFault.APPOINTMENT_OVER
