"""What is counted without a case, what a name needs, and how somebody is sent on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.catalogue.rules import PathCode
from app.kernel.hiding import Hidden, among, parts
from app.kernel.references import PersonId

OPEN_PATHS = (PathCode.YOUTH_SPACE, PathCode.STARS)
DESK_NUMBERS = range(1, 9)  # the founding document has eight desks
MOST_COUNTED = 500  # of one meeting: more is a slip of the finger
MOST_MINUTES = 600


class Answered(StrEnum):
    """What somebody said, or that nobody asked yet."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class InitiativeKind(StrEnum):
    """What an initiative offers."""

    ACTIVITY = "activity"
    COURSE = "course"
    MEDIATION = "mediation"
    INFORMATION = "information"


class AgeBand(StrEnum):
    """About how old who takes part is: never a date of birth."""

    UNDER_14 = "under_14"
    FROM_14 = "from_14"
    FROM_18 = "from_18"
    FROM_25 = "from_25"
    FROM_30 = "from_30"
    UNKNOWN = "unknown"


class Topic(StrEnum):
    """What is asked at an information desk: about permits information, never anybody's status."""

    SCHOOL = "school"
    PERMIT_INFORMATION = "permit_information"
    ITALIAN = "italian"
    HEALTH = "health"
    WORK = "work"
    HOME = "home"
    OTHER = "other"


class HelpKind(StrEnum):
    """With which help somebody is sent on."""

    CALLED = "called"
    APPOINTMENT = "appointment"
    LETTER = "letter"
    ADDRESS_ONLY = "address_only"


class ToldToWoman(StrEnum):
    """What a woman was told or given while she was listened to."""

    LISTENED = "listened"
    HELPLINE = "helpline"
    CENTRE = "centre"
    REFUGE = "refuge"
    EMERGENCY = "emergency"


class Teller(StrEnum):
    """Who says that somebody arrived."""

    BODY = "body"
    PERSON = "person"
    RELATIVE = "relative"
    OTHER = "other"


class Called(StrEnum):
    """Who was called to know whether somebody arrived."""

    BODY = "body"
    PERSON = "person"


class EndCause(StrEnum):
    """Why an onward referral ends without an arrival."""

    NOT_REACHED = "not_reached"
    CHANGED_MIND = "changed_mind"
    OTHER_HELP = "other_help"
    BODY_CANNOT = "body_cannot"
    OTHER = "other"


class OnwardShelf(StrEnum):
    """The lists of onward referrals."""

    TO_CONFIRM = "to_confirm"
    TO_RETHINK = "to_rethink"
    OVER = "over"


class OpenDoorFault(StrEnum):
    """Why something is refused."""

    NOT_AN_OPEN_PATH = "not_an_open_path"
    INITIATIVE_ENDS_FIRST = "initiative_ends_first"
    HELD_OUTSIDE = "held_outside"
    HELD_IN_THE_FUTURE = "held_in_the_future"
    NOBODY_COUNTED = "nobody_counted"
    COUNTED_TOO_MANY = "counted_too_many"
    NAMED_COUNTS_ONE = "named_counts_one"
    NAME_NEEDS_CONSENT = "name_needs_consent"
    CONSENT_IN_THE_FUTURE = "consent_in_the_future"
    CONSENT_OF_NOBODY = "consent_of_nobody"
    ALREADY_NAMED = "already_named"
    NOT_A_DESK = "not_a_desk"
    DESK_TAKEN = "info_desk_taken"
    TOPIC_MISSING = "topic_missing"
    MINUTES_TOO_MANY = "contact_minutes_too_many"
    MEDIATION_TOO_LONG = "mediation_too_long"
    WHO_MISSING = "onward_who_missing"
    WILL_NOT_BE_NAMED = "will_not_be_named"
    NOT_SAFE_TO_CALL = "not_safe_to_call"
    NO_LETTER = "no_letter_for_her"
    NOTHING_PRINTED = "nothing_printed_for_her"
    ARRIVED_TOO_EARLY = "arrived_too_early"
    ARRIVED_IN_THE_FUTURE = "arrived_in_the_future"
    HELP_MISSING = "onward_help_missing"
    ALREADY_HEARD = "woman_already_heard"


@dataclass(frozen=True)
class Origin:
    """From where somebody comes to these pages: a request or report, an interview at the desk."""

    id: UUID
    number: str  # as the office writes it; an interview has none
    at: datetime
    people: tuple[PersonId, ...]


@dataclass(frozen=True, kw_only=True)
class CountRow:
    """One number of a year; None where it does not leave the office.

    `of_all`: it stands for all of a kind, of which nothing is told; of several services, of none.
    """

    path: PathCode | None
    number: int | None
    desk: int | None = None
    sent_on: bool = False  # counts who was sent to another body
    arrived: int | None = None
    of_all: bool = False


@dataclass(frozen=True, kw_only=True)
class OnwardFacts:
    """What the procedure of an onward referral looks at."""

    is_woman_in_danger: bool
    safe_to_call: Answered


def dates_fault(valid_from: date, last_day: date | None) -> str | None:
    """Return why an initiative cannot last so (`field:code`), or None."""
    if last_day is not None and last_day < valid_from:
        return f"last_day:{OpenDoorFault.INITIATIVE_ENDS_FIRST}"
    return None


def held_fault(held_on: date, first: date, end: date | None, today: date) -> str | None:
    """Return why nobody can have taken part on a day (`field:code`), or None; `end` excluded."""
    if held_on > today:
        return f"held_on:{OpenDoorFault.HELD_IN_THE_FUTURE}"
    if held_on < first or (end is not None and held_on >= end):
        return f"held_on:{OpenDoorFault.HELD_OUTSIDE}"
    return None


def counted_fault(counted: int, *, named: bool) -> str | None:
    """Return why so many people cannot be counted (`field:code`), or None."""
    if counted < 1:
        return f"counted:{OpenDoorFault.NOBODY_COUNTED}"
    if counted > MOST_COUNTED:
        return f"counted:{OpenDoorFault.COUNTED_TOO_MANY}"
    return f"counted:{OpenDoorFault.NAMED_COUNTS_ONE}" if named and counted > 1 else None


def name_fault(*, named: bool, consent_on: date | None, today: date) -> str | None:
    """Return why a name cannot be written (`field:code`), or None: it needs consent, and its day.

    Regulation (EU) 2016/679, art. 5: who comes to an open door is counted, not listed.
    """
    if named and consent_on is None:
        return f"consent_on:{OpenDoorFault.NAME_NEEDS_CONSENT}"
    if consent_on is not None and consent_on > today:
        return f"consent_on:{OpenDoorFault.CONSENT_IN_THE_FUTURE}"
    if consent_on is not None and not named:
        return f"person:{OpenDoorFault.CONSENT_OF_NOBODY}"
    return None


def contact_fault(topics: frozenset[Topic], minutes: int, mediation: int) -> str | None:
    """Return why a contact at a desk cannot be counted so (`field:code`), or None."""
    if not topics:
        return f"topics:{OpenDoorFault.TOPIC_MISSING}"
    if minutes > MOST_MINUTES:
        return f"minutes:{OpenDoorFault.MINUTES_TOO_MANY}"
    if mediation > minutes:
        return f"mediation_minutes:{OpenDoorFault.MEDIATION_TOO_LONG}"
    return None


def sending_fault(
    *, named: bool, described: str, agrees: Answered, help_kind: HelpKind, no_print: bool
) -> str | None:
    """Return why somebody cannot be sent on so (`field:code`), or None.

    Who does not want her name told is given an address: no call, no appointment, no letter. For
    who wants nothing printed there is no letter either.
    """
    if not named and not described.strip():
        return f"described:{OpenDoorFault.WHO_MISSING}"
    if named and agrees is Answered.NO and help_kind is not HelpKind.ADDRESS_ONLY:
        return f"help_kind:{OpenDoorFault.WILL_NOT_BE_NAMED}"
    if no_print and help_kind is HelpKind.LETTER:
        return f"help_kind:{OpenDoorFault.NO_LETTER}"
    return None


def arrival_fault(arrived_on: date, sent_on: date, today: date) -> str | None:
    """Return why nobody can have arrived on a day (`field:code`), or None."""
    if arrived_on > today:
        return f"arrived_on:{OpenDoorFault.ARRIVED_IN_THE_FUTURE}"
    return f"arrived_on:{OpenDoorFault.ARRIVED_TOO_EARLY}" if arrived_on < sent_on else None


def call_fault(called: Called, safe_to_call: Answered) -> str | None:
    """Return why the person may not be called (`field:code`), or None: only where it is safe."""
    if called is Called.PERSON and safe_to_call is Answered.NO:
        return f"called:{OpenDoorFault.NOT_SAFE_TO_CALL}"
    return None


def leaving(rows: Sequence[CountRow]) -> list[CountRow]:
    """Return the counts of one kind as they may leave the office (ADR 0030).

    What is small is hidden with what covers it, and where nothing covers it one line says so of
    all. No sum is told: the counts grow while the year runs, and one that was told before it came
    to cover another would give that one away.
    """
    told = parts([row.number or 0 for row in rows])
    come = among([row.number or 0 for row in rows], [row.arrived or 0 for row in rows])
    sent = any(row.arrived is not None for row in rows)
    if told.alone and len(rows) > 1:
        paths = {row.path for row in rows}
        path = paths.pop() if len(paths) == 1 else None
        return [CountRow(path=path, number=None, sent_on=sent, of_all=True)]
    return [
        replace(row, number=_said(number), arrived=_said(arrived) if sent else None)
        for row, number, arrived in zip(rows, told.shown, come.shown, strict=True)
    ]


def _said(number: int | Hidden) -> int | None:
    return None if isinstance(number, Hidden) else number
