"""What changes about appointments: giving, moving, arriving, ending, coming back."""

from app.appointments.operations.booking import Booking, book, hold, move_to
from app.appointments.operations.claims import PlaceTaken
from app.appointments.operations.expiring import expire_holds
from app.appointments.operations.gaps import (
    Away,
    CallBack,
    close_days,
    go_away,
    reopen_days,
    row_name,
    withdraw_make_up,
)
from app.appointments.operations.outcomes import (
    arrive,
    attend,
    cancel_by_office,
    cancel_by_person,
    confirm,
    fail_by_office,
    no_show,
    restore,
    start,
    told_person,
)
from app.appointments.operations.settings import choose_purpose, keep_aside

__all__ = [
    "Away",
    "Booking",
    "CallBack",
    "PlaceTaken",
    "arrive",
    "attend",
    "book",
    "cancel_by_office",
    "cancel_by_person",
    "choose_purpose",
    "close_days",
    "confirm",
    "expire_holds",
    "fail_by_office",
    "go_away",
    "hold",
    "keep_aside",
    "move_to",
    "no_show",
    "reopen_days",
    "restore",
    "row_name",
    "start",
    "told_person",
    "withdraw_make_up",
]
