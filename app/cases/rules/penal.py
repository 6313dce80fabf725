"""The penal area of minors: what a judge ordered and how it went. Never for which offence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.cases.rules.second_level import CourtAuthority

# Who orders a measure about a minor in a penal proceeding (DPR 448/1988).
PENAL_AUTHORITIES = (
    CourtAuthority.JUVENILE_PENAL,
    CourtAuthority.JUVENILE_PROSECUTOR,
    CourtAuthority.COURT_OF_APPEAL,
)


class PenalMeasureKind(StrEnum):
    """What was ordered (DPR 448/1988, articles 20 to 22 and 28)."""

    PROBATION = "probation"
    PRESCRIPTIONS = "prescriptions"
    STAY_AT_HOME = "stay_at_home"
    IN_COMMUNITY = "in_community"
    OTHER = "other_measure"


class PenalOutcome(StrEnum):
    """How a measure ended."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    REVOKED = "revoked"
    UNKNOWN = "outcome_unknown"


class PenalFault(StrEnum):
    """Why something of the penal area cannot be written."""

    NOT_PENAL = "case_not_penal"
    WRITTEN_ALREADY = "measure_written"
    MEASURE_OVER = "measure_over"
    DAYS_BACKWARDS = "measure_backwards"
    NOT_YET = "measure_not_yet"


@dataclass(frozen=True, kw_only=True)
class MeasureDetails:
    """A measure as the judge ordered it, and what is done for it in the week."""

    authority: CourtAuthority
    kind: PenalMeasureKind
    starts_on: date
    ends_on: date | None = None
    joint_on: date | None = None
    activity: str = ""
    place: str = ""
    weekdays: frozenset[int] = frozenset()


def measure_fault(
    details: MeasureDetails, going: Iterable[tuple[str, date]], today: date
) -> str | None:
    """Return why a measure cannot be written, with its field, or nothing.

    `going` are those not over yet, by kind and first day: whoever comes second with the same order
    is told that it is there.
    """
    if details.ends_on is not None and details.ends_on < details.starts_on:
        return f"ends_on:{PenalFault.DAYS_BACKWARDS}"
    if details.joint_on is not None and details.joint_on > today:
        return f"joint_on:{PenalFault.NOT_YET}"
    if (details.kind, details.starts_on) in set(going):
        return f"kind:{PenalFault.WRITTEN_ALREADY}"
    return None


def ending_fault(starts_on: date, ended_on: date, today: date) -> str | None:
    """Return why a measure cannot have ended on that day, with its field, or nothing."""
    if ended_on > today:
        return f"ended_on:{PenalFault.NOT_YET}"
    return f"ended_on:{PenalFault.DAYS_BACKWARDS}" if ended_on < starts_on else None


def as_code(days: Iterable[int]) -> str:
    """Return days of the week, Monday being 0, as a row keeps them: "13" is Tuesday, Thursday."""
    return "".join(str(one) for one in sorted(days))


def from_code(code: str) -> tuple[int, ...]:
    """Return the days of the week that a row keeps."""
    return tuple(int(one) for one in code)
