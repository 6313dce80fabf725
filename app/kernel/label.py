"""What a code looks like on the screen: word first, then tone, then icon."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The few tones of the office; each has a checked contrast in `static/app.css`."""

    NEUTRAL = "neutral"
    WAITING = "waiting"
    CALLED = "called"
    ACTIVE = "active"
    PAUSED = "paused"
    ATTENTION = "attention"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True)
class Label:
    """Italian words of a state, an action or a reason, with the tone and icon of its badge.

    An action has two: `text` is on its button, `done` tells it in a history.
    """

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str | None = None
    done: str = ""


# By enum and then by member: members of different enums with the same word are equal as keys.
Labels = Mapping[type[StrEnum], Mapping[StrEnum, Label]]
