"""The calls of pronto intervento: how urgent, to whom they were handed."""

from enum import StrEnum


class CallDegree(StrEnum):
    """What who is on duty judges at the telephone."""

    EMERGENCY = "call_emergency"
    CAN_WAIT = "call_can_wait"


class CallList(StrEnum):
    """The lists of the page."""

    OPEN = "open_calls"
    DONE = "done_calls"


class CallFault(StrEnum):
    """Why something about a call, or a telephone on duty, is refused."""

    WHO_MISSING = "call_about_nobody"
    CALL_TO_COME = "call_to_come"
    NOBODY_CHOSEN = "handed_to_nobody"
    TWO_CHOSEN = "handed_to_two"
    ENDS_BEFORE_START = "duty_ends_before_start"
