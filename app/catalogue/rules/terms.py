"""The terms of the office: by when something is due, and how long each is by default."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """In what a term is counted. Hours and calendar days never stop for a holiday."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"


class Term(StrEnum):
    """By when something is due: the one table of the office, each length a dated setting."""

    FIRST_EVALUATION = "first_evaluation"
    FIRST_EVALUATION_URGENT = "first_evaluation_urgent"
    ACKNOWLEDGEMENT = "acknowledgement"
    ACKNOWLEDGEMENT_SCHOOL = "acknowledgement_school"
    FIRST_CONTACT_IMMEDIATE = "first_contact_immediate"
    FIRST_CONTACT_48H = "first_contact_48h"
    FIRST_CONTACT_7D = "first_contact_7d"
    FIRST_CONTACT_ORDINARY = "first_contact_ordinary"
    FIRST_CONTACT_AFTER_INTERVIEW = "first_contact_after_interview"
    DECISION = "decision"
    DECISION_MINOR = "decision_minor"
    SECOND_READING = "second_reading"
    LINKED_READ = "linked_read"
    LINKED_READ_MINOR = "linked_read_minor"
    REASSIGN = "reassign"
    TRANSFER_ANSWER = "transfer_answer"
    TRANSFER_ANSWER_URGENT = "transfer_answer_urgent"
    BRIDGE_END = "bridge_end"
    CONVENTION_END = "convention_end"
    SIGNPOST_CHECK = "signpost_check"
    COURT_FOLLOWUP = "court_followup"
    NEW_FACT = "new_fact"
    PRIVACY_NOTICE = "privacy_notice"
    ASSESSMENT_START = "assessment_start"
    ASSESSMENT = "assessment"
    ASSESSMENT_MINOR = "assessment_minor"
    PLAN_APPROVAL = "plan_approval"
    PLAN_REVIEW = "plan_review"
    PLAN_REVIEW_MINOR = "plan_review_minor"
    SUSPENSION_RECHECK = "suspension_recheck"
    HANDOVER_ACCEPTANCE = "handover_acceptance"
    MONITORING_CONTACT = "monitoring_contact"
    CLOSURE_DECISION = "closure_decision"
    REQUEST_APPROVAL = "request_approval"
    RATIFICATION = "ratification"
    PROVIDER_ANSWER = "provider_answer"
    PROVIDER_ANSWER_PLACEMENT = "provider_answer_placement"
    EXTENSION_ASK = "extension_ask"
    PLACEMENT_REVIEW = "placement_review"
    PLACEMENT_EXTENSION_ASK = "placement_extension_ask"
    PROTECTION_REVIEW = "protection_review"
    MISSING_MINOR = "missing_minor"
    CONTINUATION_ENDS = "continuation_ends"
    CUSTODY_RESPONSIBLE = "custody_responsible"
    MESSAGE_URGENT_UNREAD = "message_urgent_unread"
    CANCELLED_TO_TELL = "cancelled_to_tell"
    PRACTICE_DORMANT = "practice_dormant"
    PRACTICE_PROPOSAL = "practice_proposal"
    PRACTICE_DECISION = "practice_decision"
    OBSERVATIONS = "observations"
    ISEE_EXPIRING = "isee_expiring"
    OFFER_ANSWER = "offer_answer"
    OFFER_ANSWER_URGENT = "offer_answer_urgent"
    INTEREST_CHECK = "interest_check"
    WAITING_SILENT = "waiting_silent"
    FREEZE_ENDS = "freeze_ends"
    ARRIVAL_CHECK = "arrival_check"
    ARRIVAL_CHECK_URGENT = "arrival_check_urgent"
    ONWARD_RETHINK = "onward_rethink"
    GOAL_CHECK = "goal_check"
    WORK_CHECK = "work_check"
    ALARM_SEEN = "alarm_seen"
    DEVICE_REMOVAL = "device_removal"
    SCHOOL_RENEWAL = "school_renewal"
    CERTIFICATE_EXPIRING = "certificate_expiring"
    PM_TOLD_403 = "pm_told_403"
    TRANSMISSION_403 = "transmission_403"
    EXPECTED_PM = "expected_pm"
    EXPECTED_COURT = "expected_court"
    EXPECTED_HEARING = "expected_hearing"
    EXPECTED_DECISION = "expected_decision"
    APPEAL_403 = "appeal_403"
    URGENT_CALL = "urgent_call"


@dataclass(frozen=True)
class Length:
    """How long a term is: a number and in what it is counted; 0 working days means the same day."""

    number: int
    unit: Unit


_W, _D, _H = Unit.WORKING_DAYS, Unit.DAYS, Unit.HOURS
DEFAULT_LENGTHS = {
    Term.FIRST_EVALUATION: Length(2, _W),
    Term.FIRST_EVALUATION_URGENT: Length(0, _W),
    Term.ACKNOWLEDGEMENT: Length(5, _W),
    Term.ACKNOWLEDGEMENT_SCHOOL: Length(10, _D),
    Term.FIRST_CONTACT_IMMEDIATE: Length(0, _D),
    Term.FIRST_CONTACT_48H: Length(48, _H),
    Term.FIRST_CONTACT_7D: Length(7, _D),
    Term.FIRST_CONTACT_ORDINARY: Length(15, _D),
    Term.FIRST_CONTACT_AFTER_INTERVIEW: Length(30, _D),
    Term.DECISION: Length(30, _D),
    Term.DECISION_MINOR: Length(45, _D),
    Term.SECOND_READING: Length(5, _W),
    Term.LINKED_READ: Length(2, _W),
    Term.LINKED_READ_MINOR: Length(1, _W),
    Term.REASSIGN: Length(1, _W),
    Term.TRANSFER_ANSWER: Length(10, _W),
    Term.TRANSFER_ANSWER_URGENT: Length(1, _W),
    Term.BRIDGE_END: Length(16, _D),
    Term.CONVENTION_END: Length(180, _D),
    Term.SIGNPOST_CHECK: Length(30, _D),
    Term.COURT_FOLLOWUP: Length(15, _D),
    Term.NEW_FACT: Length(2, _W),
    Term.PRIVACY_NOTICE: Length(30, _D),
    Term.ASSESSMENT_START: Length(30, _D),
    Term.ASSESSMENT: Length(45, _D),
    Term.ASSESSMENT_MINOR: Length(60, _D),
    Term.PLAN_APPROVAL: Length(5, _W),
    Term.PLAN_REVIEW: Length(365, _D),
    Term.PLAN_REVIEW_MINOR: Length(180, _D),
    Term.SUSPENSION_RECHECK: Length(60, _D),
    Term.HANDOVER_ACCEPTANCE: Length(3, _W),
    Term.MONITORING_CONTACT: Length(90, _D),
    Term.CLOSURE_DECISION: Length(5, _W),
    Term.REQUEST_APPROVAL: Length(5, _W),
    Term.RATIFICATION: Length(3, _W),
    Term.PROVIDER_ANSWER: Length(5, _W),
    Term.PROVIDER_ANSWER_PLACEMENT: Length(48, _H),
    Term.EXTENSION_ASK: Length(30, _D),
    Term.PLACEMENT_REVIEW: Length(90, _D),
    Term.PLACEMENT_EXTENSION_ASK: Length(60, _D),
    Term.PROTECTION_REVIEW: Length(365, _D),
    Term.MISSING_MINOR: Length(1, _H),
    Term.CONTINUATION_ENDS: Length(60, _D),
    Term.CUSTODY_RESPONSIBLE: Length(15, _D),
    Term.MESSAGE_URGENT_UNREAD: Length(2, _H),
    Term.CANCELLED_TO_TELL: Length(1, _W),
    Term.PRACTICE_DORMANT: Length(60, _D),
    Term.PRACTICE_PROPOSAL: Length(10, _W),
    Term.PRACTICE_DECISION: Length(5, _W),
    Term.OBSERVATIONS: Length(10, _D),
    Term.ISEE_EXPIRING: Length(30, _D),
    Term.OFFER_ANSWER: Length(7, _D),
    Term.OFFER_ANSWER_URGENT: Length(2, _D),
    Term.INTEREST_CHECK: Length(180, _D),
    Term.WAITING_SILENT: Length(5, _W),
    Term.FREEZE_ENDS: Length(180, _D),
    Term.ARRIVAL_CHECK: Length(30, _D),
    Term.ARRIVAL_CHECK_URGENT: Length(2, _W),
    Term.ONWARD_RETHINK: Length(5, _W),
    Term.GOAL_CHECK: Length(0, _D),
    Term.WORK_CHECK: Length(0, _D),
    Term.ALARM_SEEN: Length(1, _W),
    Term.DEVICE_REMOVAL: Length(15, _D),
    Term.SCHOOL_RENEWAL: Length(60, _D),
    Term.CERTIFICATE_EXPIRING: Length(30, _D),
    Term.PM_TOLD_403: Length(0, _D),
    Term.TRANSMISSION_403: Length(24, _H),
    Term.EXPECTED_PM: Length(72, _H),
    Term.EXPECTED_COURT: Length(48, _H),
    Term.EXPECTED_HEARING: Length(15, _D),
    Term.EXPECTED_DECISION: Length(15, _D),
    Term.APPEAL_403: Length(10, _D),
    Term.URGENT_CALL: Length(1, _W),
}
LONGEST_TERM = 3660


def length_fault(length: Length) -> str | None:
    """Return why a length cannot be a term, or None; zero is the same day, hours begin at one."""
    least = 1 if length.unit is Unit.HOURS else 0
    return None if least <= length.number <= LONGEST_TERM else CatalogueFault.NOT_A_LENGTH


class CatalogueFault(StrEnum):
    """Why a change to the catalogue is refused."""

    NOT_A_LENGTH = "not_a_length"
    NOT_FROM_THE_PAST = "not_from_the_past"
    NOT_AN_AGE = "not_an_age"
    NOT_A_DAY_OF_THE_YEAR = "not_a_day_of_the_year"
    NOT_A_DATE = "not_a_date"
    NOT_YES_OR_NO = "not_yes_or_no"
    ENDS_BEFORE_IT_STARTS = "catalogue_ends_before_start"
    NOT_A_CAPACITY = "not_a_capacity"
    OUTSIDE_ITS_SERVICE = "outside_its_service"
    NOT_EURO = "not_euro"
    NAME_MISSING = "catalogue_name_missing"
    REMARK_MISSING = "remark_missing"
    REMARK_ANSWERED = "remark_answered"
