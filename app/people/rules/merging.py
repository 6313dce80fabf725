"""Two records of one person: what may be taken from each, and why they may stay two."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

UNDONE_WITHIN = timedelta(days=30)


class MergeField(StrEnum):
    """What is taken from one of the two records, as a whole."""

    NAME = "name"
    PREFERRED_NAME = "preferred_name"
    BIRTH = "birth"
    BIRTHPLACE = "birthplace"
    SEX = "sex"
    IDENTITY = "identity"
    IDENTIFIER = "identifier"
    LANGUAGE = "language"
    DIED_ON = "died_on"


# The columns that go together.
MERGED: dict[MergeField, tuple[str, ...]] = {
    **{field: (field.value,) for field in MergeField},
    MergeField.NAME: ("surname", "given"),
    MergeField.BIRTH: ("birth_known", "birth_date", "birth_year"),
    MergeField.IDENTIFIER: ("identifier_kind", "identifier", "no_identifier_reason"),
}


class MergeFault(StrEnum):
    """Why two records stay two, a merge is no longer undone, or one of them is written no more."""

    ONE_PERSON = "merge_one_person"
    MERGED = "merge_merged"
    KIN = "merge_kin"
    APART = "merge_apart"
    ASK = "merge_ask"
    TOGETHER = "merge_together"
    SAME_HOUR = "merge_same_hour"
    UNDONE = "merge_undone"
    TOO_LATE = "merge_too_late"
    MERGED_AGAIN = "merge_merged_again"
    UNDO_TOGETHER = "merge_undo_together"


def knows(field: MergeField, said: Mapping[str, Any]) -> bool:
    """Return whether a record says anything of one thing; `said` are its columns."""
    if field is MergeField.BIRTH:
        return bool(said["birth_date"] or said["birth_year"])
    return field is MergeField.NAME or bool(said[field])


def better_from_other(field: MergeField, kept: Mapping[str, Any], gone: Mapping[str, Any]) -> bool:
    """Return whether a thing is first proposed from the record that goes: only it knows it."""
    if field is MergeField.BIRTH and gone["birth_date"] and not kept["birth_date"]:
        return True
    return knows(field, gone) and not knows(field, kept)
