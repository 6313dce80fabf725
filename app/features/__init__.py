"""Everything there is, in order of dependence: read from below. Nothing registers itself.

Where a page must list what higher packages know (menu, labels, landings, jobs), the contributions
stand here as explicit tuples, topic by topic, so that a reader sees them all in one place.
"""

from app.features.asked import (
    APART_HEARD,
    APPOINTMENT_ACTS,
    CALLED_BACK,
    CASE_DANGERS,
    COVER_ABOUT,
    COVER_TOLD,
    DEATH_HEARD,
    EXIT_HEARD,
    LINE_ACTS,
    MERGE_BARS,
    NEWCOMER_HEARD,
    NOTICE_STANDING,
    ONWARD_ORIGINS,
    PATH_ENDS,
    PERSON_SHIELDS,
    PERSON_SOURCES,
    TASK_STAND_INS,
)
from app.features.blueprints import BLUEPRINTS
from app.features.cards import (
    CASE_CARDS,
    CASE_TIMELINE,
    DEADLINES,
    EMERGENCY_CARDS,
    HALF_WRITTEN,
    HOME_CARDS,
    LINE_CARDS,
    PERSON_CARDS,
    PERSON_WORDS,
    PRACTICE_CARDS,
    REFERRAL_CARDS,
)
from app.features.landings import DRAFTS, LANDING
from app.features.navigation import NAVIGATION
from app.features.procedures import PROCEDURES
from app.features.references import PERSON_REFERENCES
from app.features.timetable import JOBS
from app.features.words import LABELS, REASONS, WORDS

__all__ = [
    "APART_HEARD",
    "APPOINTMENT_ACTS",
    "BLUEPRINTS",
    "CALLED_BACK",
    "CASE_CARDS",
    "CASE_DANGERS",
    "CASE_TIMELINE",
    "COVER_ABOUT",
    "COVER_TOLD",
    "DEADLINES",
    "DEATH_HEARD",
    "DRAFTS",
    "EMERGENCY_CARDS",
    "EXIT_HEARD",
    "HALF_WRITTEN",
    "HOME_CARDS",
    "JOBS",
    "LABELS",
    "LANDING",
    "LINE_ACTS",
    "LINE_CARDS",
    "MERGE_BARS",
    "NAVIGATION",
    "NEWCOMER_HEARD",
    "NOTICE_STANDING",
    "ONWARD_ORIGINS",
    "PATH_ENDS",
    "PERSON_CARDS",
    "PERSON_REFERENCES",
    "PERSON_SHIELDS",
    "PERSON_SOURCES",
    "PERSON_WORDS",
    "PRACTICE_CARDS",
    "PROCEDURES",
    "REASONS",
    "REFERRAL_CARDS",
    "TASK_STAND_INS",
    "WORDS",
]
