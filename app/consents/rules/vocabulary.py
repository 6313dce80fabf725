"""The words of consent: for what it is asked, who decides, how it was said, what cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.catalogue.rules import ConsentBasis, PathCode
from app.kernel.references import BodyId, PersonId


class ConsentAct(StrEnum):
    """For what a consent is asked: each is given, and taken back, by itself."""

    ASSESSMENT = "assessment"
    ADM = "adm"
    SCHOOL_SUPPORT = "school_support"
    PLACEMENT = "placement"
    TRANSPORT = "transport"
    PHOTO = "photo"
    EXCHANGE = "exchange"
    SERVICE = "service"


class Degree(StrEnum):
    """How far somebody holds the responsibility for a child (articles 330 and 333 c.c.)."""

    FULL = "full"
    LIMITED = "limited"
    SUSPENDED = "suspended"
    LOST = "lost"


# Who still decides: of a limited responsibility the order says for what, and she is asked anyway.
ASKED = frozenset({Degree.FULL, Degree.LIMITED})


class ProtectionKind(StrEnum):
    """Who decides, or helps to decide, by an order of the judge."""

    GUARDIANSHIP = "guardianship"
    CURATORSHIP = "curatorship"
    SUPPORT_ADMINISTRATION = "support_administration"
    SPECIAL_CURATOR = "special_curator"
    CUSTODY_TO_SERVICE = "custody_to_service"


class HowGiven(StrEnum):
    """How a consent was said: a voice counts, and a signature can follow."""

    SIGNED = "signed"
    BY_VOICE = "by_voice"
    BY_LETTER = "by_letter"
    IN_COURT = "in_court"


class LettersBasis(StrEnum):
    """On what it rests that a parent gets, or does not get, the letters about a child."""

    COURT_ORDER = "letters_by_order"
    SAFETY = "letters_and_safety"
    ASKED_BY_PARENT = "letters_as_asked"
    ASSESSMENT = "letters_by_assessment"


class ConsentFault(StrEnum):
    """Why what was written of a consent, or of who decides, cannot be."""

    GIVEN_IN_FUTURE = "consent_in_future"
    NO_GIVER = "consent_without_giver"
    NEEDS_PAPER = "consent_without_paper"
    OF_ADULT = "consent_of_adult"
    OF_MINOR = "consent_of_minor"
    ALREADY_GIVEN = "consent_already_given"
    ALREADY_BACK = "consent_already_back"
    BACK_BEFORE_GIVEN = "consent_back_before_given"
    NO_HOLDER = "protection_without_holder"
    NOTIFIED_BEFORE_DECREE = "notified_before_decree"
    ENDS_BEFORE_START = "protection_ends_before_start"
    NOT_BEFORE = "responsibility_not_before"
    HERSELF = "decides_for_herself"
    ALREADY_TOLD = "responsible_already_told"


CONSENTING = tuple(basis for basis in ConsentBasis if basis is not ConsentBasis.UNKNOWN)
OF_ADULT = frozenset({ConsentBasis.ADULT, ConsentBasis.ADULT_WITH_ADMINISTRATOR})
OF_MINOR = frozenset(
    {
        ConsentBasis.BOTH_PARENTS,
        ConsentBasis.ONE_PARENT_OTHER_INFORMED,
        ConsentBasis.ONE_PARENT_OTHER_UNTRACEABLE,
        ConsentBasis.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY,
        ConsentBasis.SPECIAL_CURATOR,
        ConsentBasis.CUSTODY_TO_SERVICE,
    }
)

# The act whose consent a way to a service asks for; the others are services like any.
ACT_OF_PATH: Mapping[PathCode, ConsentAct] = {
    PathCode.ADM: ConsentAct.ADM,
    PathCode.MOTHER_CHILD: ConsentAct.PLACEMENT,
    PathCode.MINORS_COMMUNITY: ConsentAct.PLACEMENT,
    PathCode.CHILD_PROTECTION: ConsentAct.ASSESSMENT,
    PathCode.JUVENILE_JUSTICE: ConsentAct.ASSESSMENT,
    PathCode.SCHOOL_ASSISTANCE: ConsentAct.SCHOOL_SUPPORT,
    PathCode.NURSERY_SUPPORT: ConsentAct.SCHOOL_SUPPORT,
    PathCode.SCHOOL_SUPPORT: ConsentAct.SCHOOL_SUPPORT,
}

# Law 184/1983, article 5-bis: how long the custody may last, how often the judge hears of it.
CUSTODY_MONTHS = 24
REPORT_MONTHS = 6


@dataclass(frozen=True, kw_only=True)
class ResponsibilityDetails:
    """How far somebody decides for a child from a day on, and where it is written."""

    degree: Degree
    valid_from: date
    source: str
    source_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProtectionDetails:
    """An order by which somebody decides: who, since when, for which acts, with which powers."""

    kind: ProtectionKind
    valid_from: date
    holder_person_id: PersonId | None = None
    body_id: BodyId | None = None
    holder_name: str = ""
    decree_number: str = ""
    decree_on: date | None = None
    notified_on: date | None = None
    valid_to: date | None = None
    powers: str = ""
    substantive: bool = False
    acts: tuple[ConsentAct, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConsentDetails:
    """What was said for some acts: by whom, on which ground, how, and which paper says so."""

    acts: tuple[ConsentAct, ...]
    basis: ConsentBasis
    given_on: date
    how: HowGiven = HowGiven.SIGNED
    giver_id: PersonId | None = None
    giver_name: str = ""
    paper: str = ""
    protection_id: UUID | None = None
    referral_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LineDetails:
    """Whether a parent gets the letters about a child from a day on, why and on what it rests."""

    letters: bool
    basis: LettersBasis
    valid_from: date
    why: str = ""


def act_of(path: PathCode) -> ConsentAct:
    """Return the act whose consent a way to a service asks for."""
    return ACT_OF_PATH.get(path, ConsentAct.SERVICE)


def fits_age(basis: ConsentBasis, of_age: bool | None) -> ConsentFault | None:  # noqa: FBT001
    """Return why a consent cannot be of somebody of that age; of an age not known nothing is."""
    if of_age is True and basis in OF_MINOR:
        return ConsentFault.OF_ADULT
    if of_age is False and basis in OF_ADULT:
        return ConsentFault.OF_MINOR
    return None


def consent_fault(details: ConsentDetails, of_age: bool | None, on: date) -> str | None:  # noqa: FBT001
    """Return what cannot be of a consent written on a day (`field:code`), or None."""
    if details.given_on > on:
        return f"given_on:{ConsentFault.GIVEN_IN_FUTURE}"
    if fault := fits_age(details.basis, of_age):
        return f"basis:{fault}"
    if details.basis is ConsentBasis.COURT_ORDER:
        return None if details.paper else f"paper:{ConsentFault.NEEDS_PAPER}"
    if details.giver_id is None and not details.giver_name:
        return f"giver_name:{ConsentFault.NO_GIVER}"
    return None


def protection_fault(details: ProtectionDetails) -> str | None:
    """Return what cannot be of an order by which somebody decides (`field:code`), or None."""
    named = details.holder_person_id or details.body_id or details.holder_name
    if not named:
        return f"holder_name:{ConsentFault.NO_HOLDER}"
    if details.valid_to is not None and details.valid_to <= details.valid_from:
        return f"valid_to:{ConsentFault.ENDS_BEFORE_START}"
    if details.notified_on and details.decree_on and details.notified_on < details.decree_on:
        return f"notified_on:{ConsentFault.NOTIFIED_BEFORE_DECREE}"
    return None


def months_later(start: date, months: int) -> date:
    """Return the day so many months after a start, the last of a shorter month."""
    year, month = divmod(start.month - 1 + months, 12)
    for day in range(start.day, 0, -1):
        try:
            return date(start.year + year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("a month has a first day")
