"""What is written in a diary, by whom it may be read and until when it may be corrected."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CORRECTED_WITHIN = timedelta(hours=24)


class EntryKind(StrEnum):
    """What an entry tells. The words of a child heard alone stand in a kind of their own.

    By default they are left out of what a parent may ask to read.
    """

    INTERVIEW = "interview"
    HOME_VISIT = "home_visit"
    PHONE_CALL = "phone_call"
    MEETING = "meeting"
    CHILD_HEARD = "child_heard"


# What counts as having met or spoken with the person or who cares for her.
CONTACTS = frozenset(
    {EntryKind.INTERVIEW, EntryKind.HOME_VISIT, EntryKind.PHONE_CALL, EntryKind.CHILD_HEARD}
)
KEPT_FROM_PARENTS = frozenset({EntryKind.CHILD_HEARD})


class WhyReserved(StrEnum):
    """Why an entry is for its author and the supervisor only."""

    SAFETY = "safety"
    THIRD_PARTY = "third_party"
    JUDICIAL = "judicial"


class EntryTextKind(StrEnum):
    """What stands beside the text of an entry: what it said before, what was added after."""

    EARLIER = "earlier"
    ADDENDUM = "addendum"


class EntryFault(StrEnum):
    """Why an entry cannot be as it was written."""

    IN_THE_FUTURE = "entry_in_the_future"
    NOT_THE_AUTHOR = "not_the_author"
    TOO_LATE_TO_CORRECT = "too_late_to_correct"
    ALREADY_MOVED = "already_moved"
    SAME_CASE = "same_case"


@dataclass(frozen=True, kw_only=True)
class EntryDetails:
    """Everything typed in an entry."""

    kind: EntryKind
    happened_at: datetime
    text: str
    present: str = ""
    minutes: int | None = None
    reserved: WhyReserved | None = None


def entry_fault(details: EntryDetails, now: datetime) -> str | None:
    """Return why an entry cannot be true (`field:code`), or None."""
    if details.happened_at > now:
        return f"happened_on:{EntryFault.IN_THE_FUTURE}"
    return None


def correction_fault(*, by_author: bool, written_at: datetime, now: datetime) -> str | None:
    """Return why an entry is no longer corrected but continued: too late, or somebody else's.

    Up to 24 hours the author corrects, and what she wrote before is kept; then there are addenda.
    """
    if not by_author:
        return EntryFault.NOT_THE_AUTHOR
    if now - written_at >= CORRECTED_WITHIN:
        return EntryFault.TOO_LATE_TO_CORRECT
    return None
