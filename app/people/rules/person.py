"""What is known of a person, and how it is said: birth, identity, kinship, telephone."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import phonenumbers

from app.kernel.periods import OF_AGE, age_on

REGION = "IT"


SHORTEST_PHONE = 4


class BirthKnown(StrEnum):
    """How surely the birth date is known: many arrive without papers, born "about 1990"."""

    EXACT = "exact"
    PRESUMED = "presumed"
    YEAR_ONLY = "year_only"
    UNKNOWN = "unknown"


class Identity(StrEnum):
    """On what the identity rests. Declared is enough to be heard and helped."""

    DOCUMENTED = "documented"
    DECLARED = "declared"
    TO_COMPLETE = "to_complete"


class Sex(StrEnum):
    """The sex of the registry, asked only where a flow needs it."""

    FEMALE = "female"
    MALE = "male"


class NameKind(StrEnum):
    """Why a person also answers to another name."""

    BIRTH = "birth"
    MARRIED = "married"
    OTHER_SURNAME = "other_surname"
    ALIAS = "alias"
    TRANSLITERATION = "transliteration"


class Measure(StrEnum):
    """How somebody is to be met for a while, after she hurt or threatened who works here.

    The last is all that the front office reads, whatever was decided.
    """

    IN_TWO = "in_two"
    BY_APPOINTMENT = "by_appointment"
    ASK_SUPERVISOR = "ask_supervisor"


DECIDED = (Measure.IN_TWO, Measure.BY_APPOINTMENT)


class ApartBasis(StrEnum):
    """On what it rests that two people are not called in together. For who keeps the list only."""

    COURT_ORDER = "court_order"
    VIOLENCE = "violence"
    ASSESSMENT = "assessment"
    ASKED_BY_PERSON = "asked_by_person"
    OTHER = "other"


class ContactKind(StrEnum):
    """By what a person is reached."""

    PHONE = "phone"
    EMAIL = "email"


class Owner(StrEnum):
    """Whose telephone it is ("di chi è"): a call answered by the wrong person can hurt."""

    OWN = "own"
    MOTHER = "mother"
    FATHER = "father"
    PARTNER = "partner"
    CHILD = "child"
    RELATIVE = "relative"
    NEIGHBOUR = "neighbour"
    WORKER = "worker"
    OTHER = "other"


class MayLeaveMessage(StrEnum):
    """Whether a message may be left there; not knowing counts as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class AddressKind(StrEnum):
    """The three addresses the law keeps apart."""

    REGISTERED = "registered"
    DOMICILE = "domicile"
    CURRENT_STAY = "current_stay"


class Kinship(StrEnum):
    """What one person is to another."""

    PARENT = "parent"
    CHILD = "child"
    SPOUSE = "spouse"
    PARTNER = "partner"
    FORMER_PARTNER = "former_partner"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    UNCLE_AUNT = "uncle_aunt"
    NEPHEW_NIECE = "nephew_niece"
    COUSIN = "cousin"
    OTHER = "other"


_INVERSE = {
    Kinship.PARENT: Kinship.CHILD,
    Kinship.GRANDPARENT: Kinship.GRANDCHILD,
    Kinship.UNCLE_AUNT: Kinship.NEPHEW_NIECE,
}


INVERSE = {
    **{kind: kind for kind in Kinship},
    **_INVERSE,
    **{far: near for near, far in _INVERSE.items()},
}


class PersonFault(StrEnum):
    """Why what was written of a person cannot be."""

    BORN_IN_THE_FUTURE = "born_in_the_future"
    BORN_TOO_LONG_AGO = "born_too_long_ago"
    DIED_BEFORE_BIRTH = "died_before_birth"
    DIED_IN_THE_FUTURE = "died_in_the_future"
    BIRTH_MISSING = "birth_missing"
    TAX_CODE_UNREADABLE = "tax_code_unreadable"
    LOOKS_KNOWN = "looks_known"
    SAME_PERSON = "same_person"
    ALREADY_MEMBER = "already_member"
    ALREADY_RELATED = "already_related"
    ENDS_BEFORE_START = "ends_before_start_person"
    ALREADY_APART = "already_apart"
    NOT_A_WORKER = "not_a_worker"
    ALREADY_IN_CONFLICT = "already_in_conflict"
    MEASURE_WITHOUT_END = "measure_without_end"
    REVIEW_OUTSIDE = "review_outside"


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """Everything typed about who a person is. Only the surname is required."""

    surname: str
    given: str = ""
    preferred_name: str = ""
    birth_known: BirthKnown = BirthKnown.UNKNOWN
    birth_date: date | None = None
    birth_year: int | None = None
    birthplace: str = ""
    sex: Sex | None = None
    identity: Identity = Identity.TO_COMPLETE
    identifier: str = ""
    no_identifier_reason: str = ""
    language: str = ""
    died_on: date | None = None
    other_names: tuple[str, ...] = field(default=())


OLDEST = 130


def details_fault(details: PersonDetails, on: date) -> str | None:
    """Return what cannot be true (`field:code`), or None; missing things are never a fault."""
    known, birth, year = details.birth_known, details.birth_date, details.birth_year
    if known in (BirthKnown.EXACT, BirthKnown.PRESUMED) and birth is None:
        return f"birth_date:{PersonFault.BIRTH_MISSING}"
    if known is BirthKnown.YEAR_ONLY and year is None:
        return f"birth_year:{PersonFault.BIRTH_MISSING}"
    born = birth.year if birth else year
    if (birth and birth > on) or (year and year > on.year):
        return f"{_birth_field(details)}:{PersonFault.BORN_IN_THE_FUTURE}"
    if born and born < on.year - OLDEST:
        return f"{_birth_field(details)}:{PersonFault.BORN_TOO_LONG_AGO}"
    if details.died_on and details.died_on > on:
        return f"died_on:{PersonFault.DIED_IN_THE_FUTURE}"
    if details.died_on and birth and details.died_on < birth:
        return f"died_on:{PersonFault.DIED_BEFORE_BIRTH}"
    return None


def _birth_field(details: PersonDetails) -> str:
    return "birth_year" if details.birth_known is BirthKnown.YEAR_ONLY else "birth_date"


@dataclass(frozen=True)
class Birth:
    """A birth as far as it is known, able to say an age."""

    known: BirthKnown
    on: date | None
    year: int | None

    def age(self, day: date) -> int | None:
        """Return the age in whole years on a day; by the year alone when the day is not known."""
        if self.on is not None:
            return age_on(self.on, day)
        return day.year - self.year if self.year is not None else None

    def of_age(self, day: date) -> bool | None:
        """Return whether eighteen years are over on a day, None when nobody can say.

        By the year alone nobody can, in the year of the eighteenth birthday.
        """
        age = self.age(day)
        if age is None or (self.on is None and age == OF_AGE):
            return None
        return age >= OF_AGE

    @property
    def birth_year(self) -> int | None:
        """The year, however it is known."""
        return self.on.year if self.on else self.year


def not_italian(language: str) -> str:
    """Return the language as it was written, nothing where she speaks Italian best or none is."""
    return "" if language.casefold() in {"italiano", "italiana"} else language


def phone_digits(text: str) -> str:
    """Return the digits by which a number is searched: national form, no prefix, no signs."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return "".join(character for character in text if character.isdecimal())
    if number.country_code != 39:
        return f"{number.country_code}{number.national_number}"
    zero = "0" if number.italian_leading_zero else ""
    return f"{zero}{number.national_number}"


def is_landline(text: str) -> bool:
    """Return whether a number is surely of a telephone on a wall: it takes no message."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE


def phone_as_dialled(text: str) -> str:
    """Return the digits a person would dial here: as typed, without the prefix of Italy."""
    return re.sub(r"\D", "", re.sub(r"^\s*(\+|00)39", "", text))


def phone_shown(text: str) -> str:
    """Return a number grouped for the eye; what is not a number stays as it was typed."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_possible_number(number):
        return text
    national = number.country_code == 39
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if national else style.INTERNATIONAL)


def measure_fault(on: date, ends_on: date, review_on: date) -> str | None:
    """Return why a measure decided `on` a day cannot be: it ends, and is looked at again before."""
    if ends_on <= on:
        return f"ends_on:{PersonFault.MEASURE_WITHOUT_END}"
    if not on < review_on <= ends_on:
        return f"review_on:{PersonFault.REVIEW_OUTSIDE}"
    return None
