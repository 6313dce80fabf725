"""What is asked for a person, in which measure, and who may not decide on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.cases.rules.placements import PlacementRole
from app.catalogue.rules import ConsentBasis, Intervention, PathCode
from app.kernel.references import PersonId

HUNDREDTHS = 100  # a quantity is a whole number of hundredths: an hour and a half is 150
LARGEST = 1_000_000
THREE_PERSONS = "3"


class Priority(StrEnum):
    """How soon: an order of a court comes before the date."""

    ORDINARY = "ordinary_priority"
    SOON = "soon"
    COURT_ORDER = "court_order_priority"


class Pile(StrEnum):
    """What waits for somebody about services, in the order in which the page shows it."""

    TO_RATIFY = "to_ratify"
    TO_APPROVE = "to_approve"
    CHANGES = "changes"
    OVER = "over"
    MINE = "mine"
    TO_SEE = "to_see"
    TO_COMMIT = "to_commit"
    TO_SEND = "to_send"
    TO_ANSWER = "to_answer"
    ON_LIST = "on_list"
    ACTIVE = "active_lines"


class PaperState(StrEnum):
    """Whether a paper is in the file; one that is missing has a day by which it comes."""

    HELD = "held"
    MISSING = "missing"


class UrgencyGround(StrEnum):
    """The three cases in which a service starts before it is approved."""

    MINOR_AT_RISK = "minor_at_risk"
    VIOLENCE = "violence"
    DISCHARGE_TODAY = "discharge_today"


class Decline(StrEnum):
    """Why a provider says no."""

    NO_PLACE = "no_place"
    NO_STAFF = "no_staff"
    OUT_OF_AREA = "out_of_area"
    NOT_SUITABLE = "not_suitable"


class SuspensionCause(StrEnum):
    """Why a service stops for a time and the place may be kept."""

    ILLNESS = "illness"
    PREGNANCY = "pregnancy"
    AWAY = "away"
    PERSON_ASKS = "person_asks"
    PROVIDER_ASKS = "provider_asks"


class EndCause(StrEnum):
    """Why a service ends. `OFFICE_DECISION` before its day needs the supervisor."""

    GOALS_REACHED = "goals_reached"
    PERIOD_OVER = "period_over"
    PERSON_GAVE_UP = "person_gave_up"
    MOVED_AWAY = "moved_away"
    OTHER_SERVICE = "other_service"
    OFFICE_DECISION = "office_decision"
    NOT_RATIFIED = "not_ratified"
    DEATH = "death"


class LineOutcome(StrEnum):
    """What a service leaves, as who followed it judges."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not_reached"
    NOT_KNOWN = "not_known"


class Withdrawal(StrEnum):
    """Why what was asked is asked no more: always the will of a person, with its day."""

    PERSON = "withdrawn_by_person"
    PARENT = "withdrawn_by_parent"
    OTHER_ANSWER = "other_answer_found"
    MISTAKE = "asked_by_mistake"


class ChangeKind(StrEnum):
    """What a new version of a line changes."""

    QUANTITY = "quantity"
    END = "end_date"


class PayerBody(StrEnum):
    """Who bears the cost."""

    THIS_MUNICIPALITY = "this_municipality"
    OTHER_MUNICIPALITY = "other_municipality_payer"
    DISTRICT = "district_payer"
    HEALTH = "health_payer"
    OTHER = "other_payer"


class RequestFault(StrEnum):
    """Why a request, a line or a record is refused."""

    OWN_REQUEST = "not_own_request"
    OWN_APPROVAL = "not_own_approval"
    OWN_CHANGE = "not_own_change"
    CASE_CLOSED = "request_case_closed"
    NO_LINES = "no_lines"
    LINES_INCOMPLETE = "lines_incomplete"
    LINES_OPEN = "lines_open"
    LINES_STARTED = "lines_started"
    NO_MANAGEMENT = "no_management"
    PAPER_WITHOUT_DAY = "paper_without_day"
    OVERRIDE_UNEXPLAINED = "override_unexplained"
    CONSENT_MISSING = "consent_missing"
    NO_VOICE = "no_voice_authorisation"
    NOT_APPROVED_YET = "request_not_approved"
    NOT_PROVISIONAL = "request_not_provisional"
    REQUEST_SENT = "request_already_sent"
    REQUEST_OVER = "request_over"
    NO_PROVIDER = "no_provider"
    NO_COST = "service_without_cost"
    NOT_COMMITTED = "not_committed"
    CAPACITY = "capacity_left"
    SAME_RECORDER = "same_recorder"
    OVER_AUTHORISED = "over_authorised"
    REQUESTER_CONFIRMS = "requester_confirms"
    NOT_CONFIRMED = "deliveries_not_confirmed"
    OUT_OF_SUMMER = "out_of_summer"
    CHANGE_PENDING = "change_pending"
    NO_CHANGE_ASKED = "no_change_asked"
    EARLY_BY_OFFICE = "early_by_office"
    ENDS_BEFORE_LINE_START = "line_ends_before_start"
    NOT_AN_AMOUNT = "not_an_amount"
    IN_THE_FUTURE = "act_in_the_future"
    OUTSIDE_THE_LINE = "outside_the_line"
    SAME_INTERVENTION = "same_intervention"
    NOTHING_CHANGES = "nothing_changes"
    NOT_LATER = "not_later"
    MONTH_CONFIRMED = "month_already_confirmed"
    NOTHING_DELIVERED = "nothing_delivered"
    DAY_RECORDED = "day_already_recorded"
    MONTH_PAID = "month_already_paid"
    VOICE_IN_FUTURE = "voice_in_the_future"
    NOT_A_SHARE = "not_a_share"


@dataclass(frozen=True, kw_only=True)
class RequestWish:
    """What is asked when a request begins: a way, its interventions and why; the rest comes later.

    `snapshot` is what the way's conditions said that day; `override` why it is asked all the same;
    `people` who would enter a structure (nobody yet for a child to be born); `manual_note` what the
    line says where the catalogue has no service for the way.
    """

    path: PathCode
    interventions: tuple[Intervention, ...] = ()
    reason: str = ""
    snapshot: str | None = None
    override: str = ""
    not_met: bool = False
    consent: ConsentBasis = ConsentBasis.UNKNOWN
    priority: Priority = Priority.ORDINARY
    people: tuple[tuple[PlacementRole, PersonId | None], ...] = ()
    manual_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Voice:
    """An authorisation given by voice: the ground, who gave it, when; and why it cannot wait."""

    ground: UrgencyGround
    who: str
    at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """What the procedure of a request asks about it."""

    case_open: bool = True
    own: bool = False
    lines: int = 1
    lines_complete: bool = True
    lines_open: bool = False
    lines_started: bool = False
    management_known: bool = True
    papers_dated: bool = True
    override_explained: bool = True
    consent: ConsentBasis = ConsentBasis.BOTH_PARENTS
    voice_known: bool = True
    with_cost: bool = False


@dataclass(frozen=True, kw_only=True)
class LineFacts:
    """What the procedure of a line asks about it. `free` is None where nobody counts the places."""

    approved: bool = True
    provisional: bool = False
    draft: bool = False
    complete: bool = True
    with_cost: bool = False
    committed: bool = False
    wanted: int = 0
    free: int | None = None
    over_authorised: bool = False
    own_record: bool = False
    own_request: bool = False
    own_approval: bool = False
    three_persons: bool = False
    confirmed: bool = False
    change_asked: bool = False
    own_change: bool = False
    early_by_office: bool = False
    out_of_summer: bool = False


def digits(hundredths: int) -> str:
    """Return a quantity as it is written here: 150 is 1,5."""
    whole, part = divmod(hundredths, HUNDREDTHS)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",")


def hundredths_of(text: str) -> int | None:
    """Return what `1,5` or `1.5` means in hundredths; None when it is no quantity."""
    plain = text.strip().replace(",", ".")
    whole, _, part = plain.partition(".")
    if not whole.isascii() or not whole.isdecimal() or len(whole) > 7 or len(part) > 2:
        return None
    if part and not (part.isascii() and part.isdecimal()):
        return None
    value = int(whole) * HUNDREDTHS + int((part or "0").ljust(2, "0"))
    return value if 0 < value <= LARGEST * HUNDREDTHS else None


def period_fault(starts_on: date | None, ends_on: date | None) -> str | None:
    """Return why two days are no period: the end, where there is one, comes after the start."""
    if starts_on and ends_on and ends_on < starts_on:
        return RequestFault.ENDS_BEFORE_LINE_START
    return None


def needs_second_person(*, old: int, new: int, with_cost: bool) -> bool:
    """Return whether a change waits for the supervisor: more of it, or anything that costs."""
    return with_cost or new > old


@dataclass(frozen=True)
class Span:
    """How much of a unit something takes from a day to a day (the last one in it), if it ends."""

    quantity: int
    start: date
    end: date | None = None

    def on(self, day: date) -> bool:
        """Return whether it takes room on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


def taken(spans: Collection[Span], start: date, end: date | None) -> int:
    """Return the most that is taken on one day between two: it only grows where one begins."""
    days = [start, *(s.start for s in spans if start < s.start and (end is None or s.start <= end))]
    return max(sum(span.quantity for span in spans if span.on(day)) for day in days)


def month_of(day: date) -> date:
    """Return the first day of the month, by which deliveries are confirmed and paid."""
    return day.replace(day=1)
