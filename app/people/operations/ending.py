"""Ending what holds from a day to a day: an address, a membership, a relation."""

from datetime import date, datetime
from typing import TypeVar

from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotFound
from app.people.models import (
    Address,
    DeclaredConflict,
    HouseholdMember,
    KeptApart,
    Relationship,
)
from app.people.rules import PersonFault

Dated = TypeVar(
    "Dated", bound=Address | DeclaredConflict | HouseholdMember | KeptApart | Relationship
)


def end(row: Dated | None, on: date, now: datetime, field: str = "ends_on") -> Dated:
    """Write the first day on which `row` no longer holds, and return it; the past stays as it was.

    Refuses what is not there or is over already (`NotFound`), and an end before the beginning.
    """
    if row is None or (row.valid_to is not None and row.valid_to <= office_date(now)):
        raise NotFound
    if row.valid_from is not None and on <= row.valid_from:
        raise Invalid(f"{field}:{PersonFault.ENDS_BEFORE_START}")
    row.valid_to = on
    return row
