"""Conventions, means and targets: what may be written of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.catalogue.rules import Management, PathCode
from app.kernel.references import BodyId


class ResourceKind(StrEnum):
    """What a Comune puts in common."""

    STAFF = "staff"
    SERVICE = "service"
    PLACE = "place"


class DistrictFault(StrEnum):
    """Why something of the nine Comuni cannot be written so."""

    CONVENTION_BACKWARDS = "convention_backwards"
    CONVENTION_THERE = "convention_there"
    CONVENTION_OVER = "convention_over"
    RESOURCE_BACKWARDS = "resource_backwards"
    RESOURCE_OVER = "resource_over"
    HOURS_MISSING = "hours_missing"
    QUANTITY_NEEDED = "quantity_needed"
    NOT_A_COUNT = "not_a_count"
    YEAR_OUT_OF_REACH = "year_out_of_reach"
    NO_PLAN_OFFICE = "no_plan_office"
    PUBLISHED_THIS_MONTH = "published_this_month"
    NOTHING_TO_PUBLISH = "nothing_to_publish"
    PUBLISHES_ITSELF = "publishes_itself"
    FIGURES_TO_COME = "figures_to_come"


@dataclass(frozen=True, kw_only=True)
class ConventionGiven:
    """By which act a Comune has a service from an association."""

    association_id: UUID
    signatory_id: BodyId
    path: PathCode
    number: str
    form: Management
    valid_from: date
    valid_to: date | None = None
    source: str
    demonstrative: bool = False


@dataclass(frozen=True, kw_only=True)
class ResourceGiven:
    """What a Comune puts in common, from a day on; hours in hundredths."""

    municipality_id: BodyId
    kind: ResourceKind
    what: str
    hours_week: int | None = None
    quantity: int | None = None
    valid_from: date
    valid_to: date | None = None
    source: str


@dataclass(frozen=True)
class Days:
    """From a day up to, not including, another; without end where it is not known."""

    valid_from: date
    valid_to: date | None

    @property
    def backwards(self) -> bool:
        """Whether they end before they begin."""
        return self.valid_to is not None and self.valid_to <= self.valid_from

    def meets(self, other: "Days") -> bool:
        """Return whether two spans have a day in common."""
        first = max(self.valid_from, other.valid_from)
        return all(one.valid_to is None or first < one.valid_to for one in (self, other))


def convention_fault(given: ConventionGiven, known: Iterable[Days]) -> str | None:
    """Return why a convention cannot be written, beside `known` of the same Comune and service."""
    days = Days(given.valid_from, given.valid_to)
    if days.backwards:
        return f"valid_to:{DistrictFault.CONVENTION_BACKWARDS}"
    if any(days.meets(one) for one in known):
        return f"valid_from:{DistrictFault.CONVENTION_THERE}"
    return None


def resource_fault(given: ResourceGiven) -> str | None:
    """Return why means cannot be written: staff have hours, places a number, nothing is zero."""
    if Days(given.valid_from, given.valid_to).backwards:
        return f"valid_to:{DistrictFault.RESOURCE_BACKWARDS}"
    if given.hours_week == 0 or (given.kind is ResourceKind.STAFF and not given.hours_week):
        return f"hours_week:{DistrictFault.HOURS_MISSING}"
    if given.quantity == 0 or (given.kind is ResourceKind.PLACE and not given.quantity):
        return f"quantity:{DistrictFault.QUANTITY_NEEDED}"
    return None


def end_fault(days: Days, ends_on: date, *, over: str, backwards: str) -> str | None:
    """Return why something cannot end on a day: it is over already, or had not begun."""
    if days.valid_to is not None:
        return over
    return f"ends_on:{backwards}" if ends_on <= days.valid_from else None
