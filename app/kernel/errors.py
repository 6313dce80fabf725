"""The five ways a request is refused. A use case derives its own beside itself.

Each carries `reasons`: codes that labels turn into sentences. Codes are StrEnum members or plain
snake_case strings, never Italian.
"""

from collections.abc import Sequence


class OfficeError(Exception):
    """A refusal the program expects and can explain."""

    def __init__(self, *reasons: str) -> None:
        """Keep the reason codes, in the order in which they should be read."""
        super().__init__(*reasons)
        self.reasons: Sequence[str] = reasons


class NotFound(OfficeError):
    """Out of the viewer's reach, or not there: the same answer for both."""


class NotPermitted(OfficeError):
    """Within reach, but this person's duties do not include it."""


class NotAllowedNow(OfficeError):
    """The procedure does not allow it in this state, or a condition refuses."""


class Conflict(OfficeError):
    """Somebody changed the same thing meanwhile."""


class Invalid(OfficeError):
    """What was asked cannot be true: a date before birth, an unknown code."""
