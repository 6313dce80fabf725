"""What a request or a report is made of, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.catalogue.rules import JUDICIAL_SOURCES, ReferralSource, Term
from app.intake.rules.codes import Answer, Letter, ReferralKind, Urgency
from app.organisations.rules import BodyKind


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
    SENT_ALREADY = "sent_already"
    NO_CASE_YET = "no_case_yet"
    NO_PATH_YET = "no_path_yet"
    NOT_AN_APPLICANT = "not_an_applicant"
    COMPETENCE_WITHOUT_BODY = "competence_without_body"
    UNDO_NOTHING = "nothing_to_take_back"
    ALREADY_REREAD = "already_reread"
    YOU_DECIDED_IT = "you_decided_it"


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
    registered: bool = False  # by the viewer
    in_charge: bool = False  # assigns for the whole office
    is_proposer: bool = False
    is_reader: bool = False
    real_contact: bool = False
    basis_given: bool = False
    consents_known: bool = False
    assignee_absent: bool = False
    case_is_open: bool = True
    holder_is_live: bool = True
    to_be_protected: bool = False  # asked only where it is about to pass
    protection_assured: bool = True
    from_school: bool = False
    to_body: bool = False
    anonymous: bool = False
    interviewed: bool = False
    ended: bool = False
    linked_unread: bool = False
    to_follow: bool = False
    sent_on: bool = False
    kept_away: bool = False
    given_by_me: bool = False
    given_lately: bool = False
    touched_since: bool = False

    @property
    def ends_alone(self) -> bool:
        """Whether one person may end it without action: adults only, and no order."""
        return self.all_adult and not self.court_order

    @property
    def minor_at_risk(self) -> bool:
        """Whether somebody not surely adult is harmed or at risk, as judged last."""
        judged = Answer.YES in (self.harm, self.risk)
        return judged and not self.all_adult

    @property
    def protection_first(self) -> bool:
        """Whether somebody is protected before it passes: as judged here, or for what is known."""
        return self.minor_at_risk or self.to_be_protected


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


def kind_of(source: ReferralSource) -> ReferralKind:
    """Return what it is, by who reports: nobody is asked for it twice."""
    if source is ReferralSource.SELF:
        return ReferralKind.SELF_REQUEST
    if source in JUDICIAL_SOURCES:
        return ReferralKind.JUDICIAL_REQUEST
    return ReferralKind.REPORT


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
