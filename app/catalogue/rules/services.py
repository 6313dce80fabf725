"""What a service is made of: measure, management, papers, who approves, what comes after."""

from datetime import date
from enum import StrEnum

from app.catalogue.rules.terms import CatalogueFault


class Measure(StrEnum):
    """In what a service is given, or how much of it there is."""

    PLACES = "places"
    BEDS = "beds"
    FAMILY_UNITS = "family_units"
    HOURS_PER_WEEK = "hours_per_week"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    PATHS = "paths"
    EURO = "euro"
    PARTICIPANTS = "participants"
    CONTACTS = "contacts"
    PRACTICES = "practices"


class Management(StrEnum):
    """How a Comune gives a service, from a day to a day."""

    DIRECT = "direct"
    CONSORTIUM = "consortium_management"
    DISTRICT = "district_management"
    OTHER_MUNICIPALITY = "other_municipality"
    VOUCHER = "voucher"


class PathEnd(StrEnum):
    """What a way leads to."""

    SERVICE_REQUEST = "service_request"
    PLACEMENT = "placement"
    CASE = "case"
    ONWARD_REFERRAL = "onward_referral"
    PRACTICE = "practice"
    ACTIVITY = "activity"
    LISTENING = "listening"


class Approver(StrEnum):
    """Who says yes; nobody approves what she asked."""

    SUPERVISOR = "approved_by_supervisor"
    MANAGER = "approved_by_manager"
    COURT_OR_SUPERVISOR = "approved_by_court_or_supervisor"
    NOBODY = "approved_by_nobody"


class Order(StrEnum):
    """Who comes first where there is a list."""

    COURT_ORDER_FIRST = "court_order_first"
    POINTS_THEN_DATE = "points_then_date"
    DANGER_FIRST = "danger_first"
    BY_DATE = "by_date"
    BY_DEADLINE = "by_deadline"
    OPEN = "open_to_all"


class CostRule(StrEnum):
    """Whether the person pays."""

    FREE = "free"
    FREE_OF_CHARGE = "free_of_charge"
    FREE_FOR_THE_PERSON = "free_for_the_person"
    SHARE_BY_ISEE = "share_by_isee"
    FEE_OF_THE_MUNICIPALITY = "fee_of_the_municipality"


class Paper(StrEnum):
    """A document to bring or to ask for. None of them is needed to be heard."""

    IDENTITY = "identity"
    REFERRAL_LETTER = "referral_letter"
    SCHOOL_REPORT = "school_report"
    PARENTS_CONSENT = "parents_consent"
    OWN_CONSENT = "own_consent"
    COURT_ORDER = "court_order_paper"
    SPECIALIST_REPORT = "specialist_report"
    PREGNANCY_CERTIFICATE = "pregnancy_certificate"
    CARE_CALENDAR = "care_calendar"
    DISABILITY_CERTIFICATE = "disability_certificate"
    SIDI_CARD = "sidi_card"
    UNDER_AGE_REQUEST = "under_age_request"
    HEALTH_ASSESSMENT = "health_assessment"
    SUPPORT_DECREE = "support_decree"
    SCHOOL_CERTIFICATE = "school_certificate"
    ISEE = "isee"
    BANK_STATEMENT = "bank_statement"
    EXPENSES = "expenses"
    WORK_STATUS = "work_status"
    KEY_HOLDERS = "key_holders"
    JUSTICE_NOTE = "justice_note"


class Source(StrEnum):
    """Where a rule of a way was read."""

    FOUNDING_DOCUMENT = "founding_document"
    SHARED_SERVICES_DOCUMENT = "shared_services_document"
    OFFICE_DEFAULT = "office_default"
    LAW_328_2000 = "law_328_2000"
    REGIONAL_LAW_3_2008 = "regional_law_3_2008"
    REGIONAL_LAW_34_2004 = "regional_law_34_2004"
    LAW_184_1983 = "law_184_1983"
    CIVIL_CODE_316 = "civil_code_316"
    CIVIL_CODE_403 = "civil_code_403"
    DPR_448_1988 = "dpr_448_1988"
    LAW_104_1992 = "law_104_1992"
    REGIONAL_UNITS_OF_OFFER = "regional_units_of_offer"
    LAW_241_1990 = "law_241_1990"
    SHELTER_AGREEMENT_2014 = "shelter_agreement_2014"


MOST_CAPACITY = 100_000


def capacity_fault(quantity: int) -> str | None:
    """Return why a number cannot be a capacity, or None."""
    return None if 0 <= quantity <= MOST_CAPACITY else CatalogueFault.NOT_A_CAPACITY


def dates_fault(valid_from: date, valid_to: date | None) -> str | None:
    """Return why two days cannot be the first and the first after the last, or None."""
    if valid_to is not None and valid_to <= valid_from:
        return CatalogueFault.ENDS_BEFORE_IT_STARTS
    return None
