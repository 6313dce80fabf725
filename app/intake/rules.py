"""What a request or a report is made of, what follows from it, and who might take it up and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.catalogue.rules import JUDICIAL_SOURCES, ReferralSource, Term
from app.kernel.references import EngagementId
from app.organisations.rules import BodyKind


class ReferralKind(StrEnum):
    """Who asks for himself is not reported: three things, three names."""

    SELF_REQUEST = "self_request"
    REPORT = "report"
    JUDICIAL_REQUEST = "judicial_request"


class Channel(StrEnum):
    """How it reached the office."""

    DESK = "desk"
    PHONE = "phone"
    EMAIL = "email"
    PEC = "pec"
    FAX = "fax"
    LETTER = "letter"
    COLLEAGUE = "colleague"
    OWN_MOTION = "own_motion"


class Urgency(StrEnum):
    """By when somebody must be in touch with the person."""

    IMMEDIATE = "immediate"
    WITHIN_48_HOURS = "within_48_hours"
    WITHIN_7_DAYS = "within_7_days"
    ORDINARY = "ordinary"


class Answer(StrEnum):
    """What a worker knows of a question that has no obvious answer."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class SubjectOutcome(StrEnum):
    """How it ended for one of the people it concerns."""

    TAKEN_CHARGE = "taken_charge"
    LINKED = "linked"
    TRANSFERRED = "transferred"
    SIGNPOSTED = "signposted"
    ARCHIVED = "archived"
    NOT_COMPETENT = "not_competent"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


class ClosureProposal(StrEnum):
    """An end without action, which somebody else must read first when a minor is concerned."""

    ARCHIVE = "archive"
    SIGNPOST = "signpost"
    NOT_COMPETENT = "not_competent"
    LINK = "link"


class ArchiveGround(StrEnum):
    """Why nothing follows."""

    UNFOUNDED = "unfounded"
    NOT_TRACED = "not_traced"
    ALREADY_HELPED = "already_helped"
    NO_NEED = "no_need"
    REFUSES_HELP = "refuses_help"
    OTHER = "other"


class GiveBackCause(StrEnum):
    """Why a worker gives it back."""

    CONFLICT = "conflict"
    OTHER_AREA = "other_area"
    LOAD = "load"


class Changes(StrEnum):
    """What the holder of a case says of what was linked to it: does it change anything?"""

    NOTHING = "nothing"
    PLAN = "plan"
    AT_ONCE = "at_once"


class Awaited(StrEnum):
    """Whom the evaluation waits for."""

    PERSON = "person"
    BODY = "body"


class ContactOutcome(StrEnum):
    """An attempt without an answer is not a first contact."""

    REAL = "real"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    MESSAGE_LEFT = "message_left"


class HelpGiven(StrEnum):
    """What was done so that the person really arrives where she was sent."""

    CALLED = "called"
    APPOINTMENT_MADE = "appointment_made"
    LETTER = "letter"
    ADDRESS_ONLY = "address_only"


class Acknowledgement(StrEnum):
    """How who reported was told that it arrived: never the content."""

    PEC = "pec"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"


class MemberRole(StrEnum):
    """Who would enter a community for mothers and children: each on a ground of her own."""

    MOTHER = "mother"
    CHILD = "child"
    EXPECTED_CHILD = "expected_child"


class Letter(StrEnum):
    """What may be written to a body: its kind decides, nobody chooses it by hand."""

    RECEIPT = "receipt"
    PASSAGE = "passage"
    COURT = "court"


class JudicialAsk(StrEnum):
    """What the judicial authority asks for."""

    INQUIRY = "inquiry"
    REPORT = "report"
    SUPERVISION = "supervision"
    CUSTODY = "custody"
    PLACEMENT = "placement"
    GUARDIANSHIP = "guardianship"


class ReferralFault(StrEnum):
    """Why something about a request or a report is refused."""

    STORY_MISSING = "story_missing"
    WHO_MISSING = "who_missing"
    RECEIVED_IN_THE_FUTURE = "received_in_the_future"
    CONTACT_IN_THE_FUTURE = "contact_in_the_future"
    CONTACT_BEFORE_ARRIVAL = "contact_before_arrival"
    ALREADY_A_SUBJECT = "already_a_subject"
    SUBJECT_SETTLED = "subject_settled"
    UNKNOWN_WORKER = "unknown_worker"
    ALREADY_HERS = "already_hers"
    NOBODY_CHOSEN = "nobody_chosen"
    NOT_IDENTIFIED = "not_identified"
    SAME_REFERRAL = "same_referral"
    PATH_REASON_MISSING = "path_reason_missing"
    NOT_THE_HOLDER = "not_the_holder"
    ORDER_INCOMPLETE = "order_incomplete"
    ANSWER_BEFORE_ORDER = "answer_before_order"
    NOT_A_COURT = "not_a_court"
    NO_CASE_YET = "no_case_yet"
    NO_PATH_YET = "no_path_yet"


@dataclass(frozen=True, kw_only=True)
class SubjectFacts:
    """What decides about one of the people concerned."""

    is_adult: bool | None  # None: not known, and then treated as a minor might be
    identified: bool = True


@dataclass(frozen=True, kw_only=True)
class ReferralFacts:
    """Everything the procedure looks at. Built by the queries, one per decision.

    `all_adult` is about the people of the act: those chosen, else those still to be decided.
    """

    kind: ReferralKind = ReferralKind.REPORT
    urgency: Urgency = Urgency.ORDINARY
    four_answers: bool = True
    all_adult: bool = False
    court_order: bool = False
    harm: Answer = Answer.UNKNOWN
    risk: Answer = Answer.UNKNOWN
    is_assignee: bool = False
    is_proposer: bool = False
    is_reader: bool = False
    real_contact: bool = False
    basis_given: bool = False
    consents_known: bool = False
    assignee_absent: bool = False
    case_is_open: bool = True
    holder_is_live: bool = True
    protection_assured: bool = True
    from_school: bool = False
    to_body: bool = False
    anonymous: bool = False
    interviewed: bool = False
    ended: bool = False
    linked_unread: bool = False
    to_follow: bool = False

    @property
    def ends_alone(self) -> bool:
        """Whether one person may end it without action: adults only, and no order."""
        return self.all_adult and not self.court_order

    @property
    def minor_at_risk(self) -> bool:
        """Whether somebody not surely adult is harmed or at risk, as judged last."""
        judged = Answer.YES in (self.harm, self.risk)
        return judged and not self.all_adult


def needs_second_reader(subjects: Iterable[SubjectFacts]) -> bool:
    """Return whether an end without action must be read by somebody else: anybody not surely adult.

    An unidentified child is a child.
    """
    return any(subject.is_adult is not True for subject in subjects)


def first_contact_term(urgency: Urgency, *, interviewed: bool) -> Term:
    """Return by when the person must be met; slower when she was already heard at the desk."""
    if urgency is Urgency.ORDINARY and interviewed:
        return Term.FIRST_CONTACT_AFTER_INTERVIEW
    return {
        Urgency.IMMEDIATE: Term.FIRST_CONTACT_IMMEDIATE,
        Urgency.WITHIN_48_HOURS: Term.FIRST_CONTACT_48H,
        Urgency.WITHIN_7_DAYS: Term.FIRST_CONTACT_7D,
        Urgency.ORDINARY: Term.FIRST_CONTACT_ORDINARY,
    }[urgency]


COURTS = frozenset({BodyKind.COURT, BodyKind.PROSECUTOR})
URGENT = frozenset({Urgency.IMMEDIATE, Urgency.WITHIN_48_HOURS})


def kind_of(source: ReferralSource) -> ReferralKind:
    """Return what it is, by who reports: nobody is asked for it twice."""
    if source is ReferralSource.SELF:
        return ReferralKind.SELF_REQUEST
    if source in JUDICIAL_SOURCES:
        return ReferralKind.JUDICIAL_REQUEST
    return ReferralKind.REPORT


class Shelf(StrEnum):
    """The lists a worker opens."""

    MINE = "mine"
    TO_ASSIGN = "to_assign"
    TO_READ = "to_read"
    OPEN = "open"
    ENDED = "ended"


class Duty(StrEnum):
    """What is due without a clock of the procedure."""

    WEIGH_COURT = "weigh_court"
    ANSWER_COURT = "answer_court"
    WAITED_LONG = "waited_long"


class Why(StrEnum):
    """Why a worker is proposed."""

    FOLLOWS_PERSON = "follows_person"
    FOLLOWS_HOUSEHOLD = "follows_household"
    RIGHT_TEAM = "right_team"
    LIGHTEST_LOAD = "lightest_load"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A social worker who could take it up. `open_cases` counts hers today."""

    engagement_id: EngagementId
    name: str
    open_cases: int
    follows_person: bool = False
    follows_household: bool = False
    right_team: bool = False
    absent: bool = False


@dataclass(frozen=True)
class Proposal:
    """A worker with the reasons for her, the strongest first."""

    candidate: Candidate
    reasons: tuple[Why, ...]


def proposals(candidates: Collection[Candidate]) -> list[Proposal]:
    """Return the workers in the order in which they are proposed, those absent last.

    Who follows the person comes first, then the household, then the team, then the lightest load.
    It is advice: the supervisor chooses.
    """
    present = [one.open_cases for one in candidates if not one.absent]
    lightest = min(present, default=None)

    def reasons(one: Candidate) -> tuple[Why, ...]:
        held = {
            Why.FOLLOWS_PERSON: one.follows_person,
            Why.FOLLOWS_HOUSEHOLD: one.follows_household,
            Why.RIGHT_TEAM: one.right_team,
            Why.LIGHTEST_LOAD: not one.absent and one.open_cases == lightest,
        }
        return tuple(why for why, true in held.items() if true)

    def order(one: Candidate) -> tuple[bool, bool, bool, bool, int, str]:
        return (
            one.absent,
            not one.follows_person,
            not one.follows_household,
            not one.right_team,
            one.open_cases,
            one.name,
        )

    return [Proposal(one, reasons(one)) for one in sorted(candidates, key=order)]


def contact_fault(happened_at: datetime, received_at: datetime, now: datetime) -> str | None:
    """Return why a contact cannot have been at that time (`field:code`), or None."""
    if happened_at > now:
        return f"on:{ReferralFault.CONTACT_IN_THE_FUTURE}"
    if happened_at < received_at:
        return f"on:{ReferralFault.CONTACT_BEFORE_ARRIVAL}"
    return None


def days_open(received_at: datetime, now: datetime) -> int:
    """Return for how many whole days it has been in the office."""
    return max((now - received_at).days, 0)


def order_fault(dated: date, answer_by: date | None) -> str | None:
    """Return why the days of an order cannot be (`field:code`), or None. No day is ever moved."""
    if answer_by is not None and answer_by < dated:
        return f"answer_by:{ReferralFault.ANSWER_BEFORE_ORDER}"
    return None


def letter_to(kind: BodyKind) -> Letter:
    """Return what may be written to a body of this kind: only courts and Comuni get content."""
    if kind in COURTS:
        return Letter.COURT
    return Letter.PASSAGE if kind is BodyKind.MUNICIPALITY else Letter.RECEIPT
