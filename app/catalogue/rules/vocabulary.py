"""The vocabulary of the services: ways, doors, who reports, whose consent, areas."""

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
