"""What an appointment is, and what each act asks first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.kernel.clock import office_date

ZONE = "Europe/Rome"
HOLD_LASTS = timedelta(minutes=3)
UNDO_LASTS = timedelta(minutes=10)
LATE_UNDER = timedelta(hours=24)
MISSED_AFTER = timedelta(minutes=15)
OWN_WORKER_WITHIN = timedelta(days=14)  # then anybody's places are proposed, and it is said


class AppointmentState(StrEnum):
    """Where an appointment stands."""

    HELD = "held"
    BOOKED = "booked"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    IN_PROGRESS = "in_progress"
    ATTENDED = "attended"
    NO_SHOW = "no_show"
    CANCELLED_PERSON = "cancelled_person"
    CANCELLED_OFFICE = "cancelled_office"
    NOT_HELD = "not_held"
    MOVED = "moved"
    EXPIRED = "expired"


class AppointmentAction(StrEnum):
    """What is done with an appointment."""

    HOLD = "hold"
    EXPIRE = "expire"
    RELEASE = "release"
    BOOK = "book"
    CONFIRM = "confirm"
    ARRIVE = "arrive"
    START = "start"
    ATTEND = "attend"
    NO_SHOW = "no_show"
    CANCEL_BY_PERSON = "cancel_by_person"
    CANCEL_BY_OFFICE = "cancel_by_office"
    TOLD_PERSON = "told_person"
    FAIL_BY_OFFICE = "fail_by_office"
    MOVE = "move"
    RESTORE = "restore"


class Purpose(StrEnum):
    """Why somebody comes, in five words that tell no need: the front office reads them."""

    FIRST_INTERVIEW = "first_interview"
    OWN_WORKER = "own_worker"
    DOCUMENTS = "documents"
    PRACTICE = "practice"
    OTHER = "other"


class WorkGroup(StrEnum):
    """Who should receive the person. Not a need: it is deleted after the meeting."""

    CHILD = "child"
    ADULT = "adult"
    OLDER_PERSON = "older_person"
    PERSON_WITH_DISABILITY = "person_with_disability"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """By whom it was given."""

    URP_DESK = "urp_desk"
    URP_PHONE = "urp_phone"
    WORKER = "worker"
    DESK = "desk"


class CancelCause(StrEnum):
    """Why the office cannot keep an appointment. Ours, never counted against the person."""

    ABSENCE = "absence"
    CLOSURE = "closure"
    EMERGENCY = "emergency"
    OTHER = "other"


class Notice(StrEnum):
    """Whether a person called off a day before, so that the place could serve somebody else."""

    IN_TIME = "in_time"
    LATE = "late"


class ToldHow(StrEnum):
    """How a person was told that her appointment is off."""

    PHONE = "phone"
    MESSAGE = "message"
    LETTER = "letter"
    IN_PERSON = "in_person"


class Resource(StrEnum):
    """What cannot be in two places at once."""

    WORKER = "worker"
    ROOM = "room"
    PERSON = "person"
    INTERPRETER = "interpreter"


class AppointmentFault(StrEnum):
    """Why an act on an appointment is refused, or what to know before."""

    PLACE_TAKEN = "place_taken"
    QUOTA_LEFT = "quota_left"
    NOT_GIVEN_HERE = "not_given_here"
    TOO_SOON = "too_soon"
    TOO_MANY_KEPT = "too_many_kept"
    NOT_A_LENGTH = "not_a_duration"
    NOTICE_TOO_LONG = "notice_too_long"
    RULE_IN_THE_PAST = "rule_in_the_past"
    PERSON_ELSEWHERE = "person_elsewhere"
    PERSON_MISSING = "person_missing"
    NOT_STARTED_YET = "not_started_yet"
    NOT_MISSED_YET = "not_missed_yet"
    UNDO_IS_OVER = "undo_is_over"
    NOT_TODAY = "not_today"
    LATE_NOTICE = "late_notice"
    ALREADY_TOLD = "already_told"
    NOT_RECEIVED_THEN = "not_received_then"
    BOOKED_MEANWHILE = "booked_meanwhile"
    SOMEBODY_IS_BOOKED = "somebody_is_booked"
    PLACE_NOT_GIVEN = "place_not_given"


State, Action = AppointmentState, AppointmentAction
WAITED_FOR = frozenset({State.BOOKED, State.CONFIRMED})
GOING_ON = frozenset({*WAITED_FOR, State.ARRIVED, State.IN_PROGRESS})
FINAL = frozenset(State) - GOING_ON - {State.HELD}
# States whose place is given back at once; who came keeps her hour in the past.
GIVES_BACK = FINAL - {State.ATTENDED}


@dataclass(frozen=True, kw_only=True)
class AppointmentFacts:
    """What the conditions look at."""

    now: datetime
    starts_at: datetime
    place_free: bool = True
    quota_left: bool = True
    given_here: bool = True  # by who asks: some reasons and parts of the day are not the URP's
    in_time: bool = True  # the reason asks for some days of notice
    person_known: bool = True
    person_free: bool = True
    nobody_near: bool = True  # whom she is not to meet
    received_then: bool = True  # the office is open at that hour and who receives is not away
    by_the_same: bool = False  # who asks took the last step, less than ten minutes ago
    by_supervisor: bool = False
    told: bool = False


def place_free(facts: AppointmentFacts) -> str | None:
    """The place is still nobody's."""
    return None if facts.place_free else AppointmentFault.PLACE_TAKEN


def quota_left(facts: AppointmentFacts) -> str | None:
    """Places are left besides those kept aside for others."""
    return None if facts.quota_left else AppointmentFault.QUOTA_LEFT


def given_here(facts: AppointmentFacts) -> str | None:
    """Who asks may give places for this reason, out of this part of the day."""
    return None if facts.given_here else AppointmentFault.NOT_GIVEN_HERE


def in_time(facts: AppointmentFacts) -> str | None:
    """The days of notice of the reason are respected."""
    return None if facts.in_time else AppointmentFault.TOO_SOON


def person_known(facts: AppointmentFacts) -> str | None:
    """It is said for whom."""
    return None if facts.person_known else AppointmentFault.PERSON_MISSING


def person_free(facts: AppointmentFacts) -> str | None:
    """The person is not expected elsewhere at the same time."""
    return None if facts.person_free else AppointmentFault.PERSON_ELSEWHERE


def nobody_near(facts: AppointmentFacts) -> str | None:
    """Nobody whom she is not to meet is expected there within the hour. It never says who."""
    return None if facts.nobody_near else AppointmentFault.PLACE_NOT_GIVEN


def received_then(facts: AppointmentFacts) -> str | None:
    """The office is open at that hour, and who receives is there."""
    return None if facts.received_then else AppointmentFault.NOT_RECEIVED_THEN


def has_started(facts: AppointmentFacts) -> str | None:
    """The hour has come."""
    return None if facts.starts_at <= facts.now else AppointmentFault.NOT_STARTED_YET


def quarter_hour_passed(facts: AppointmentFacts) -> str | None:
    """A quarter of an hour has passed: somebody late is not somebody who did not come."""
    passed = facts.now - facts.starts_at >= MISSED_AFTER
    return None if passed else AppointmentFault.NOT_MISSED_YET


def is_today(facts: AppointmentFacts) -> str | None:
    """It is for today (said, not refused: people come on the wrong day)."""
    same = office_date(facts.starts_at) == office_date(facts.now)
    return None if same else AppointmentFault.NOT_TODAY


def a_day_before(facts: AppointmentFacts) -> str | None:
    """At least 24 hours are left (said, not refused)."""
    return AppointmentFault.LATE_NOTICE if notice(facts) is Notice.LATE else None


def same_person_or_supervisor(facts: AppointmentFacts) -> str | None:
    """Who did it takes it back within ten minutes; later, whoever is responsible."""
    allowed = facts.by_the_same or facts.by_supervisor
    return None if allowed else AppointmentFault.UNDO_IS_OVER


def not_told_yet(facts: AppointmentFacts) -> str | None:
    """Nobody has told her yet."""
    return AppointmentFault.ALREADY_TOLD if facts.told else None


def notice(facts: AppointmentFacts) -> Notice:
    """Return whether calling off now is late. For statistics: never a sanction."""
    return Notice.LATE if facts.starts_at - facts.now < LATE_UNDER else Notice.IN_TIME


@dataclass(frozen=True, kw_only=True)
class PurposeRule:
    """What the office has said of a reason, from a day on."""

    purpose: Purpose
    minutes: int | None = None  # as long as a place of the day when nobody has said
    by_front_office: bool = True
    notice_days: int = 0
    papers: str = ""
