"""What is read of appointments: free places, the agenda, one whole."""

from app.appointments.queries.agenda import Entry, entries, entries_by_worker
from app.appointments.queries.items import (
    ItemPage,
    ItemRow,
    TakenHour,
    item_for_change,
    item_page,
    item_workers_for_change,
    items_of_days,
    may_on_item,
    my_visits_out,
    not_back,
    taken_hours,
)
from app.appointments.queries.lists import (
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
from app.appointments.queries.scope import (
    for_change,
    joined_to,
    load,
    may_on,
    receives,
    visible_to,
)
from app.appointments.queries.seats import SeatRow, seats, seats_for_change

__all__ = [
    "WEEKS_AHEAD",
    "AppointmentPage",
    "AppointmentRow",
    "Entry",
    "ItemPage",
    "ItemRow",
    "PlaceRow",
    "SeatRow",
    "TakenHour",
    "appointment_page",
    "appointment_row",
    "count_without_outcome",
    "entries",
    "entries_by_worker",
    "facts_of",
    "find_place",
    "for_change",
    "future_of",
    "is_free",
    "item_for_change",
    "item_page",
    "item_workers_for_change",
    "items_of_days",
    "joined_to",
    "load",
    "may_on",
    "may_on_item",
    "my_next",
    "my_visits_out",
    "nearest_places",
    "never_told",
    "not_back",
    "of_days",
    "place_rows",
    "places",
    "receives",
    "seats",
    "seats_for_change",
    "taken_hours",
    "todays",
    "visible_to",
    "without_outcome",
]
