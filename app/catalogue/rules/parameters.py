"""The figures of the ways that councils and laws change: each has a day from which it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.catalogue.rules.terms import CatalogueFault
from app.catalogue.rules.vocabulary import PathCode
from app.kernel.money import euro, read_euro

OLDEST = 120


class ParameterKey(StrEnum):
    """A figure of a way, from a day on."""

    ADM_SUMMER_FROM = "adm_summer_from"
    ADM_SUMMER_TO = "adm_summer_to"
    MINORS_COMMUNITY_FROM_AGE = "minors_community_from_age"
    MINORS_COMMUNITY_TO_AGE = "minors_community_to_age"
    CHILD_PROTECTION_OWN_TEAM = "child_protection_own_team"
    CDD_FROM_AGE = "cdd_from_age"
    CDD_TO_AGE = "cdd_to_age"
    WORK_FROM_AGE = "work_from_age"
    REMOTE_ASSISTANCE_FROM_AGE = "remote_assistance_from_age"
    HOME_CARE_FROM_AGE = "home_care_from_age"
    SCHOOL_YEAR_FROM = "school_year_from"
    SCHOOL_YEAR_TO = "school_year_to"
    BASE_ASSESSMENT_FROM = "base_assessment_from"
    YOUTH_SPACE_FROM_AGE = "youth_space_from_age"
    YOUTH_SPACE_TO_AGE = "youth_space_to_age"
    URGENT_AID_CEILING = "urgent_aid_ceiling"


class ParameterKind(StrEnum):
    """What kind of value a figure is."""

    AGE = "age"
    DAY_OF_YEAR = "day_of_year"
    DATE = "date"
    YES_NO = "yes_no"
    EURO = "euro_amount"


@dataclass(frozen=True)
class Parameter:
    """A figure: of which way, what it is, and what counts where nobody has chosen."""

    path: PathCode
    kind: ParameterKind
    default: str


_AGE, _DAY, _YES_NO = ParameterKind.AGE, ParameterKind.DAY_OF_YEAR, ParameterKind.YES_NO
_K = ParameterKey
PARAMETERS: Mapping[ParameterKey, Parameter] = {
    _K.ADM_SUMMER_FROM: Parameter(PathCode.ADM, _DAY, "01/06"),
    _K.ADM_SUMMER_TO: Parameter(PathCode.ADM, _DAY, "15/09"),
    _K.MINORS_COMMUNITY_FROM_AGE: Parameter(PathCode.MINORS_COMMUNITY, _AGE, "10"),
    _K.MINORS_COMMUNITY_TO_AGE: Parameter(PathCode.MINORS_COMMUNITY, _AGE, "21"),
    _K.CHILD_PROTECTION_OWN_TEAM: Parameter(PathCode.CHILD_PROTECTION, _YES_NO, "unknown"),
    _K.CDD_FROM_AGE: Parameter(PathCode.CDD, _AGE, "18"),
    _K.CDD_TO_AGE: Parameter(PathCode.CDD, _AGE, "65"),
    _K.WORK_FROM_AGE: Parameter(PathCode.WORK_PLACEMENT, _AGE, "16"),
    _K.REMOTE_ASSISTANCE_FROM_AGE: Parameter(PathCode.REMOTE_ASSISTANCE, _AGE, "65"),
    _K.HOME_CARE_FROM_AGE: Parameter(PathCode.HOME_CARE, _AGE, "65"),
    _K.SCHOOL_YEAR_FROM: Parameter(PathCode.SCHOOL_ASSISTANCE, _DAY, "01/09"),
    _K.SCHOOL_YEAR_TO: Parameter(PathCode.SCHOOL_ASSISTANCE, _DAY, "30/06"),
    # The day on which D.Lgs. 62/2024 holds in the whole country: a law may move it.
    _K.BASE_ASSESSMENT_FROM: Parameter(
        PathCode.SCHOOL_ASSISTANCE, ParameterKind.DATE, "01/01/2027"
    ),
    _K.YOUTH_SPACE_FROM_AGE: Parameter(PathCode.YOUTH_SPACE, _AGE, "14"),
    _K.YOUTH_SPACE_TO_AGE: Parameter(PathCode.YOUTH_SPACE, _AGE, "29"),
    _K.URGENT_AID_CEILING: Parameter(PathCode.ECONOMIC_AID, ParameterKind.EURO, "300,00"),
}


@dataclass(frozen=True)
class InForce:
    """A figure as it counts on a day: since when, and who says so; no day is the default."""

    value: str
    since: date | None = None
    source: str = ""


Parameters = Mapping[ParameterKey, str]
Figures = Mapping[ParameterKey, InForce]
DEFAULT_PARAMETERS: Parameters = {key: known.default for key, known in PARAMETERS.items()}


def values_of(figures: Figures) -> Parameters:
    """Return the bare values of figures in force."""
    return {key: figure.value for key, figure in figures.items()}


def age_of(parameters: Parameters, key: ParameterKey) -> int:
    """Return a figure that is an age; the default where a snapshot does not hold it."""
    return int(parameters.get(key, PARAMETERS[key].default))


def day_in(parameters: Parameters, key: ParameterKey, year: int) -> date:
    """Return a figure that is a day of the year, in that year."""
    number, _, month = parameters.get(key, PARAMETERS[key].default).partition("/")
    return date(year, int(month), int(number))


def date_of(parameters: Parameters, key: ParameterKey) -> date:
    """Return a figure that is one day of one year."""
    number, month, year = parameters.get(key, PARAMETERS[key].default).split("/")
    return date(int(year), int(month), int(number))


def summer_near(parameters: Parameters, day: date) -> tuple[date, date]:
    """Return the first and the last day of the summer that holds a day, or of the next to come."""
    first, last = (ParameterKey.ADM_SUMMER_FROM, ParameterKey.ADM_SUMMER_TO)
    year = day.year if day <= day_in(parameters, last, day.year) else day.year + 1
    return day_in(parameters, first, year), day_in(parameters, last, year)


def cents_of(parameters: Parameters, key: ParameterKey) -> int:
    """Return a figure that is an amount of money, in cents."""
    return read_euro(parameters.get(key, PARAMETERS[key].default))


def parameter_fault(key: ParameterKey, value: str) -> str | None:
    """Return why a value cannot stand for a figure, or None.

    29 February is refused: a figure counts in every year.
    """
    kind = PARAMETERS[key].kind
    if kind is ParameterKind.AGE:
        fits = value.isascii() and value.isdecimal() and len(value) <= 3 and int(value) <= OLDEST
        return None if fits else CatalogueFault.NOT_AN_AGE
    if kind is ParameterKind.DAY_OF_YEAR:
        return None if _is_day(value) else CatalogueFault.NOT_A_DAY_OF_THE_YEAR
    if kind is ParameterKind.DATE:
        return None if _read_date(value) else CatalogueFault.NOT_A_DATE
    if kind is ParameterKind.EURO:
        return None if _is_euro(value) else CatalogueFault.NOT_EURO
    return None if value in ("yes", "no", "unknown") else CatalogueFault.NOT_YES_OR_NO


def plain_value(key: ParameterKey, value: str) -> str:
    """Return a valid value as it is kept: 1/6 is 01/06, 010 is 10, € 300 is 300,00."""
    kind = PARAMETERS[key].kind
    if kind is ParameterKind.AGE:
        return str(int(value))
    if kind is ParameterKind.DAY_OF_YEAR:
        number, _, month = value.partition("/")
        return f"{int(number):02}/{int(month):02}"
    if kind is ParameterKind.DATE:
        return f"{_read_date(value):%d/%m/%Y}"
    if kind is ParameterKind.EURO:
        return euro(read_euro(value)).removesuffix(" €")
    return value


def _is_euro(value: str) -> bool:
    try:
        return read_euro(value) > 0
    except ValueError:
        return False


def _read_date(value: str) -> date | None:
    parts = value.split("/")
    plain = all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts)
    if len(parts) != 3 or not plain:
        return None
    number, month, year = map(int, parts)
    try:
        return date(year, month, number) if 2000 <= year <= 2100 else None
    except ValueError:
        return None


def _is_day(value: str) -> bool:
    number, _, month = value.partition("/")
    plain = all(part.isascii() and part.isdecimal() and len(part) <= 2 for part in (number, month))
    try:
        return plain and date(2001, int(month), int(number)).year == 2001
    except ValueError:
        return False
