"""The case and what may happen to it: who follows, why it is suspended, when it can be closed."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class CaseState(StrEnum):
    """Where a case stands. In passage and sealed are flags beside it."""

    OPEN = "open"
    ASSESSING = "assessing"
    ACTIVE = "active"
    MONITORING = "monitoring"
    SUSPENDED = "suspended"
    CLOSING = "closing"
    TRANSFER_PROPOSED = "transfer_proposed"
    CLOSED = "closed"
    CLOSED_TRANSFERRED = "closed_transferred"


FINAL_STATES = frozenset({CaseState.CLOSED, CaseState.CLOSED_TRANSFERRED})
# What a case is before it is suspended, proposed to another body or proposed for closure.
WORKING_STATES = (
    CaseState.OPEN,
    CaseState.ASSESSING,
    CaseState.ACTIVE,
    CaseState.MONITORING,
)


class CaseAction(StrEnum):
    """What is done to a case, in the order in which the office lives it."""

    OPEN_CASE = "open_case"
    ASSESS = "assess"
    SET_PLAN = "set_plan"
    REVIEW = "review"
    TO_MONITORING = "to_monitoring"
    SUSPEND = "suspend"
    RESUME = "resume"
    PROPOSE_HANDOVER = "propose_handover"
    ACCEPT_HANDOVER = "accept_handover"
    REFUSE_HANDOVER = "refuse_handover"
    ASK_REASSIGN = "ask_reassign"
    REASSIGN = "reassign"
    PROPOSE_BODY = "propose_body"
    BODY_ACCEPTED = "body_accepted"
    BODY_REFUSED = "body_refused"
    BODY_TAKEN_BACK = "body_taken_back"
    PROPOSE_CLOSURE = "propose_closure"
    CLOSE = "close"
    REFUSE_CLOSURE = "refuse_closure"
    REOPEN = "reopen"
    SEAL = "seal"
    UNSEAL = "unseal"
    TO_SECOND_LEVEL = "to_second_level"
    TO_FIRST_LEVEL = "to_first_level"
    RECORD_DEATH = "record_death"
    COME_OF_AGE = "come_of_age"


class CaseKind(StrEnum):
    """A person has one ordinary open case; a penal or a sealed one may stand beside it."""

    ORDINARY = "ordinary"
    PENAL = "penal"
    SEALED_BESIDE = "sealed_beside"


class TakingChargeBasis(StrEnum):
    """On what the taking charge rests."""

    CONSENT = "consent"
    COURT_ORDER = "court_order"
    PROTECTION = "protection"


class HoldingRole(StrEnum):
    """Who answers for a case, and who does when she is away."""

    HOLDER = "holder"
    DEPUTY = "deputy"


class TeamAccess(StrEnum):
    """Named people open a sealed case; the kept out never learn that a case exists."""

    NAMED = "named"
    KEPT_OUT = "kept_out"


class WhySuspended(StrEnum):
    """Why a case rests for a while."""

    MOVED_FOR_A_WHILE = "moved_for_a_while"
    PLACED_BY_OTHERS = "placed_by_others"
    REFUSES_FOR_NOW = "refuses_for_now"
    UNTRACEABLE = "untraceable"


class WhyNotMe(StrEnum):
    """Why who follows a case asks that somebody else does."""

    CANNOT_FOLLOW = "cannot_follow"
    ANOTHER_AREA = "another_area"
    TOO_MUCH = "too_much"


class WhySealed(StrEnum):
    """Why a case is known to named people only, or no longer."""

    VIOLENCE = "violence"
    COURT_SECRECY = "court_secrecy"
    KNOWN_IN_THE_OFFICE = "known_in_the_office"
    NO_LONGER_NEEDED = "no_longer_needed"


class WhyClosed(StrEnum):
    """Why a case is closed; the numbers of the SINBA flow are beside."""

    OTHER_AREA_SAME_REGION = "other_area_same_region"
    OTHER_REGION = "other_region"
    OF_AGE = "of_age"
    NEED_SOLVED = "need_solved"
    ASKED_TO_LEAVE = "asked_to_leave"
    REPATRIATED = "repatriated"
    CANNOT_BE_FOUND = "cannot_be_found"
    DECEASED = "deceased"
    OTHER = "other"


class ClosureSituation(StrEnum):
    """Where the person lives when the case is closed; the numbers of the SINBA flow are beside."""

    FAMILY_OF_ORIGIN = "family_of_origin"
    AUTONOMOUS = "autonomous"
    STAYS_WITH_FOSTER_FAMILY = "stays_with_foster_family"
    STAYS_IN_FACILITY = "stays_in_facility"
    HEALTH_FACILITY = "health_facility"
    ADOPTED = "adopted"
    JUVENILE_PRISON = "juvenile_prison"
    UNKNOWN = "unknown"


# MotivazioneChiusuraCarico and SituazioneChiusuraCarico (INPS, technical specification 2.0.1).
SINBA_CLOSURE_REASONS = {reason: number for number, reason in enumerate(WhyClosed, 1)}
SINBA_CLOSURE_SITUATIONS = {where: number for number, where in enumerate(ClosureSituation, 1)}


class Outcome(StrEnum):
    """How far a goal was reached."""

    NOT_REACHED = "not_reached"
    PARTLY = "partly"
    REACHED = "reached"


class PeopleTold(StrEnum):
    """Whether the person and who cares for her know that the case is closed."""

    YES = "yes"
    NO = "no"


class CaseList(StrEnum):
    """The lists of the page, in their order."""

    MINE = "mine"
    TEAM = "team"
    TO_TAKE_OVER = "to_take_over"
    CLOSED = "closed_ones"


class CourtTermKind(StrEnum):
    """What a court or a prosecutor waits for, by a day written in the order."""

    REPORT = "report"
    INFORMATION = "information"
    HEARING = "hearing"


class HoldCode(StrEnum):
    """What keeps a case open from above."""

    EMERGENCY = "emergency_measure"


class WhyMoved(StrEnum):
    """Why a day given by a court is another one now; a slip of the pen is not a delay."""

    ADJOURNED = "adjourned"
    EXTENDED = "extended"
    MISWRITTEN = "miswritten"


class Weight(IntEnum):
    """How much work a case asks for, by judgement of who follows it."""

    LIGHT = 1
    MEDIUM = 2
    HEAVY = 4


class CaseFault(StrEnum):
    """Why something cannot be done to a case now, or what one must know before doing it."""

    OTHER_ORDINARY_CASE = "other_ordinary_case"
    OPEN_COURT_TERM = "open_court_term"
    ACTIVE_SERVICE = "active_service"
    ACTIVE_SERVICE_GOES_ON = "active_service_goes_on"
    ACTIVE_REQUEST = "active_request"
    HELD_OPEN = "held_open"
    UNREAD_REFERRAL = "unread_referral"
    CLOSING_NEEDS_SUPERVISOR = "closing_needs_supervisor"
    CHILD_FIELDS_MISSING = "child_fields_missing"
    ALREADY_IN_PASSAGE = "already_in_passage"
    NOT_IN_PASSAGE = "not_in_passage"
    NOT_FOR_YOU = "not_for_you"
    PLAN_NOT_APPROVED = "plan_not_approved"
    NO_PLAN_TO_REVIEW = "no_plan_to_review"
    ALREADY_SEALED = "already_sealed"
    NOT_SEALED = "not_sealed"
    ALREADY_SECOND_LEVEL = "already_second_level"
    NOT_SECOND_LEVEL = "not_second_level"
    PENAL_STAYS_APART = "penal_stays_apart"
    OTHER_PENAL_CASE = "other_penal_case"
    NOT_DECEASED = "not_deceased"
    NOT_OF_AGE = "not_of_age"
    SAME_HOLDER = "same_holder"
    HOLDER_IS_DEPUTY = "holder_is_deputy"
    CASE_IS_CLOSED = "case_is_closed"
    NOT_A_WORKER = "not_a_worker"
    OUT_OF_REACH = "worker_out_of_reach"
    OUT_OF_REACH_OF_ONE = "worker_out_of_reach_of_one"
    YOU_CANNOT_FOLLOW = "you_cannot_follow"
    NOT_THE_HOLDER = "not_the_holder_of_it"
    REASSIGN_ASKED = "reassign_asked"
    COURT_TERM_MET = "court_term_met"
    SAME_COURT_DAY = "same_court_day"
    EXTENSION_WAITS = "extension_waits"
    EXTENSION_ANSWERED = "extension_answered"
    EXTENSION_NOT_LONGER = "extension_not_longer"
    ASKED_IN_FUTURE = "asked_in_future"
    ANSWERED_BEFORE_ASKED = "answered_before_asked"
    NEW_DAY_MISSING = "new_day_missing"
    PROTECTION_FIRST = "protection_first"


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What the table asks of a case before somebody acts."""

    another_ordinary_open: bool = False
    another_penal_open: bool = False
    open_court_terms: int = 0
    active_services: int = 0
    active_requests: int = 0
    held_open: bool = False
    unread_referrals: int = 0
    minor: bool = False
    of_age: bool = False
    deceased: bool = False
    court_order: bool = False
    child_fields_known: bool = True
    in_passage: bool = False
    passes_to_actor: bool = False
    held_by_actor: bool = False
    reassign_asked: bool = False
    plan_approved: bool = False
    sealed: bool = False
    second_level: bool = False
    penal: bool = False
    minor_at_risk: bool = False  # asked only where the case is about to pass
    protection_assured: bool = True


def no_other_ordinary_case(facts: CaseFacts) -> str | None:
    """Refuse a second ordinary open case of one person in one body."""
    return CaseFault.OTHER_ORDINARY_CASE if facts.another_ordinary_open else None


def no_other_penal_case(facts: CaseFacts) -> str | None:
    """Refuse a second penal case beside one that is open and in reach: it goes on in that one."""
    return CaseFault.OTHER_PENAL_CASE if facts.another_penal_open else None


def no_open_court_term(facts: CaseFacts) -> str | None:
    """Refuse while a court waits for something."""
    return CaseFault.OPEN_COURT_TERM if facts.open_court_terms else None


def no_active_service(facts: CaseFacts) -> str | None:
    """Refuse while a service of the person goes on."""
    return CaseFault.ACTIVE_SERVICE if facts.active_services else None


def services_go_on(facts: CaseFacts) -> str | None:
    """Say that services are active, where that is no obstacle."""
    return CaseFault.ACTIVE_SERVICE_GOES_ON if facts.active_services else None


def no_active_request(facts: CaseFacts) -> str | None:
    """Refuse while a service asked for waits for an answer."""
    return CaseFault.ACTIVE_REQUEST if facts.active_requests else None


def nothing_keeps_it_open(facts: CaseFacts) -> str | None:
    """Refuse while a measure of urgency about the person is under way."""
    return CaseFault.HELD_OPEN if facts.held_open else None


def no_unread_referral(facts: CaseFacts) -> str | None:
    """Refuse while somebody reported something that who follows the case has not read."""
    return CaseFault.UNREAD_REFERRAL if facts.unread_referrals else None


def adult_without_order(facts: CaseFacts) -> str | None:
    """Leave the closure of a child's case, or of one under a court order, to the supervisor."""
    return CaseFault.CLOSING_NEEDS_SUPERVISOR if facts.minor or facts.court_order else None


def child_fields_known(facts: CaseFacts) -> str | None:
    """Ask for what the SINBA flow wants of a child."""
    missing = facts.minor and not facts.child_fields_known
    return CaseFault.CHILD_FIELDS_MISSING if missing else None


def plan_is_approved(facts: CaseFacts) -> str | None:
    """Let a plan start only when another person approved it."""
    return None if facts.plan_approved else CaseFault.PLAN_NOT_APPROVED


def has_a_plan(facts: CaseFacts) -> str | None:
    """Let a review be written only where there is a plan in force."""
    return None if facts.plan_approved else CaseFault.NO_PLAN_TO_REVIEW


def is_not_sealed(facts: CaseFacts) -> str | None:
    """Refuse to seal twice."""
    return CaseFault.ALREADY_SEALED if facts.sealed else None


def is_sealed(facts: CaseFacts) -> str | None:
    """Refuse to unseal what is not sealed."""
    return None if facts.sealed else CaseFault.NOT_SEALED


def is_first_level(facts: CaseFacts) -> str | None:
    """Refuse to bring to the second level what is there."""
    return CaseFault.ALREADY_SECOND_LEVEL if facts.second_level else None


def is_second_level(facts: CaseFacts) -> str | None:
    """Refuse to give back to the team what it reads already."""
    return None if facts.second_level else CaseFault.NOT_SECOND_LEVEL


def is_not_penal(facts: CaseFacts) -> str | None:
    """Refuse to give a penal case to the team: it stands apart from the family's for ever."""
    return CaseFault.PENAL_STAYS_APART if facts.penal else None


def is_deceased(facts: CaseFacts) -> str | None:
    """Ask for the day of the death on the page of the person first: it stops every letter."""
    return None if facts.deceased else CaseFault.NOT_DECEASED


def is_of_age(facts: CaseFacts) -> str | None:
    """Refuse to record the eighteenth birthday before its day."""
    return None if facts.of_age else CaseFault.NOT_OF_AGE


def number_of(counted: int) -> str:
    """Return the number people read aloud: CS-000123, of no year; it survives reopening."""
    return f"CS-{counted:06d}"


HOLDER_AWAY_DAYS = 3  # beyond these working days her deadlines are also the deputy's
