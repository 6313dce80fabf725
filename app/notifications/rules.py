"""When a notice is tried, what an answer means, and when a person must telephone instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

LEASE = timedelta(minutes=10)  # longer than every wait of a carrier together
GIVES_UP_AFTER = timedelta(hours=24)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
_SHOWN_DIGITS = 2


class Channel(StrEnum):
    """By which way a notice travels."""

    SMS = "sms"
    EMAIL = "email"


class Language(StrEnum):
    """In which language a notice is written."""

    ITALIAN = "it"
    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    ARABIC = "ar"
    UKRAINIAN = "uk"
    ROMANIAN = "ro"
    ALBANIAN = "sq"
    BENGALI = "bn"


# There the two halves of a number written with a space would change places.
RIGHT_TO_LEFT = frozenset({Language.ARABIC})


class NoticeKind(StrEnum):
    """What a notice says of an appointment."""

    REMINDER = "reminder"
    CALLED_OFF = "called_off"
    MOVED = "moved"


class NoticeState(StrEnum):
    """Where a notice stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # it will be tried again
    UNCERTAIN = "uncertain"  # it may have been sent: only a person decides
    GIVEN_UP = "given_up"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """How one attempt ended."""

    SENT = "accepted"
    UNREACHABLE = "unreachable"  # nobody answered: nothing was handed over
    LATER = "later"  # "try again": a greylist, a full mailbox
    REFUSED = "refused"  # for good
    UNCERTAIN = "no_answer"  # handed over, and then silence


class NotLeft(StrEnum):
    """Why somebody telephones: as far as we know nothing has reached the person."""

    NO_PROVIDER = "no_provider"
    REFUSED = "refused"
    NOT_TAKEN = "not_taken"  # for a day, or until it was of no use
    TOO_LATE = "too_late"
    PERHAPS = "perhaps"


class NoticeList(StrEnum):
    """The lists of who looks after notices, what waits for a person first."""

    NOT_LEFT = "not_left"
    PERHAPS_LEFT = "perhaps_left"
    TRIED_AGAIN = "tried_again"
    WAITING = "waiting"
    LEFT = "left"


class NoticeFault(StrEnum):
    """Why a notice cannot be changed so."""

    NOTICE_MOVED = "notice_moved"


NO_PROVIDER = "no_provider"  # nobody was asked: the office has no one who carries it
IN_THE_LOG = "log"  # nobody was asked: in the demo everything goes well
TRIED = (NoticeState.QUEUED, NoticeState.FAILED)
NEEDS_A_PERSON = (NoticeState.UNCERTAIN, NoticeState.GIVEN_UP)
LISTS: Mapping[NoticeList, tuple[NoticeState, ...]] = {
    NoticeList.NOT_LEFT: (NoticeState.GIVEN_UP,),
    NoticeList.PERHAPS_LEFT: (NoticeState.UNCERTAIN,),
    NoticeList.TRIED_AGAIN: (NoticeState.FAILED,),
    NoticeList.WAITING: (NoticeState.QUEUED, NoticeState.SENDING),
    NoticeList.LEFT: (NoticeState.SENT,),
}
SHOWN_FOR = timedelta(days=14)  # what was sent
MAY_RESEND = frozenset({NoticeState.FAILED, *NEEDS_A_PERSON})
MAY_CANCEL = frozenset({NoticeState.QUEUED, *MAY_RESEND})


@dataclass(frozen=True, kw_only=True)
class NewNotice:
    """One thing to be said once: `effect`, its kind first, names it for ever within its body."""

    effect: str
    subject_kind: str
    subject_id: UUID
    channel: Channel
    recipient: str
    title: str  # the subject of an e-mail
    text: str
    due_at: datetime
    useful_until: datetime
    language: Language = Language.ITALIAN


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a carrier is given: nothing else leaves the office. `repr` shows nobody's number."""

    id: UUID
    recipient: str
    title: str
    text: str

    def __repr__(self) -> str:
        """Name it by its id alone."""
        return f"Letter({self.id})"


@dataclass(frozen=True)
class Answer:
    """What came of an attempt, with the code the provider gave, if any."""

    outcome: Outcome
    code: str = ""


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failures: a minute, doubled up to six hours."""
    doubled: int = 2 ** min(attempts - 1, 16)
    return min(_FIRST_PAUSE * doubled, _LONGEST_PAUSE)


def following(
    outcome: Outcome,
    *,
    attempts: int,
    first_tried_at: datetime,
    useful_until: datetime,
    at: datetime,
) -> tuple[NoticeState, datetime]:
    """Return where an attempt leaves a notice, and when it is tried again if ever.

    Not after a day of failures, and not when its words would be of no use: somebody telephones.
    """
    if outcome is Outcome.SENT:
        return NoticeState.SENT, at
    if outcome is Outcome.UNCERTAIN:
        return NoticeState.UNCERTAIN, at
    again = at + pause_after(attempts)
    over = at - first_tried_at >= GIVES_UP_AFTER or again >= useful_until
    if outcome is Outcome.REFUSED or over:
        return NoticeState.GIVEN_UP, at
    return NoticeState.FAILED, again


def not_left(state: NoticeState, last: Answer | None) -> NotLeft | None:
    """Return why a notice waits for somebody who telephones; `last` is the last answer to it."""
    if state is NoticeState.UNCERTAIN:
        return NotLeft.PERHAPS
    if state is not NoticeState.GIVEN_UP:
        return None
    if last is None:
        return NotLeft.TOO_LATE
    if last.code == NO_PROVIDER:
        return NotLeft.NO_PROVIDER
    return {
        Outcome.REFUSED: NotLeft.REFUSED,
        Outcome.UNREACHABLE: NotLeft.NOT_TAKEN,
        Outcome.LATER: NotLeft.NOT_TAKEN,
    }.get(last.outcome, NotLeft.TOO_LATE)


def masked(recipient: str) -> str:
    """Return a number or an address so that only who knows it recognises it."""
    if "@" in recipient:
        name, _, place = recipient.partition("@")
        return f"{name[:1]}•••@{place}"
    return f"•••{recipient[-_SHOWN_DIGITS:]}"
