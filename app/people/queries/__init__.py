"""Finding people and reading what is known of them.

Every read starts from `visible_to`: the one truth on who may see whom. What the front office reads
is a row with nothing in it that it may not know.
"""

from app.people.queries.apart import (
    ApartDays,
    ApartRow,
    apart_days,
    apart_rows,
    apart_told,
    apart_visible_to,
    pairs_apart,
)
from app.people.queries.beware import Beware, beware_of
from app.people.queries.conflicts import (
    decided_conflicts,
    declared_conflicts,
    my_conflict_since,
    who_follows,
)
from app.people.queries.doubles import doubles, hidden_doubles, strongest
from app.people.queries.finding import SHOWN, anybody_answering, search
from app.people.queries.kin import ParentRow, close_kin, parents_of
from app.people.queries.letters import WhereToWrite, municipalities_on, where_to_write
from app.people.queries.measures import MeasureRow, measures_in_force, measures_of
from app.people.queries.merging import (
    ChangedField,
    MergePage,
    MovedRow,
    merge_page,
    merged_into,
    what_moves,
    why_two,
)
from app.people.queries.named import (
    birth_of,
    is_known,
    of_age,
    person_row,
    person_rows,
    phone_of,
    phone_of_whom,
    row_of_page,
    rows_by_id,
    spoken_by,
    spoken_by_each,
)
from app.people.queries.page import person_page
from app.people.queries.pairs import LikelyPair, doubles_of, likely_pairs
from app.people.queries.reached import (
    WayOfMessage,
    left_alone,
    may_be_written_to,
    ways_of_message,
)
from app.people.queries.registered import (
    Known,
    Match,
    known_facts,
    living_in,
    matches,
    related_pairs,
)
from app.people.queries.rows import PersonPage, PersonRow
from app.people.queries.scope import for_change, may_be_named, visible_to
from app.people.queries.siblings import SiblingRow, siblings_of
from app.people.queries.together import households, live_with

__all__ = [
    "SHOWN",
    "ApartDays",
    "ApartRow",
    "Beware",
    "ChangedField",
    "Known",
    "LikelyPair",
    "Match",
    "MeasureRow",
    "MergePage",
    "MovedRow",
    "ParentRow",
    "PersonPage",
    "PersonRow",
    "SiblingRow",
    "WayOfMessage",
    "WhereToWrite",
    "anybody_answering",
    "apart_days",
    "apart_rows",
    "apart_told",
    "apart_visible_to",
    "beware_of",
    "birth_of",
    "close_kin",
    "decided_conflicts",
    "declared_conflicts",
    "doubles",
    "doubles_of",
    "for_change",
    "hidden_doubles",
    "households",
    "is_known",
    "known_facts",
    "left_alone",
    "likely_pairs",
    "live_with",
    "living_in",
    "matches",
    "may_be_named",
    "may_be_written_to",
    "measures_in_force",
    "measures_of",
    "merge_page",
    "merged_into",
    "municipalities_on",
    "my_conflict_since",
    "of_age",
    "pairs_apart",
    "parents_of",
    "person_page",
    "person_row",
    "person_rows",
    "phone_of",
    "phone_of_whom",
    "related_pairs",
    "row_of_page",
    "rows_by_id",
    "search",
    "siblings_of",
    "spoken_by",
    "spoken_by_each",
    "strongest",
    "visible_to",
    "ways_of_message",
    "what_moves",
    "where_to_write",
    "who_follows",
    "why_two",
]
