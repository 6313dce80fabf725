"""Reading cases. Every read starts from `visible_to`: the one truth on who may open which case."""

from app.cases.queries.brief import (
    CaseBrief,
    Followed,
    case_brief,
    caseload,
    cases_of,
    followed,
    holders_at,
    open_cases_of,
)
from app.cases.queries.diary import (
    EntryRow,
    case_of_entry,
    diary_of,
    entries_visible_to,
    entry_row,
    reserved_of,
)
from app.cases.queries.facts import (
    active_requests,
    active_services,
    facts_of,
    has_ordinary_open,
    open_court_terms,
    state_before,
    unread_referrals,
)
from app.cases.queries.scope import for_change, known_to, load, reachable_ids, visible_to

__all__ = [
    "CaseBrief",
    "EntryRow",
    "Followed",
    "active_requests",
    "active_services",
    "case_brief",
    "case_of_entry",
    "caseload",
    "cases_of",
    "diary_of",
    "entries_visible_to",
    "entry_row",
    "facts_of",
    "followed",
    "for_change",
    "has_ordinary_open",
    "holders_at",
    "known_to",
    "load",
    "open_cases_of",
    "open_court_terms",
    "reachable_ids",
    "reserved_of",
    "state_before",
    "unread_referrals",
    "visible_to",
]
