"""What the office does with cases: each use case one transaction, one entry of the trail."""

from app.cases.operations.diary import add_diary_entry, add_to_entry, correct_entry, move_entry
from app.cases.operations.notices import linked_referral_read, note_linked_referral
from app.cases.operations.opening import REFUSALS, CaseOpening, open_case, reopen_case

__all__ = [
    "REFUSALS",
    "CaseOpening",
    "add_diary_entry",
    "add_to_entry",
    "correct_entry",
    "linked_referral_read",
    "move_entry",
    "note_linked_referral",
    "open_case",
    "reopen_case",
]
