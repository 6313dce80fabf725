"""What is read of appointments: free places, the agenda, one whole."""

from app.appointments.queries.lists import (
    by_worker,
    count_without_outcome,
    future_of,
    my_next,
    never_told,
    of_days,
    todays,
    waiting_for_earlier,
    without_outcome,
)
from app.appointments.queries.page import appointment_page, appointment_row, facts_of
from app.appointments.queries.places import (
    WEEKS_AHEAD,
    FoundPlace,
    find_place,
    is_free,
    kept_places,
    nearest_places,
    place_rows,
    places,
    room_by_day,
)
from app.appointments.queries.rows import AppointmentPage, AppointmentRow, PlaceRow
from app.appointments.queries.scope import for_change, held_for_change, load, may_on, visible_to
from app.appointments.queries.settings import kept_aside, purpose_rules

__all__ = [
    "WEEKS_AHEAD",
    "AppointmentPage",
    "AppointmentRow",
    "FoundPlace",
    "PlaceRow",
    "appointment_page",
    "appointment_row",
    "by_worker",
    "count_without_outcome",
    "facts_of",
    "find_place",
    "for_change",
    "future_of",
    "held_for_change",
    "is_free",
    "kept_aside",
    "kept_places",
    "load",
    "may_on",
    "my_next",
    "nearest_places",
    "never_told",
    "of_days",
    "place_rows",
    "places",
    "purpose_rules",
    "room_by_day",
    "todays",
    "visible_to",
    "waiting_for_earlier",
    "without_outcome",
]
