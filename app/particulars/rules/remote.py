"""The alarm at home: who has the keys, what a call was."""

from datetime import datetime
from enum import StrEnum

from app.particulars.rules.faults import ParticularFault


class KeyRelation(StrEnum):
    """Who somebody who can be called is to the person."""

    NEIGHBOUR = "neighbour_keys"
    CHILD = "child_keys"
    PARTNER = "partner_keys"
    RELATIVE = "relative_keys"
    FRIEND = "friend_keys"
    CARER = "carer_keys"


class AlarmKind(StrEnum):
    """What a call of alarm was."""

    FALSE_ALARM = "false_alarm"
    FALL = "fall"
    ILLNESS = "sudden_illness"
    NO_ANSWER = "nobody_answers"


def alarm_fault(rang_at: datetime, now: datetime) -> str | None:
    """Return why a call cannot have been received then (`field:code`), or None."""
    return f"rang_hour:{ParticularFault.NOT_YET_HAPPENED}" if rang_at > now else None
