"""What is read of practices: the lists of the counter, one whole, who is already helped."""

from app.practices.queries.asking import ChecklistRow, checklist_rows, papers_asked
from app.practices.queries.listing import (
    counts,
    due_soon,
    ending,
    listed,
    of_person,
    returned,
)
from app.practices.queries.page import already_helped, facts_of, practice_page
from app.practices.queries.rows import PracticePage, PracticeRow
from app.practices.queries.scope import for_change, load, visible_to

__all__ = [
    "ChecklistRow",
    "PracticePage",
    "PracticeRow",
    "already_helped",
    "checklist_rows",
    "counts",
    "due_soon",
    "ending",
    "facts_of",
    "for_change",
    "listed",
    "load",
    "of_person",
    "papers_asked",
    "practice_page",
    "returned",
    "visible_to",
]
