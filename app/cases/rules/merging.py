"""Why two people stay two, as far as their cases say it."""

from enum import StrEnum


class MergeBarFault(StrEnum):
    """What a case has against the merge of the person it is about."""

    PROTECTED = "merge_protected"
    NOT_YOURS = "merge_not_yours"
    TWO_OPEN_CASES = "merge_two_open_cases"
