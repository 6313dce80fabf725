"""The vocabulary of the services: ways, doors, who reports, whose consent, the office's terms."""

from dataclasses import dataclass
from enum import StrEnum


class PathCode(StrEnum):
    """The ways to a service, in the order of the office's own list."""

    ADM = "adm"
    MOTHER_CHILD = "mother_child"
    MINORS_COMMUNITY = "minors_community"
    CHILD_PROTECTION = "child_protection"
    JUVENILE_JUSTICE = "juvenile_justice"
    CDD = "cdd"
    WORK_PLACEMENT = "work_placement"
    MULTIMISURA = "multimisura"
    REMOTE_ASSISTANCE = "remote_assistance"
    HOME_CARE = "home_care"
    SCHOOL_ASSISTANCE = "school_assistance"
    NURSERY_SUPPORT = "nursery_support"
    SCHOOL_SUPPORT = "school_support"
    YOUTH_SPACE = "youth_space"
    STARS = "stars"
    ECONOMIC_AID = "economic_aid"
    WOMEN_SUPPORT = "women_support"
    ADULT_SUPPORT = "adult_support"
    SOCIAL_INCLUSION = "social_inclusion"
    SOCIAL_SECRETARIAT = "social_secretariat"
    PRACTICES = "practices"


class Intervention(StrEnum):
    """The seven interventions of the home support of minors: each is a line of its own."""

    EDUCATION_AT_HOME = "education_at_home"
    EDUCATION_IN_THE_AREA = "education_in_the_area"
    SPORT_SUPPORT = "sport_support"
    SUMMER_EDUCATION = "summer_education"
    FAMILY_SUPPORT = "family_support"
    ACCOMPANYING_TO_CARE = "accompanying_to_care"
    RESPITE = "respite"


class Door(StrEnum):
    """By whose act a way begins: each door has its own questions and papers."""

    PARENT = "parent"
    BODY = "body"
    JUDICIAL_AUTHORITY = "judicial_authority"


class ReferralSource(StrEnum):
    """Who reports. `sinba_code` gives the number of the national list, where it has one."""

    SELF = "self"
    COHABITING_RELATIVE = "cohabiting_relative"
    OTHER_RELATIVE = "other_relative"
    NEIGHBOUR = "neighbour"
    FOSTER_PARENT_OR_GUARDIAN = "foster_parent_or_guardian"
    SCHOOL = "school"
    HEALTH_SERVICE = "health_service"
    THIRD_SECTOR = "third_sector"
    POLICE = "police"
    JUVENILE_COURT = "juvenile_court"
    ORDINARY_COURT = "ordinary_court"
    JUSTICE_SOCIAL_SERVICE = "justice_social_service"
    OTHER_SOCIAL_SERVICE = "other_social_service"
    PRIVATE_PROFESSIONAL = "private_professional"


# FonteSegnalazione of the SINBA flow (INPS, technical specification 2.0.1).
SINBA_SOURCES = {
    ReferralSource.JUSTICE_SOCIAL_SERVICE: 1,
    ReferralSource.OTHER_SOCIAL_SERVICE: 2,
    ReferralSource.HEALTH_SERVICE: 3,
    ReferralSource.THIRD_SECTOR: 4,
    ReferralSource.POLICE: 5,
    ReferralSource.SELF: 6,
    ReferralSource.FOSTER_PARENT_OR_GUARDIAN: 7,
    ReferralSource.COHABITING_RELATIVE: 8,
    ReferralSource.OTHER_RELATIVE: 9,
    ReferralSource.ORDINARY_COURT: 10,
    ReferralSource.JUVENILE_COURT: 11,
    ReferralSource.PRIVATE_PROFESSIONAL: 12,
    ReferralSource.SCHOOL: 13,
    ReferralSource.NEIGHBOUR: 14,
}
JUDICIAL_SOURCES = frozenset({ReferralSource.JUVENILE_COURT, ReferralSource.ORDINARY_COURT})
FAMILY_SOURCES = frozenset(
    {
        ReferralSource.SELF,
        ReferralSource.COHABITING_RELATIVE,
        ReferralSource.OTHER_RELATIVE,
        ReferralSource.NEIGHBOUR,
        ReferralSource.FOSTER_PARENT_OR_GUARDIAN,
    }
)
BODY_SOURCES = frozenset(ReferralSource) - FAMILY_SOURCES - JUDICIAL_SOURCES


class ConsentBasis(StrEnum):
    """On whose word something is done with a person. What is not known yet is said so."""

    UNKNOWN = "unknown"
    BOTH_PARENTS = "both_parents"
    ONE_PARENT_OTHER_INFORMED = "one_parent_other_informed"
    ONE_PARENT_OTHER_UNTRACEABLE = "one_parent_other_untraceable"
    ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY = "one_parent_other_without_responsibility"
    GUARDIAN = "guardian"
    SPECIAL_CURATOR = "special_curator"
    CUSTODY_TO_SERVICE = "custody_to_service"
    COURT_ORDER = "court_order"
    ADULT = "adult"
    ADULT_WITH_ADMINISTRATOR = "adult_with_administrator"


class Area(StrEnum):
    """The area of the national survey (ISTAT): one for each contact and case."""

    FAMILY_AND_MINORS = "family_and_minors"
    DISABILITY = "disability"
    ADDICTIONS = "addictions"
    ELDERLY = "elderly"
    MIGRANTS = "migrants"
    POVERTY_AND_ADULTS = "poverty_and_adults"
    SEVERAL = "several"


class Recipient(StrEnum):
    """Whom the office is for, as its founding document says: several may apply, none is asked."""

    MINORS = "minors"
    YOUNG_PEOPLE = "young_people"
    FAMILIES = "families"
    WOMEN = "women"
    ADULTS_IN_DIFFICULTY = "adults_in_difficulty"
    ELDERLY_PEOPLE = "elderly_people"
    PEOPLE_WITH_DISABILITIES = "people_with_disabilities"


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
    CUSTODY_RESPONSIBLE = "custody_responsible"
    MESSAGE_URGENT_UNREAD = "message_urgent_unread"
    CANCELLED_TO_TELL = "cancelled_to_tell"


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
    Term.CUSTODY_RESPONSIBLE: Length(15, _D),
    Term.MESSAGE_URGENT_UNREAD: Length(2, _H),
    Term.CANCELLED_TO_TELL: Length(1, _W),
}
