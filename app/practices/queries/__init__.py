"""What is read of practices: the lists of the counter, one whole, who is already helped."""

from app.practices.queries.listing import counts, due_soon, listed, of_person
from app.practices.queries.page import already_helped, facts_of, practice_page
from app.practices.queries.rows import PracticePage, PracticeRow
from app.practices.queries.scope import for_change, load, visible_to

__all__ = [
    "PracticePage",
    "PracticeRow",
    "already_helped",
    "counts",
    "due_soon",
    "facts_of",
    "for_change",
    "listed",
    "load",
    "of_person",
    "practice_page",
    "visible_to",
]
