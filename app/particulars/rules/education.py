"""The educational project of a minor helped at home: the family's own resources come first."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from app.particulars.rules.faults import ParticularFault


class EducationArea(StrEnum):
    """What a goal of the project is about, in the order in which the project is written."""

    FAMILY_RESOURCES = "family_resources"
    AUTONOMY = "autonomy"
    RELATIONSHIPS = "relationships"
    SCHOOL = "school_life"
    FAMILY = "family_life"
    FREE_TIME = "free_time"


class AreaOutcome(StrEnum):
    """How far a goal was reached, from one to three."""

    NOT_YET = "1"
    PARTLY = "2"
    REACHED = "3"


def area_fault(
    area: EducationArea,
    written: Collection[EducationArea],
    *,
    check_on: date | None,
    today: date,
) -> str | None:
    """Return why a goal cannot be written in an area (`field:code`), or None.

    The project begins from what the family can do by itself.
    """
    first = EducationArea.FAMILY_RESOURCES
    if area is not first and first not in written:
        return f"area:{ParticularFault.FAMILY_FIRST}"
    if check_on is not None and check_on < today:
        return f"check_on:{ParticularFault.CHECK_IN_THE_PAST}"
    return None
