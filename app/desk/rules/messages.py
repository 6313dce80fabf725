"""Messages for a colleague: who telephoned, on which number, when to call back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.kernel.references import EngagementId, PersonId
from app.people.rules import MayLeaveMessage

UNDO = timedelta(minutes=10)


class Kind(StrEnum):
    """Why the message was taken."""

    MESSAGE = "message"
    CALL_BACK = "call_back"  # nobody found, or no place that fits
    INFORMATION_REFUSED = "information_refused"
    NEWCOMER = "newcomer"  # written by the program: somebody registered looks like one protected
    COVER = "cover"  # written by the program: somebody had to leave her counter
    MINOR_ALONE = "minor_alone"  # written by the program: a minor came without adults


class Claims(StrEnum):
    """Who somebody says to be, while asking about another. Nobody checks it: nothing is told."""

    FATHER = "claims_father"
    MOTHER = "claims_mother"
    PARTNER = "claims_partner"
    RELATIVE = "claims_relative"
    LAWYER = "claims_lawyer"
    OFFICE = "claims_office"
    OTHER = "claims_other"


class AskedFor(StrEnum):
    """What was asked and not told."""

    WHETHER_FOLLOWED = "asked_whether_followed"
    WHEN_EXPECTED = "asked_when_expected"
    WHERE_SHE_IS = "asked_where_she_is"
    WHAT_WAS_SAID = "asked_what_was_said"
    OTHER = "asked_other"


class State(StrEnum):
    """Where a message stands."""

    NEW = "new"
    READ = "read"
    CLOSED = "closed"


class Action(StrEnum):
    """What is done with a message. Nobody deletes one."""

    TAKE = "take"
    READ = "read"
    TRY_CALL = "try_call"
    ANSWERED = "answered"
    BOOKED = "booked"
    PASS_ON = "pass_on"  # noqa: S105 - an act, not a secret
    BRING_FORWARD = "bring_forward"
    UNDO = "undo"


class MessageFault(StrEnum):
    """Why a message cannot be taken or worked so."""

    NOT_A_CALL_BACK = "not_a_call_back"
    NOT_UNREAD_URGENT = "not_unread_urgent"
    UNDO_TOO_LATE = "undo_too_late"
    UNDO_NOT_YOURS = "undo_not_yours"
    NOBODY_TO_CALL = "nobody_to_call"
    NOT_A_COLLEAGUE = "not_a_colleague"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What somebody writes down of a call: the minimum to call back.

    Without `to` it is for whoever is on duty.
    """

    to: EngagementId | None = None
    kind: Kind = Kind.MESSAGE
    caller: str = ""
    about: str = ""  # of information not given: the name that was asked for, kept in the text
    person_id: PersonId | None = None
    phone: str = ""
    may_leave: MayLeaveMessage = MayLeaveMessage.UNKNOWN
    when: str = ""
    urgent: bool = False
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class MessageFacts:
    """What the conditions of the procedure look at."""

    kind: Kind = Kind.MESSAGE
    urgent: bool = False
    brought_forward: bool = False
    closed_at: datetime | None = None
    closed_by_me: bool = False
    now: datetime | None = None


def not_a_call_back(facts: MessageFacts) -> str | None:
    """Only who waits to be called for a place is answered with a booking."""
    return None if facts.kind is Kind.CALL_BACK else MessageFault.NOT_A_CALL_BACK


def not_unread_urgent(facts: MessageFacts) -> str | None:
    """Only what is urgent is brought before others, and once."""
    waiting = facts.urgent and not facts.brought_forward
    return None if waiting else MessageFault.NOT_UNREAD_URGENT


def undo_too_late(facts: MessageFacts) -> str | None:
    """An answer is taken back within ten minutes."""
    if facts.closed_at and facts.now and facts.now - facts.closed_at <= UNDO:
        return None
    return MessageFault.UNDO_TOO_LATE


def undo_not_yours(facts: MessageFacts) -> str | None:
    """Only who answered takes it back."""
    return None if facts.closed_by_me else MessageFault.UNDO_NOT_YOURS
