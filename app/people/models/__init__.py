"""The tables of people; rows never leave this feature."""

from app.people.models.conflicts import DeclaredConflict
from app.people.models.merging import MergeMove, NotTheSame, PersonMerge
from app.people.models.person import (
    Address,
    Contact,
    Household,
    HouseholdMember,
    KeptApart,
    OtherName,
    Person,
    PersonKey,
    PersonMeasure,
    Relationship,
)

__all__ = [
    "Address",
    "Contact",
    "DeclaredConflict",
    "Household",
    "HouseholdMember",
    "KeptApart",
    "MergeMove",
    "NotTheSame",
    "OtherName",
    "Person",
    "PersonKey",
    "PersonMeasure",
    "PersonMerge",
    "Relationship",
]
