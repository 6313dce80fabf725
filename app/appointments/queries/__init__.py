"""What is read of appointments: free places, the agenda, one whole."""

from app.appointments.queries.gaps import (
    After,
    Hit,
    after,
    gap_of,
    hit_by,
    hits,
    season_preview,
    stranded,
)
from app.appointments.queries.lists import (
    by_worker,
    count_without_outcome,
    future_of,
    my_next,
    never_told,
    of_days,
    todays,
    without_outcome,
)
from app.appointments.queries.page import appointment_page, appointment_row, facts_of
from app.appointments.queries.places import (
    WEEKS_AHEAD,
    find_place,
    is_free,
    nearest_places,
    place_rows,
    places,
)
from app.appointments.queries.rows import AppointmentPage, AppointmentRow, PlaceRow
from app.appointments.queries.scope import for_change, load, may_on, visible_to

__all__ = [
    "WEEKS_AHEAD",
    "After",
    "AppointmentPage",
    "AppointmentRow",
    "Hit",
    "PlaceRow",
    "after",
    "appointment_page",
    "appointment_row",
    "by_worker",
    "count_without_outcome",
    "facts_of",
    "find_place",
    "for_change",
    "future_of",
    "gap_of",
    "hit_by",
    "hits",
    "is_free",
    "load",
    "may_on",
    "my_next",
    "nearest_places",
    "never_told",
    "of_days",
    "place_rows",
    "places",
    "season_preview",
    "stranded",
    "todays",
    "visible_to",
    "without_outcome",
]
