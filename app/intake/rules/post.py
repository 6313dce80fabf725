"""What comes in writing, and who may know who wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.catalogue.rules import ReferralSource
from app.kernel.actor import Reach
from app.organisations.rules import BodyKind


class PaperKind(StrEnum):
    """What a file of a request or report is."""

    LETTER = "letter"
    FAX = "fax"
    MAIL = "mail"
    ATTACHMENT = "attachment"


class Misplaced(StrEnum):
    """Where a file goes that was put with the wrong request or report."""

    TO_ANOTHER = "file_to_another"
    TO_WAIT = "file_to_wait"  # a message only: it becomes something else
    OF_NOBODY = "file_of_nobody"


class WhyReferrer(StrEnum):
    """Why somebody without a part in it must know who reported."""

    CALL_BACK = "referrer_call_back"
    PROTECT = "referrer_protect"
    JUDICIAL = "referrer_judicial"
    CONFLICT = "referrer_conflict"


class PostFault(StrEnum):
    """Why something about the post is refused."""

    ALREADY_TAKEN = "mail_already_taken"
    ALREADY_PLACED = "mail_already_placed"
    NO_SUCH_NUMBER = "no_such_number"
    SAME_NUMBER = "same_number"
    RECEIVED_LATER = "protocol_in_the_future"
    TOO_MANY = "files_too_many"


MOST_FILES = 100  # of one request or report
REVEALED_FOR = timedelta(minutes=15)
# Who asks for herself hides nothing from who reads what she asks.
_OPEN_SOURCES = frozenset({ReferralSource.SELF})
_SOURCES: Mapping[BodyKind, ReferralSource] = {
    BodyKind.SCHOOL: ReferralSource.SCHOOL,
    BodyKind.HEALTH: ReferralSource.HEALTH_SERVICE,
    BodyKind.POLICE: ReferralSource.POLICE,
    BodyKind.THIRD_SECTOR: ReferralSource.THIRD_SECTOR,
    BodyKind.PROVIDER: ReferralSource.THIRD_SECTOR,
    BodyKind.MUNICIPALITY: ReferralSource.OTHER_SOCIAL_SERVICE,
    BodyKind.CONSORTIUM: ReferralSource.OTHER_SOCIAL_SERVICE,
}


@dataclass(frozen=True, kw_only=True)
class ReferrerFacts:
    """What decides who may know who reported."""

    source: ReferralSource
    from_body: bool
    reach: Reach
    is_assignee: bool
    registered_today: bool  # by the viewer herself
    revealed: bool  # to the viewer, a little ago


def source_of(kind: BodyKind) -> ReferralSource | None:
    """Return who reports where a body of that kind writes; None where it must be asked.

    Which court it is only the act tells.
    """
    return _SOURCES.get(kind)


def may_know_referrer(facts: ReferrerFacts) -> bool:
    """Return whether the viewer reads the name of who reported.

    Who follows it, the person in charge, and who wrote it down while the day lasts.
    """
    if facts.source in _OPEN_SOURCES or facts.reach is Reach.ORGANISATION:
        return True
    own = facts.is_assignee or facts.registered_today
    return facts.revealed or (facts.reach is not Reach.NONE and own)


def may_open_papers(facts: ReferrerFacts) -> bool:
    """Return whether the viewer opens what came in writing: a private letter is signed."""
    return facts.from_body or may_know_referrer(facts)
