"""A child put in safety: on whose word, from whom, what others owe and when to call for news."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.clock import rome_to_utc

NEWS_AGAIN = timedelta(hours=24)  # after the first call, if there is still no news
_MINUTES = 60


class PlacedBy(StrEnum):
    """Who put the child in safety: we did, or somebody else and we assist."""

    US = "we_placed"
    OTHERS = "others_placed"


class SignedAs(StrEnum):
    """As what somebody signed. Who signs in this Comune is for the office to say: no default."""

    MAYOR = "mayor"
    MAYOR_DELEGATE = "mayor_delegate"
    HEAD_OF_SERVICE = "head_of_service"
    PUBLIC_SECURITY = "public_security"


class TakenFrom(StrEnum):
    """From whom the child was taken away: one parent, both, or who was looking after her."""

    MOTHER = "from_mother"
    FATHER = "from_father"
    BOTH = "from_both"
    OTHERS = "from_others"


class ChildHeard(StrEnum):
    """Whether somebody listened to the child."""

    YES = "child_heard"
    NO = "child_not_heard"
    LATER = "child_heard_later"


class NewsSource(StrEnum):
    """By which way the office came to know of an act of others."""

    PEC = "news_by_pec"
    TELEPHONE = "news_by_telephone"
    LAWYER = "news_by_lawyer"


class WhichHour(StrEnum):
    """An hour that may be put right later."""

    PLACED = "placing_hour"
    SENT = "sending_hour"


class EmergencyList(StrEnum):
    """The lists of the page."""

    OPEN = "open_emergencies"
    ENDED = "ended_emergencies"


class Missing(StrEnum):
    """What is still to be written: it stops nobody from acting."""

    FACTS = "facts_missing"
    ALTERNATIVES = "alternatives_missing"
    CHILD = "child_to_be_heard"
    PLACE = "place_missing"
    CASE = "case_missing"


MOST_SCANS = 20  # of one act


class EmergencyFault(StrEnum):
    """Why something about a measure is refused, or what to know first."""

    HOURS_UNKNOWN = "hours_known"
    ACT_MISSING = "act_attached"
    NOT_LATE = "not_late_yet"
    NO_CASE = "no_case_to_join"
    HOUR_TO_COME = "emergency_hour_to_come"
    BEFORE_PLACING = "before_placing"
    AFTER_SENDING = "after_sending"
    KNOWN_BEFORE = "known_before_it_happened"
    DATED_LATER = "act_dated_later"
    OF_AGE = "emergency_of_age"
    ALREADY_OPEN = "emergency_already_open"
    DECIDED_ALONE = "decided_alone"
    SAME_HOUR = "same_hour"
    NOT_SENT = "nothing_sent_yet"
    PLACE_NOT_YOURS = "place_not_yours"
    ORDER_OF_OTHERS = "order_of_others"
    HEARING_BEFORE = "hearing_before_decree"
    REPORT_WITHOUT_CASE = "report_without_case"
    ACT_INCOMPLETE = "act_incomplete"
    TOO_MANY_SCANS = "too_many_scans"


@dataclass(frozen=True, kw_only=True)
class EmergencyFacts:
    """What the procedure of a measure asks about it."""

    hour_known: bool = True
    act_given: bool = True
    late: bool = False
    case_to_join: bool = False


def call_due(expected: datetime, called: datetime | None, now: datetime) -> datetime | None:
    """Return since when somebody should call for news, None while nobody has to.

    From the hour by which others should have acted, then again every 24 elapsed hours. A call
    silences it until the next one: it never ends anything.
    """
    if now < expected:
        return None
    since = expected + (now - expected) // NEWS_AGAIN * NEWS_AGAIN
    return None if called is not None and called >= since else since


def elapsed(since: datetime, until: datetime) -> tuple[int, int]:
    """Return the hours and minutes that really went by, whatever the clock on the wall did."""
    return divmod(int((until - since).total_seconds()) // _MINUTES, _MINUTES)


def end_of_day(day: date) -> datetime:
    """Return the instant at which a day of the office is over."""
    return rome_to_utc(day + timedelta(days=1), 0)


def hour_fault(at: datetime, now: datetime, *, since: datetime | None = None) -> str | None:
    """Return why an hour cannot be: it is still to come, or before the placing in safety."""
    if at > now:
        return EmergencyFault.HOUR_TO_COME
    return EmergencyFault.BEFORE_PLACING if since is not None and at < since else None
