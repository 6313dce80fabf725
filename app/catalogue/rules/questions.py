"""What a way asks: facts its criteria read, details only people read, and how each is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.catalogue.rules.services import Paper
from app.catalogue.rules.vocabulary import ConsentBasis, Intervention, ReferralSource


class DisabilityDegree(StrEnum):
    """How severe a disability is, as the certificates say it."""

    NONE = "no_disability"
    MILD = "mild"
    MEDIUM = "medium"
    MEDIUM_SEVERE = "medium_severe"
    SEVERE = "severe"


class Attends(StrEnum):
    """Where a child spends the morning."""

    NURSERY = "nursery"
    SCHOOL = "attends_school"
    NEITHER = "neither"


class AnswerKind(StrEnum):
    """How a question is answered; "unknown" is an answer everywhere."""

    YES_NO = "yes_no_unknown"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    SEVERAL = "several"
    TEXT = "text"


class Fact(StrEnum):
    """A fact the criteria read; its value names the field of `PathFacts`."""

    AGE = "age"
    SOURCE = "source"
    WORKER_REFERS = "worker_refers"
    CONSENT = "consent"
    COURT_ORDER = "court_order"
    EMERGENCY_403 = "emergency_403"
    PARENTS_RESIDED_HERE = "parents_resided_here"
    PRESENT_HERE = "present_here"
    URGENT = "urgent"
    NEEDS_SUPPORT = "needs_support"
    INTERVENTIONS = "interventions"
    SUMMER_FROM = "summer_from"
    PREGNANT = "pregnant"
    MOTHER_WITH_CHILDREN = "mother_with_children"
    PSYCHOSOCIAL_DIFFICULTY = "psychosocial_difficulty"
    HOUSING_DIFFICULTY = "housing_difficulty"
    OWN_WILL = "own_will"
    ORDER_CONCERNS_CHILD = "order_concerns_child"
    MUST_LEAVE_FAMILY = "must_leave_family"
    COMPLEX_SITUATION = "complex_situation"
    PENAL_PROCEEDING = "penal_proceeding"
    DISABILITY = "disability"
    CERTIFIED_DISABILITY = "certified_disability"
    UNDER_AGE_PAPERS = "under_age_papers"
    DISADVANTAGED = "disadvantaged"
    SEEKS_WORK = "seeks_work"
    NEEDS_TRAINING = "needs_training"
    LIMITED_AUTONOMY = "limited_autonomy"
    NOT_SELF_SUFFICIENT = "not_self_sufficient"
    ATTENDS = "attends"
    WHOLE_CLASS = "whole_class"
    SCHOOL_DIFFICULTY = "school_difficulty"
    HELP_AT_HOME = "help_at_home"
    FOREIGN_CITIZEN = "foreign_citizen"
    ECONOMIC_NEED = "economic_need"
    ISEE_VALID = "isee_valid"
    HOUSEHOLD_ALREADY_HELPED = "household_already_helped"
    WOMAN = "woman"
    IN_DIFFICULTY = "in_difficulty"
    SUFFERS_VIOLENCE = "suffers_violence"
    WITHOUT_HOME = "without_home"


class Detail(StrEnum):
    """What the worker needs to read and no criterion does."""

    INSTITUTE = "institute"
    CONTACT_AT_SCHOOL = "contact_at_school"
    CLASS = "class"
    FAMILY_INFORMED = "family_informed"
    FAMILY_INFORMED_WHY = "family_informed_why"
    FACTS_WITH_DATES = "facts_with_dates"
    ALREADY_DONE_BY_SCHOOL = "already_done_by_school"
    BODY_AND_OPERATOR = "body_and_operator"
    PERSON_AGREES = "person_agrees"
    HELP_ALREADY_GIVEN = "help_already_given"
    DISCHARGE_DAY = "discharge_day"
    PROCEEDING_NUMBER = "proceeding_number"
    ACT_AND_DATE = "act_and_date"
    WHAT_THE_COURT_ASKS = "what_the_court_asks"
    ANSWER_BY = "answer_by"
    PROTECTIVE_MEASURES = "protective_measures"
    HOW_TO_REACH = "how_to_reach"
    LANGUAGE = "language"
    WHO_KNOWS = "who_knows"
    RELATION_TO_PERSON = "relation_to_person"
    PERSON_KNOWS_OF_IT = "person_knows_of_it"
    CORPS_AND_HOUR = "corps_and_hour"
    WHERE_PLACED_NOW = "where_placed_now"
    EXPECTED_BIRTH = "expected_birth"
    AGES_OF_CHILDREN = "ages_of_children"
    ZONES_TO_AVOID = "zones_to_avoid"
    PREFERRED_HOURS = "preferred_hours"
    HOURS_WISHED = "hours_wished"
    CENTRES_PREFERRED = "centres_preferred"
    CARER_AT_HOME = "carer_at_home"
    KEYS_WITH = "keys_with"
    SIBLINGS = "siblings"
    SAFE_TO_CALL = "safe_to_call"
    PURPOSE_OF_AID = "purpose_of_aid"
    REACHED_AT = "reached_at"
    MAY_NAME_REPORTER = "may_name_reporter"
    SEEN_WHAT = "seen_what"
    SEEN_WHEN = "seen_when"
    SEEN_AGAIN = "seen_again"
    HOW_KNOWN = "how_known"
    ATTENDANCE = "attendance"
    ALREADY_KNOWN = "already_known"
    SIGNS_OF_VIOLENCE = "signs_of_violence"
    SENT_TO_PROSECUTOR = "sent_to_prosecutor"
    SENT_TO_PROSECUTOR_ON = "sent_to_prosecutor_on"
    SENT_PROTOCOL = "sent_protocol"
    AIDS_NEEDED = "aids_needed"
    PEOPLE_THERE = "people_there"
    PLACED_IN_URGENCY = "placed_in_urgency"
    WHY_PASSED_ON = "why_passed_on"
    EARLIER_RECORD = "earlier_record"
    RESIDENT_SINCE = "resident_since"
    WHAT_BROUGHT_IT_UP = "what_brought_it_up"


FACT_KINDS: Mapping[Fact, tuple[AnswerKind, type[StrEnum] | None]] = {
    Fact.AGE: (AnswerKind.NUMBER, None),
    Fact.SOURCE: (AnswerKind.CHOICE, ReferralSource),
    Fact.CONSENT: (AnswerKind.CHOICE, ConsentBasis),
    Fact.INTERVENTIONS: (AnswerKind.SEVERAL, Intervention),
    Fact.SUMMER_FROM: (AnswerKind.DATE, None),
    Fact.DISABILITY: (AnswerKind.CHOICE, DisabilityDegree),
    Fact.ATTENDS: (AnswerKind.CHOICE, Attends),
}
DETAIL_KINDS: Mapping[Detail, AnswerKind] = {
    Detail.FAMILY_INFORMED: AnswerKind.YES_NO,
    Detail.PERSON_AGREES: AnswerKind.YES_NO,
    Detail.PERSON_KNOWS_OF_IT: AnswerKind.YES_NO,
    Detail.PROTECTIVE_MEASURES: AnswerKind.YES_NO,
    Detail.SAFE_TO_CALL: AnswerKind.YES_NO,
    Detail.MAY_NAME_REPORTER: AnswerKind.YES_NO,
    Detail.SEEN_AGAIN: AnswerKind.YES_NO,
    Detail.ALREADY_KNOWN: AnswerKind.YES_NO,
    Detail.SIGNS_OF_VIOLENCE: AnswerKind.YES_NO,
    Detail.SENT_TO_PROSECUTOR: AnswerKind.YES_NO,
    Detail.PLACED_IN_URGENCY: AnswerKind.YES_NO,
    Detail.SENT_TO_PROSECUTOR_ON: AnswerKind.DATE,
    Detail.RESIDENT_SINCE: AnswerKind.DATE,
    Detail.DISCHARGE_DAY: AnswerKind.DATE,
    Detail.ANSWER_BY: AnswerKind.DATE,
    Detail.EXPECTED_BIRTH: AnswerKind.DATE,
}


# The paper that says what nobody could answer; of the others one asks the person.
PAPER_OF: Mapping[Fact, Paper] = {
    Fact.AGE: Paper.IDENTITY,
    Fact.CONSENT: Paper.PARENTS_CONSENT,
    Fact.COURT_ORDER: Paper.COURT_ORDER,
    Fact.EMERGENCY_403: Paper.COURT_ORDER,
    Fact.ORDER_CONCERNS_CHILD: Paper.COURT_ORDER,
    Fact.PREGNANT: Paper.PREGNANCY_CERTIFICATE,
    Fact.PSYCHOSOCIAL_DIFFICULTY: Paper.SPECIALIST_REPORT,
    Fact.PENAL_PROCEEDING: Paper.JUSTICE_NOTE,
    Fact.DISABILITY: Paper.DISABILITY_CERTIFICATE,
    Fact.CERTIFIED_DISABILITY: Paper.DISABILITY_CERTIFICATE,
    Fact.UNDER_AGE_PAPERS: Paper.UNDER_AGE_REQUEST,
    Fact.DISADVANTAGED: Paper.WORK_STATUS,
    Fact.SEEKS_WORK: Paper.WORK_STATUS,
    Fact.LIMITED_AUTONOMY: Paper.HEALTH_ASSESSMENT,
    Fact.NOT_SELF_SUFFICIENT: Paper.HEALTH_ASSESSMENT,
    Fact.ATTENDS: Paper.SCHOOL_CERTIFICATE,
    Fact.SCHOOL_DIFFICULTY: Paper.SCHOOL_REPORT,
    Fact.WHOLE_CLASS: Paper.SCHOOL_REPORT,
    Fact.ECONOMIC_NEED: Paper.ISEE,
    Fact.ISEE_VALID: Paper.ISEE,
}


@dataclass(frozen=True)
class Question:
    """One thing to ask: its words are `LABELS[type(key)][key]`, its answers those of `choices`."""

    key: Fact | Detail
    kind: AnswerKind
    needed: bool = False
    choices: type[StrEnum] | None = None


def question(key: Fact | Detail, *, needed: bool = False) -> Question:
    """Return the question for a fact or a detail, answered as its kind says."""
    if isinstance(key, Detail):
        return Question(key, DETAIL_KINDS.get(key, AnswerKind.TEXT), needed)
    kind, choices = FACT_KINDS.get(key, (AnswerKind.YES_NO, None))
    return Question(key, kind, needed, choices)
